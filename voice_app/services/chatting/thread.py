"""One chat from the first word to the last, as somebody at the desk may see it."""

from datetime import datetime

from voice_app.db import db
from voice_app.db import writing
from voice_app.models.chats import Chat
from voice_app.models.conversations import Answer
from voice_app.models.conversations import Conversation
from voice_app.pages.chats import Draft
from voice_app.pages.chats import KeptShown
from voice_app.pages.chats import Thread
from voice_app.services.chatting import eyes
from voice_app.services.chatting.entries import entries
from voice_app.services.chatting.eyes import NotYours
from voice_app.services.chatting.listing import shown_rows
from voice_app.services.chatting.mine import their_page
from voice_app.services.chatting.ready import offered
from voice_app.services.chatting.replying import draft as drafted
from voice_app.services.chatting.replying import why_no_text
from voice_app.store import access
from voice_app.store import accounts
from voice_app.store import chats
from voice_app.store import kept
from voice_app.store import record


def thread(chat_id: int, *, user_id: int, now: datetime, words: str | None = None) -> Thread:
    """The whole thread, and ``words`` as a draft of a reply to it. The look is recorded.

    Raises ``NotYours``.
    """
    with writing():
        chat, person = eyes.one(chat_id, user_id=user_id, now=now)
        record.note(record.Deed(user_id, "saw", f"chat:{chat.id}", chat.person_id), now=now)
        pairs = [(chat, person)]
        taken = eyes.takers(pairs, now=now)
        said = chats.messages(chat.id)
        standing = _kept(chat)
        sight = eyes.of(user_id, now=now)
        return Thread(
            row=shown_rows(pairs, taken, user_id=user_id, now=now)[0],
            entries=entries(chat, person, said, sight),
            kept=standing,
            speaks_of=_speaks_of(chat, said),
            by_text=person is not None and not why_no_text(person),
            why_no_text=why_no_text(person) if person else "nobody",
            their_page=their_page(person.id, now=now) if person else "none",
            ready=offered(chat.topic),
            may_lift=sight.on_duty,
            may_keep_from=_may_keep_from(chat, standing, user_id, now) if sight.on_duty else (),
            mark=chats.mark(chat),
            unread=sum(answer.read_at is None for answer in said),
            draft=Draft("")
            if words is None
            else drafted(chat, person, words, user_id=user_id, now=now),
        )


def mark(chat_id: int, *, user_id: int, now: datetime) -> str:
    """Whether there is something new, by a mark: no word is read, so it is no look on record.

    Raises ``NotYours``.
    """
    chat, _person = eyes.one(chat_id, user_id=user_id, now=now)
    return chats.mark(chat)


def open_from(answer_id: int, *, user_id: int, now: datetime) -> int:
    """The chat of whoever said this, with these words on top; raises ``NotYours``.

    Where the words turn out to be about whoever opened it, it waits for a colleague instead.
    """
    with writing():
        answer = db.session.get(Answer, answer_id)
        if answer is None or not access.may_read_with_name(user_id, answer, now=now):
            raise NotYours
        conversation = db.session.get_one(Conversation, answer.conversation_id)
        chat = _chat_of(conversation, now)
        if conversation.kind == "survey" and not _is_quoted(chat, answer_id):
            chats.step(chat, "quoted", now=now, code=str(answer_id), by=user_id)
            kept.look(chat, answer.words or "", now=now)
        if access.is_kept_from(user_id, chat.id, kept.about_of(chat.person_id), now=now):
            chats.wait(chat, now=now)
        return chat.id


def _chat_of(conversation: Conversation, now: datetime) -> Chat:
    if conversation.chat_id:
        return db.session.get_one(Chat, conversation.chat_id)
    if conversation.person_id is None:
        raise NotYours  # nobody knows who said it, so nobody can be answered
    return chats.theirs(conversation.person_id, now=now)


def _is_quoted(chat: Chat, answer_id: int) -> bool:
    steps = chats.steps(chat.id)
    return any(step.kind == "quoted" and step.code == str(answer_id) for step in steps)


def _kept(chat: Chat) -> tuple[KeptShown, ...]:
    rows = kept.rows(chat.id)
    ids = {row.user_id for row in rows} | {row.lifted_by for row in rows if row.lifted_by}
    names = accounts.names(ids)
    return tuple(
        KeptShown(
            user_id=row.user_id,
            name=names.get(row.user_id, ""),
            why=row.why,
            lifted_by=names.get(row.lifted_by or 0, "") if row.lifted_at else "",
        )
        for row in rows
    )


def _may_keep_from(
    chat: Chat, standing: tuple[KeptShown, ...], user_id: int, now: datetime
) -> tuple[tuple[int, str], ...]:
    already = {row.user_id for row in standing if not row.lifted_by} | {user_id}
    around = kept.staff_around(chat.person_id, now=now)
    return tuple((int(e.key), e.name) for e in around if int(e.key) not in already)


def _speaks_of(chat: Chat, said: list[Answer]) -> tuple[str, ...]:
    known = kept.carers_and_homes(chat.person_id)
    found = [name for answer in said for name in kept.speaks_of(answer.words or "", known)]
    return tuple(dict.fromkeys(found))
