"""A child's statutory reviews: those held, and the one that the extract says is due."""

from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date

from surveys.clocks import DueDate
from surveys.clocks import DueSource
from voice_app.files.faults import Code
from voice_app.files.spreadsheet import Line
from voice_app.files.ssd_care import Period
from voice_app.files.ssd_rows import ReviewRow
from voice_app.models.journey import Meeting
from voice_app.models.people import Person
from voice_app.services.importing.dated import GIVEN
from voice_app.services.importing.dated import supply
from voice_app.services.importing.outcome import Noted
from voice_app.services.importing.ssd_child import CANCELLED
from voice_app.services.importing.ssd_child import NEVER_HELD
from voice_app.services.importing.ssd_child import SOURCE
from voice_app.services.importing.ssd_child import ByChild
from voice_app.services.importing.telling import Teller
from voice_app.store.journey import reviews
from voice_app.store.journey.batch import OnRecord
from voice_app.store.journey.changes import Change

_ANOTHER_DUE = "Another review of this time in care is due before this one. Only that one is kept."
_CARE_OVER = "This review is due in a time in care that has ended. It is not kept."


def keep_reviews(rows: ByChild, number: str, kept: OnRecord, person: Person) -> Iterator[Noted]:
    """Keep the reviews of every time in care, then the next one of the latest."""
    known, periods = kept.reviews[person.id], rows.periods.get(number, [])
    told = [row for period in periods for row in rows.reviews[period.period_id]]
    for row in sorted((row for row in told if row.held_on), key=_held_on):
        yield "Reviews held", _hold(known, person.id, row, rows.at("cla_reviews", row.line))
    rows.counted[CANCELLED] += sum(_was_cancelled(row) for row in told)
    for period in periods[:-1]:
        for row in _waiting(rows, period):
            _leave_out(rows, row, _CARE_OVER)
    if periods:
        yield from _next_review(rows, periods[-1], kept, person)


def _held_on(row: ReviewRow) -> tuple[date, int]:
    return row.held_on or date.max, row.line


def _was_cancelled(row: ReviewRow) -> bool:
    return bool(row.cancelled and row.held_on is None)


def _hold(known: list[Meeting], person_id: int, row: ReviewRow, teller: Teller) -> Change:
    """Put a review down as held, with the day it had been due."""
    if row.held_on is None:
        return Change.UNCHANGED
    read = reviews.HeldRead(row.held_on, row.participation)
    meeting, change, against = reviews.hold(known, person_id, read, SOURCE)
    teller.tell(against)
    due = supply(meeting, row.due_on, teller)
    return due if change is Change.UNCHANGED else change


def _waiting(rows: ByChild, period: Period) -> list[ReviewRow]:
    """The reviews of a time in care that are due and were neither held nor cancelled, in order.

    One that was due on or before the last day a review was held was missed, and only counted.
    """
    told = rows.reviews[period.period_id]
    last = max((row.held_on for row in told if row.held_on), default=date.min)
    due = [row for row in told if row.held_on is None and not row.cancelled and row.due_on]
    missed = [row for row in due if row.due_on and row.due_on <= last]
    rows.counted[NEVER_HELD] += len(missed)
    return sorted((row for row in due if row not in missed), key=_due_on)


def _due_on(row: ReviewRow) -> tuple[date, int]:
    return row.due_on or date.max, row.line


def _next_review(rows: ByChild, period: Period, kept: OnRecord, person: Person) -> Iterator[Noted]:
    known, care = kept.reviews[person.id], kept.care[person.id]
    waiting, over = _waiting(rows, period), person.record != "open" or reviews.is_over(care)
    for row in waiting if over else waiting[1:]:
        _leave_out(rows, row, _CARE_OVER if over else _ANOTHER_DUE)
    supplied = waiting[0].due_on if waiting and not over else None
    if supplied:
        due: DueDate | None = DueDate(supplied, DueSource.SUPPLIED, GIVEN)
    elif over:
        due = None
    else:
        due = reviews.next_due(care, _since(period, known), records_from=None)
    change = reviews.expect(known, person.id, due, over=over)
    meeting = reviews.open_review(known)
    if supplied and meeting:  # whatever day it has by now: another one was set by hand
        supply(meeting, supplied, rows.at("cla_reviews", waiting[0].line))
    if due or change is not Change.UNCHANGED:
        yield "Next reviews", change


def _since(period: Period, known: Sequence[Meeting]) -> list[date]:
    """The days of the reviews held in this time in care."""
    return [day for day in reviews.days_held(known) if day >= period.since]


def _leave_out(rows: ByChild, row: ReviewRow, what: str) -> None:
    bare = Line(rows.named("cla_reviews"), row.line, {})
    rows.tally.faults.append(bare.left_out("clar_cla_review_due_date", Code.DISAGREES, what))
