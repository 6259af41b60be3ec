"""The list of chats: those that wait longest past their target first."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from sqlalchemy import func
from sqlalchemy import select

from messaging.phone import mask
from voice_app.clock import london_day
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.chats import Chat
from voice_app.models.conversations import Answer
from voice_app.models.conversations import Conversation
from voice_app.models.messages import InboundText
from voice_app.models.people import Person
from voice_app.pages.chats import ChatList
from voice_app.pages.chats import ChatRow
from voice_app.pages.chats import QueueCount
from voice_app.pages.chats import Shown
from voice_app.policy import Desk
from voice_app.services.chatting import eyes
from voice_app.store import chats as rows
from voice_app.store import people
from voice_app.store import record
from voice_app.store import who_sees

Pairs = Collection[tuple[Chat, Person | None]]


def chats(shown: Shown, *, user_id: int, now: datetime) -> ChatList:
    """The chats somebody may see, as they want them shown. The look is recorded for each."""
    with writing():
        sight = eyes.of(user_id, now=now)
        found = rows.listed(
            "closed" if shown.closed else "open",
            queue=shown.queue,
            topic=shown.topic,
            of=sight.of,
        )
        pairs = eyes.visible(found, sight)
        taken = eyes.takers(pairs, now=now)
        fitting = [(c, p) for c, p in pairs if _fits(c, shown.whose, user_id, taken)]
        deeds = [
            record.Deed(user_id, "saw", f"chat:{chat.id}", chat.person_id) for chat, _ in fitting
        ]
        record.note_all(deeds, now=now)
        return ChatList(
            rows=shown_rows(fitting, taken, user_id=user_id, now=now),
            counts=_counts(eyes.visible(rows.waiting(of=sight.of), sight), now),
            shown=shown,
            more=len(found) == rows.MOST_SHOWN,
        )


def waiting(*, user_id: int, now: datetime) -> tuple[int, int]:
    """How many chats wait for an answer in all, and how many too long: for the menu. No words."""
    sight = eyes.of(user_id, now=now)
    pairs = eyes.visible(rows.waiting(of=sight.of), sight)
    return len(pairs), sum(_is_overdue(chat, now) for chat, _ in pairs)


def shown_rows(
    pairs: Pairs, taken: dict[int, str], *, user_id: int, now: datetime
) -> tuple[ChatRow, ...]:
    """Chats as the list and the thread show them, in the order given."""
    last = _last_words([chat.id for chat, _ in pairs])
    return tuple(
        ChatRow(
            chat_id=chat.id,
            person_id=person.id if person else None,
            name=_name(chat, person),
            kind=person.kind if person else "",
            age=people.age(person.born, london_day(now)) if person else None,
            queue=chat.queue,
            topic=chat.topic,
            state=chat.state,
            taken_by=taken.get(chat.id, ""),
            is_mine=chat.taken_by == user_id and chat.id in taken,
            waiting_since=chat.waiting_since,
            answer_by=chat.answer_by,
            is_overdue=_is_overdue(chat, now),
            last_at=chat.last_at,
            words=last.get(chat.id, ""),
        )
        for chat, person in pairs
    )


def _fits(chat: Chat, whose: str, user_id: int, taken: dict[int, str]) -> bool:
    """Whether a chat is taken on by whom one wants; the rest is asked of the database."""
    if whose == "mine":
        return chat.taken_by == user_id and chat.id in taken
    return whose != "nobody" or chat.id not in taken


def _counts(pairs: Pairs, now: datetime) -> tuple[QueueCount, ...]:
    counts = {desk: QueueCount(desk, 0, 0) for desk in Desk}
    for chat, _ in pairs:
        count = counts[Desk(chat.queue)]
        late = count.overdue + _is_overdue(chat, now)
        counts[Desk(chat.queue)] = replace(count, waiting=count.waiting + 1, overdue=late)
    return tuple(counts.values())


def _is_overdue(chat: Chat, now: datetime) -> bool:
    return chat.answer_by is not None and now > chat.answer_by


def _name(chat: Chat, person: Person | None) -> str:
    """Whose it is; of an unknown number the masked end."""
    if person is not None:
        return f"{person.preferred_name} {person.surname}".strip()
    query = select(InboundText.sender).where(InboundText.chat_id == chat.id).limit(1)
    sender = db.session.scalar(query)
    return mask(sender) if sender else ""


def _last_words(chat_ids: Collection[int]) -> dict[int, str]:
    """The latest message of each chat."""
    latest = (
        select(func.max(Answer.id))
        .join(Conversation, Conversation.id == Answer.conversation_id)
        .where(Conversation.chat_id.in_(chat_ids), who_sees.in_the_case())
        .where(Answer.taken_back_at.is_(None))
        .group_by(Conversation.chat_id)
    )
    query = (
        select(Conversation.chat_id, Answer.words)
        .join(Conversation, Conversation.id == Answer.conversation_id)
        .where(Answer.id.in_(latest))
    )
    return {row[0]: row[1] or "" for row in db.session.execute(query) if row[0]}
