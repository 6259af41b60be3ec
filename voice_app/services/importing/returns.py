"""Import an SSDA903 return: children, their times in care, their reviews, and the next one due."""

from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from voice_app.clock import london_day
from voice_app.files import ssda903
from voice_app.files.care_records import CareRecord
from voice_app.files.faults import Code
from voice_app.files.rows903 import LeaverRow
from voice_app.files.rows903 import WorkerRow
from voice_app.files.spreadsheet import Line
from voice_app.files.ssda903 import Return903
from voice_app.services.importing import children
from voice_app.services.importing.care import SOURCE
from voice_app.services.importing.care import OneReturn
from voice_app.services.importing.care import keep_care
from voice_app.services.importing.care import keep_places
from voice_app.services.importing.children import Kept
from voice_app.services.importing.leavers import close_if_died
from voice_app.services.importing.leavers import keep_leavers
from voice_app.services.importing.leavers import keep_leaving
from voice_app.services.importing.outcome import A_BATCH
from voice_app.services.importing.outcome import ImportReport
from voice_app.services.importing.outcome import Noted
from voice_app.services.importing.outcome import Run
from voice_app.services.importing.outcome import Tally
from voice_app.services.importing.outcome import Told
from voice_app.services.importing.outcome import carry_out
from voice_app.services.importing.outcome import nobody
from voice_app.services.importing.telling import Teller
from voice_app.services.importing.workers import keep_workers
from voice_app.store import accounts
from voice_app.store.journey import batches
from voice_app.store.journey import reviews
from voice_app.store.journey.batches import Batch
from voice_app.store.journey.changes import Change
from voice_app.store.journey.rows import Review

ABSENT = "Children not in this return: {:,}. They are marked so; nothing of theirs is lost."
CANNOT_TELL_ABSENT = (
    "Some lines of the Header file were left out, so no child was marked as missing from it."
)
NO_DAY = (
    "Children in care without a next review date: {:,}. The return does not say enough to work it "
    "out. The supplement file can give it."
)
PASSED_OVER = "Other files in the folder: {:,}. They were not read: we need nothing of them."


@dataclass
class Book:
    """What holds for the whole return, and what is found out on the way."""

    reading: Return903
    tally: Tally
    now: datetime  # UTC
    records_from: date
    numbers: frozenset[str]  # of every child in the Header file
    anybody: bool  # somebody was on record before
    accounts: dict[str, int]  # by staff number
    leavers: dict[str, LeaverRow]
    workers: defaultdict[str, list[WorkerRow]]
    present: set[int] = field(default_factory=set)
    no_day: int = 0  # children in care whose next review nobody can work out


def import_903(  # noqa: PLR0913 - every import is called the same way
    source: Path,
    *,
    by: int | None,
    dry_run: bool,
    now: datetime,
    run_id: int | None = None,
    told: Told = nobody,
) -> ImportReport:
    """Import the return in a folder. Doing it again changes nothing.

    Nobody is deleted for being absent. Reviews before the earliest one in the return count as
    unknown, not as missed, so no child who has been in care for years is taken for a new one.
    Raises ``OSError`` where a file cannot be opened.
    """
    lines = 0

    def read(more: int) -> None:
        nonlocal lines
        lines += more
        told(0, lines)

    former = batches.former_numbers()
    reading = ssda903.read(source, today=london_day(now), former=former, told=read)
    run = Run(SOURCE, by, dry_run, now, run_id, told)
    tally = Tally(list(reading.faults), first_file=reading.counts[0].file)
    return carry_out(run, reading.counts, tally, partial(_store, reading, now=now))


def _store(reading: Return903, tally: Tally, *, now: datetime) -> Iterator[int]:
    """One batch of children after the other; then care leavers, and who is absent."""
    book = _book(reading, tally, now)
    done = 0
    for records in _batches(reading.care):
        _keep(records, book)
        done += sum(record.lines for record in records)
        yield done
    others = [row for row in reading.leavers if row.external_id not in book.numbers]
    for rows in _batches(others):
        book.present |= keep_leavers(rows, tally, file=reading.file("OC3"), now=now)
        done += len(rows)
        yield done
    _mark_absent(book)
    if book.no_day:
        tally.notes.append(NO_DAY.format(book.no_day))
    if reading.passed_over:
        tally.notes.append(PASSED_OVER.format(reading.passed_over))
    yield sum(count.rows_read for count in reading.counts)


def _batches(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (rows[at : at + A_BATCH] for at in range(0, len(rows), A_BATCH))


def _book(reading: Return903, tally: Tally, now: datetime) -> Book:
    workers: defaultdict[str, list[WorkerRow]] = defaultdict(list)
    for row in reading.workers:
        workers[row.external_id].append(row)
    firsts = (record.reviews[0].held_on for record in reading.care if record.reviews)
    return Book(
        reading=reading,
        tally=tally,
        now=now,
        records_from=min(firsts, default=london_day(now)),
        numbers=frozenset(record.child.external_id for record in reading.care),
        anybody=batches.anybody(),
        accounts={number: user.id for number, user in accounts.by_staff_number().items()},
        leavers={row.external_id: row for row in reading.leavers},
        workers=workers,
    )


def _keep(records: Sequence[CareRecord], book: Book) -> None:
    """Keep one batch of children, with all that is theirs."""
    rows = [record.child for record in records]
    others = book.numbers if book.anybody else None
    found = children.keep(rows, book.tally, book.now, others=others)
    batch = Batch([child.id for child in found.values() if child.was])
    for record in records:
        child = found.get(record.child.external_id)
        if child:
            book.tally.child(child.change, _all_of(record, child, batch, book))
    batch.write()
    for record in records:
        child = found.get(record.child.external_id)
        if child:
            _after_storing(record, child, book)


def _all_of(record: CareRecord, child: Kept, batch: Batch, book: Book) -> Iterator[Noted]:
    into = OneReturn(batch, book.tally, book.reading.file("Episodes"))
    yield from keep_places(record, child.id, into)
    yield from keep_care(record, child.id, into)
    yield from _reviews_held(record, child.id, batch, book)
    yield from _next_review(record, child.id, batch, book)
    number = record.child.external_id
    if leaver := book.leavers.get(number):
        file = book.reading.file("OC3")
        yield from keep_leaving(leaver, child.id, batch, book.tally, file=file, now=book.now)
    if number in book.workers:
        file = book.reading.file("SWEpisodes")
        rows, numbers = book.workers[number], book.accounts
        yield from keep_workers(rows, child.id, book.tally, file=file, accounts=numbers)


def _reviews_held(record: CareRecord, person_id: int, batch: Batch, book: Book) -> Iterator[Noted]:
    rows = batch.reviews[person_id]
    for line in record.reviews:
        read = reviews.HeldRead(line.held_on, line.participation)
        row = reviews.standing_for(rows, read.held_on, SOURCE)
        change, against = reviews.settle_held(row or _new_review(person_id, batch), read, SOURCE)
        if against:
            bare = Line(book.reading.file("Reviews"), line.line, {})
            Teller(SOURCE, bare, book.tally).tell(against)
        yield "Reviews held", change if row else Change.ADDED


def _new_review(person_id: int, batch: Batch) -> Review:
    row = Review(person_id, reviews.STATUTORY_REVIEW, source=SOURCE)
    batch.reviews[person_id].append(row)
    batch.add(row)
    return row


def _after_storing(record: CareRecord, child: Kept, book: Book) -> None:
    """Close the record where the return says so."""
    book.present.add(child.id)
    children.close(record, child, now=book.now)
    leaver = book.leavers.get(record.child.external_id)
    if leaver and record.closed is None:
        close_if_died(leaver, child.id, child.was, now=book.now)


def _next_review(record: CareRecord, person_id: int, batch: Batch, book: Book) -> Iterator[Noted]:
    """Work out when the next review is due, from every review on record in this time in care."""
    spell, care, rows = record.spell, batch.care.get(person_id), batch.reviews[person_id]
    if spell is None:
        return
    held = [day for day in reviews.days_held(rows) if spell.covers(day)]
    due = reviews.next_due(care, held, records_from=book.records_from)
    over = reviews.is_over(care)
    change = reviews.settle_due(reviews.open_review(rows), due, over=over)
    if change is Change.ADDED and due:
        reviews.put_due(_new_review(person_id, batch), due)
    waiting = reviews.open_review(rows)
    if change is not Change.UNCHANGED or (waiting and waiting.due_on):
        yield "Next reviews", change
    elif not over:
        book.no_day += 1


def _mark_absent(book: Book) -> None:
    """Mark children who are not in the return, unless a spoilt line may have been theirs."""
    tally = book.tally
    of_header = [fault for fault in tally.faults if fault.file == tally.first_file]
    known_for_sure = {Code.DUPLICATE, Code.OTHER_AUTHORITY}
    if any(fault.leaves_out_line and fault.code not in known_for_sure for fault in of_header):
        tally.notes.append(CANNOT_TELL_ABSENT)
        return
    fresh, absent = batches.absent(book.present)
    batches.mark_absent(fresh)
    if absent:
        tally.notes.append(ABSENT.format(absent))
