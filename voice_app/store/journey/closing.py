"""The end of a record: a child died, or was adopted and the record is closed and sealed.

Nobody is asked any more, no text goes out, nothing is shown as due. What was said stays.
"""

from datetime import date
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlalchemy import and_
from sqlalchemy import or_
from sqlalchemy import update

from voice_app.db import db
from voice_app.models.conversations import Conversation
from voice_app.models.journey import Meeting
from voice_app.models.people import Person
from voice_app.models.surveys import Invitation
from voice_app.store import queue
from voice_app.store import record


def close_record(person_id: int, state: str, day: date | None, *, now: datetime) -> None:
    """Close a record as ``died`` or ``sealed`` since a day, where it is known; ``now`` is UTC."""
    person = update(Person).where(Person.id == person_id)
    db.session.execute(person.values(record=state, record_since=day))
    stop_asking(person_id, now=now)
    review = update(Meeting).where(Meeting.person_id == person_id, Meeting.held_on.is_(None))
    db.session.execute(review.values(due_on=None))
    record.note(record.Deed(None, "changed", f"record {state}", person_id), now=now)


def work_out_anew(person_id: int) -> None:
    """Leave the open meetings that closing took the day from to the clocks, whoever had set it."""
    waiting = (Meeting.person_id == person_id, Meeting.held_on.is_(None))
    review = update(Meeting).where(*waiting, Meeting.due_on.is_(None))
    db.session.execute(review.values(due_source="", due_rule=""))


def stop_asking(person_id: int, *, now: datetime) -> None:
    """Take back unsent texts to a person, and close every ask of them or about them."""
    queue.withdraw_of(person_id)
    _close(
        or_(Invitation.person_id == person_id, Invitation.about_id == person_id),
        or_(Conversation.person_id == person_id, Conversation.about_id == person_id),
        now,
    )


def stop_asking_about(person_id: int, child_id: int, *, now: datetime) -> None:
    """Take back what a grown-up was to be asked about a child, and close their links about them."""
    queue.withdraw_about(person_id, child_id)
    _close(
        and_(Invitation.person_id == person_id, Invitation.about_id == child_id),
        and_(Conversation.person_id == person_id, Conversation.about_id == child_id),
        now,
    )


def _close(asks: ColumnElement[bool], talks: ColumnElement[bool], now: datetime) -> None:
    db.session.execute(
        update(Invitation).where(asks, Invitation.revoked_at.is_(None)).values(revoked_at=now)
    )
    db.session.execute(
        update(Conversation).where(talks, Conversation.state == "open").values(state="lapsed")
    )
