"""What an Independent Reviewing Officer sees before a review: the brief."""

from dataclasses import dataclass
from datetime import date

from voice_app.pages.words import Quote


@dataclass(frozen=True)
class ThenNow:
    """A repeated question, last time and this time, in the words of the answer."""

    label: str
    then: str
    now: str


@dataclass(frozen=True)
class PlanTouched:
    """A plan that a theme touches: current, due_soon, overdue or missing."""

    label: str
    standing: str
    last_updated: date | None
    next_due: date | None
    reason: str


@dataclass(frozen=True)
class FindingBeside:
    """A QA finding about the same thing as a theme."""

    finding_id: int
    words: str
    heading: str  # strength or development
    document: str
    period: str
    reason: str


@dataclass(frozen=True)
class Matter:
    """One heading of Schedule 7 (CPPCR 2010), with the child's words beside the plan it touches.

    ``said`` is quotes; ``silence`` says "Not asked this time" or "Asked, skipped" when there are
    none.
    """

    heading: str
    quotes: tuple[Quote, ...]
    silence: str
    plans: tuple[PlanTouched, ...]
    findings: tuple[FindingBeside, ...]
    question: str  # a question to ask, never a conclusion


@dataclass(frozen=True)
class DecisionShown:
    """A decision of the last review, and what became of it."""

    words: str
    happened: str
    child_said: str  # in their own words, or empty


@dataclass(frozen=True)
class Brief:
    """Two pages before a review, in the order of domain note 1.6."""

    person_id: int
    review_id: int
    name: str
    full_name: str
    record: str  # the council's id of the child
    age: int | None
    review_number: str  # "5th"
    due: date
    due_source: str
    due_rule: str
    last_held: date | None
    participation: str
    lives_with: str
    legal_status: str
    likes_to_be_asked: str
    iro: str
    social_worker: str
    safety: str
    quotes: tuple[Quote, ...]
    more: tuple[Quote, ...]  # what else they said: on screen, under the rest
    wants: tuple[str, ...]
    keep_out: tuple[str, ...]  # for the IRO's eyes: on screen, never printed
    then_now: tuple[ThenNow, ...]
    then_label: str
    now_label: str
    matters: tuple[Matter, ...]
    decisions: tuple[DecisionShown, ...]
    others: tuple[Quote, ...]  # parents and carers, attributed, apart
    limits: str
    suggested_code: str
    reply_by: date | None
