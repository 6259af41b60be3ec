"""Withdrawing, from their own page: ask me no more; take it all back; use my words no more."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select

from surveys.engine import Stopped
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.conversations import Answer
from voice_app.models.conversations import Conversation
from voice_app.models.people import Consent
from voice_app.models.people import ContactPoint
from voice_app.models.people import OptOut
from voice_app.models.people import Person
from voice_app.models.surveys import Invitation
from voice_app.pages.answering import ClosedLink
from voice_app.pages.withdrawing import Withdrawing
from voice_app.services.conversations.taking import Manner
from voice_app.services.conversations.taking import sit
from voice_app.services.conversations.taking import take
from voice_app.services.conversations.taking_back import leave_a_skip
from voice_app.services.conversations.taking_back import take_one_back
from voice_app.store import chats
from voice_app.store import conversations
from voice_app.store import parts
from voice_app.store import people
from voice_app.store import queue
from voice_app.store import quotes
from voice_app.store import reaching
from voice_app.store import record
from voice_app.store import surveys

ON_THE_WEB = "said so on their own page"  # the basis of such an agreement or refusal


def withdrawing(code: str, *, now: datetime) -> Withdrawing | ClosedLink:
    """What each way of withdrawing would do for the person of this link, now."""
    invitation = surveys.open_invitation(code, now=now)
    if isinstance(invitation, ClosedLink):
        return invitation
    here = conversations.for_invitation(invitation.id)
    said = list(_standing(invitation))
    fixed = frozenset().union(*(parts.on_copies(child) for child in _children(said)))
    return Withdrawing(
        code=code,
        language=here.language,
        band=here.band,
        stopped=people.has_refused(invitation.person_id),
        things=sum(answer.id not in fixed for answer, _ in said),
        fixed=sum(answer.id in fixed for answer, _ in said),
        quoted=any(_may_be_used(answer) for answer, _ in _all(invitation.person_id)),
    )


def stop_asking(code: str, *, now: datetime) -> ClosedLink | None:
    """No more questions, by text or on the web: as STOP does, and for every phone of their own."""
    with writing():
        invitation = surveys.open_invitation(code, now=now)
        if isinstance(invitation, ClosedLink):
            return invitation
        if people.has_refused(invitation.person_id):
            return None
        _agree(invitation.person_id, now=now, given=False)
        for conversation in _open_surveys(invitation.person_id):
            take(sit(conversation, by_text=False), Stopped(), Manner("web", now))
            queue.withdraw_unsent(conversation.id)
        for index in _own_phones(invitation.person_id):
            if people.opted_out(index) is None:
                db.session.add(OptOut(address_index=index, since=now))
            queue.withdraw_to(index)
        _note(invitation.person_id, "ask me no more", now)
    return None


def ask_me_again(code: str, *, now: datetime) -> ClosedLink | None:
    """They may be asked again; a survey that was stopped goes on when they open it."""
    with writing():
        invitation = surveys.open_invitation(code, now=now)
        if isinstance(invitation, ClosedLink):
            return invitation
        if not people.has_refused(invitation.person_id):
            return None
        _agree(invitation.person_id, now=now, given=True)
        for index in _own_phones(invitation.person_id):
            people.lift_opt_outs(index, now=now)
        here = conversations.for_invitation(invitation.id, lock=True)
        if here.state == "stopped":
            here.state = "open"
        _note(invitation.person_id, "ask me again", now)
    return None


def agreed_by_start(person_id: int, *, now: datetime) -> None:
    """START by text lifts what they said on their page; never what somebody else recorded."""
    latest = people.latest_agreement(person_id)
    if latest is not None and not latest.given and latest.basis == ON_THE_WEB:
        _agree(person_id, now=now, given=True)


def take_all_back(code: str, *, now: datetime) -> ClosedLink | None:
    """All they said and wrote that stands in no papers; what is worried about stays as it must."""
    with writing():
        invitation = surveys.open_invitation(code, now=now)
        if isinstance(invitation, ClosedLink):
            return invitation
        said = list(_standing(invitation))
        for child in sorted(_children(said)):
            parts.hold_coming_review(child)
        fixed = frozenset().union(*(parts.on_copies(child) for child in _children(said)))
        free = [pair for pair in said if pair[0].id not in fixed]
        for answer, conversation in free:
            take_one_back(answer, conversation, fixed, now)
        if any(conversation.kind == "message" for _, conversation in free):
            _nobody_waits(invitation.person_id, now)
        _note(invitation.person_id, "took back what they said", now)
    return None


def use_no_more(code: str, *, now: datetime) -> ClosedLink | None:
    """Nobody uses their words, be it without a name, until they agree to it anew."""
    with writing():
        invitation = surveys.open_invitation(code, now=now)
        if isinstance(invitation, ClosedLink):
            return invitation
        for answer, conversation in list(_all(invitation.person_id)):
            answer.may_quote = False
            answer.passed_on_by = None
            if answer.replaced_at is None and _agrees(answer, conversation):
                answer.replaced_at = now
                db.session.flush()
                leave_a_skip(answer, now)
        _note(invitation.person_id, "use my words no more", now)
    return None


def _standing(invitation: Invitation) -> Iterator[tuple[Answer, Conversation]]:
    """What they said that stands. On a phone that others use too, only what came by this link."""
    shared = reaching.shares_phone(invitation.person_id)
    for answer, conversation in _all(invitation.person_id):
        elsewhere = conversation.invitation_id != invitation.id
        if answer.replaced_at is None and answer.state != "skipped" and not (elsewhere and shared):
            yield answer, conversation


def _all(person_id: int) -> Iterator[tuple[Answer, Conversation]]:
    query = (
        select(Answer, Conversation)
        .join(Conversation, Conversation.id == Answer.conversation_id)
        .where(Conversation.person_id == person_id)
        .order_by(Answer.id)
    )
    yield from db.session.execute(query).all()


def _children(said: list[tuple[Answer, Conversation]]) -> frozenset[int]:
    return frozenset(one.about_id or one.person_id or 0 for _, one in said)


def _may_be_used(answer: Answer) -> bool:
    return answer.taken_back_at is None and (answer.may_quote or answer.passed_on_by is not None)


def _agrees(answer: Answer, conversation: Conversation) -> bool:
    question = quotes.question_of(conversation, answer.question)
    return question is not None and question.purpose == "quote_consent" and answer.value == "yes"


def _nobody_waits(person_id: int, now: datetime) -> None:
    """Words that are gone are answered by nobody."""
    chat = chats.of_person(person_id)
    if chat is None:
        return
    left = [answer for answer in chats.messages(chat.id) if _waits(answer, chat.waiting_since)]
    if chat.waiting_since and not left:
        chats.settled(chat)
    chats.step(chat, "taken_back", now=now)


def _waits(answer: Answer, since: datetime | None) -> bool:
    return since is not None and answer.at >= since


def _open_surveys(person_id: int) -> list[Conversation]:
    query = (
        select(Conversation)
        .where(
            Conversation.person_id == person_id,
            Conversation.kind == "survey",
            Conversation.state == "open",
        )
        .order_by(Conversation.id)
        .with_for_update()
    )
    return list(db.session.scalars(query))


def _own_phones(person_id: int) -> list[str]:
    """The numbers that are theirs alone: a STOP on a shared one would silence the others too."""
    query = select(ContactPoint.address_index).where(
        ContactPoint.person_id == person_id, ContactPoint.ended_at.is_(None)
    )
    return [index for index in db.session.scalars(query) if len(people.on_phone(index)) == 1]


def _agree(person_id: int, *, now: datetime, given: bool) -> None:
    person = db.session.get_one(Person, person_id)
    said = Consent(person_id=person_id, given=given, given_by=person.kind, basis=ON_THE_WEB, at=now)
    db.session.add(said)
    db.session.flush()


def _note(person_id: int, why: str, now: datetime) -> None:
    record.note(record.Deed(None, "changed", "withdrawal", person_id, why), now=now)
