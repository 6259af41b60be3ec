"""A child's rows as the days that ``surveys.deadlines`` counts from."""

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from surveys.child_dates import Care
from surveys.child_dates import ChildDates
from surveys.child_dates import Placed
from surveys.child_dates import Protection
from surveys.child_dates import Task
from surveys.child_dates import Visiting
from surveys.clocks import DueSource
from surveys.duties import Duty
from voice_app.db import db
from voice_app.models.journey import CareSpell
from voice_app.models.journey import Meeting
from voice_app.models.journey import Placement
from voice_app.models.journey import Plan
from voice_app.models.journey import PlanVersion
from voice_app.models.journey import StageEpisode
from voice_app.models.people import Person
from voice_app.store.journey import on_record
from voice_app.store.journey import plans
from voice_app.store.journey.reviews import STATUTORY_REVIEW

PROTECTION, ASSESSMENT, REFERRAL = "child_protection", "assessment", "referral"  # stages
AT_HOME, INTERIM = "P1", "C1"  # SSDA903 PLACE and LS: an interim care order, living with parents


@dataclass(frozen=True)
class Rows:
    """What is on record of one child."""

    person: Person
    care: CareSpell | None
    stages: Sequence[StageEpisode]
    placements: Sequence[Placement]
    meetings: Sequence[Meeting]
    plans: Sequence[tuple[Plan, list[PlanVersion]]]  # versions newest first


def rows_of(person_id: int) -> Rows:
    """Everything on record of one child."""
    (rows,) = rows_for([person_id])
    return rows


def rows_for(person_ids: Collection[int]) -> list[Rows]:
    """Everything on record of these children, in seven queries however many they are."""
    care = on_record.rows_among(CareSpell, person_ids)
    stages = on_record.rows_among(StageEpisode, person_ids)
    placements = on_record.rows_among(Placement, person_ids)
    held = on_record.rows_among(Meeting, person_ids)
    planned = plans.among(person_ids)
    people = db.session.scalars(select(Person).where(Person.id.in_(person_ids)).order_by(Person.id))
    return [
        Rows(
            person=person,
            care=next(iter(care[person.id]), None),
            stages=stages[person.id],
            placements=placements[person.id],
            meetings=held[person.id],
            plans=planned[person.id],
        )
        for person in people
    ]


def child_dates(rows: Rows, today: date) -> ChildDates:
    """The days of one child; nothing of what is merely planned."""
    made = {plan.kind: versions[0].made_on for plan, versions in _open_plans(rows)}
    return ChildDates(
        born=rows.person.born,
        referral=_task(rows.stages, REFERRAL),
        assessment=_task(rows.stages, ASSESSMENT),
        protection=_protection(rows),
        care=_care(rows, today),
        placed=_placed(rows),
        plans=made,
        visits=_held(m for m in rows.meetings if m.child_seen is not False and _is_visit(m)),
        supplied=_set(rows, DueSource.SUPPLIED),
        manual=_set(rows, DueSource.MANUAL),
    )


def source_of(version: PlanVersion) -> str:
    """Where the next day of a plan comes from; one that nobody marked was in a file."""
    if version.next_source:
        return version.next_source
    return str(DueSource.SUPPLIED if version.next_review else DueSource.COMPUTED)


def _open_plans(rows: Rows) -> list[tuple[Plan, list[PlanVersion]]]:
    return [(plan, kept) for plan, kept in rows.plans if kept and not plan.closed_on]


def _set(rows: Rows, source: DueSource) -> dict[str, date]:
    """The days that somebody else set for what is still open.

    The statutory review's day stands in its row, however it came there: plans follow that day.
    """
    waiting = [row for row in rows.meetings if row.held_on is None and row.cancelled_on is None]
    known = {str(duty) for duty in Duty}
    return {
        row.kind: row.due_on
        for row in waiting
        if row.due_on and _source(row) == source and row.kind in known
    }


def _source(row: Meeting) -> str:
    settled = row.kind == STATUTORY_REVIEW and row.due_source == DueSource.COMPUTED
    return str(DueSource.SUPPLIED) if settled else row.due_source


def _task(stages: Iterable[StageEpisode], key: str) -> Task | None:
    last = _last(stages, key)
    return Task(last.since, last.until) if last else None


def _protection(rows: Rows) -> Protection | None:
    """The plan begins with the stage; the conference that began it may be a day or two before."""
    last = _last(rows.stages, PROTECTION)
    if last is None:
        return None
    return Protection(
        since=last.since,
        until=last.until,
        conferences=_held(m for m in rows.meetings if m.kind == "review_conference"),
        core_groups=_held(m for m in rows.meetings if m.kind == "core_group"),
    )


def _care(rows: Rows, today: date) -> Care | None:
    if rows.care is None:
        return None
    held = _held(m for m in rows.meetings if m.kind == STATUTORY_REVIEW)
    return Care(
        since=rows.care.since,
        until=rows.care.until,
        legal_status=rows.care.legal_status,
        reviews=held,
        records_from=min([*held, today]),
    )


def _placed(rows: Rows) -> Placed | None:
    """Where they live now. Whether a placement is meant to last to 18 is not on record here."""
    last = max(rows.placements, key=lambda row: row.since, default=None)
    care = rows.care
    since = last.since if last else (care.placed_since or care.since) if care else None
    if since is None:
        return None
    interim_at_home = care and care.legal_status == INTERIM and care.placement == AT_HOME
    return Placed(since, visiting=Visiting.TEMPORARY if interim_at_home else Visiting.USUAL)


def _last(stages: Iterable[StageEpisode], key: str) -> StageEpisode | None:
    return max((row for row in stages if row.stage == key), key=lambda row: row.since, default=None)


def _held(rows: Iterable[Meeting]) -> tuple[date, ...]:
    return tuple(sorted(row.held_on for row in rows if row.held_on))


def _is_visit(meeting: Meeting) -> bool:
    return meeting.kind == "social_work_visit"
