"""What was said at the council's meetings, as its helper wrote it down for everybody."""

from datetime import datetime

from sqlalchemy import select

from voice_app.clock import london_day
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.codesign import CouncilMeeting
from voice_app.pages.council import MeetingNotes
from voice_app.store import accounts
from voice_app.store import record

LONGEST_NOTES = 5_000  # letters


class NoNotes(ValueError):
    """Nothing was written, or too much."""


def write_notes(notes: str, *, user_id: int, now: datetime) -> None:
    """Keep the notes of a meeting; raises ``NoNotes``. The same words twice are one."""
    said = notes.strip()
    if not said or len(said) > LONGEST_NOTES:
        raise NoNotes
    with writing():
        last = db.session.scalar(select(CouncilMeeting).order_by(CouncilMeeting.id.desc()))
        if last is not None and last.notes == said:
            return
        row = CouncilMeeting(notes=said, by=user_id, at=now)
        db.session.add(row)
        db.session.flush()
        record.note(record.Deed(user_id, "changed", f"council_meeting:{row.id}"), now=now)


def meeting_notes() -> tuple[MeetingNotes, ...]:
    """The notes of every meeting, the newest first."""
    rows = db.session.scalars(select(CouncilMeeting).order_by(CouncilMeeting.id.desc())).all()
    names = accounts.names({row.by for row in rows})
    return tuple(MeetingNotes(row.notes, names.get(row.by, ""), london_day(row.at)) for row in rows)
