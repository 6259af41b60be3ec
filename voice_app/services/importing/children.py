"""The children of a return against those on record: who is who, who is new, whose record closes."""

from collections.abc import Container
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from voice_app.files.care_records import CareRecord
from voice_app.files.faults import Code
from voice_app.files.rows903 import ChildRow
from voice_app.files.spreadsheet import Line
from voice_app.services.importing.outcome import Tally
from voice_app.services.importing.telling import BORN_STANDS
from voice_app.store.journey import batches
from voice_app.store.journey.batches import KnownChild
from voice_app.store.journey.batches import NewChild
from voice_app.store.journey.changes import Change
from voice_app.store.journey.closing import close_record

LONGEST_NUMBER = 12  # digits; as far as lost zeros are looked for

_ZEROS = "The number is that of a child on record but for zeros in front, and so is the birthday."
_OTHER_DAY = (
    "But for zeros in front this is the number of a child on record who was born on another day. "
    "It was taken as another child's."
)
_SEVERAL = "But for zeros in front this is the number of more than one child on record."


@dataclass(frozen=True, slots=True)
class Kept:
    """A child of the return, on record by now; ``was`` is what stood there before."""

    id: int
    change: Change
    was: KnownChild | None


def keep(
    rows: Sequence[ChildRow], tally: Tally, now: datetime, *, others: Container[str] | None
) -> dict[str, Kept]:
    """Put these children on record, or find them there; by number. Doubtful lines are left out.

    ``others`` are the numbers of the whole return: none of them is taken for another's without
    its zeros. None: nobody was on record before.
    """
    found = batches.known(row.external_id for row in rows)
    doubtful: set[str] = set()
    if others is not None:
        for row, near in _but_for_zeros(rows, found, others):
            if len(near) > 1:
                doubtful.add(row.external_id)
                tally.faults.append(_line(row, tally).left_out("CHILD", Code.LOST_ZEROS, _SEVERAL))
            elif near[0].born == row.born:
                found[row.external_id] = near[0]
                tally.faults.append(_line(row, tally).kept("CHILD", Code.LOST_ZEROS, _ZEROS))
            else:
                tally.faults.append(_line(row, tally).kept("CHILD", Code.LOST_ZEROS, _OTHER_DAY))
    new = [row for row in rows if row.external_id not in found | dict.fromkeys(doubtful)]
    ids = batches.add_children([NewChild(row.external_id, row.born) for row in new], now=now)
    kept = {
        row.external_id: _settled(row, found[row.external_id], tally)
        for row in rows
        if row.external_id in found
    }
    for row, person_id in zip(new, ids, strict=True):
        kept[row.external_id] = Kept(person_id, Change.ADDED, None)
    return kept


def close(record: CareRecord, child: Kept, *, now: datetime) -> None:
    """Close the record of a child who died or was adopted.

    One that somebody deliberately opened again keeps the day on which it closed, and stays open.
    """
    if record.closed is None or (child.was and child.was.record_since == record.closed[1]):
        return
    state, day = record.closed
    close_record(child.id, state, day, now=now)


def _settled(row: ChildRow, was: KnownChild, tally: Tally) -> Kept:
    """Find a child present. A birthday on record is not overwritten; another one is named."""
    if was.born not in (None, row.born):
        tally.faults.append(_line(row, tally).kept("DOB", Code.RECORD_STANDS, BORN_STANDS))
    if was.born is not None and was.in_latest_return:
        return Kept(was.id, Change.UNCHANGED, was)
    batches.change_child(was.id, born=was.born or row.born, in_latest_return=True)
    return Kept(was.id, Change.CHANGED, was)


def _but_for_zeros(
    rows: Iterable[ChildRow], found: Container[str], others: Container[str]
) -> Iterator[tuple[ChildRow, list[KnownChild]]]:
    """The children not on record who are so with more or fewer zeros in front, and as whom."""
    alike = {
        row: [number for number in _with_zeros(row.external_id) if number not in others]
        for row in rows
        if row.external_id not in found
    }
    known = batches.known(number for numbers in alike.values() for number in numbers)
    for row, numbers in alike.items():
        near = [known[number] for number in numbers if number in known]
        if near:
            yield row, near


def _with_zeros(number: str) -> Iterator[str]:
    """The same number as it could be written with other zeros in front."""
    if not number.isdigit():
        return
    bare = number.lstrip("0") or "0"
    for width in range(len(bare), LONGEST_NUMBER + 1):
        if (written := bare.zfill(width)) != number:
            yield written


def _line(row: ChildRow, tally: Tally) -> Line:
    return Line(tally.first_file, row.line, {})
