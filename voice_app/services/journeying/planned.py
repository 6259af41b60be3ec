"""A child's plans as the record shows them: every version, who is responsible, how current."""

from collections.abc import Sequence
from datetime import date

from surveys.clocks import plan_standing
from surveys.journey import shipped as journey
from voice_app.models.journey import Plan
from voice_app.models.journey import PlanVersion
from voice_app.models.journey import StageEpisode
from voice_app.models.people import Person
from voice_app.pages.records import PlanShown
from voice_app.pages.records import VersionShown
from voice_app.store import accounts
from voice_app.store import people
from voice_app.store.journey import on_record
from voice_app.store.journey import plans
from voice_app.store.journey.changes import BY_HAND
from voice_app.store.journey.plans import lasting

CLOSED, MISSING = "closed", "missing"


def plans_shown(person: Person, today: date) -> tuple[PlanShown, ...]:
    """Every plan on record in the order of the journey, and those that ought to be there."""
    on_file = plans.of(person.id)
    names = accounts.names({plan.responsible_id for plan, _ in on_file if plan.responsible_id})
    shown = {
        plan.kind: _plan(plan, versions, names.get(plan.responsible_id or 0, ""), today)
        for plan, versions in on_file
    }
    for kind in _expected(person, today) - set(shown):
        shown[kind] = PlanShown(None, kind, label_of(kind), MISSING, "", None, ())
    order = [*journey().plans]
    return tuple(sorted(shown.values(), key=lambda plan: order.index(plan.kind)))


def label_of(kind: str) -> str:
    """What a kind of plan is called today."""
    return journey().plans[kind].label


def _plan(plan: Plan, versions: Sequence[PlanVersion], owner: str, today: date) -> PlanShown:
    latest = versions[0] if versions else None
    made_on, due = (latest.made_on, latest.next_review) if latest else (None, None)
    standing = str(plan_standing(made_on, due, today=today))
    return PlanShown(
        plan_id=plan.id,
        kind=plan.kind,
        label=label_of(plan.kind),
        standing=CLOSED if plan.closed_on else standing,
        responsible=owner or (latest.responsible or "" if latest else ""),
        closed_on=plan.closed_on,
        versions=tuple(_version(each) for each in versions),
    )


def _version(row: PlanVersion) -> VersionShown:
    return VersionShown(
        made_on=row.made_on,
        next_review=row.next_review,
        next_source=row.next_source,
        next_rule=row.next_rule,
        responsible=row.responsible or "",
        row_id=row.id if row.source == BY_HAND else None,
    )


def _expected(person: Person, today: date) -> frozenset[str]:
    rows = on_record.rows(StageEpisode, of=person.id)[person.id]
    now_in = {row.stage for row in rows if lasting(row.since, row.until, today)}
    age = people.age(person.born, today)
    return plans.expected(on_record.care_of(person.id), age=age, stages=now_in)
