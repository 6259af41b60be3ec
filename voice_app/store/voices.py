"""What was said by, and about, a number of people."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from voice_app.db import db
from voice_app.models.conversations import Answer
from voice_app.models.conversations import Conversation
from voice_app.models.quality import Confirmation
from voice_app.models.quality import Response
from voice_app.models.surveys import Invitation

Voices = dict[int, list[Answer]]
Owner = InstrumentedAttribute[int | None]


def of(person_ids: Collection[int], *, since: datetime | None = None) -> Voices:
    """Each person's own current answers, newest first: what they said, skipped or wrote."""
    return _voices(Conversation.person_id, person_ids, since)


def about(child_ids: Collection[int], *, since: datetime | None = None) -> Voices:
    """What carers and parents said about each child, newest first; never the child's own."""
    return _voices(Conversation.about_id, child_ids, since)


def asked(person_ids: Collection[int], *, since: datetime | None = None) -> dict[int, int]:
    """How often each person was asked by name."""
    query = (
        select(Invitation.person_id, func.count(Invitation.id))
        .where(Invitation.person_id.in_(person_ids), Invitation.anonymous.is_(False))
        .group_by(Invitation.person_id)
    )
    if since is not None:
        query = query.where(Invitation.created_at >= since)
    return {row[0]: row[1] for row in db.session.execute(query)}


def told(person_ids: Collection[int]) -> dict[int, list[Response]]:
    """What each person was told, oldest first."""
    rows = select(Response).where(Response.person_id.in_(person_ids)).order_by(Response.id)
    by_person: dict[int, list[Response]] = {}
    for response in db.session.scalars(rows):
        by_person.setdefault(response.person_id, []).append(response)
    return by_person


def confirmations(response_ids: Collection[int]) -> dict[int, list[Confirmation]]:
    """The answers to "did it help?" for each response, oldest first."""
    query = (
        select(Confirmation)
        .where(Confirmation.response_id.in_(response_ids))
        .order_by(Confirmation.id)
    )
    by_response: dict[int, list[Confirmation]] = {}
    for confirmation in db.session.scalars(query):
        by_response.setdefault(confirmation.response_id, []).append(confirmation)
    return by_response


def sittings(person_id: int, *, most: int) -> list[Conversation]:
    """The latest surveys that one person has begun, newest first."""
    return list(
        db.session.scalars(
            select(Conversation)
            .where(
                Conversation.person_id == person_id,
                Conversation.kind == "survey",
                Conversation.began.is_(True),
                Conversation.observed.is_(False),  # what others saw is no answer to compare
            )
            .order_by(Conversation.last_at.desc(), Conversation.id.desc())
            .limit(most)
        )
    )


def _voices(owner: Owner, ids: Collection[int], since: datetime | None) -> Voices:
    """Conversations first, then their answers: never a walk through everybody's by date."""
    rows = db.session.execute(select(Conversation.id, owner).where(owner.in_(ids)))
    whose = {row[0]: row[1] for row in rows if row[1] is not None}
    query = select(Answer).where(
        Answer.conversation_id.in_(whose.keys()), Answer.replaced_at.is_(None)
    )
    if since is not None:
        query = query.where(Answer.at >= since)
    found: Voices = {}
    answers = db.session.scalars(query).all()
    for answer in sorted(answers, key=lambda each: (each.at, each.id), reverse=True):
        found.setdefault(whose[answer.conversation_id], []).append(answer)
    return found
