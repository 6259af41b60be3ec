"""What one person at the desk may see of the chats: asked once, then held against each."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from voice_app.clock import london_day
from voice_app.db import db
from voice_app.models.accounts import StaffUser
from voice_app.models.chats import Chat
from voice_app.models.chats import KeptFrom
from voice_app.models.people import Person
from voice_app.policy import Desk
from voice_app.policy import Permission
from voice_app.policy import Role
from voice_app.policy import queues
from voice_app.store import access
from voice_app.store import accounts
from voice_app.store import chats
from voice_app.store import kept
from voice_app.store import people


class NotYours(PermissionError):
    """There is no such chat for this person."""


@dataclass(frozen=True)
class Eyes:
    """One person's sight: every child's chat or their own children's; never what is kept."""

    user_id: int
    may_chat: bool
    for_all: bool
    on_duty: bool
    children: frozenset[int]
    kept: frozenset[int]  # chats
    queues: frozenset[Desk]
    now: datetime

    @property
    def of(self) -> frozenset[int] | None:
        """Whose chats to look among: one's own children's and their grown-ups'; None is all."""
        if self.for_all:
            return None
        grown = people.grown_ups_of_all(self.children)
        return self.children | grown if self.may_chat else frozenset()

    def see(self, chat: Chat, person: Person | None) -> bool:
        """Whether this chat is theirs to see and to work."""
        if not self.may_chat or (person is not None and person.record == access.SEALED):
            return False
        hidden = chat.id in self.kept
        if self.for_all and not hidden:
            return True
        about = kept.about_of(chat.person_id)
        if not self.for_all and about not in self.children:
            return False
        return not hidden or not access.is_kept_from(self.user_id, chat.id, about, now=self.now)


def of(user_id: int, *, now: datetime) -> Eyes:
    """What somebody may see today; nothing with a closed account or without the permission."""
    user = db.session.get(StaffUser, user_id)
    held = accounts.roles(user_id)
    own = people.children_of(user_id, Role.IRO, london_day(now)) if Role.IRO in held else []
    hidden = select(KeptFrom.chat_id).where(
        KeptFrom.user_id == user_id, KeptFrom.lifted_at.is_(None)
    )
    return Eyes(
        user_id=user_id,
        may_chat=Permission.CHAT in access.allowed(user_id),
        for_all=user is not None and access.reads_for_all(user),
        on_duty=Role.SAFEGUARDING in held,
        children=frozenset(own),
        kept=frozenset(db.session.scalars(hidden)),
        queues=queues(held, reading_duty=user is not None and user.reading_duty),
        now=now,
    )


def visible(found: Collection[Chat], eyes: Eyes) -> list[tuple[Chat, Person | None]]:
    """Those of these chats that somebody may see, each with whose it is."""
    whose = chats.whose(found)
    pairs = [(chat, whose.get(chat.id)) for chat in found]
    return [(chat, person) for chat, person in pairs if eyes.see(chat, person)]


def one(
    chat_id: int, *, user_id: int, now: datetime, lock: bool = False
) -> tuple[Chat, Person | None]:
    """A chat that somebody may see, with whose it is; raises ``NotYours`` for any other."""
    chat = db.session.get(Chat, chat_id, with_for_update=lock or None)
    if chat is None:
        raise NotYours
    person = chats.whose([chat]).get(chat.id)
    if not of(user_id, now=now).see(chat, person):
        raise NotYours
    return chat, person


def sees(chat_id: int, *, user_id: int, now: datetime) -> bool:
    """Whether somebody may see this chat."""
    try:
        one(chat_id, user_id=user_id, now=now)
    except NotYours:
        return False
    return True


def takers(found: Collection[tuple[Chat, Person | None]], *, now: datetime) -> dict[int, str]:
    """The names of those who have chats on, by chat; whoever may not see one any more has it not.

    So what somebody took on before they left, changed roles or were named in it, is nobody's.
    """
    ids = {chat.taken_by for chat, _ in found if chat.taken_by}
    sights = {user_id: of(user_id, now=now) for user_id in ids}
    names = accounts.names(ids)
    return {
        chat.id: names[chat.taken_by]
        for chat, person in found
        if chat.taken_by and sights[chat.taken_by].see(chat, person)
    }
