"""Putting work and texts in the queue, inside the transaction that causes them."""

from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from datetime import timedelta

from sqlalchemy import ColumnElement
from sqlalchemy import and_
from sqlalchemy import or_
from sqlalchemy import select

from messaging.alphabet import measure
from voice_app.db import db
from voice_app.models.conversations import Conversation
from voice_app.models.jobs import Job
from voice_app.models.messages import OutboundText
from voice_app.models.surveys import Invitation

SOON = 1  # priorities: words that must reach a person
USUAL = 5
SLOW = 9  # what takes minutes, and lets all others go before
REPLY_LASTS = timedelta(hours=6)  # a late reply is worse than none the next morning


@dataclass(frozen=True)
class TextOut:
    """A text to queue. ``key`` is unique: the same cause can never queue it twice."""

    key: str
    to: str
    to_index: str
    words: str
    person_id: int | None = None
    conversation_id: int | None = None
    response_id: int | None = None
    promise_id: int | None = None
    chat_id: int | None = None
    asks: str = ""
    lasts: timedelta = field(default=REPLY_LASTS)


def put_job(
    name: str, subject: int, *, now: datetime, priority: int = USUAL, fleeting: bool = False
) -> None:
    """Queue a job about ``subject``; the worker is woken after the commit.

    The row of a ``fleeting`` one goes when it is over: it would tell when it was queued.
    """
    row = Job(name=name, subject=subject, due_at=now, priority=priority, fleeting=fleeting)
    db.session.add(row)
    db.session.info["queued"] = True


def put_job_once(name: str, subject: int, *, key: str, now: datetime) -> bool:
    """Queue a job that must happen once only; False where its key was used before, done or not."""
    if db.session.scalar(select(Job.id).where(Job.key == key)) is not None:
        return False
    db.session.add(Job(name=name, subject=subject, key=key, due_at=now, priority=USUAL))
    db.session.flush()
    db.session.info["queued"] = True
    return True


def put_text(
    text: TextOut, *, now: datetime, due: datetime | None = None, until: datetime | None = None
) -> OutboundText:
    """Queue a text for ``due`` (now, unless quiet hours say later); it expires at ``until``."""
    row = OutboundText(
        key=text.key,
        to=text.to,
        to_index=text.to_index,
        words=text.words,
        parts=measure(text.words).parts,
        person_id=text.person_id,
        conversation_id=text.conversation_id,
        response_id=text.response_id,
        promise_id=text.promise_id,
        chat_id=text.chat_id,
        asks=text.asks,
        created_at=now,
        due_at=due or now,
        expires_at=until or (due or now) + text.lasts,
    )
    db.session.add(row)
    db.session.info["queued"] = True
    return row


def withdraw_unsent(conversation_id: int) -> None:
    """Take back questions that have not gone out yet, when another takes their place."""
    _withdraw(OutboundText.conversation_id == conversation_id, "replaced")


def withdraw_to(to_index: str) -> None:
    """Take back everything that has not gone out yet to a phone that said STOP."""
    _withdraw(OutboundText.to_index == to_index, "stopped")


def withdraw_of(person_id: int) -> None:
    """Take back everything that has not gone out yet to a person, or in asks about them."""
    asks = select(Conversation.id).where(
        or_(Conversation.person_id == person_id, Conversation.about_id == person_id)
    )
    to_them = OutboundText.person_id == person_id
    _withdraw(or_(to_them, OutboundText.conversation_id.in_(asks)), "record_closed")


def withdraw_about(person_id: int, child_id: int) -> None:
    """Take back everything that has not gone out yet to a grown-up in asks about one child."""
    asks = select(Conversation.id).where(
        Conversation.person_id == person_id, Conversation.about_id == child_id
    )
    _withdraw(OutboundText.conversation_id.in_(asks), "not_theirs")


def withdraw_to_others(person_id: int, index: str) -> None:
    """Take back what would still go to a number that is not a person's any more."""
    theirs = and_(OutboundText.person_id == person_id, OutboundText.to_index != index)
    _withdraw(theirs, "number_changed")


def withdraw_asks(person_id: int, *, why: str) -> None:
    """Take back what has not gone out yet of surveys that somebody did not ask for themselves.

    One of which nothing has gone at all is over: it holds no phone.
    """
    query = (
        select(Conversation)
        .join(Invitation, Invitation.id == Conversation.invitation_id)
        .where(Conversation.person_id == person_id, Invitation.reason != "asked_for")
        .order_by(Conversation.id)
        .with_for_update(of=Conversation)
    )
    for conversation in db.session.scalars(query).all():
        of_it = OutboundText.conversation_id == conversation.id
        waits = bool(_queued(of_it))
        _withdraw(of_it, why)
        db.session.flush()
        gone = select(OutboundText.id).where(of_it, OutboundText.state != "expired").limit(1)
        never = waits and not conversation.began and db.session.scalar(gone) is None
        if never and conversation.state == "open":
            conversation.state = "lapsed"


def bring_forward(conversation_id: int, *, now: datetime) -> bool:
    """Send what waits for the end of quiet hours at once; False when nothing waits."""
    waiting = _queued(OutboundText.conversation_id == conversation_id)
    for text in waiting:
        text.due_at = min(text.due_at, now)
    db.session.info["queued"] = True
    return bool(waiting)


def _withdraw(which: ColumnElement[bool], why: str) -> None:
    for text in _queued(which):
        text.state = "expired"
        text.fault = why


def _queued(which: ColumnElement[bool]) -> list[OutboundText]:
    query = select(OutboundText).where(which, OutboundText.state == "queued")
    return list(db.session.scalars(query.order_by(OutboundText.id).with_for_update()))
