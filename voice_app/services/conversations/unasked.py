"""Words that answer no question: a conversation of their own, read by a person like all others."""

from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta

from sqlalchemy import select

from voice_app.db import db
from voice_app.models.conversations import Answer
from voice_app.models.conversations import Conversation
from voice_app.policy import DEFAULT_WHO
from voice_app.policy import Who
from voice_app.services.conversations.taking import Manner
from voice_app.services.conversations.taking import Sitting
from voice_app.store import chats
from voice_app.store import queue
from voice_app.store import who_sees

A_MOMENT = timedelta(minutes=10)  # in which the same words again are one press too many
A_DAY = timedelta(days=1)  # as long as a phone without signal tries to send the same words again


@dataclass(frozen=True)
class Unasked:
    """What somebody wrote. ``person_id`` is None until a person has said who it was."""

    words: str
    channel: str
    language: str
    person_id: int | None = None
    about_id: int | None = None
    who_sees: Who = DEFAULT_WHO
    phone: str = ""  # the keyed hash of the number, where nobody knows whose it is


def keep(unasked: Unasked, *, now: datetime) -> Answer:
    """One conversation with one answer to no question, and the jobs that it sets off."""
    conversation = Conversation(
        kind="message",
        person_id=unasked.person_id,
        about_id=unasked.about_id,
        began_on=unasked.channel,
        language=unasked.language,
        band="",
        state="finished",
        began=True,
        started_at=now,
        last_at=now,
    )
    db.session.add(conversation)
    db.session.flush()
    answer = Answer(
        conversation_id=conversation.id,
        question="",
        state="answered",
        value=unasked.words,
        words=unasked.words,
        has_words=True,
        channel=unasked.channel,
        at=now,
        who_sees=unasked.who_sees,
    )
    db.session.add(answer)
    db.session.flush()
    if not who_sees.is_nameless(answer):
        chats.heard(conversation, unasked.words, phone=unasked.phone, now=now)
    queue.put_job("screen_answer", answer.id, now=now, priority=queue.SOON)
    queue.put_job("tag_answer", answer.id, now=now)
    return answer


def said_already(person_id: int | None, words: str, *, since: datetime) -> bool:
    """Whether somebody has written these very words since: a press too many, or a phone's retry."""
    rows = (
        select(Answer)
        .join(Conversation, Conversation.id == Answer.conversation_id)
        .where(Conversation.kind == "message", Conversation.person_id == person_id)
        .where(Answer.at > since, Answer.taken_back_at.is_(None))
    )
    return any(row.words == words for row in db.session.scalars(rows))


def left_over(sitting: Sitting, manner: Manner) -> Unasked:
    """Words that came in a survey for a question that could not take them, or no longer."""
    conversation = sitting.conversation
    return Unasked(
        words=manner.words or "",
        channel=manner.channel,
        language=conversation.language,
        person_id=conversation.person_id,
        about_id=conversation.about_id,
        who_sees=manner.who_sees,
    )
