"""Dated rows of a child, kept: as a file tells them, whatever told them before."""

from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from typing import Any
from typing import TypeVar

from surveys.clocks import DueSource
from voice_app.db import db
from voice_app.models.journey import CareSpell
from voice_app.models.journey import Involvement
from voice_app.models.journey import LegalStatus
from voice_app.models.journey import Meeting
from voice_app.models.journey import Placement
from voice_app.models.journey import Plan
from voice_app.models.journey import PlanVersion
from voice_app.models.journey import StageEpisode
from voice_app.store.journey.batch import OnRecord
from voice_app.store.journey.changes import HELD_BY_ONE
from voice_app.store.journey.changes import Change
from voice_app.store.journey.changes import involve
from voice_app.store.journey.changes import settle

GIVEN = "given in the imported file"
Dated = TypeVar("Dated", Placement, LegalStatus)
Spanning = TypeVar("Spanning", StageEpisode, Involvement)


@dataclass(frozen=True)
class PlanRead:
    """A kind of plan as a file tells it: the days it was made or renewed, and its end."""

    kind: str
    made_on: tuple[date, ...]
    closed_on: date | None


@dataclass(frozen=True)
class MeetingRead:
    """A meeting or visit as a file tells it."""

    kind: str
    held_on: date | None
    due_on: date | None = None
    child_seen: bool | None = None
    seen_alone: bool | None = None


def keep_care(kept: OnRecord, new: CareSpell) -> Change:
    """Keep the latest time in care; what the file does not say stays as it was."""
    row = kept.care.get(new.person_id)
    if row is None:
        kept.care[new.person_id] = new
        db.session.add(new)
        return Change.ADDED
    said = {
        "placement": new.placement,
        "placed_since": new.placed_since,
        "legal_status": new.legal_status,
    }
    values = {name: value for name, value in said.items() if value}
    return settle(row, since=new.since, until=new.until, **values)


def keep_stage(kept: OnRecord, new: StageEpisode) -> Change:
    """Keep a stretch of the journey. One on record that overlaps it was the same one."""
    known = [row for row in kept.stages[new.person_id] if row.stage == new.stage]
    if found := _found(known, new):
        return settle(found, since=new.since, until=new.until)
    kept.stages[new.person_id].append(new)
    db.session.add(new)
    return Change.ADDED


def keep_dated(known: list[Dated], new: Dated, **values: Any) -> Change:
    """Keep a placement or legal status that began on a day; there is one for each day."""
    same = next((row for row in known if row.since == new.since), None)
    if same:
        return settle(same, until=new.until, **values)
    known.append(new)
    db.session.add(new)
    return Change.ADDED


def begin_plans(kept: OnRecord, person_id: int, plans: list[PlanRead]) -> set[str]:
    """Begin the plans that a child did not have; their versions follow when they have ids."""
    new = {plan.kind for plan in plans if (person_id, plan.kind) not in kept.plans}
    for kind in sorted(new):
        kept.plans[person_id, kind] = Plan(person_id=person_id, kind=kind)
        db.session.add(kept.plans[person_id, kind])
    return new


def keep_plan(kept: OnRecord, person_id: int, read: PlanRead, *, new: bool, source: str) -> Change:
    """Keep every version of a plan. It is closed only where no version is younger than its end."""
    plan = kept.plans[person_id, read.kind]
    versions = kept.versions[plan.id]
    days = {version.made_on for version in versions}
    added = sorted(set(read.made_on) - days)
    for day in added:
        version = PlanVersion(plan_id=plan.id, made_on=day, source=source)
        versions.append(version)
        db.session.add(version)
    youngest = max((version.made_on for version in versions), default=None)
    over = read.closed_on and (youngest is None or youngest <= read.closed_on)
    closed = settle(plan, closed_on=read.closed_on if over else None)
    if new:
        return Change.ADDED
    return Change.CHANGED if added else closed


def keep_meeting(kept: OnRecord, person_id: int, read: MeetingRead, source: str) -> Change:
    """Keep a meeting or visit: the one known for its day, the one that was due, or a new one."""
    known = [row for row in kept.meetings[person_id] if row.kind == read.kind]
    row = _same_meeting(known, read)
    if row is None:
        row = Meeting(person_id=person_id, kind=read.kind, source=source)
        _hold(row, read)
        kept.meetings[person_id].append(row)
        db.session.add(row)
        return Change.ADDED
    return _hold(row, read)


def keep_involved(kept: OnRecord, new: Involvement) -> Change:
    """Keep who worked with a child. The end in the file is the end of access here too.

    A file may be older than the record: it never gives back an access that has ended, nor takes a
    role that one person holds from whoever took it over since.
    """
    held = kept.involved[new.person_id]
    mine = [row for row in held if (row.user_id, row.role) == (new.user_id, new.role)]
    found = _found(mine, new)
    if found is None:
        _give_way(held, new)
        return involve(held, new)
    if found.until is not None and (new.until is None or new.until > found.until):
        return Change.UNCHANGED
    return settle(found, since=new.since, until=new.until)


def _give_way(held: list[Involvement], new: Involvement) -> None:
    """Whoever took the role over later stays in it: what the file knows ended the day before."""
    others = [row for row in held if row.role == new.role and row.user_id != new.user_id]
    later = [row.since for row in others if row.role in HELD_BY_ONE and row.since > new.since]
    if later and (new.until is None or new.until >= min(later)):
        new.until = min(later) - timedelta(days=1)


def _found(known: list[Spanning], new: Spanning) -> Spanning | None:
    """The row of the same first day, or else one that overlaps it."""
    same = (row for row in known if row.since == new.since)
    return next(same, None) or next((row for row in known if _overlap(row, new)), None)


def _overlap(one: Spanning, other: Spanning) -> bool:
    return one.since <= (other.until or date.max) and other.since <= (one.until or date.max)


def _same_meeting(known: list[Meeting], read: MeetingRead) -> Meeting | None:
    """The meeting of that day; else the open one of that due day; an open one that is moved."""
    if read.held_on:
        of_day = [row for row in known if row.held_on == read.held_on]
        due = [row for row in known if row.held_on is None and row.due_on == read.due_on]
        return next(iter(of_day or (due if read.due_on else [])), None)
    return next((row for row in known if row.held_on is None), None)


def _hold(row: Meeting, read: MeetingRead) -> Change:
    said: dict[str, Any] = {"child_seen": read.child_seen, "seen_alone": read.seen_alone}
    values = {name: value for name, value in said.items() if value is not None}
    if read.held_on:
        values["held_on"] = read.held_on
    if read.due_on and row.due_source != DueSource.MANUAL:
        values.update(due_on=read.due_on, due_source=str(DueSource.SUPPLIED), due_rule=GIVEN)
    return settle(row, **values)
