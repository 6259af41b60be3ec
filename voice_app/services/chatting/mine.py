"""The other side of a chat: what somebody wrote to us, how far it got, and what we answered."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from voice_app.db import db
from voice_app.db import writing
from voice_app.models.chats import Chat
from voice_app.models.chats import StaffReply
from voice_app.models.conversations import Answer
from voice_app.models.conversations import Reading
from voice_app.pages.answering import ClosedLink
from voice_app.pages.chats import MyChat
from voice_app.pages.chats import MyMessage
from voice_app.pages.chats import TheirPage
from voice_app.store import accounts
from voice_app.store import chats
from voice_app.store import conversations
from voice_app.store import reaching
from voice_app.store import settings
from voice_app.store import surveys


def my_chat(
    code: str, *, now: datetime, hidden_before: datetime | None = None
) -> MyChat | ClosedLink:
    """What they and we wrote, oldest first. Our answers count as seen once this page was opened.

    ``hidden_before``: this browser has not shown a sign, so only what it wrote since is shown.
    """
    with writing():
        invitation = surveys.open_invitation(code, now=now)
        if isinstance(invitation, ClosedLink):
            return invitation
        conversation = conversations.for_invitation(invitation.id)
        hidden = reaching.others_may_hold(invitation)
        chat = None if hidden else chats.of_person(invitation.person_id)
        written = _messages(chat) if chat else ()
        shown = tuple(each for each in written if _is_open(each, hidden_before))
        if chat and hidden_before is None:
            _seen(chat, now)
        return MyChat(
            code=code,
            language=conversation.language,
            band=conversation.band,
            messages=shown,
            hidden=hidden,
            covered=len(shown) < len(written),
            days=settings.value("reply_working_days"),
            mark=_mark(chat, hidden_before),
        )


def my_mark(code: str, *, now: datetime, hidden_before: datetime | None = None) -> str | ClosedLink:
    """Whether there is something new, by a mark. Nothing is shown, so nothing counts as seen."""
    invitation = surveys.open_invitation(code, now=now)
    if isinstance(invitation, ClosedLink):
        return invitation
    hidden = reaching.others_may_hold(invitation)
    return _mark(None if hidden else chats.of_person(invitation.person_id), hidden_before)


def _mark(chat: Chat | None, hidden_before: datetime | None) -> str:
    """Another one too when the words are covered, or not covered any more."""
    covered = "" if hidden_before is None else "c"
    return (chats.mark(chat) if chat else "none") + covered


def _is_open(message: MyMessage, hidden_before: datetime | None) -> bool:
    return hidden_before is None or (not message.ours and message.at >= hidden_before)


def new_answers(code: str, *, now: datetime) -> int:
    """How many of our answers they have not opened yet."""
    invitation = surveys.open_invitation(code, now=now)
    if isinstance(invitation, ClosedLink) or reaching.others_may_hold(invitation):
        return 0
    chat = chats.of_person(invitation.person_id)
    return sum(row.seen_at is None for row in chats.replies(chat.id)) if chat else 0


def their_page(person_id: int, *, now: datetime) -> TheirPage:
    """Whether what is written to somebody stands on a page that they can open."""
    links = surveys.open_links(person_id, now=now)
    if not links:
        return "none"
    return "hidden" if all(reaching.others_may_hold(link) for link in links) else "shown"


def _messages(chat: Chat) -> tuple[MyMessage, ...]:
    said, written = chats.messages(chat.id), chats.replies(chat.id)
    readers = conversations.readers({answer.id for answer in said})
    who = _Names({row.by for row in written} | {row.user_id for row in readers.values()})
    found = [
        replace(
            _mine(each, readers.get(each.id), [row for row in written if row.at > each.at], who),
            answer_by=_due(chat, each),
        )
        for each in said
    ]
    found += [_answer(row, who) for row in written]
    return tuple(sorted(found, key=lambda each: each.at))


class _Names:
    """Names and roles of those at the desk, looked up once."""

    def __init__(self, ids: set[int]) -> None:
        self._names = accounts.names(ids)
        self._roles = {each: accounts.role_name(accounts.roles(each)) for each in ids}

    def of(self, user_id: int) -> tuple[str, str]:
        """What somebody is called, and what they are."""
        return self._names.get(user_id, ""), self._roles.get(user_id, "")


def _mine(
    answer: Answer, reading: Reading | None, after: Sequence[StaffReply], who: _Names
) -> MyMessage:
    name, role = who.of(reading.user_id) if reading else ("", "")
    return MyMessage(
        ours=False,
        words=answer.words or "",
        at=answer.at,
        read_by=name,
        read_role=role,
        read_at=reading.at if reading else None,
        answered_at=after[0].at if after else None,
        channel=answer.channel,
    )


def _due(chat: Chat, answer: Answer) -> datetime | None:
    """By when they should have an answer to this, while they wait for one."""
    waits = chat.waiting_since is not None and answer.at >= chat.waiting_since
    return chat.answer_by if waits else None


def _answer(row: StaffReply, who: _Names) -> MyMessage:
    name, role = who.of(row.by)
    return MyMessage(True, row.words, row.at, by=name, role=role, is_new=row.seen_at is None)


def _seen(chat: Chat, now: datetime) -> None:
    for row in chats.replies(chat.id):
        row.seen_at = row.seen_at or now
    db.session.flush()
