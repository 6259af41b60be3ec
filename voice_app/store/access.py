"""Whose words somebody may see: the second question, after the policy opened the page."""

import re
from datetime import datetime

from sqlalchemy import select

from voice_app.clock import london_day
from voice_app.db import db
from voice_app.models.accounts import StaffUser
from voice_app.models.chats import KeptFrom
from voice_app.models.conversations import Answer
from voice_app.models.conversations import Conversation
from voice_app.models.people import Person
from voice_app.policy import WORKS_WITH_CHILDREN
from voice_app.policy import Permission
from voice_app.policy import Role
from voice_app.policy import permissions
from voice_app.store import accounts
from voice_app.store import parts
from voice_app.store import people
from voice_app.store import who_sees


def allowed(user_id: int) -> frozenset[Permission]:
    """All that somebody may do; nothing for an account that was closed."""
    user = db.session.get(StaffUser, user_id)
    if user is None or not user.active:
        return frozenset()
    return permissions(accounts.roles(user_id), reading_duty=user.reading_duty)


SEALED = "sealed"  # Person.record of an adopted child
RECORD_ROLES = (Role.IRO, Role.SOCIAL_WORKER, Role.TEAM_MANAGER)


def works_with(user_id: int, person_id: int, *, now: datetime) -> bool:
    """Whether a child's record opens for this IRO, social worker or team manager today.

    They hold the role, and a dated involvement in it says that the child is theirs. Whether the
    record is closed to everybody is another question.
    """
    held, today = accounts.roles(user_id), london_day(now)
    return any(
        role in held and people.holds(user_id, person_id, role, today) for role in RECORD_ROLES
    )


def is_own_child(user_id: int, person_id: int | None, *, now: datetime) -> bool:
    """Whether this is the IRO of the child today. The end of the assignment ends it."""
    if person_id is None:
        return False
    return person_id in people.children_of(user_id, Role.IRO, london_day(now))


def is_sealed(conversation: Conversation) -> bool:
    """Whether this is about, or with, a child whose record was sealed: then nobody opens it."""
    whose = (conversation.person_id, conversation.about_id)
    sealed = select(Person.id).where(Person.id.in_(whose), Person.record == SEALED)
    return db.session.scalar(sealed.limit(1)) is not None


def is_sealed_away(answer: Answer) -> bool:
    """Whether an answer was said in such a conversation."""
    return is_sealed(db.session.get_one(Conversation, answer.conversation_id))


def is_shared(answer: Answer) -> bool:
    """Whether words may be seen outside their case: theirs to share, or passed on nameless.

    What they have changed since, or hold back, is theirs again.
    """
    if not who_sees.may_leave_the_case(answer) or answer.replaced_at is not None:
        return False
    return not parts.is_kept_private(answer.id) and not is_sealed_away(answer)


def may_read(user_id: int, conversation: Conversation, *, now: datetime) -> bool:
    """Reading duty reads everything but a sealed record; an IRO reads their own children's words.

    Somebody with both roles is the named reader of all; an IRO without the duty is not.
    """
    about = conversation.about_id or conversation.person_id
    if is_sealed(conversation) or not reads_of(user_id, about, now=now):
        return False
    chat_id = conversation.chat_id
    return chat_id is None or not is_kept_from(user_id, chat_id, about, now=now)


def reads_of(user_id: int, about_id: int | None, *, now: datetime) -> bool:
    """Whether somebody reads what is said by, or about, this person; nobody knows who: None."""
    user = db.session.get(StaffUser, user_id)
    if user is None or Permission.READ_WORDS not in allowed(user_id):
        return False
    return reads_for_all(user) or is_own_child(user_id, about_id, now=now)


def readers_of(about_id: int | None, *, now: datetime) -> list[StaffUser]:
    """Everybody who reads what is said by, or about, this person today."""
    officers = people.all_involved(about_id, Role.IRO, london_day(now)) if about_id else []
    return [
        user
        for user, held in accounts.everybody()
        if user.active
        and Permission.READ_WORDS in permissions(held, reading_duty=user.reading_duty)
        and (reads_for_all(user) or (Role.IRO in held and user.id in officers))
    ]


def is_kept_from(user_id: int, chat_id: int, about_id: int | None, *, now: datetime) -> bool:
    """Whether a chat is kept from somebody since it may be about them (domain note 3.3).

    The duty desk is never kept from words that nobody else could read: else nobody would.
    """
    kept = kept_from(chat_id)
    if user_id not in kept:
        return False
    if Role.SAFEGUARDING not in accounts.roles(user_id):
        return True
    return any(user.id not in kept for user in readers_of(about_id, now=now))


def is_kept_from_duty(user_id: int, chat_id: int | None) -> bool:
    """Whether a colleague at the duty desk must deal with what stands in this chat.

    Nobody is the first to look into words about themselves, as long as somebody else is there.
    """
    kept = kept_from(chat_id) if chat_id else frozenset()
    if user_id not in kept:
        return False
    return any(
        user.active and Role.SAFEGUARDING in held and user.id not in kept
        for user, held in accounts.everybody()
    )


def kept_from(chat_id: int) -> frozenset[int]:
    """Those a chat is not shown to."""
    rows = select(KeptFrom.user_id).where(KeptFrom.chat_id == chat_id, KeptFrom.lifted_at.is_(None))
    return frozenset(db.session.scalars(rows))


def may_read_answer(user_id: int, answer: Answer, *, now: datetime) -> bool:
    """Like ``may_read``, for one answer as it was written.

    What a child holds back, changed, or put in other words is no longer for the IRO to read as it
    was.
    The reading duty, which looks for who needs help, reads it all; what is without a name, only
    who does not work with that child. What was taken back is read by nobody, once the duty has
    read it; a worry that it raised keeps its words until it is closed.
    """
    conversation = db.session.get_one(Conversation, answer.conversation_id)
    if answer.is_gone or not may_read(user_id, conversation, now=now):
        return False
    user = db.session.get_one(StaffUser, user_id)
    about = conversation.about_id or conversation.person_id
    if who_sees.is_nameless(answer) and _knows_them(user_id, about, now=now):
        return False
    if reads_for_all(user):
        return True
    stands = answer.replaced_at is None and parts.is_as_written(answer.id)
    return stands and answer.taken_back_at is None and not who_sees.is_nameless(answer)


def _knows_them(user_id: int, about_id: int | None, *, now: datetime) -> bool:
    """Whether somebody works with a child, and so would know who wrote without a name.

    Unless nobody else reads for all: else nobody would look if the child is safe.
    """
    if about_id is None or not _works_with(user_id, about_id, now=now):
        return False
    return any(
        reads_for_all(user) and not _works_with(user.id, about_id, now=now)
        for user in readers_of(about_id, now=now)
    )


def _works_with(user_id: int, child_id: int, *, now: datetime) -> bool:
    """Whether a child is this person's to work with today, in any role."""
    day = london_day(now)
    return any(people.holds(user_id, child_id, role, day) for role in WORKS_WITH_CHILDREN)


def may_read_with_name(user_id: int, answer: Answer, *, now: datetime) -> bool:
    """Like ``may_read_answer``, for a place that says whose words they are."""
    if who_sees.is_nameless(answer) or answer.taken_back_at is not None:
        return False
    return may_read_answer(user_id, answer, now=now)


def is_own_voice(user_id: int, answer: Answer, about_id: int | None, *, now: datetime) -> bool:
    """Whether somebody is the IRO of whom this is about, and may know that they said it."""
    return not who_sees.is_nameless(answer) and is_own_child(user_id, about_id, now=now)


def is_about_reader(user_id: int, answer: Answer) -> bool:
    """Whether words speak of the very IRO who reads them: by a part of their name, or their role.

    Such words still wait for the reading duty: nobody is the only reader of what is said about
    them (domain note 3.3). Parts of a name shorter than three letters are too common to count.
    """
    user = db.session.get_one(StaffUser, user_id)
    if reads_for_all(user):
        return False
    called = [*re.findall(r"[^\W\d_]{3,}", user.name), "iro", r"reviewing\s+officer"]
    return re.search(rf"\b({'|'.join(called)})\b", answer.words or "", re.IGNORECASE) is not None


def reads_for_all(user: StaffUser) -> bool:
    """Whether the authority gave somebody the duty to read every child's words."""
    return user.reading_duty or Role.SAFEGUARDING in accounts.roles(user.id)


def may_judge(user_id: int, answer: Answer, conversation: Conversation, *, now: datetime) -> bool:
    """An IRO judges tags on their own children's words; QA on words that were shared."""
    held = accounts.roles(user_id)
    about = conversation.about_id or conversation.person_id
    if Role.IRO in held and is_own_voice(user_id, answer, about, now=now):
        return True
    return Role.QA_MANAGER in held and is_shared(answer)
