"""From a theme at a stage to the plans it touches and the findings about the same thing.

Candidates for a person to choose from, each with its reason as a code and its parts, so that the
shell can word it. Nothing is linked here.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from enum import StrEnum

from analysis.themes import Theme
from surveys import journey
from surveys.clocks import plan_due


class Heading(StrEnum):
    """The two headings of an audit report."""

    STRENGTH = "strength"
    DEVELOPMENT = "development"


class Currency(StrEnum):
    """How current a plan is. *Missing*: this child should have one and has none on record."""

    CURRENT = "current"
    OVERDUE = "overdue"
    MISSING = "missing"


class Because(StrEnum):
    """Why something is suggested. ``Reason.parts`` are what the sentence needs."""

    TOUCHES_PLAN = "touches_plan"  # theme, due: the next review of the plan, or None
    PLAN_OVERDUE = "plan_overdue"  # theme, due: the day it was to be reviewed
    PLAN_MISSING = "plan_missing"  # theme
    SAME_THEME_AND_STAGE = "same_theme_and_stage"  # theme, stage
    SAME_THEME = "same_theme"  # theme; the finding is about no stage in particular
    SAME_THEME_OTHER_STAGE = "same_theme_other_stage"  # theme, stages of the finding


@dataclass(frozen=True)
class Reason:
    """A code and the parts that its sentence needs."""

    code: Because
    parts: Mapping[str, str | date | None] = field(default_factory=dict)


@dataclass(frozen=True)
class PlanOnRecord:
    """One open plan of a child. ``kind`` is a key of the journey's plans; dates are local days."""

    key: int | str
    kind: str
    last_updated: date | None
    next_due: date | None


@dataclass(frozen=True)
class PlanSuggestion:
    """A plan that a theme touches, or the lack of one."""

    kind: str
    plan: PlanOnRecord | None
    currency: Currency
    reason: Reason


@dataclass(frozen=True)
class FindingOnRecord:
    """One finding of an audit, a visit or a report. No stages: it is about them all."""

    key: int | str
    words: str
    heading: Heading
    themes: frozenset[str]
    stages: frozenset[str]
    document_title: str
    period: str


@dataclass(frozen=True)
class FindingSuggestion:
    """A finding that may be about the same thing, with the reason."""

    finding: FindingOnRecord
    reason: Reason


_CLOSEST_FIRST = (Because.SAME_THEME_AND_STAGE, Because.SAME_THEME, Because.SAME_THEME_OTHER_STAGE)


def touching_plans(
    theme: Theme, plans: Iterable[PlanOnRecord], today: date, *, expected: frozenset[str]
) -> tuple[PlanSuggestion, ...]:
    """The child's open plans that a theme touches, and those ``expected`` that are missing.

    In the taxonomy's order, which puts the plan nearest to the theme first.
    """
    open_plans = tuple(plans)
    suggestions: list[PlanSuggestion] = []
    for kind in theme.plans:
        of_kind = [plan for plan in open_plans if plan.kind == kind]
        suggestions += [_open(theme, plan, today) for plan in of_kind]
        if not of_kind and kind in expected:
            reason = Reason(Because.PLAN_MISSING, {"theme": theme.key})
            suggestions.append(PlanSuggestion(kind, None, Currency.MISSING, reason))
    return tuple(suggestions)


def same_thing(
    theme: str, stage: str, findings: Iterable[FindingOnRecord]
) -> tuple[FindingSuggestion, ...]:
    """Findings about a theme, nearest stage first; within that, in the order given.

    An empty stage is not known, and is near to none.
    """
    about = (finding for finding in findings if theme in finding.themes)
    suggestions = [FindingSuggestion(each, _why_same(theme, stage, each)) for each in about]
    return tuple(sorted(suggestions, key=lambda each: _CLOSEST_FIRST.index(each.reason.code)))


def _open(theme: Theme, plan: PlanOnRecord, today: date) -> PlanSuggestion:
    due = _due(plan)
    late = due is not None and due < today
    code = Because.PLAN_OVERDUE if late else Because.TOUCHES_PLAN
    reason = Reason(code, {"theme": theme.key, "due": due})
    return PlanSuggestion(plan.kind, plan, Currency.OVERDUE if late else Currency.CURRENT, reason)


def _due(plan: PlanOnRecord) -> date | None:
    """The day on record, else what the kind of plan asks for after its last version."""
    if plan.next_due or not plan.last_updated:
        return plan.next_due
    return plan_due(journey.shipped().plans[plan.kind], plan.last_updated).on


def _why_same(theme: str, stage: str, finding: FindingOnRecord) -> Reason:
    if stage in finding.stages:
        return Reason(Because.SAME_THEME_AND_STAGE, {"theme": theme, "stage": stage})
    if not finding.stages:
        return Reason(Because.SAME_THEME, {"theme": theme})
    stages = ",".join(sorted(finding.stages))
    return Reason(Because.SAME_THEME_OTHER_STAGE, {"theme": theme, "stages": stages})
