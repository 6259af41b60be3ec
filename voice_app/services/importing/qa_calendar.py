"""Import the calendar of quality assurance."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

from voice_app.clock import london_day
from voice_app.db import db
from voice_app.files import qa_calendar
from voice_app.files.faults import Code
from voice_app.files.qa_calendar import Calendar
from voice_app.files.qa_calendar import PlannedRow
from voice_app.files.qa_words import key_of
from voice_app.files.spreadsheet import Line
from voice_app.models.quality import QaPlanned
from voice_app.services.importing.outcome import ImportReport
from voice_app.services.importing.outcome import Run
from voice_app.services.importing.outcome import Tally
from voice_app.services.importing.outcome import Told
from voice_app.services.importing.outcome import carry_out
from voice_app.services.importing.outcome import nobody
from voice_app.store import quality
from voice_app.store.journey.changes import Change
from voice_app.store.journey.changes import settle

SOURCE = "qa_calendar"
_NO_DOCUMENT = "No activity with this document_key is registered, so it counts as not done."


def import_qa_calendar(  # noqa: PLR0913 - every import is called the same way
    source: Path,
    *,
    by: int | None,
    dry_run: bool,
    now: datetime,
    run_id: int | None = None,
    told: Told = nobody,
) -> ImportReport:
    """Import the calendar. Doing it again changes nothing; what is not in it stays planned.

    Raises ``OSError`` where the file cannot be opened.
    """
    reading = qa_calendar.read(source, today=london_day(now))
    run = Run(SOURCE, by, dry_run, now, run_id, told)
    return carry_out(run, [reading.count], Tally(list(reading.faults)), partial(_store, reading))


def _store(reading: Calendar, tally: Tally) -> Iterator[int]:
    known = quality.planned_by_key()
    for row in reading.rows:
        tally.things["Activities planned", _keep(row, known, reading.count.file, tally)] += 1
    yield reading.count.rows_read


def _keep(row: PlannedRow, known: dict[str, QaPlanned], file: str, tally: Tally) -> Change:
    document = quality.document_by_key(row.document_key) if row.document_key else None
    if row.document_key and document is None:
        bare = Line(file, row.line, {})
        tally.faults.append(bare.kept("document_key", Code.NO_SUCH_ROW, _NO_DOCUMENT))
    values = {"kind": key_of(row.kind), "title": row.title, "due_on": row.due_on}
    if row.owner:
        values["owner"] = row.owner
    if row.stage_keys:
        values["stages"] = " ".join(row.stage_keys)
    if document:
        values["document_id"] = document.id
    if planned := known.get(row.key):
        return settle(planned, **values)
    db.session.add(QaPlanned(key=row.key, **values))
    return Change.ADDED
