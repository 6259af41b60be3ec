"""Import an SSDA903 return: children, their time in care, their reviews, and the next one due."""

from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from functools import partial
from pathlib import Path

from voice_app.clock import london_day
from voice_app.db import db
from voice_app.files import ssda903
from voice_app.files.care_records import CareRecord
from voice_app.files.faults import Code
from voice_app.files.rows903 import ChildRow
from voice_app.files.rows903 import EpisodeRow
from voice_app.files.ssda903 import Return903
from voice_app.models.journey import CareSpell
from voice_app.models.journey import StageEpisode
from voice_app.models.people import Person
from voice_app.services.importing.care import SOURCE
from voice_app.services.importing.care import Book
from voice_app.services.importing.care import keep_care
from voice_app.services.importing.outcome import ImportReport
from voice_app.services.importing.outcome import Noted
from voice_app.services.importing.outcome import Run
from voice_app.services.importing.outcome import Tally
from voice_app.services.importing.outcome import Told
from voice_app.services.importing.outcome import carry_out
from voice_app.services.importing.outcome import nobody
from voice_app.store import people
from voice_app.store.journey import on_record
from voice_app.store.journey import reviews
from voice_app.store.journey.changes import Change
from voice_app.store.journey.changes import settle

ABSENT = "Children not in this return: {:,}. They are marked so; nothing of theirs is lost."
CANNOT_TELL_ABSENT = (
    "Some lines of the Header file were left out, so no child was marked as missing from it."
)
NO_DAY = (
    "Children in care without a next review date: {:,}. The return does not say enough to work it "
    "out. The supplement file can give it."
)


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
    today = london_day(now)
    reading = ssda903.read(source, today=today)
    store = partial(_store, reading, today=today, now=now)
    run = Run(SOURCE, by, dry_run, now, run_id, told)
    return carry_out(run, reading.counts, Tally(list(reading.faults)), store)


def _store(reading: Return903, tally: Tally, *, today: date, now: datetime) -> Iterator[int]:
    known = on_record.children()
    children = [(record, *_child(record.child, known, now)) for record in reading.care]
    db.session.flush()  # new children get their ids
    book = _book(reading, today)
    for record, person, change in children:
        tally.child(change, _all_of(record, person.id, book))
    present = {person.id for _, person, _ in children}
    _mark_absent([child for child in known.values() if child.id not in present], reading, tally)
    if book.no_day:
        tally.notes.append(NO_DAY.format(book.no_day))
    yield sum(count.rows_read for count in reading.counts)


def _child(row: ChildRow, known: dict[str, Person], now: datetime) -> tuple[Person, Change]:
    index = people.record_index(row.external_id)
    if person := known.get(index):
        return person, settle(person, born=row.born, in_latest_return=True)
    person = Person(
        kind="child",
        record_number=row.external_id,
        record_index=index,
        born=row.born,
        created_at=now,
    )
    db.session.add(person)
    return person, Change.ADDED


def _book(reading: Return903, today: date) -> Book:
    episodes: defaultdict[str, list[EpisodeRow]] = defaultdict(list)
    for episode in sorted(reading.episodes, key=lambda row: (row.started, row.line)):
        episodes[episode.external_id].append(episode)
    return Book(
        care={child: spells[-1] for child, spells in on_record.rows(CareSpell).items()},
        stages=on_record.rows(StageEpisode),
        reviews=on_record.reviews(),
        episodes=episodes,
        records_from=min((review.held_on for review in reading.reviews), default=today),
    )


def _mark_absent(absent: Sequence[Person], reading: Return903, tally: Tally) -> None:
    """Mark children who are not in the return, unless a spoilt line may have been theirs."""
    header = reading.counts[0].file
    of_header = [fault for fault in reading.faults if fault.file == header]
    if any(fault.leaves_out_line and fault.code is not Code.DUPLICATE for fault in of_header):
        tally.notes.append(CANNOT_TELL_ABSENT)
        return
    for person in absent:
        tally.child(settle(person, in_latest_return=False), ())
    if absent:
        tally.notes.append(ABSENT.format(len(absent)))


def _all_of(record: CareRecord, person_id: int, book: Book) -> Iterator[Noted]:
    yield from keep_care(record, person_id, book)
    held = book.reviews[person_id]
    for row in record.reviews:
        _, change = reviews.hold(held, person_id, row.held_on, participation=row.participation)
        yield "Reviews held", change
    yield from _next_review(record, person_id, book)


def _next_review(record: CareRecord, person_id: int, book: Book) -> Iterator[Noted]:
    """Work out when the next review is due, from every review on record in this time in care."""
    spell, care, known = record.spell, book.care.get(person_id), book.reviews[person_id]
    if spell is None:
        return
    held = [day for day in reviews.days_held(known) if spell.covers(day)]
    due = reviews.next_due(care, held, records_from=book.records_from)
    over = reviews.is_over(care)
    change = reviews.expect(known, person_id, due, over=over)
    waiting = reviews.open_review(known)
    if change is not Change.UNCHANGED or (waiting and waiting.due_on):
        yield "Next reviews", change
    elif not over:
        book.no_day += 1
