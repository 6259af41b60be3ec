"""The round of review a child is in: the review to come, the one before, and what it decided."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists
from sqlalchemy import select
from sqlalchemy.orm import aliased

from analysis.suggest import PlanOnRecord
from voice_app.db import db
from voice_app.models.conversations import Conversation
from voice_app.models.journey import Decision
from voice_app.models.journey import Meeting
from voice_app.models.journey import Plan
from voice_app.models.journey import PlanVersion
from voice_app.models.journey import Promise
from voice_app.models.people import Person
from voice_app.models.surveys import Invitation

REVIEW = "statutory_review"


@dataclass(frozen=True)
class Around:
    """The reviews around today: what is to come, what was held last, and how many were held."""

    coming: Meeting | None
    last: Meeting | None
    held: int


def around(person_ids: Collection[int]) -> dict[int, Around]:
    """The reviews of each child."""
    rows = db.session.scalars(
        select(Meeting)
        .where(Meeting.person_id.in_(person_ids), Meeting.kind == REVIEW)
        .order_by(Meeting.held_on, Meeting.due_on, Meeting.id)
    )
    by_child: dict[int, list[Meeting]] = {}
    for meeting in rows:
        by_child.setdefault(meeting.person_id, []).append(meeting)
    return {child: _around(meetings) for child, meetings in by_child.items()}


def due_between(first: date, last: date) -> list[Meeting]:
    """The statutory reviews that are due in these days and wait to be held, of open records."""
    query = (
        select(Meeting)
        .join(Person, Person.id == Meeting.person_id)
        .where(
            Meeting.kind == REVIEW,
            Meeting.held_on.is_(None),
            Meeting.cancelled_on.is_(None),
            Meeting.due_on.between(first, last),
            Person.record == "open",
        )
        .order_by(Meeting.due_on, Meeting.id)
    )
    return list(db.session.scalars(query))


def plans_due(first: date, last: date) -> list[tuple[int, date]]:
    """The open plans of open records whose newest version is to be looked at again in these days.

    Gives each plan's id with that day.
    """
    newer = aliased(PlanVersion)
    query = (
        select(Plan.id, PlanVersion.next_review)
        .join(PlanVersion, PlanVersion.plan_id == Plan.id)
        .join(Person, Person.id == Plan.person_id)
        .where(
            PlanVersion.next_review.between(first, last),
            Plan.closed_on.is_(None),
            Person.record == "open",
            ~exists().where(newer.plan_id == Plan.id, newer.made_on > PlanVersion.made_on),
        )
        .order_by(PlanVersion.next_review, Plan.id)
    )
    return [(row[0], row[1]) for row in db.session.execute(query) if row[1]]


def not_begun(review_id: int) -> list[tuple[int, int]]:
    """Who was asked by text for a review and has not begun, nor was reminded.

    Gives the id of each conversation and of its person.
    """
    query = (
        select(Conversation.id, Invitation.person_id)
        .join(Invitation, Invitation.id == Conversation.invitation_id)
        .where(
            Invitation.meeting_id == review_id,
            Invitation.channel == "text",
            Invitation.reminded_at.is_(None),
            Invitation.revoked_at.is_(None),
            Conversation.state == "open",
            Conversation.began.is_(False),
            Conversation.declined_at.is_(None),
        )
        .order_by(Conversation.id)
    )
    return [(row[0], row[1]) for row in db.session.execute(query)]


def of(person_id: int) -> list[Meeting]:
    """The reviews of one child that were not called off: those held, then the one to come."""
    query = select(Meeting).where(
        Meeting.person_id == person_id, Meeting.kind == REVIEW, Meeting.cancelled_on.is_(None)
    )
    return list(db.session.scalars(query.order_by(Meeting.held_on.nulls_last(), Meeting.id)))


def decisions(meeting_id: int) -> list[tuple[Decision, list[Promise]]]:
    """What a meeting decided, each with its promises."""
    rows = db.session.scalars(
        select(Decision).where(Decision.meeting_id == meeting_id).order_by(Decision.id)
    )
    found = list(rows)
    promised: dict[int, list[Promise]] = {decision.id: [] for decision in found}
    query = select(Promise).where(Promise.decision_id.in_(promised)).order_by(Promise.id)
    for promise in db.session.scalars(query):
        promised[promise.decision_id].append(promise)
    return [(decision, promised[decision.id]) for decision in found]


def plans(person_id: int) -> tuple[PlanOnRecord, ...]:
    """The child's open plans, each as it was last made; the key is the plan's id."""
    rows = db.session.execute(
        select(Plan, PlanVersion)
        .join(PlanVersion, PlanVersion.plan_id == Plan.id)
        .where(Plan.person_id == person_id, Plan.closed_on.is_(None))
        .order_by(Plan.id, PlanVersion.made_on)
    )
    latest = {plan.id: (plan.kind, version) for plan, version in rows}
    return tuple(
        PlanOnRecord(plan_id, kind, version.made_on, version.next_review)
        for plan_id, (kind, version) in latest.items()
    )


def _around(meetings: list[Meeting]) -> Around:
    held = [meeting for meeting in meetings if meeting.held_on]
    waits = [meeting for meeting in meetings if not meeting.held_on and not meeting.cancelled_on]
    coming = [meeting for meeting in waits if meeting.due_on]
    return Around(coming[0] if coming else None, held[-1] if held else None, len(held))


def promises(decision_id: int) -> list[Promise]:
    """The promises of a decision, in the order they were made."""
    return list(
        db.session.scalars(
            select(Promise).where(Promise.decision_id == decision_id).order_by(Promise.id)
        )
    )
