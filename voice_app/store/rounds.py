"""The round of review a child is in: the review to come, the one before, and what it decided."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func
from sqlalchemy import select

from analysis.suggest import PlanOnRecord
from voice_app.db import db
from voice_app.models.journey import Decision
from voice_app.models.journey import Meeting
from voice_app.models.journey import Plan
from voice_app.models.journey import PlanVersion
from voice_app.models.journey import Promise

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


def decisions(meeting_id: int) -> list[tuple[Decision, list[Promise]]]:
    """What a meeting decided, each with its promises."""
    rows = db.session.scalars(
        select(Decision).where(Decision.meeting_id == meeting_id).order_by(Decision.id)
    )
    return [(decision, _promises(decision.id)) for decision in rows]


def plans(person_id: int) -> tuple[PlanOnRecord, ...]:
    """The child's open plans, each as it was last made."""
    latest = (
        select(PlanVersion.plan_id, func.max(PlanVersion.made_on).label("made_on"))
        .group_by(PlanVersion.plan_id)
        .subquery()
    )
    rows = db.session.execute(
        select(Plan.kind, PlanVersion)
        .join(PlanVersion, PlanVersion.plan_id == Plan.id)
        .join(
            latest,
            (latest.c.plan_id == Plan.id) & (latest.c.made_on == PlanVersion.made_on),
        )
        .where(Plan.person_id == person_id, Plan.closed_on.is_(None))
        .order_by(Plan.id)
    )
    return tuple(
        PlanOnRecord(version.id, kind, version.made_on, version.next_review)
        for kind, version in rows
    )


def _around(meetings: list[Meeting]) -> Around:
    held = [meeting for meeting in meetings if meeting.held_on]
    coming = [meeting for meeting in meetings if meeting.held_on is None and meeting.due_on]
    return Around(coming[0] if coming else None, held[-1] if held else None, len(held))


def _promises(decision_id: int) -> list[Promise]:
    return list(
        db.session.scalars(
            select(Promise).where(Promise.decision_id == decision_id).order_by(Promise.id)
        )
    )
