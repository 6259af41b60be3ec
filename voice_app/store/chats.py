"""The thread of one person: where words are put that came, and the queue they wait in."""

import hashlib
from collections.abc import Collection
from datetime import UTC
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy import update
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects import sqlite

from surveys.desk import answer_by
from voice_app.clock import LONDON
from voice_app.clock import bank_holidays
from voice_app.db import db
from voice_app.models.chats import Chat
from voice_app.models.chats import ChatStep
from voice_app.models.chats import StaffReply
from voice_app.models.conversations import Answer
from voice_app.models.conversations import Conversation
from voice_app.models.messages import InboundText
from voice_app.models.people import Person
from voice_app.store import kept
from voice_app.store import people
from voice_app.store import settings
from voice_app.store import who_sees

MOST_SHOWN = 400  # chats in one list


def heard(conversation: Conversation, words: str, *, phone: str = "", now: datetime) -> None:
    """Words came that a person should answer: they stand in the chat of whoever wrote them.

    ``phone`` is the keyed hash of the number where nobody knows whose it is. What was closed is
    open again, the clock begins, and it is kept from those the words may be about.
    """
    if conversation.person_id is None and not phone:
        return  # nobody could be answered
    chat = theirs(conversation.person_id, phone, now=now)
    conversation.chat_id = chat.id
    wait(chat, now=now)
    kept.look(chat, words, now=now)


def theirs(person_id: int | None, phone: str = "", *, now: datetime) -> Chat:
    """The one chat of a person, or of a number nobody knows; made when there is none. Locked."""
    whose = _whose(person_id, phone)
    if db.session.scalar(select(Chat.id).where(whose)) is None:
        _make(person_id, phone, now=now)
    return db.session.scalars(select(Chat).where(whose).with_for_update()).one()


def of_person(person_id: int) -> Chat | None:
    """The chat of a person, if they or we ever wrote."""
    return db.session.scalar(select(Chat).where(Chat.person_id == person_id))


def _whose(person_id: int | None, phone: str) -> ColumnElement[bool]:
    return Chat.person_id == person_id if person_id else Chat.phone_index == phone


def _make(person_id: int | None, phone: str, *, now: datetime) -> None:
    """Two at once make one: the second finds the first's. Older messages of theirs join it."""
    postgres = db.session.get_bind().dialect.name == "postgresql"
    insert: Any = postgresql.insert if postgres else sqlite.insert
    chat_id = db.session.scalar(
        insert(Chat)
        .values(
            person_id=person_id,
            phone_index=None if person_id else phone,
            queue=kept.first_queue(person_id, now=now),
            topic="",
            state="open",
            began_at=now,
            last_at=now,
        )
        .on_conflict_do_nothing()
        .returning(Chat.id)
    )
    if chat_id and person_id:
        before = (
            Conversation.person_id == person_id,
            Conversation.kind == "message",
            Conversation.chat_id.is_(None),
        )
        db.session.execute(update(Conversation).where(*before).values(chat_id=chat_id))


def wait(chat: Chat, *, now: datetime) -> None:
    """Somebody waits for an answer since now, if they did not wait already."""
    if chat.state == "closed":
        chat.state, chat.topic = "open", ""  # it may be about something else now
        step(chat, "reopened", now=now)
    chat.last_at = max(chat.last_at, now)
    if chat.waiting_since is None:
        days = settings.value("reply_working_days")
        due = answer_by(now.astimezone(LONDON), days=days, holidays=bank_holidays())
        chat.waiting_since, chat.answer_by = now, due.astimezone(UTC)


def settled(chat: Chat) -> None:
    """Nobody waits any more."""
    chat.waiting_since = chat.answer_by = None


def step(
    chat: Chat, kind: str, *, now: datetime, code: str = "", by: int | None = None
) -> ChatStep:
    """Write down what was done with a chat; ``by`` is None for a rule."""
    row = ChatStep(chat_id=chat.id, kind=kind, code=code, by=by, at=now)
    db.session.add(row)
    return row


def place(text: InboundText, person_id: int, *, by: int | None, now: datetime) -> None:
    """A text was found to be somebody's: it moves to their chat, and waits there as it did."""
    conversation = db.session.get(Conversation, text.conversation_id)
    before = db.session.get(Chat, text.chat_id) if text.chat_id else None
    if conversation is None or conversation.kind != "message":
        return
    chat = theirs(person_id, now=now)
    conversation.chat_id = text.chat_id = chat.id
    db.session.flush()
    if before is None or before.waiting_since:
        wait(chat, now=text.received_at)
    step(chat, "linked", now=now, by=by)
    if before is not None and before.id != chat.id:
        _carry(before, chat, now=now)
    kept.look(chat, text.words, now=now)
    if before is not None and before.id != chat.id and not messages(before.id):
        settled(before)
        before.state = "closed"


def join(ours: Chat, theirs: Chat, *, now: datetime) -> None:
    """Two records were of one person: whatever waits in either chat waits on in ours."""
    _carry(theirs, ours, now=now)
    waiting = [chat for chat in (ours, theirs) if chat.waiting_since]
    if waiting:
        first = min(waiting, key=lambda chat: chat.waiting_since or now)
        ours.waiting_since, ours.answer_by, ours.state = (
            first.waiting_since,
            first.answer_by,
            "open",
        )
    ours.began_at, ours.last_at = (
        min(ours.began_at, theirs.began_at),
        max(ours.last_at, theirs.last_at),
    )
    settled(theirs)
    theirs.state = "closed"
    step(ours, "linked", now=now)
    db.session.flush()


def _carry(before: Chat, chat: Chat, *, now: datetime) -> None:
    """From whom words were kept, they stay kept where they stand now; so does their topic."""
    for row in kept.rows(before.id):
        if row.lifted_at is None:
            kept.keep(chat, row.user_id, row.why, now=now, by=row.by)
    if before.topic and before.topic != chat.topic:
        chat.topic = before.topic
        step(chat, "topic", now=now, code=chat.topic)
    kept.by_topic(chat, now=now)


def messages(chat_id: int) -> list[Answer]:
    """What they wrote that answers no question and was not taken back, oldest first."""
    query = (
        select(Answer)
        .join(Conversation, Conversation.id == Answer.conversation_id)
        .where(Conversation.chat_id == chat_id, Conversation.kind == "message")
        .where(who_sees.in_the_case(), Answer.taken_back_at.is_(None))
        .order_by(Answer.at, Answer.id)
    )
    return list(db.session.scalars(query))


def replies(chat_id: int) -> list[StaffReply]:
    """What was written back, oldest first."""
    query = select(StaffReply).where(StaffReply.chat_id == chat_id)
    return list(db.session.scalars(query.order_by(StaffReply.at, StaffReply.id)))


def steps(chat_id: int) -> list[ChatStep]:
    """What was done with a chat, in order."""
    query = select(ChatStep).where(ChatStep.chat_id == chat_id)
    return list(db.session.scalars(query.order_by(ChatStep.id)))


def mark(chat: Chat) -> str:
    """Another one whenever something changed that a page of the chat shows. No word is read."""
    said = (
        select(func.count(Answer.id), func.max(Answer.id), func.count(Answer.read_at))
        .join(Conversation, Conversation.id == Answer.conversation_id)
        .where(Conversation.chat_id == chat.id, Conversation.kind == "message")
        .where(who_sees.in_the_case(), Answer.taken_back_at.is_(None))
    )
    written = select(
        func.count(StaffReply.id), func.max(StaffReply.id), func.count(StaffReply.seen_at)
    ).where(StaffReply.chat_id == chat.id)
    done = select(func.count(ChatStep.id)).where(ChatStep.chat_id == chat.id)
    found = [tuple(row) for query in (said, written, done) for row in db.session.execute(query)]
    return hashlib.sha256(repr([found, chat.waiting_since]).encode()).hexdigest()[:12]


def texted(person_id: int) -> list[InboundText]:
    """Every text of one person that is no message of its own: answers, STOP, what was not read."""
    theirs_too = InboundText.conversation_id.is_(None) & (
        InboundText.sender_index == _own_number(person_id)
    )
    query = (
        select(InboundText)
        .outerjoin(Conversation, Conversation.id == InboundText.conversation_id)
        .where(
            theirs_too | ((Conversation.person_id == person_id) & (Conversation.kind == "survey"))
        )
        .order_by(InboundText.received_at, InboundText.provider_id)
    )
    return list(db.session.scalars(query))


def _own_number(person_id: int) -> str:
    """The number that only they are reached on; empty where there is none."""
    reach = people.reach(person_id)
    return reach.index if reach and len(people.on_phone(reach.index)) == 1 else ""


def last_words_at(chat_id: int) -> datetime | None:
    """When they last wrote."""
    query = (
        select(func.max(Answer.at))
        .join(Conversation, Conversation.id == Answer.conversation_id)
        .where(Conversation.chat_id == chat_id)
    )
    return db.session.scalar(query)


def listed(
    state: str, *, queue: str = "", topic: str = "", of: Collection[int] | None = None
) -> list[Chat]:
    """Chats that are open (those with the nearest target first) or closed (the latest first).

    ``of`` are the people whose they may be; None is everybody.
    """
    query = select(Chat).where(Chat.state == state, *_of(of))
    if queue:
        query = query.where(Chat.queue == queue)
    if topic:
        query = query.where(Chat.topic == topic)
    if state == "open":
        query = query.order_by(Chat.answer_by.is_(None), Chat.answer_by)
    query = query.order_by(Chat.last_at.desc(), Chat.id)
    return list(db.session.scalars(query.limit(MOST_SHOWN)))


def waiting(*, of: Collection[int] | None = None) -> list[Chat]:
    """Every chat of these people in which somebody waits for an answer."""
    query = select(Chat).where(Chat.waiting_since.is_not(None), *_of(of))
    return list(db.session.scalars(query.order_by(Chat.id)))


def _of(person_ids: Collection[int] | None) -> tuple[ColumnElement[bool], ...]:
    return () if person_ids is None else (Chat.person_id.in_(person_ids),)


def whose(chats: Collection[Chat]) -> dict[int, Person]:
    """The person of each chat, by the chat's id; of two records made one, the one that was kept."""
    ids = {chat.person_id for chat in chats if chat.person_id}
    found = {row.id: row for row in db.session.scalars(select(Person).where(Person.id.in_(ids)))}
    return {chat.id: _kept(found[chat.person_id]) for chat in chats if chat.person_id in found}


def _kept(person: Person) -> Person:
    while person.merged_into_id is not None:
        person = db.session.get_one(Person, person.merged_into_id)
    return person
