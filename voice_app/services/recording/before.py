"""Keeping what stood in the record before somebody put it right."""

from datetime import date
from datetime import datetime

from sqlalchemy import inspect

from voice_app.db import Base
from voice_app.db import db
from voice_app.models.people import Person
from voice_app.models.record import Correction
from voice_app.services.recording.entries import noted

CORRECTED, OVER = "corrected", "over"
MISTAKES = ("wrong_child", "twice", "not_so")  # why something is removed from view


def keep_name(person: Person, child_id: int, *, by: int | None, now: datetime) -> None:
    """Keep what somebody is called now, on the record of the child they are near, or are."""
    before = {"id": person.id, "preferred_name": person.preferred_name, "surname": person.surname}
    db.session.add(
        Correction(person_id=child_id, what="names", before=before, why=CORRECTED, by=by, at=now)
    )


def keep_before(
    row: Base, what: tuple[str, str], person_id: int, *, by: int | None, now: datetime
) -> None:
    """Keep a row as it is now, inside the transaction that changes it; ``what`` is kind and why."""
    kind, why = what
    before = {column.key: _plain(getattr(row, column.key)) for column in inspect(type(row)).columns}
    db.session.add(
        Correction(person_id=person_id, what=kind, before=before, why=why, by=by, at=now)
    )
    noted(by, f"{kind}:{before['id']} {why}", person_id, now)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
