"""Conversations, answers, and the progress that follows from them."""

from collections.abc import Collection
from datetime import datetime
from typing import cast

from sqlalchemy import select

from surveys.engine import Progress
from surveys.questions import Value
from voice_app.db import db
from voice_app.models.conversations import Answer
from voice_app.models.conversations import Conversation
from voice_app.models.conversations import Reading
from voice_app.models.surveys import Invitation
from voice_app.store import access
from voice_app.store import without_name


def for_invitation(invitation_id: int, *, lock: bool = False) -> Conversation:
    """The conversation of an invitation; ``lock`` keeps others out until the commit."""
    query = select(Conversation).where(Conversation.invitation_id == invitation_id)
    return db.session.execute(query.with_for_update() if lock else query).scalar_one()


def open_on_phone(phone_index: str, *, now: datetime) -> Conversation | None:
    """The one survey that is open on this phone, locked until the commit."""
    return _on_phone(phone_index, "open", now)


def stopped_on_phone(phone_index: str, *, now: datetime) -> Conversation | None:
    """The survey that was stopped last on this phone, locked until the commit."""
    return _on_phone(phone_index, "stopped", now)


def is_open(conversation_id: int) -> bool:
    """Whether a survey waits for answers."""
    states = select(Conversation.state).where(Conversation.id == conversation_id)
    return db.session.scalar(states) == "open"


def open_without_phone(person_id: int, *, now: datetime) -> Conversation | None:
    """The survey that somebody has open on the web alone, locked until the commit."""
    return db.session.scalar(
        select(Conversation)
        .join(Invitation, Invitation.id == Conversation.invitation_id)
        .where(
            Conversation.person_id == person_id,
            Conversation.state == "open",
            Conversation.phone_index.is_(None),
            Invitation.expires_at > now,
            Invitation.revoked_at.is_(None),
        )
        .order_by(Conversation.id.desc())
        .limit(1)
        .with_for_update(of=Conversation)
    )


def _on_phone(phone_index: str, state: str, now: datetime) -> Conversation | None:
    """A survey takes answers by text no longer than by its link: it runs out, or is revoked."""
    return db.session.scalar(
        select(Conversation)
        .join(Invitation, Invitation.id == Conversation.invitation_id)
        .where(
            Conversation.phone_index == phone_index,
            Conversation.state == state,
            Invitation.expires_at > now,
            Invitation.revoked_at.is_(None),
        )
        .order_by(Conversation.id.desc())
        .limit(1)
        .with_for_update(of=Conversation)
    )


def current_answers(conversation_id: int) -> list[Answer]:
    """The latest row of each question, in the order given."""
    return list(
        db.session.scalars(
            select(Answer)
            .where(Answer.conversation_id == conversation_id, Answer.replaced_at.is_(None))
            .order_by(Answer.id)
        )
    )


def current_of(conversation_ids: Collection[int]) -> list[Answer]:
    """The latest row of each question of several conversations, in the order given."""
    return list(
        db.session.scalars(
            select(Answer)
            .where(Answer.conversation_id.in_(conversation_ids), Answer.replaced_at.is_(None))
            .order_by(Answer.id)
        )
    )


def all_answers(conversation_id: int) -> list[Answer]:
    """Every row, those that were changed later too, in the order given."""
    return list(
        db.session.scalars(
            select(Answer).where(Answer.conversation_id == conversation_id).order_by(Answer.id)
        )
    )


def progress(conversation: Conversation, answers: list[Answer]) -> Progress:
    """Where a person is, from the rows of what they said."""
    by_state: dict[str, set[str]] = {}
    for answer in answers:
        by_state.setdefault(answer.state, set()).add(answer.question)
    return Progress(
        answers={a.question: value(a) for a in answers if a.state == "answered"},
        skipped=frozenset(by_state.get("skipped", ())),
        not_understood=frozenset(by_state.get("not_understood", ())),
        misread_once=frozenset(by_state.get("misread", ())),
        stopped=conversation.state == "stopped",
    )


def value(answer: Answer) -> Value:
    """The value of an answered row; JSON has no tuples, so a list is made one again."""
    stored = answer.value
    if isinstance(stored, list):
        return tuple(stored)
    return cast(Value, stored)


def readers(answer_ids: set[int]) -> dict[int, Reading]:
    """The first person who read each of these answers."""
    if not answer_ids:
        return {}
    first: dict[int, Reading] = {}
    query = select(Reading).where(Reading.answer_id.in_(answer_ids)).order_by(Reading.id)
    for reading in db.session.scalars(query):
        first.setdefault(reading.answer_id, reading)
    return first


def seen_by(user_id: int, answer_ids: Collection[int]) -> frozenset[int]:
    """Those of these answers that one person has read."""
    rows = select(Reading.answer_id).where(
        Reading.user_id == user_id, Reading.answer_id.in_(answer_ids)
    )
    return frozenset(db.session.scalars(rows))


def all_readers(answer_id: int) -> list[Reading]:
    """Everybody who read an answer, the first one first."""
    query = select(Reading).where(Reading.answer_id == answer_id)
    return list(db.session.scalars(query.order_by(Reading.id)))


def mark_read(answer: Answer, user_id: int, *, now: datetime) -> None:
    """Write down that this person read these words; once is enough.

    Words about the reader go on waiting for somebody else. Of an anonymous survey the day alone
    is kept: an hour would say when it came.
    """
    if without_name.is_of_one(answer.id):
        now = without_name.only_the_day(now)
    seen = db.session.scalar(
        select(Reading).where(Reading.answer_id == answer.id, Reading.user_id == user_id)
    )
    if seen is None:
        db.session.add(Reading(answer_id=answer.id, user_id=user_id, at=now))
    if answer.read_at is None and not access.is_about_reader(user_id, answer):
        answer.read_at = now
