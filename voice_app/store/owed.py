"""What a number of children are owed: plans, briefs and visits, by their days. No words are read.

Each function takes a fixed number of queries however many children there are.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from datetime import datetime

from sqlalchemy import func
from sqlalchemy import select

from surveys.clocks import Standing
from surveys.clocks import plan_standing
from voice_app.db import db
from voice_app.models.journey import CareSpell
from voice_app.models.journey import Meeting
from voice_app.models.journey import Plan
from voice_app.models.journey import PlanVersion
from voice_app.models.journey import StageEpisode
from voice_app.models.reviews import BriefIssue
from voice_app.store import children
from voice_app.store import people
from voice_app.store.hearing import Whose
from voice_app.store.journey.plans import expected
from voice_app.store.journey.plans import lasting

SOCIAL_WORK_VISIT = "social_work_visit"  # a key of surveys.journey


@dataclass(frozen=True)
class PlansOwed:
    """How many of a child's plans are past the day they were to be looked at, or not there."""

    overdue: int = 0
    missing: int = 0


@dataclass(frozen=True)
class Visits:
    """The last social work visit, the last at which the child was seen, and when the next is due.

    Where nobody says whether the child was seen, they are taken to have been.
    """

    last: Meeting | None
    last_seen: date | None
    next_due: date | None


def plans(whose: Collection[children.Named], today: date) -> dict[int, PlansOwed]:
    """The plans of these children that are overdue, and those that ought to be there."""
    ids = [child.person_id for child in whose]
    standing = _standing(ids, today)
    care = {
        spell.person_id: spell
        for spell in db.session.scalars(select(CareSpell).where(CareSpell.person_id.in_(ids)))
    }
    stages = _stages(ids, today)
    return {
        child.person_id: _owed(
            standing[child.person_id],
            expected(
                care.get(child.person_id),
                age=people.age(child.born, today),
                stages=stages[child.person_id],
            ),
        )
        for child in whose
    }


def issued(review_ids: Collection[int]) -> dict[int, datetime]:
    """When the brief of each review was last issued."""
    query = (
        select(BriefIssue.review_id, func.max(BriefIssue.issued_at))
        .where(BriefIssue.review_id.in_(review_ids))
        .group_by(BriefIssue.review_id)
    )
    return {row[0]: row[1] for row in db.session.execute(query)}


def visits(whose: Whose) -> dict[int, Visits]:
    """The social work visits of each child who has any on record."""
    query = (
        select(Meeting)
        .where(
            Meeting.person_id.in_(whose),
            Meeting.kind == SOCIAL_WORK_VISIT,
            Meeting.cancelled_on.is_(None),
        )
        .order_by(Meeting.held_on, Meeting.due_on, Meeting.id)
    )
    by_child: defaultdict[int, list[Meeting]] = defaultdict(list)
    for visit in db.session.scalars(query):
        by_child[visit.person_id].append(visit)
    return {child: _visits(rows) for child, rows in by_child.items()}


def _visits(rows: list[Meeting]) -> Visits:
    held = [row for row in rows if row.held_on]
    due = [row.due_on for row in rows if row.held_on is None and row.due_on]
    seen = [row.held_on for row in held if row.child_seen is not False]
    return Visits(
        last=held[-1] if held else None,
        last_seen=seen[-1] if seen else None,
        next_due=min(due, default=None),
    )


def _owed(standing: dict[str, Standing], wanted: frozenset[str]) -> PlansOwed:
    empty = sum(standing.get(kind, Standing.MISSING) is Standing.MISSING for kind in wanted)
    return PlansOwed(sum(each is Standing.OVERDUE for each in standing.values()), empty)


def _standing(ids: Collection[int], today: date) -> defaultdict[int, dict[str, Standing]]:
    """How current each open plan is, by child and kind; the newest version counts."""
    query = (
        select(Plan.person_id, Plan.kind, PlanVersion.made_on, PlanVersion.next_review)
        .outerjoin(PlanVersion, PlanVersion.plan_id == Plan.id)
        .where(Plan.person_id.in_(ids), Plan.closed_on.is_(None))
        .order_by(Plan.id, PlanVersion.made_on)
    )
    found: defaultdict[int, dict[str, Standing]] = defaultdict(dict)
    for person_id, kind, made_on, due in db.session.execute(query):
        found[person_id][kind] = plan_standing(made_on, due, today=today)
    return found


def _stages(ids: Collection[int], today: date) -> defaultdict[int, set[str]]:
    """The stages each child is in today."""
    query = select(
        StageEpisode.person_id, StageEpisode.stage, StageEpisode.since, StageEpisode.until
    ).where(StageEpisode.person_id.in_(ids))
    found: defaultdict[int, set[str]] = defaultdict(set)
    for person_id, stage, since, until in db.session.execute(query):
        if lasting(since, until, today):
            found[person_id].add(stage)
    return found
