"""Import audit results and findings: activities, what each looked at, what it found."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

from voice_app.clock import london_day
from voice_app.db import db
from voice_app.files import audits
from voice_app.files.audits import AuditRow
from voice_app.files.audits import Audits
from voice_app.files.faults import Code
from voice_app.files.qa_words import key_of
from voice_app.files.spreadsheet import Line
from voice_app.models.people import Person
from voice_app.models.quality import Finding
from voice_app.models.quality import FindingTheme
from voice_app.models.quality import QaDocument
from voice_app.models.quality import QaItem
from voice_app.services.importing.outcome import ImportReport
from voice_app.services.importing.outcome import Run
from voice_app.services.importing.outcome import Tally
from voice_app.services.importing.outcome import Told
from voice_app.services.importing.outcome import carry_out
from voice_app.services.importing.outcome import nobody
from voice_app.store import people
from voice_app.store import quality
from voice_app.store.journey.changes import Change
from voice_app.store.journey.changes import settle

SOURCE = "audits"
A_BATCH = 500  # lines
_NO_CHILD = "No import had a child with this number, or their record is closed, so none is tied."


def import_audits(  # noqa: PLR0913 - every import is called the same way
    source: Path,
    *,
    by: int | None,
    dry_run: bool,
    now: datetime,
    run_id: int | None = None,
    told: Told = nobody,
) -> ImportReport:
    """Import results and findings. Doing it again changes nothing; a blank cell changes nothing.

    Raises ``OSError`` where the file cannot be opened.
    """
    reading = audits.read(source, today=london_day(now))
    run = Run(SOURCE, by, dry_run, now, run_id, told)
    return carry_out(run, [reading.count], Tally(list(reading.faults)), partial(_store, reading))


def _store(reading: Audits, tally: Tally) -> Iterator[int]:
    counted: dict[str, Change] = {}
    for first in range(0, len(reading.rows), A_BATCH):
        some = reading.rows[first : first + A_BATCH]
        children = people.by_records({row.child_id for row in some if row.child_id})
        for row in some:
            document, change = _keep_document(row)
            counted.setdefault(document.key, change)
            if row.item_key:
                _keep_item(row, document, children.get(row.child_id), tally)
                _check_child(row, children, reading.count.file, tally)
            if row.finding_key:
                _keep_finding(row, document, tally)
        yield first + len(some)
    tally.things.update(("QA activities", change) for change in counted.values())


def _check_child(row: AuditRow, children: dict[str, Person], file: str, tally: Tally) -> None:
    child = children.get(row.child_id)
    if row.child_id and (child is None or child.record != "open"):
        bare = Line(file, row.line, {})
        tally.faults.append(bare.kept("child_id", Code.NO_SUCH_CHILD, _NO_CHILD))


def _keep_document(row: AuditRow) -> tuple[QaDocument, Change]:
    said = {
        "kind": key_of(row.document_kind),
        "title": row.document_title,
        "period_from": row.period_from,
        "period_to": row.period_to,
        "owner": row.owner,
        "reference": row.reference,
    }
    values = {name: value for name, value in said.items() if value}
    document = quality.document_by_key(row.document_key)
    if document:
        change = settle(document, **values)
    else:
        document = QaDocument(key=row.document_key, **{"title": row.document_key, **values})
        db.session.add(document)
        db.session.flush()
        change = Change.ADDED
    return document, change


def _keep_item(row: AuditRow, document: QaDocument, child: Person | None, tally: Tally) -> None:
    said = {
        "person_id": child.id if child and child.record == "open" else None,
        "question": row.question,
        "theme": row.theme_keys[0] if row.theme_keys else "",
        "stage": row.stage_key,
        "plan_kind": row.plan_key,
        "grade": row.grade,
        "judged_on": row.judged_on,
    }
    values = {name: value for name, value in said.items() if value}
    item = quality.item_by_key(document.id, row.item_key)
    if item:
        change = settle(item, **values)
    else:
        db.session.add(QaItem(document_id=document.id, key=row.item_key, **values))
        change = Change.ADDED
    tally.things["Things looked at", change] += 1


def _keep_finding(row: AuditRow, document: QaDocument, tally: Tally) -> None:
    key = f"{document.key}/{row.finding_key}"
    values = {"stage": row.stage_key, "words": row.finding, "heading": row.heading_key}
    if row.figure:
        values["figure"] = row.figure
    finding = quality.finding_by_key(key)
    if finding:
        change = settle(finding, **values)
    else:
        finding = Finding(key=key, document_id=document.id, **values)
        db.session.add(finding)
        db.session.flush()
        change = Change.ADDED
    themes = set(row.theme_keys) - quality.themes_of(finding.id)
    db.session.add_all(FindingTheme(finding_id=finding.id, theme=theme) for theme in sorted(themes))
    if themes and change is Change.UNCHANGED:
        change = Change.CHANGED
    tally.things["Findings", change] += 1
