"""Who was asked, how and when, and who was heard: days and states only, for many children at once.

No words are read here, so nothing is decrypted. Each function is one query however many children
there are; ``whose`` is their ids, or a SELECT of them.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from datetime import datetime

from sqlalchemy import Select
from sqlalchemy import func
from sqlalchemy import select

from voice_app.db import db
from voice_app.models.conversations import Answer
from voice_app.models.conversations import Conversation
from voice_app.models.messages import OutboundText
from voice_app.models.people import Consent
from voice_app.models.people import ContactPoint
from voice_app.models.people import DoNotAsk
from voice_app.models.people import OptOut
from voice_app.models.quality import Confirmation
from voice_app.models.quality import Response
from voice_app.models.surveys import Invitation
from voice_app.models.worries import Worry
from voice_app.store import who_sees
from voice_app.store.messages import NOT_ARRIVED

Whose = Collection[int] | Select[int]


@dataclass(frozen=True)
class Asked:
    """Somebody was asked once: by text or web, and when they were reminded."""

    invitation_id: int
    channel: str
    at: datetime
    reminded_at: datetime | None
    declined_at: datetime | None = None  # they said no to this one, which is theirs to say


@dataclass(frozen=True)
class Said:
    """That something was said, and whether anybody has read it; not what."""

    answer_id: int
    at: datetime
    state: str
    has_words: bool
    read: bool
    question: str
    version_id: int | None  # of the survey; None for words nobody asked for
    observed: bool = False  # notes of what somebody saw: not the child's own voice


@dataclass(frozen=True)
class Refusal:
    """A choice not to be asked, which is theirs to make: ``how`` is said, stop or survey."""

    how: str
    on: datetime


def asks(whose: Whose) -> defaultdict[int, list[Asked]]:
    """How each person was asked by name, oldest first: nobody is to know who was silent else."""
    query = (
        select(
            Invitation.person_id,
            Invitation.id,
            Invitation.channel,
            Invitation.created_at,
            Invitation.reminded_at,
            Conversation.declined_at,
        )
        .outerjoin(Conversation, Conversation.invitation_id == Invitation.id)
        .where(Invitation.person_id.in_(whose), Invitation.anonymous.is_(False))
        .order_by(Invitation.id)
    )
    found: defaultdict[int, list[Asked]] = defaultdict(list)
    for row in db.session.execute(query):
        found[row[0]].append(Asked(row[1], row[2], row[3], row[4], row[5]))
    return found


def lost(invitation_ids: Collection[int]) -> frozenset[int]:
    """The asks whose last text did not arrive, as far as we know."""
    last = (
        select(func.max(OutboundText.id))
        .join(Conversation, Conversation.id == OutboundText.conversation_id)
        .where(Conversation.invitation_id.in_(invitation_ids))
        .group_by(Conversation.id)
    )
    query = (
        select(Conversation.invitation_id)
        .join(OutboundText, OutboundText.conversation_id == Conversation.id)
        .where(OutboundText.id.in_(last), OutboundText.state.in_(NOT_ARRIVED))
    )
    return frozenset(found for found in db.session.scalars(query) if found is not None)


def said(whose: Whose, *, since: datetime | None) -> defaultdict[int, list[Said]]:
    """What each person answered, skipped or wrote since then, newest first."""
    query = (
        select(
            Conversation.person_id,
            Answer.id,
            Answer.at,
            Answer.state,
            Answer.has_words & who_sees.in_the_case(),
            Answer.read_at,
            Answer.question,
            Conversation.survey_version_id,
            Conversation.observed,
        )
        .join(Conversation, Conversation.id == Answer.conversation_id)
        .where(Conversation.person_id.in_(whose), Answer.replaced_at.is_(None))
        .order_by(Answer.at.desc(), Answer.id.desc())
    )
    if since is not None:  # a sitting that ended before holds nothing said after
        query = query.where(Conversation.last_at >= since, Answer.at >= since)
    found: defaultdict[int, list[Said]] = defaultdict(list)
    for row in db.session.execute(query):
        one = Said(row[1], row[2], row[3], row[4], row[5] is not None, *row[6:])
        found[row[0] or 0].append(one)
    return found


def heard_since(whose: Whose, moment: datetime) -> frozenset[int]:
    """Who answered anything since then; what others saw and wrote down is no answer of theirs."""
    query = (
        select(Conversation.person_id)
        .join(Answer, Answer.conversation_id == Conversation.id)
        .where(Conversation.person_id.in_(whose), Answer.at >= moment, Answer.state == "answered")
        .where(Answer.taken_back_at.is_(None), Conversation.observed.is_(False))
        .distinct()
    )
    return frozenset(found for found in db.session.scalars(query) if found is not None)


def last_voice(whose: Whose) -> dict[int, datetime]:
    """When each person last answered anything themselves; somebody who never did is not in it."""
    query = (
        select(Conversation.person_id, func.max(Answer.at))
        .join(Answer, Answer.conversation_id == Conversation.id)
        .where(Conversation.person_id.in_(whose), Answer.state == "answered")
        .where(Answer.taken_back_at.is_(None), Conversation.observed.is_(False))
        .group_by(Conversation.person_id)
    )
    return {row[0]: row[1] for row in db.session.execute(query) if row[0] is not None}


def last_sitting(whose: Whose) -> dict[int, datetime]:
    """When each person last made a move in a survey or wrote, be it only to skip.

    It costs far less than ``last_voice`` and is enough to put thousands in order.
    """
    query = (
        select(Conversation.person_id, func.max(Conversation.last_at))
        .where(Conversation.person_id.in_(whose), Conversation.began.is_(True))
        .group_by(Conversation.person_id)
    )
    return {row[0]: row[1] for row in db.session.execute(query) if row[0] is not None}


def told(whose: Whose) -> defaultdict[int, list[tuple[int, datetime]]]:
    """When each person was told what came of their words, oldest first, with the response's id."""
    query = (
        select(Response.person_id, Response.id, Response.told_at)
        .where(Response.person_id.in_(whose))
        .order_by(Response.id)
    )
    found: defaultdict[int, list[tuple[int, datetime]]] = defaultdict(list)
    for person_id, response_id, at in db.session.execute(query):
        found[person_id].append((response_id, at))
    return found


def helped(response_ids: Collection[int]) -> dict[int, str]:
    """The last answer to "did it help?" for each response."""
    query = (
        select(Confirmation.response_id, Confirmation.value)
        .where(Confirmation.response_id.in_(response_ids))
        .order_by(Confirmation.id)
    )
    return {row[0]: row[1] for row in db.session.execute(query)}


def not_before(whose: Whose, today: date) -> dict[int, date]:
    """Who is to be left in peace today, and the last day of it."""
    query = (
        select(DoNotAsk.person_id, func.max(DoNotAsk.until))
        .where(DoNotAsk.person_id.in_(whose), DoNotAsk.starts <= today, DoNotAsk.until >= today)
        .group_by(DoNotAsk.person_id)
    )
    return {row[0]: row[1] for row in db.session.execute(query)}


def worries(whose: Whose) -> defaultdict[int, list[list[str]]]:
    """The families of each worry about a child that is not closed."""
    query = (
        select(Worry.person_id, Worry.families)
        .where(Worry.person_id.in_(whose), Worry.state != "closed")
        .order_by(Worry.id)
    )
    found: defaultdict[int, list[list[str]]] = defaultdict(list)
    for person_id, families in db.session.execute(query):
        found[person_id or 0].append(families)
    return found


def refusals(whose: Whose) -> defaultdict[int, list[Refusal]]:
    """Who chose not to be asked: by their latest word, by STOP, or by a no to one survey."""
    agreed = (
        select(Consent.person_id, Consent.given, Consent.at)
        .where(Consent.person_id.in_(whose))
        .order_by(Consent.at, Consent.id)
    )
    latest = {row[0]: (row[1], row[2]) for row in db.session.execute(agreed)}
    found: defaultdict[int, list[Refusal]] = defaultdict(list)
    for person_id, (given, at) in latest.items():
        if not given:
            found[person_id].append(Refusal("said", at))
    stopped = (
        select(ContactPoint.person_id, func.max(OptOut.since))
        .join(OptOut, OptOut.address_index == ContactPoint.address_index)
        .where(
            ContactPoint.person_id.in_(whose),
            ContactPoint.ended_at.is_(None),
            OptOut.lifted_at.is_(None),
        )
        .group_by(ContactPoint.person_id)
    )
    for person_id, at in db.session.execute(stopped):
        found[person_id].append(Refusal("stop", at))
    declined = (
        select(Conversation.person_id, func.max(Conversation.declined_at))
        .where(Conversation.person_id.in_(whose), Conversation.declined_at.is_not(None))
        .group_by(Conversation.person_id)
    )
    for one, last in db.session.execute(declined):
        if one is not None and last is not None:
            found[one].append(Refusal("survey", last))
    return found
