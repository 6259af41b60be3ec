"""What stands on record, as an entry that somebody could write."""

from collections.abc import Callable
from collections.abc import Mapping
from typing import Any

from surveys.clocks import DueSource
from voice_app.db import db
from voice_app.models.journey import Involvement
from voice_app.models.journey import LegalStatus
from voice_app.models.journey import Meeting
from voice_app.models.journey import Placement
from voice_app.models.journey import Plan
from voice_app.models.journey import PlanVersion
from voice_app.models.journey import StageEpisode
from voice_app.models.people import DoNotAsk
from voice_app.services.recording.amending import Entry
from voice_app.services.recording.amending import Row
from voice_app.services.recording.entries import NewInvolvement
from voice_app.services.recording.entries import NewLegalStatus
from voice_app.services.recording.entries import NewMeeting
from voice_app.services.recording.entries import NewPlacement
from voice_app.services.recording.entries import NewPlan
from voice_app.services.recording.entries import NewStage
from voice_app.services.recording.entries import NotNow


def as_entry(row: Row) -> Entry | None:
    """The entry; None for what somebody is to a child, which is ended or removed."""
    made = _ENTRIES.get(type(row))
    return made(row) if made else None


def _plan(row: PlanVersion) -> NewPlan:
    """A day that was worked out is left empty: it is worked out again."""
    plan = db.session.get_one(Plan, row.plan_id)
    return NewPlan(
        kind=plan.kind,
        made_on=row.made_on,
        next_review=row.next_review if row.next_source == DueSource.MANUAL else None,
        responsible_id=plan.responsible_id,
        responsible=row.responsible or "",
        closed_on=plan.closed_on,
    )


def _meeting(row: Meeting) -> NewMeeting:
    return NewMeeting(
        kind=row.kind,
        due_on=row.due_on,
        held_on=row.held_on,
        cancelled_on=row.cancelled_on,
        child_seen=row.child_seen,
        seen_alone=row.seen_alone,
    )


def _stage(row: StageEpisode) -> NewStage:
    return NewStage(row.stage, row.since, row.until)


def _placement(row: Placement) -> NewPlacement:
    return NewPlacement(row.kind, row.since, row.until, row.home_id, row.carer_id)


def _legal(row: LegalStatus) -> NewLegalStatus:
    return NewLegalStatus(row.status, row.since, row.until)


def _work(row: Involvement) -> NewInvolvement:
    return NewInvolvement(row.user_id, row.role, row.since, row.until)


def _not_now(row: DoNotAsk) -> NotNow:
    return NotNow(row.reason, row.starts, row.until)


_ENTRIES: Mapping[type, Callable[[Any], Entry]] = {
    PlanVersion: _plan,
    Meeting: _meeting,
    StageEpisode: _stage,
    Placement: _placement,
    LegalStatus: _legal,
    Involvement: _work,
    DoNotAsk: _not_now,
}
