"""Who opens a child's record, and the records that nobody opens."""

from dataclasses import dataclass
from datetime import datetime

from voice_app.db import db
from voice_app.models.people import Person
from voice_app.pages.records import ClosedRecord
from voice_app.store import access
from voice_app.store import record

OPEN = "open"


class NotYours(PermissionError):
    """This is not this person's child today."""


@dataclass(frozen=True)
class Look:
    """Somebody at the desk who looks at ``what`` ("record", "line") of a child."""

    user_id: int
    what: str
    now: datetime


def opened(person_id: int, look: Look) -> Person | ClosedRecord | None:
    """The child, with the look written down; what there is to say of a record that is closed.

    Inside a transaction. Raises ``NotYours``; None where there is no such child.
    """
    person = db.session.get(Person, person_id)
    if person is None or person.kind != "child":
        return None
    if not access.works_with(look.user_id, person_id, now=look.now):
        raise NotYours
    deed = record.Deed(look.user_id, "saw", f"{look.what}:{person_id}", person_id)
    record.note(deed, now=look.now)
    return person if person.record == OPEN else _closed(person, look)


def _closed(person: Person, look: Look) -> ClosedRecord:
    onward = person.merged_into_id
    theirs = onward is not None and access.works_with(look.user_id, onward, now=look.now)
    return ClosedRecord(
        person_id=person.id,
        why=person.record,
        since=person.record_since,
        merged_into=onward if theirs else None,
    )
