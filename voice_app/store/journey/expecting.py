"""What is due next for a child, put beside what is on record.

Called inside a transaction after every change of the record, by hand or by import. A child has at
most one open meeting of each kind. A day that a person set outranks one that a file supplied, and
that one a computed day.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from datetime import datetime

from surveys.clocks import DueSource
from surveys.clocks import plan_due
from surveys.deadlines import due_dates
from surveys.duties import PLANS
from surveys.duties import Due
from surveys.duties import Duty
from surveys.journey import shipped as journey
from voice_app.clock import bank_holidays
from voice_app.clock import london_day
from voice_app.db import db
from voice_app.models.journey import CareSpell
from voice_app.models.journey import Decision
from voice_app.models.journey import Meeting
from voice_app.models.journey import PlanVersion
from voice_app.store.journey import as_days
from voice_app.store.journey import on_record
from voice_app.store.journey import plans
from voice_app.store.journey import reviews
from voice_app.store.journey.as_days import Rows
from voice_app.store.journey.changes import settle

MEETINGS = (
    Duty.INITIAL_CONFERENCE,
    Duty.REVIEW_CONFERENCE,
    Duty.CORE_GROUP,
    Duty.SOCIAL_WORK_VISIT,
)  # the statutory review has rules of its own: answers hang on its row


def expect_all(person_id: int, now: datetime) -> None:
    """Work out anew what is due next: reviews, conferences, core groups, visits and plans."""
    today, rows = london_day(now), as_days.rows_of(person_id)
    known = [row for row in rows.meetings if row.kind == reviews.STATUTORY_REVIEW]
    _expect_review(person_id, known, rows.care, today)
    added = [row for row in known if row not in rows.meetings]
    expect(replace(rows, meetings=[*rows.meetings, *added]), today)


def expect_review(person_id: int, known: list[Meeting], today: date) -> None:
    """Work out the next review. Reviews before the first on record may have been held unseen."""
    _expect_review(person_id, known, on_record.care_of(person_id), today)


def _expect_review(
    person_id: int, known: list[Meeting], care: CareSpell | None, today: date
) -> None:
    held = reviews.days_held(known)
    due = reviews.next_due(care, held, records_from=min([*held, today]))
    reviews.expect(known, person_id, due, over=reviews.is_over(care))


def expect(rows: Rows, today: date) -> None:
    """The same for the other meetings and the plans of a child whose rows are at hand."""
    dues = {
        due.kind: due
        for due in due_dates(
            as_days.child_dates(rows, today), today=today, holidays=bank_holidays()
        )
    }
    for kind in MEETINGS:
        _expect_meeting(rows, kind, dues.get(kind))
    for version, due in _looked_at_again(rows, dues):
        settle(version, next_review=due.on, next_source=due.source, next_rule=due.rule)


@dataclass(frozen=True)
class _Next:
    """When a plan is looked at again; all empty where nobody can tell."""

    on: date | None
    source: str
    rule: str


def _expect_meeting(rows: Rows, kind: Duty, due: Due | None) -> None:
    """Move the open meeting of a kind to its computed day, or take a computed one back."""
    row = next((each for each in rows.meetings if each.kind == kind and _is_open(each)), None)
    if row and row.due_source not in ("", DueSource.COMPUTED):
        return
    if due is None:
        if row and row.due_source == DueSource.COMPUTED and not _has_minutes(row):
            db.session.delete(row)
        return
    if row is None:
        row = Meeting(person_id=rows.person.id, kind=str(kind))
        db.session.add(row)
    settle(row, due_on=due.on, due_source=str(due.source), due_rule=due.rule)


def _looked_at_again(rows: Rows, dues: dict[Duty, Due]) -> Iterator[tuple[PlanVersion, _Next]]:
    """The newest version of each open plan, where no better source gave it a day."""
    over = reviews.is_over(rows.care)
    for plan, versions in rows.plans:
        if plan.closed_on or not versions or as_days.source_of(versions[0]) != DueSource.COMPUTED:
            continue
        due = dues.get(Duty(plan.kind)) if plan.kind in PLANS else None
        if due:
            yield versions[0], _Next(due.on, str(due.source), due.rule)
        elif over and plan.kind in plans.IN_CARE:
            yield versions[0], _Next(None, "", "")
        else:
            by = plan_due(journey().plans[plan.kind], versions[0].made_on)
            yield versions[0], _Next(by.on, str(by.source), by.rule)


def _is_open(meeting: Meeting) -> bool:
    return meeting.held_on is None and meeting.cancelled_on is None


def _has_minutes(meeting: Meeting) -> bool:
    return db.session.query(Decision.id).filter_by(meeting_id=meeting.id).first() is not None
