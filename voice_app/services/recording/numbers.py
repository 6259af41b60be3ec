"""Numbers in the council's records that change: merged, split, renumbered; and records reopened.

Each is deliberate, rare, and noted in the record with its reason. A number of before goes on
finding its child, except a split one, which could be either's.
"""

from datetime import datetime

from sqlalchemy import delete

from voice_app.clock import london_day
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.people import FormerNumber
from voice_app.models.people import Person
from voice_app.services.recording.entries import RecordingFault
from voice_app.services.recording.entries import noted
from voice_app.store import merging
from voice_app.store import people
from voice_app.store import record
from voice_app.store.journey.closing import stop_asking
from voice_app.store.journey.closing import work_out_anew
from voice_app.store.journey.expecting import expect_all


def merge_records(kept: str, gone: str, *, by: int | None, now: datetime) -> None:
    """Two numbers were one child: ``gone`` becomes ``kept``. Raises ``RecordingFault``.

    Asks that are open under the number that goes are closed; everything said stays, as theirs.
    """
    with writing():
        ours, theirs = _open_child(kept), _open_child(gone)
        if ours.id == theirs.id:
            raise RecordingFault("both numbers are one child's already")
        stop_asking(theirs.id, now=now)
        merging.move_everything(ours.id, theirs.id, today=london_day(now), now=now)
        _retire(theirs, ours.id, "merged", now)
        theirs.record, theirs.merged_into_id = "merged", ours.id
        theirs.record_since = london_day(now)
        db.session.flush()
        expect_all(ours.id, now)
        noted(by, f"record merged from {theirs.id}", ours.id, now)


def renumber(old: str, new: str, *, by: int | None, now: datetime) -> None:
    """A child has another number now; the old one goes on finding them."""
    with writing():
        child = _open_child(old)
        _number(child, new, "changed", now)
        noted(by, "number", child.id, now)


def split_record(old: str, own: str, other: str, *, by: int | None, now: datetime) -> int:
    """One number was two children: who is on record is ``own``, and ``other`` is begun empty.

    Nobody can tell which rows are whose, so all stay with the first; the old number, where it is
    neither's now, finds nobody any more. Gives the id of the second child.
    """
    with writing():
        child = _open_child(old)
        if own != old:
            _number(child, own, "split", now)
        _check_free(other)
        second = Person(
            kind="child",
            record_number=other,
            record_index=people.record_index(other),
            created_at=now,
        )
        db.session.add(second)
        db.session.flush()
        expect_all(child.id, now)
        noted(by, f"record split into {second.id}", child.id, now)
        noted(by, f"record split from {child.id}", second.id, now)
        return second.id


def reopen_record(number: str, why: str, *, by: int | None, now: datetime) -> None:
    """Open a record that was closed or sealed, for a reason that stays in the record.

    What is due next is worked out anew, since closing took the days back.

    The day on which it closed stays too, so that the return which closed it does not do so again.
    """
    if not why.strip():
        raise RecordingFault("a record is opened again only for a reason")
    with writing():
        child = people.by_record(number)
        if child is None or child.record not in ("died", "sealed"):
            raise RecordingFault("there is no closed record of this number")
        was, child.record = child.record, "open"
        db.session.flush()
        work_out_anew(child.id)
        expect_all(child.id, now)
        deed = record.Deed(by, "changed", f"record reopened, was {was}", child.id, why.strip())
        record.note(deed, now=now)


def _open_child(number: str) -> Person:
    child = people.by_record(number)
    if child is None or child.kind != "child" or child.record != "open":
        raise RecordingFault("there is no open record of a child of this number")
    return child


def _check_free(number: str) -> None:
    if not number.strip() or people.by_record(number):
        raise RecordingFault("the new number is another child's, or none at all")


def _number(child: Person, new: str, why: str, now: datetime) -> None:
    _check_free(new)
    _retire(child, child.id, why, now)
    index = people.record_index(new)
    db.session.execute(delete(FormerNumber).where(FormerNumber.record_index == index))
    child.record_number, child.record_index = new, index


def _retire(child: Person, now_of: int, why: str, now: datetime) -> None:
    """From now on this child's number is one of before."""
    row = FormerNumber(
        person_id=now_of,
        record_number=child.record_number,
        record_index=child.record_index,
        why=why,
        at=now,
    )
    child.record_number = child.record_index = None
    db.session.flush()
    db.session.add(row)
