"""Routes round the person a message speaks of: from whom a chat is kept, and where it goes."""

from collections.abc import Collection
from collections.abc import Iterator
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from analysis.named import How
from analysis.named import Known
from analysis.named import Named
from analysis.named import named
from voice_app.clock import london_day
from voice_app.db import db
from voice_app.models.accounts import RoleHeld
from voice_app.models.chats import Chat
from voice_app.models.chats import ChatStep
from voice_app.models.chats import KeptFrom
from voice_app.models.conversations import Answer
from voice_app.models.conversations import Conversation
from voice_app.models.journey import Involvement
from voice_app.models.journey import Placement
from voice_app.models.organisation import Home
from voice_app.models.people import Person
from voice_app.policy import Desk
from voice_app.policy import Role
from voice_app.policy import queues
from voice_app.store import access
from voice_app.store import accounts
from voice_app.store import people
from voice_app.store import who_sees

ABOUT_STAFF = frozenset({"worker"})  # topics that speak of those who work with the child
CARERS = frozenset({"foster_carer", "kinship_carer", "residential_worker"})
CALLED = {  # how young people say it, by the role of somebody who works with them today
    Role.IRO: ("iro", "reviewing officer", "review officer"),
    Role.SOCIAL_WORKER: ("social worker", "my worker", "sw", "sworker"),
    Role.TEAM_MANAGER: ("team manager", "workers manager", "worker's boss"),
    Role.ADVOCATE: ("advocate",),
}


def look(chat: Chat, words: str, *, now: datetime) -> None:
    """Keep a chat from everybody at the desk whom these words may be about."""
    found = named(words, staff_around(chat.person_id, now=now))
    for each in found:
        keep(chat, int(each.key), "named" if each.how is How.NAME else "role", now=now)
    route(chat, now=now)


def by_topic(chat: Chat, *, now: datetime) -> None:
    """Keep a chat about somebody's worker from all who work with them."""
    if chat.topic in ABOUT_STAFF:
        for user_id in _roles_today(chat.person_id, now):
            keep(chat, user_id, "topic", now=now)
    route(chat, now=now)


def keep(chat: Chat, user_id: int, why: str, *, now: datetime, by: int | None = None) -> None:
    """Not shown to them from now on, also where that was lifted for earlier words."""
    row = db.session.scalar(
        select(KeptFrom).where(KeptFrom.chat_id == chat.id, KeptFrom.user_id == user_id)
    )
    if row is None:
        row = KeptFrom(chat_id=chat.id, user_id=user_id, why=why, by=by, at=now)
        db.session.add(row)
    elif row.lifted_at is None:
        return
    row.why, row.by, row.at, row.lifted_at, row.lifted_by = why, by, now, None, None
    if chat.taken_by == user_id:
        chat.taken_by = chat.taken_at = None
    db.session.add(ChatStep(chat_id=chat.id, kind="kept", code=str(user_id), by=by, at=now))
    db.session.flush()


def route(chat: Chat, *, now: datetime) -> None:
    """A queue in which nobody may read it any more hands it to the duty desk."""
    if chat.queue == Desk.DUTY or chat.queue in _staffed(
        chat.id, about_of(chat.person_id), now=now
    ):
        return
    chat.queue, chat.taken_by, chat.taken_at = Desk.DUTY, None, None
    db.session.add(ChatStep(chat_id=chat.id, kind="moved", code=chat.queue, by=None, at=now))


def first_queue(person_id: int | None, *, now: datetime) -> Desk:
    """Where the first words of somebody go; those of an unknown number go to the duty desk."""
    staffed = _staffed(None, about_of(person_id), now=now) if person_id else frozenset()
    return next((desk for desk in Desk if desk in staffed), Desk.DUTY)


def _staffed(chat_id: int | None, about_id: int | None, *, now: datetime) -> frozenset[Desk]:
    """The queues in which somebody may read this."""
    kept = access.kept_from(chat_id) if chat_id else frozenset()
    found: set[Desk] = set()
    for user in access.readers_of(about_id, now=now):
        if user.id not in kept:
            found |= queues(accounts.roles(user.id), reading_duty=user.reading_duty)
    return frozenset(found)


def staff_around(person_id: int | None, *, now: datetime) -> list[Known]:
    """All at the desk whom somebody may write about: who reads it, and who works with them."""
    roles = _roles_today(person_id, now)
    ids = {user.id for user in access.readers_of(about_of(person_id), now=now)}
    ids |= {row.user_id for row in _involvements(person_id)}  # also who did once
    names = accounts.names(ids)
    return [
        Known(str(user_id), names[user_id], _called(roles.get(user_id, ()))) for user_id in names
    ]


def carers_and_homes(person_id: int | None) -> list[Known]:
    """Those who look after the child, or did, and the homes they lived in."""
    known: dict[str, Known] = {}
    for child in _children(person_id):
        for other, kind in people.related(child, once=True):
            if kind in CARERS and other.id != person_id:
                name = f"{other.preferred_name} {other.surname}".strip()
                known[f"person:{other.id}"] = Known(f"person:{other.id}", name)
        for home in _homes(child):
            known[f"home:{home.id}"] = Known(f"home:{home.id}", home.name)
    return list(known.values())


def speaks_of(words: str, known: list[Known]) -> list[str]:
    """The names of those of ``known`` that words speak of."""
    found: tuple[Named, ...] = named(words, known)
    names = {each.key: each.name for each in known}
    return [names[each.key] for each in found]


def rows(chat_id: int) -> list[KeptFrom]:
    """From whom a chat is, or was, kept, in the order in which it came to be."""
    query = select(KeptFrom).where(KeptFrom.chat_id == chat_id).order_by(KeptFrom.id)
    return list(db.session.scalars(query))


def _called(roles: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for role, words in CALLED.items() if role in roles for word in words)


def about_of(person_id: int | None) -> int | None:
    """The child whose officer reads a chat: themselves, or the one child of a grown-up."""
    person = db.session.get(Person, person_id) if person_id else None
    if person is None or person.kind == "child":
        return person_id
    return people.child_of(person.id)


def _children(person_id: int | None) -> list[int]:
    person = db.session.get(Person, person_id) if person_id else None
    return [child.id for child in people.children_near(person)] if person else []


def _roles_today(person_id: int | None, now: datetime) -> dict[int, tuple[str, ...]]:
    """Who works with these children today, and as what."""
    today = london_day(now)
    found: dict[int, tuple[str, ...]] = {}
    for row in _involvements(person_id):
        if row.since <= today and (row.until is None or row.until >= today):
            found[row.user_id] = (*found.get(row.user_id, ()), row.role)
    return found


def _involvements(person_id: int | None) -> list[Involvement]:
    query = (
        select(Involvement)
        .where(Involvement.person_id.in_(_children(person_id)))
        .order_by(Involvement.id)
    )
    return list(db.session.scalars(query))


def _homes(child_id: int) -> Iterator[Home]:
    lived = select(Placement.home_id).where(
        Placement.person_id == child_id, Placement.home_id.is_not(None)
    )
    yield from db.session.scalars(select(Home).where(Home.id.in_(lived)).order_by(Home.id))


def kept_answers(answer_ids: Collection[int]) -> frozenset[int]:
    """Those of these answers that stand in a chat which is kept from a reviewing officer.

    A brief, a list of one's own children and what is answered after a review go to the very
    officer whom a message may be about, so it stands in none of them until the duty desk has
    looked. Nor does what may only be seen without a name.
    """
    query = (
        select(Answer.id)
        .join(Conversation, Conversation.id == Answer.conversation_id)
        .join(KeptFrom, KeptFrom.chat_id == Conversation.chat_id)
        .join(RoleHeld, RoleHeld.user_id == KeptFrom.user_id)
        .where(
            Answer.id.in_(answer_ids),
            KeptFrom.lifted_at.is_(None),
            RoleHeld.role == Role.IRO,
        )
    )
    return frozenset(db.session.scalars(query)) | who_sees.nameless(answer_ids)


def let_through(answers: Sequence[Answer]) -> list[Answer]:
    """These answers without what is kept from a reviewing officer."""
    away = kept_answers({answer.id for answer in answers})
    return [answer for answer in answers if answer.id not in away]
