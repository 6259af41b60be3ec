"""Import the supplement: how children are reached, who works with them, their plans."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

from surveys.journey import shipped as journey
from voice_app.clock import london_day
from voice_app.db import db
from voice_app.files import supplement
from voice_app.files.faults import Code
from voice_app.files.spreadsheet import Line
from voice_app.files.supplement import PlanRow
from voice_app.files.supplement import Supplement
from voice_app.files.supplement_people import PersonRow
from voice_app.models.journey import Involvement
from voice_app.models.journey import Plan
from voice_app.models.people import Consent
from voice_app.models.people import ContactPoint
from voice_app.models.people import Person
from voice_app.services.importing.outcome import ImportReport
from voice_app.services.importing.outcome import Noted
from voice_app.services.importing.outcome import Run
from voice_app.services.importing.outcome import Tally
from voice_app.services.importing.outcome import Told
from voice_app.services.importing.outcome import carry_out
from voice_app.services.importing.outcome import nobody
from voice_app.services.importing.supplied import SOURCE
from voice_app.services.importing.supplied import Book
from voice_app.services.importing.supplied import add_plans
from voice_app.services.importing.supplied import keep_consent
from voice_app.services.importing.supplied import keep_involved
from voice_app.services.importing.supplied import keep_number
from voice_app.services.importing.supplied import keep_plan
from voice_app.services.importing.supplied import keep_review
from voice_app.store import people
from voice_app.store.journey import on_record
from voice_app.store.journey.changes import Change
from voice_app.store.journey.changes import settle

_CHANNELS = {"sms": "text", "web": "web", "whatsapp": "whatsapp"}

_RECORD_CLOSED = "The record of this child is closed, so nothing was written into it."
_UNKNOWN_CHILD = "No return that was imported has this child, so we do not know them."


def import_supplement(  # noqa: PLR0913 - every import is called the same way
    source: Path,
    *,
    by: int | None,
    dry_run: bool,
    practice: bool,
    now: datetime,
    run_id: int | None = None,
    told: Told = nobody,
) -> ImportReport:
    """Import the supplement file. Doing it again changes nothing; a blank cell changes nothing.

    Only children that the records know already are taken. ``practice``: the only numbers are
    those that nobody owns. Raises ``OSError`` where the file cannot be opened.
    """
    reading = supplement.read(source, journey=journey(), today=london_day(now))
    tally = Tally(list(reading.faults))
    store = partial(_store, reading, practice=practice, now=now)
    run = Run(SOURCE, by, dry_run, now, run_id, told)
    return carry_out(run, [reading.count], tally, store)


def _store(reading: Supplement, tally: Tally, *, practice: bool, now: datetime) -> Iterator[int]:
    known = on_record.children()
    book = _book(reading.count.file, practice, tally, now)
    plans: defaultdict[str, list[PlanRow]] = defaultdict(list)
    for plan in reading.plans:
        plans[plan.external_id].append(plan)
    children = [(row, known.get(people.record_index(row.external_id))) for row in reading.people]
    for row, person in children:
        if person and person.record == "open":
            add_plans(person.id, plans[row.external_id], book)
    db.session.flush()  # new plans get their ids
    for row, person in children:
        if person and person.record != "open":
            _closed(row.line, book)
        elif person:
            tally.child(*_of_child(person, row, plans[row.external_id], book))
        else:
            _leave_out({row.line, *(plan.line for plan in plans[row.external_id])}, book)
    yield reading.count.rows_read


def _book(file: str, practice: bool, tally: Tally, now: datetime) -> Book:
    return Book(
        file=file,
        practice=practice,
        now=now,
        tally=tally,
        accounts=on_record.accounts(),
        points=on_record.rows(ContactPoint),
        consents=on_record.rows(Consent),
        involved=on_record.rows(Involvement),
        reviews=on_record.reviews(),
        plans={(p.person_id, p.kind): p for all_ in on_record.rows(Plan).values() for p in all_},
        new_plans=set(),
        versions=on_record.versions(),
    )


def _leave_out(lines: set[int], book: Book) -> None:
    for line in sorted(lines):
        fault = Line(book.file, line, {}).left_out("child_id", Code.NOT_USED, _UNKNOWN_CHILD)
        book.tally.faults.append(fault)


def _closed(line: int, book: Book) -> None:
    fault = Line(book.file, line, {}).left_out("child_id", Code.RECORD_CLOSED, _RECORD_CLOSED)
    book.tally.faults.append(fault)


def _of_child(
    person: Person, row: PersonRow, plans: list[PlanRow], book: Book
) -> tuple[Change, list[Noted]]:
    """Everything the file says of one child: what became of them, and of all that is theirs."""
    own = settle(person, **_said(row))
    noted = [
        *keep_number(person.id, row, book),
        *keep_consent(person.id, row, book),
        *keep_involved(person.id, row, book),
        *keep_review(person.id, row, book),
        *(("Plans", keep_plan(person.id, plan, book)) for plan in plans),
    ]
    return own, noted


def _said(row: PersonRow) -> dict[str, str]:
    """What the line says of the child themselves; what it leaves blank is not there."""
    said = {
        "preferred_name": row.preferred_name,
        "language": row.language,
        "likes_channel": _CHANNELS.get(row.preferred_channel, ""),
        "communication_needs": row.communication_needs,
    }
    return {name: value for name, value in said.items() if value}
