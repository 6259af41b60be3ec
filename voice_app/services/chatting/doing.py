"""Working a chat: take it on, hand it back, move it on, say what it is about, close it."""

from datetime import datetime

from voice_app.db import db
from voice_app.db import writing
from voice_app.models.chats import Chat
from voice_app.models.chats import KeptFrom
from voice_app.pages.chats import LIFTED
from voice_app.pages.chats import TOPICS
from voice_app.policy import Desk
from voice_app.services.chatting import eyes
from voice_app.services.chatting.eyes import NotYours
from voice_app.store import chats
from voice_app.store import conversations
from voice_app.store import kept
from voice_app.store import record


class AlreadyTaken(ValueError):
    """A colleague has this chat on; nothing was changed."""


def take(chat_id: int, *, user_id: int, now: datetime) -> None:
    """Take a chat on; raises ``AlreadyTaken`` where a colleague who may see it has it on."""
    with writing():
        chat, person = eyes.one(chat_id, user_id=user_id, now=now, lock=True)
        if chat.taken_by != user_id and eyes.takers([(chat, person)], now=now):
            raise AlreadyTaken
        chat.taken_by, chat.taken_at = user_id, now
        _done(chat, "taken", user_id, now)


def hand_back(chat_id: int, *, user_id: int, now: datetime) -> None:
    """It is the whole queue's again. A colleague's may be handed back too: they may be away."""
    with writing():
        chat, _ = eyes.one(chat_id, user_id=user_id, now=now, lock=True)
        chat.taken_by = chat.taken_at = None
        _done(chat, "handed_back", user_id, now)


def move(chat_id: int, queue: str, *, user_id: int, now: datetime) -> None:
    """Give it to another queue, where nobody has it on yet; raises ``ValueError``."""
    desk = Desk(queue)
    with writing():
        chat, _ = eyes.one(chat_id, user_id=user_id, now=now, lock=True)
        if chat.queue == desk:
            return
        chat.queue, chat.taken_by, chat.taken_at = desk, None, None
        _done(chat, "moved", user_id, now, code=desk)
        kept.route(chat, now=now)


def set_topic(chat_id: int, topic: str, *, user_id: int, now: datetime) -> None:
    """Say what it is about; about a worker, it is kept from all who work with them."""
    if topic and topic not in TOPICS:
        raise ValueError("that is no topic of ours")
    with writing():
        chat, _ = eyes.one(chat_id, user_id=user_id, now=now, lock=True)
        if chat.topic == topic:
            return
        chat.topic = topic
        _done(chat, "topic", user_id, now, code=topic)
        kept.by_topic(chat, now=now)


def close(chat_id: int, *, user_id: int, now: datetime) -> None:
    """Nothing more to answer: whoever closes it has read it all. New words open it again."""
    with writing():
        chat, _ = eyes.one(chat_id, user_id=user_id, now=now, lock=True)
        read_all(chat, user_id, now)
        chats.settled(chat)
        chat.state, chat.taken_by, chat.taken_at = "closed", None, None
        _done(chat, "closed", user_id, now)


def mark_read(chat_id: int, *, user_id: int, now: datetime) -> None:
    """I have read what they wrote; they can see that on their page."""
    with writing():
        chat, _ = eyes.one(chat_id, user_id=user_id, now=now, lock=True)
        read_all(chat, user_id, now)
        record.note(_deed(chat, user_id, "read"), now=now)


def lift(chat_id: int, kept_id: int, why: str, *, user_id: int, now: datetime) -> None:
    """The duty desk looked at it: this colleague may see it after all. Nobody lifts their own."""
    if why not in LIFTED:
        raise ValueError("say why")
    with writing():
        chat = _on_duty(chat_id, user_id, now)
        row = _kept(chat, kept_id)
        if row is None or kept_id == user_id:
            raise NotYours
        row.lifted_at, row.lifted_by = now, user_id
        _done(chat, "lifted", user_id, now, code=f"{kept_id}:{why}")


def keep_from(chat_id: int, kept_id: int, *, user_id: int, now: datetime) -> None:
    """The duty desk keeps it from a colleague whom the rules did not find."""
    with writing():
        chat = _on_duty(chat_id, user_id, now)
        if kept_id == user_id or kept_id not in _around(chat, now):
            raise NotYours
        kept.keep(chat, kept_id, "by_hand", now=now, by=user_id)
        kept.route(chat, now=now)
        record.note(_deed(chat, user_id, "kept"), now=now)


def read_all(chat: Chat, user_id: int, now: datetime) -> None:
    """All that they wrote in this chat has been read by this person."""
    for answer in chats.messages(chat.id):
        conversations.mark_read(answer, user_id, now=now)


def _on_duty(chat_id: int, user_id: int, now: datetime) -> Chat:
    chat, _ = eyes.one(chat_id, user_id=user_id, now=now, lock=True)
    if not eyes.of(user_id, now=now).on_duty:
        raise NotYours
    return chat


def _kept(chat: Chat, user_id: int) -> KeptFrom | None:
    standing = [row for row in kept.rows(chat.id) if row.lifted_at is None]
    return next((row for row in standing if row.user_id == user_id), None)


def _around(chat: Chat, now: datetime) -> set[int]:
    return {int(each.key) for each in kept.staff_around(chat.person_id, now=now)}


def _done(chat: Chat, kind: str, user_id: int, now: datetime, *, code: str = "") -> None:
    chats.step(chat, kind, now=now, code=code, by=user_id)
    record.note(_deed(chat, user_id, kind), now=now)
    db.session.flush()


def _deed(chat: Chat, user_id: int, why: str) -> record.Deed:
    return record.Deed(user_id, "changed", f"chat:{chat.id}", chat.person_id, why)
