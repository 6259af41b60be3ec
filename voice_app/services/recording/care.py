"""Where a child lives and under which status, each from a day; the one before ends on it."""

from collections.abc import Iterable
from datetime import date
from datetime import datetime

from voice_app.db import db
from voice_app.db import writing
from voice_app.models.journey import LegalStatus
from voice_app.models.journey import Placement
from voice_app.pages.codes import LEGAL
from voice_app.services.recording.entries import NewLegalStatus
from voice_app.services.recording.entries import NewPlacement
from voice_app.services.recording.entries import check_key
from voice_app.services.recording.entries import check_order
from voice_app.services.recording.entries import noted
from voice_app.store.journey import on_record
from voice_app.store.journey.changes import BY_HAND
from voice_app.store.journey.changes import put_right
from voice_app.store.journey.changes import settle
from voice_app.store.journey.expecting import expect_all


def record_placement(person_id: int, new: NewPlacement, *, by: int | None, now: datetime) -> None:
    """Put down where a child lives from a day; raises ``RecordingFault``."""
    check_order(new.since, new.until)
    with writing():
        rows = on_record.rows(Placement, of=person_id)[person_id]
        row = next((row for row in rows if row.since == new.since), None)
        if row is None:
            _end_before(rows, new.since)
            row = Placement(person_id=person_id, since=new.since, source=BY_HAND)
            db.session.add(row)
        settle(row, kind=new.kind, until=new.until, home_id=new.home_id, carer_id=new.carer_id)
        put_right(row)
        care = on_record.care_of(person_id)
        if care and all(other.since <= new.since for other in rows):
            settle(care, placement=new.kind, placed_since=new.since)
        db.session.flush()
        expect_all(person_id, now)
        noted(by, "placement", person_id, now)


def record_legal_status(
    person_id: int, new: NewLegalStatus, *, by: int | None, now: datetime
) -> None:
    """Put down under which status a child is looked after from a day."""
    check_key(new.status, LEGAL, "legal status")
    check_order(new.since, new.until)
    with writing():
        rows = on_record.rows(LegalStatus, of=person_id)[person_id]
        row = next((row for row in rows if row.since == new.since), None)
        if row is None:
            _end_before(rows, new.since)
            row = LegalStatus(
                person_id=person_id, since=new.since, status=new.status, source=BY_HAND
            )
            db.session.add(row)
        settle(row, status=new.status, until=new.until)
        put_right(row)
        care = on_record.care_of(person_id)
        if care and all(other.since <= new.since for other in rows):
            settle(care, legal_status=new.status)
        db.session.flush()
        expect_all(person_id, now)
        noted(by, "legal status", person_id, now)


def _end_before(rows: Iterable[Placement | LegalStatus], day: date) -> None:
    """What lasted until now ends on the day something new begins."""
    for row in rows:
        if row.until is None and row.since < day:
            row.until = day
            put_right(row)
