"""What follows in the rows of a record when one that was written by hand is changed or goes.

Inside a transaction. What comes next is worked out anew by whoever calls.
"""

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from datetime import timedelta
from typing import Any

from sqlalchemy import Column
from sqlalchemy import select

from surveys.clocks import DueSource
from voice_app.db import Base
from voice_app.db import db
from voice_app.models.journey import Involvement
from voice_app.models.journey import LegalStatus
from voice_app.models.journey import Meeting
from voice_app.models.journey import Placement
from voice_app.models.journey import Plan
from voice_app.models.journey import PlanVersion
from voice_app.models.journey import StageEpisode
from voice_app.models.people import ContactPoint
from voice_app.models.people import DoNotAsk
from voice_app.models.people import Person
from voice_app.models.people import Relation
from voice_app.services.recording.entries import SIBLING
from voice_app.services.recording.entries import NewInvolvement
from voice_app.services.recording.entries import NewLegalStatus
from voice_app.services.recording.entries import NewMeeting
from voice_app.services.recording.entries import NewPlacement
from voice_app.services.recording.entries import NewPlan
from voice_app.services.recording.entries import NewStage
from voice_app.services.recording.entries import NotNow
from voice_app.services.recording.entries import RecordingFault
from voice_app.store.journey import on_record
from voice_app.store.journey.changes import BY_HAND
from voice_app.store.journey.changes import HELD_BY_ONE
from voice_app.store.journey.changes import PUT_RIGHT
from voice_app.store.journey.changes import Change
from voice_app.store.journey.changes import settle

Entry = NewPlan | NewMeeting | NewStage | NewPlacement | NewLegalStatus | NewInvolvement | NotNow
Row = (
    PlanVersion
    | Meeting
    | StageEpisode
    | Placement
    | LegalStatus
    | Involvement
    | Relation
    | DoNotAsk
)
A_DAY = timedelta(days=1)


class InUse(RecordingFault):
    """Something hangs on this row: an ask, an answer, a decision, a brief. It is not removed."""


def amend(row: Row, entry: Entry) -> None:
    """Give a row the values of an entry; its neighbour before it ends where it begins now."""
    amends = _AMENDS.get(type(entry))
    if amends is None:
        raise RecordingFault("this is not put right like that")
    amends(row, entry)
    db.session.flush()


def take_out(row: Row, now: datetime) -> None:
    """Remove a row; what had made way for it goes on. Raises ``InUse``."""
    match row:
        case Meeting():
            _take_meeting_out(row)
        case PlanVersion():
            _take_version_out(row)
        case Placement() | LegalStatus():
            _follow(row, None)
            db.session.delete(row)
            _tell_care(row)
        case Involvement():
            for other in _made_way(row):
                other.until = row.until
            db.session.delete(row)
        case Relation():
            _take_relation_out(row, now)
        case _:
            db.session.delete(row)
    db.session.flush()


def both_ways(row: Relation) -> list[Relation]:
    """A relation; of brothers and sisters also the other's to this child."""
    if row.kind != SIBLING:
        return [row]
    back = on_record.relation(row.other_id, row.child_id, SIBLING)
    return [row, back] if back else [row]


def _amend_plan(version: PlanVersion, entry: NewPlan) -> None:
    source = str(DueSource.MANUAL) if entry.next_review else ""
    settle(
        version,
        made_on=entry.made_on,
        next_review=entry.next_review,
        next_source=source,
        next_rule="",
        responsible=entry.responsible or None,
    )
    plan = db.session.get_one(Plan, version.plan_id)
    plan.responsible_id = entry.responsible_id
    if settle(plan, closed_on=entry.closed_on) is Change.CHANGED:
        plan.source = BY_HAND


def _amend_meeting(row: Meeting, entry: NewMeeting) -> None:
    if entry.due_on != row.due_on:
        source = str(DueSource.MANUAL) if entry.due_on else ""
        settle(row, due_on=entry.due_on, due_source=source, due_rule="")
    settle(
        row,
        held_on=entry.held_on,
        cancelled_on=entry.cancelled_on,
        child_seen=entry.child_seen,
        seen_alone=entry.seen_alone,
    )


def _amend_stage(row: StageEpisode, entry: NewStage) -> None:
    settle(row, stage=entry.stage, since=entry.since, until=entry.until)


def _amend_placement(row: Placement, entry: NewPlacement) -> None:
    _follow(row, entry.since)
    settle(row, kind=entry.kind, since=entry.since, until=entry.until)
    _tell_care(row)


def _amend_status(row: LegalStatus, entry: NewLegalStatus) -> None:
    _follow(row, entry.since)
    settle(row, status=entry.status, since=entry.since, until=entry.until)
    _tell_care(row)


def _amend_work(row: Involvement, entry: NewInvolvement) -> None:
    for other in _made_way(row):
        other.until = max(other.since, entry.since - A_DAY)
    settle(row, since=entry.since, until=entry.until)


def _amend_not_now(row: DoNotAsk, entry: NotNow) -> None:
    settle(row, reason=entry.reason, starts=entry.starts, until=entry.until)


def _take_meeting_out(row: Meeting) -> None:
    """A day that a file supplied is due again; else nothing is left of the meeting."""
    if _hangs_on(row):
        raise InUse("something hangs on this meeting")
    if row.due_source != DueSource.SUPPLIED:
        db.session.delete(row)
        return
    settle(row, held_on=None, cancelled_on=None, child_seen=None, seen_alone=None, source="")
    for other in on_record.rows(Meeting, of=row.person_id)[row.person_id]:
        is_open = other.held_on is None and other.cancelled_on is None
        computed = other.kind == row.kind and other.due_source == DueSource.COMPUTED
        if other is not row and is_open and computed and not _hangs_on(other):
            db.session.delete(other)


def _hangs_on(meeting: Meeting) -> bool:
    """Whether any row of any table points at this meeting."""
    return any(
        db.session.execute(select(column).where(column == meeting.id).limit(1)).first()
        for column in _to_meetings()
    )


def _to_meetings() -> list[Column[int]]:
    return [
        column
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if any(key.column.table.name == Meeting.__tablename__ for key in column.foreign_keys)
    ]


def _take_version_out(version: PlanVersion) -> None:
    plan = db.session.get_one(Plan, version.plan_id)
    db.session.delete(version)
    db.session.flush()
    if on_record.versions_of(plan.id):
        plan.closed_on, plan.source = None, ""
    else:
        db.session.delete(plan)


def _take_relation_out(row: Relation, now: datetime) -> None:
    """A grown-up who is nobody to any child here is not reached any more."""
    other = db.session.get_one(Person, row.other_id)
    for each in both_ways(row):
        db.session.delete(each)
    db.session.flush()
    tied = select(Relation.id).where(Relation.other_id == other.id).limit(1)
    if other.kind != "child" and db.session.scalar(tied) is None:
        for point in on_record.rows(ContactPoint, of=other.id)[other.id]:
            point.ended_at = point.ended_at or now


def _follow(row: Placement | LegalStatus, since: date | None) -> None:
    """What ended on the day this began ends on its new first day; without one, it goes on."""
    care = on_record.care_of(row.person_id)
    if since is None and care is not None and care.until is not None:
        return
    for other in _beside(row):
        if other.id != row.id and other.until == row.since and other.since < row.since:
            other.until = since or row.until
            if since is None and other.source == PUT_RIGHT:  # the files' again
                other.source = ""


def _beside(row: Placement | LegalStatus) -> Sequence[Placement | LegalStatus]:
    """Every placement, or every status, of the child."""
    if isinstance(row, Placement):
        return on_record.rows(Placement, of=row.person_id)[row.person_id]
    return on_record.rows(LegalStatus, of=row.person_id)[row.person_id]


def _tell_care(row: Placement | LegalStatus) -> None:
    """The time in care knows the last placement and the last status on record."""
    db.session.flush()
    care = on_record.care_of(row.person_id)
    last = max(_beside(row), key=lambda each: each.since, default=None)
    if care is None:
        return
    if isinstance(row, Placement):
        here = last if isinstance(last, Placement) else None
        settle(care, placement=here.kind if here else "", placed_since=here and here.since)
    else:
        settle(care, legal_status=last.status if isinstance(last, LegalStatus) else "")


def _made_way(row: Involvement) -> list[Involvement]:
    """Whoever's work ended the day before this began, in a role that one person holds."""
    if row.role not in HELD_BY_ONE:
        return []
    rows = on_record.rows(Involvement, of=row.person_id)[row.person_id]
    return [
        other
        for other in rows
        if (other.role, other.until) == (row.role, row.since - A_DAY) and other.id != row.id
    ]


_AMENDS: Mapping[type, Callable[[Any, Any], None]] = {
    NewPlan: _amend_plan,
    NewMeeting: _amend_meeting,
    NewStage: _amend_stage,
    NewPlacement: _amend_placement,
    NewLegalStatus: _amend_status,
    NewInvolvement: _amend_work,
    NotNow: _amend_not_now,
}
