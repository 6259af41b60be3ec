"""Replies kept ready: put in the box to be read over, never sent by themselves."""

from datetime import datetime

from sqlalchemy import select

from voice_app.db import db
from voice_app.db import writing
from voice_app.models.chats import ReadyReply
from voice_app.pages.chats import TOPICS
from voice_app.pages.chats import Ready
from voice_app.policy import Permission
from voice_app.services.chatting.eyes import NotYours
from voice_app.services.chatting.replying import LONGEST
from voice_app.store import access
from voice_app.store import record

OURS = (  # ids below 0; an authority adds its own beside them
    Ready(-1, "", "Thanks, I have read it",
          "Thank you for telling me. I have read it. I will write back when I know more.", True),
    Ready(-2, "call_me", "When shall I call?",
          "I would like to call you. Which day and what time is good for you?", True),
    Ready(-3, "change", "I will find out",
          "Thank you for saying this. I will find out, and write back what I hear.", True),
    Ready(-4, "good_news", "That is good to hear",
          "That is really good to hear. Thank you for letting us know. Shall I pass it on?", True),
    Ready(-5, "worker", "Only we have seen this",
          "Thank you for telling us. They have not seen it. Shall we call you to talk about it?",
          True),
    Ready(-6, "", "Not sure what you mean",
          "I want to get this right. Can you tell me a bit more about what you mean?", True),
)  # fmt: skip
TITLE_LONGEST = 60


def offered(topic: str) -> tuple[Ready, ...]:
    """Those of a topic first, then those for any, then the others."""
    found = [*_own(), *OURS]
    return tuple(sorted(found, key=lambda each: _rank(each, topic)))


def all_ready() -> tuple[Ready, ...]:
    """Every reply kept ready, the authority's own first."""
    return (*_own(), *OURS)


def add_ready(title: str, words: str, topic: str, *, user_id: int, now: datetime) -> int:
    """Keep words ready; raises ``ValueError`` for what could not be sent as it is."""
    title, words = title.strip(), words.replace("\x00", "").strip()
    if not 0 < len(title) <= TITLE_LONGEST or not 0 < len(words) <= LONGEST:
        raise ValueError("write a title and the words")
    if topic and topic not in TOPICS:
        raise ValueError("that is no topic of ours")
    with writing():
        _check(user_id)
        row = ReadyReply(topic=topic, title=title, words=words, by=user_id, at=now)
        db.session.add(row)
        db.session.flush()
        record.note(record.Deed(user_id, "changed", f"ready reply:{row.id}"), now=now)
        return row.id


def retire_ready(ready_id: int, *, user_id: int, now: datetime) -> None:
    """No longer offered. What was sent with it stays as it is."""
    with writing():
        _check(user_id)
        row = db.session.get(ReadyReply, ready_id)
        if row is not None and row.retired_at is None:
            row.retired_at = now
            deed = record.Deed(user_id, "changed", f"ready reply:{row.id}", reason="retired")
            record.note(deed, now=now)


def _check(user_id: int) -> None:
    if Permission.CHAT not in access.allowed(user_id):
        raise NotYours


def _own() -> list[Ready]:
    query = select(ReadyReply).where(ReadyReply.retired_at.is_(None)).order_by(ReadyReply.id)
    return [Ready(row.id, row.topic, row.title, row.words) for row in db.session.scalars(query)]


def _rank(ready: Ready, topic: str) -> int:
    if ready.topic and ready.topic == topic:
        return 0
    return 1 if not ready.topic else 2
