"""Stages, care, plans, and who works with a child."""

from datetime import datetime

from surveys.clocks import DueSource
from surveys.journey import shipped as journey
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.journey import CareSpell
from voice_app.models.journey import Involvement
from voice_app.models.journey import Plan
from voice_app.models.journey import PlanVersion
from voice_app.models.journey import StageEpisode
from voice_app.services.recording.entries import ROLES
from voice_app.services.recording.entries import NewCare
from voice_app.services.recording.entries import NewInvolvement
from voice_app.services.recording.entries import NewPlan
from voice_app.services.recording.entries import NewStage
from voice_app.services.recording.entries import check_key
from voice_app.services.recording.entries import check_order
from voice_app.services.recording.entries import noted
from voice_app.store.journey import on_record
from voice_app.store.journey.changes import BY_HAND
from voice_app.store.journey.changes import Change
from voice_app.store.journey.changes import involve as make_involved
from voice_app.store.journey.changes import put_right
from voice_app.store.journey.changes import settle
from voice_app.store.journey.expecting import expect_all


def record_stage(person_id: int, new: NewStage, *, by: int | None, now: datetime) -> None:
    """Put a stretch of the journey down, or change the last day of one that is there."""
    check_key(new.stage, journey().stages, "stage")
    check_order(new.since, new.until)
    with writing():
        stages = on_record.rows(StageEpisode, of=person_id)[person_id]
        known = [row for row in stages if (row.stage, row.since) == (new.stage, new.since)]
        if known:
            settle(known[0], until=new.until)
            put_right(known[0])
        else:
            db.session.add(
                StageEpisode(
                    person_id=person_id,
                    stage=new.stage,
                    since=new.since,
                    until=new.until,
                    source=BY_HAND,
                )
            )
        db.session.flush()
        expect_all(person_id, now)
        noted(by, "stage", person_id, now)


def record_care(person_id: int, new: NewCare, *, by: int | None, now: datetime) -> None:
    """Put a child's latest time in care down; the next review is worked out from it."""
    check_order(new.since, new.until)
    with writing():
        row = on_record.care_of(person_id)
        if row is None:
            row = CareSpell(person_id=person_id)
            db.session.add(row)
        settle(
            row,
            since=new.since,
            until=new.until,
            placement=new.placement,
            placed_since=new.placed_since,
            legal_status=new.legal_status,
            source=BY_HAND,
        )
        db.session.flush()
        expect_all(person_id, now)
        noted(by, "care", person_id, now)


def record_plan(person_id: int, new: NewPlan, *, by: int | None, now: datetime) -> None:
    """Put a version of a plan down; the plan itself is begun where there is none of its kind.

    Where no day is given for the next look at it, the newest version has a computed one.
    """
    check_key(new.kind, journey().plans, "kind of plan")
    with writing():
        plan = _plan(person_id, new)
        version = _version(plan, new)
        if new.next_review:
            settle(
                version,
                next_review=new.next_review,
                next_source=str(DueSource.MANUAL),
                next_rule="",
            )
        db.session.flush()
        expect_all(person_id, now)
        noted(by, f"plan:{new.kind}", person_id, now)


def _plan(person_id: int, new: NewPlan) -> Plan:
    plans = on_record.rows(Plan, of=person_id)[person_id]
    plan = next((plan for plan in plans if plan.kind == new.kind), None)
    if plan is None:
        plan = Plan(person_id=person_id, kind=new.kind)
        db.session.add(plan)
        db.session.flush()
    plan.responsible_id = new.responsible_id or plan.responsible_id
    if settle(plan, closed_on=new.closed_on) is Change.CHANGED:
        plan.source = BY_HAND
    return plan


def _version(plan: Plan, new: NewPlan) -> PlanVersion:
    known = [row for row in on_record.versions_of(plan.id) if row.made_on == new.made_on]
    if known:
        return known[0]
    version = PlanVersion(
        plan_id=plan.id,
        made_on=new.made_on,
        responsible=new.responsible or None,
        source=BY_HAND,
    )
    db.session.add(version)
    return version


def involve(person_id: int, new: NewInvolvement, *, by: int | None, now: datetime) -> None:
    """Let somebody work with a child, or change the last day of it.

    A child has one IRO and one social worker at a time: who comes new ends the access of who was.
    """
    check_key(new.role, ROLES, "role")
    check_order(new.since, new.until)
    with writing():
        row = Involvement(
            person_id=person_id,
            user_id=new.user_id,
            role=new.role,
            since=new.since,
            until=new.until,
            source=BY_HAND,
        )
        make_involved(on_record.rows(Involvement, of=person_id)[person_id], row)
        noted(by, f"involvement:{new.role}:{new.user_id}", person_id, now)
