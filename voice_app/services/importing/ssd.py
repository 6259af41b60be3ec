"""Import an extract of the Standard Safeguarding Dataset: children, journey, plans, who works."""

from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from functools import partial
from pathlib import Path

from voice_app.clock import london_day
from voice_app.db import db
from voice_app.files import ssd
from voice_app.files.faults import Code
from voice_app.files.spreadsheet import Line
from voice_app.files.ssd import Extract
from voice_app.files.ssd_rows import PersonRow
from voice_app.models.people import Person
from voice_app.services.importing.outcome import A_BATCH
from voice_app.services.importing.outcome import ImportReport
from voice_app.services.importing.outcome import Noted
from voice_app.services.importing.outcome import Run
from voice_app.services.importing.outcome import Tally
from voice_app.services.importing.outcome import Told
from voice_app.services.importing.outcome import carry_out
from voice_app.services.importing.outcome import nobody
from voice_app.services.importing.ssd_child import ByChild
from voice_app.services.importing.ssd_child import begin_plans
from voice_app.services.importing.ssd_child import by_child
from voice_app.services.importing.ssd_child import keep_journey
from voice_app.services.importing.ssd_reviews import keep_reviews
from voice_app.services.importing.ssd_staff import Staff
from voice_app.services.importing.ssd_staff import keep_staff
from voice_app.services.importing.ssd_staff import keep_workers
from voice_app.services.importing.ssd_staff import staff_notes
from voice_app.services.importing.telling import BORN_STANDS
from voice_app.store import people
from voice_app.store.journey import batch
from voice_app.store.journey.changes import Change
from voice_app.store.journey.changes import settle
from voice_app.store.journey.closing import close_record

SOURCE = "ssd"
ABSENT = "Children not in this extract: {:,}. They are marked so; nothing of theirs is lost."
CANNOT_TELL_ABSENT = (
    "Some lines of the list of people were left out, so no child was marked as missing from it."
)
_CLOSED = "The record of this child is closed and sealed. Nothing of theirs was used."
_GIVEN_UP = (
    "Our records gave this number up: the child has another, or it was two children's. Nothing "
    "under this number was used."
)


def import_ssd(  # noqa: PLR0913 - every import is called the same way
    source: Path,
    *,
    by: int | None,
    dry_run: bool,
    now: datetime,
    run_id: int | None = None,
    told: Told = nobody,
) -> ImportReport:
    """Import the extract in a folder. Doing it again changes nothing.

    Nobody is deleted for being absent, and a blank cell or a missing table changes nothing.
    Raises ``OSError`` where a file cannot be opened.
    """
    today = london_day(now)
    extract = ssd.read(source, today=today)
    tally = Tally(list(extract.faults))
    store = partial(_store, extract, today=today, now=now)
    return carry_out(Run(SOURCE, by, dry_run, now, run_id, told), extract.counts, tally, store)


def _store(extract: Extract, tally: Tally, *, today: date, now: datetime) -> Iterator[int]:
    lines = sum(count.rows_read for count in extract.counts)
    rows, staff = by_child(extract, tally), keep_staff(extract, tally)
    done = len(extract.departments) + len(extract.professionals)
    yield done
    for first in range(0, len(extract.people), A_BATCH):
        some = extract.people[first : first + A_BATCH]
        _keep_batch(some, rows, staff, tally, now=now)
        yield done + (lines - done) * min(first + A_BATCH, len(extract.people)) // (
            len(extract.people) + 1
        )
    _mark_absent(extract, tally)
    tally.notes.extend(staff_notes(staff, today))
    tally.notes.extend(rows.notes())
    yield lines


def _keep_batch(
    some: Sequence[PersonRow], rows: ByChild, staff: Staff, tally: Tally, *, now: datetime
) -> None:
    """Store some children whole: first themselves, then their plans, then all that is theirs."""
    children = list(_children(some, rows.named("person"), tally, now))
    db.session.flush()  # new children get their ids
    kept = batch.on_record([person.id for _, person, _ in children])
    new_plans = {
        person.id: begin_plans(rows, row.person_id, person.id, kept) for row, person, _ in children
    }
    db.session.flush()  # new plans get theirs
    for row, person, change in children:
        noted: list[Noted] = [
            *keep_journey(rows, row.person_id, person.id, kept, new_plans=new_plans[person.id]),
            *keep_reviews(rows, row.person_id, kept, person),
            *keep_workers(
                rows.workers[row.person_id],
                person.id,
                kept,
                staff,
                at=partial(rows.at, "involvements"),
            ),
        ]
        tally.child(change, noted)


def _children(
    some: Sequence[PersonRow], file: str, tally: Tally, now: datetime
) -> Iterator[tuple[PersonRow, Person, Change]]:
    """Each person with their row, but for those whose record is closed."""
    numbers = [row.person_id for row in some]
    known, given_up = people.by_records(numbers), batch.given_up(numbers)
    for row in some:
        person = known.get(row.person_id)
        if row.person_id in given_up or (person and person.record == "merged"):
            _leave_out(row, file, _GIVEN_UP, tally)
        elif person and person.record == "sealed":
            _leave_out(row, file, _CLOSED, tally)
        elif person:
            if row.born and person.born not in (None, row.born):
                bare = Line(file, row.line, {})
                tally.faults.append(bare.kept("pers_dob", Code.RECORD_STANDS, BORN_STANDS))
            yield row, person, _settled(row, person, now)
        else:
            yield row, _new_person(row, now), Change.ADDED


def _leave_out(row: PersonRow, file: str, what: str, tally: Tally) -> None:
    tally.faults.append(Line(file, row.line, {}).left_out("", Code.RECORD_CLOSED, what))


def _new_person(row: PersonRow, now: datetime) -> Person:
    person = Person(
        kind="child",
        record_number=row.person_id,
        record_index=people.record_index(row.person_id),
        preferred_name=row.forename,
        surname=row.surname,
        born=row.born,
        record="died" if row.died else "open",
        record_since=row.died,
        created_at=now,
    )
    db.session.add(person)
    return person


def _settled(row: PersonRow, person: Person, now: datetime) -> Change:
    change = settle(person, **_said(row, person))
    if row.died and person.record == "open":
        close_record(person.id, "died", row.died, now=now)
        return Change.CHANGED
    return change


def _said(row: PersonRow, person: Person) -> dict[str, object]:
    """What the line says of the child. Neither birthday nor the name they like is overwritten."""
    said: dict[str, object] = {"in_latest_return": True}
    if row.forename and not person.preferred_name:
        said["preferred_name"] = row.forename
    if row.surname:
        said["surname"] = row.surname
    if row.born and not person.born:
        said["born"] = row.born
    return said


def _mark_absent(extract: Extract, tally: Tally) -> None:
    """Mark children who are not in the extract, unless a spoilt line may have been theirs."""
    if extract.people_spoilt:
        tally.notes.append(CANNOT_TELL_ABSENT)
        return
    absent = list(batch.not_listed(extract.listed))
    for person in absent:
        person.in_latest_return = False
    if absent:
        tally.notes.append(ABSENT.format(len(absent)))
