"""Dated rows of a child, kept: as a file tells them, whatever told them before."""

from dataclasses import dataclass
from dataclasses import replace
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
from voice_app.services.importing.spells import SpellTold
from voice_app.services.importing.spells import as_dated
from voice_app.services.importing.spells import settle_spell
from voice_app.services.importing.telling import Teller
from voice_app.store.journey.batch import OnRecord
from voice_app.store.journey.changes import BY_HAND
from voice_app.store.journey.changes import HELD_BY_ONE
from voice_app.store.journey.changes import Change
from voice_app.store.journey.changes import involve
from voice_app.store.journey.changes import settle
from voice_app.store.journey.whose_word import Otherwise

GIVEN = "given in the imported file"
Dated = TypeVar("Dated", Placement, LegalStatus)
Spanning = TypeVar("Spanning", StageEpisode, Involvement)


@dataclass(frozen=True)
class PlanRead:
    """A kind of plan as a file tells it: the days it was made or renewed, and its end."""

    kind: str
    made_on: tuple[date, ...]
    closed_on: date | None
    line: int = 0  # of the last of its versions
    tells_end: bool = True  # a blank end says that it goes on


@dataclass(frozen=True)
class MeetingRead:
    """A meeting or visit as a file tells it."""

    kind: str
    held_on: date | None
    due_on: date | None = None
    child_seen: bool | None = None
    seen_alone: bool | None = None


def keep_care(kept: OnRecord, person_id: int, told: SpellTold, teller: Teller) -> Change:
    """Keep the latest time in care, after the placements and statuses."""
    places, statuses = kept.placements[person_id], kept.statuses[person_id]
    of_file = (told.placement, told.placed_since, told.legal_status)
    placement, placed_since, status = as_dated(of_file, places, statuses, teller.source)
    told = replace(told, placement=placement, placed_since=placed_since, legal_status=status)
    row = kept.care.get(person_id)
    if row is not None:
        return settle_spell(row, told, teller)
    kept.care[person_id] = CareSpell(
        person_id=person_id,
        since=told.since,
        until=told.until,
        placement=placement,
        placed_since=placed_since,
        legal_status=status,
        source=teller.source,
    )
    db.session.add(kept.care[person_id])
    return Change.ADDED


def keep_stage(kept: OnRecord, new: StageEpisode, teller: Teller) -> Change:
    """Keep a stretch of the journey. One on record that overlaps it was the same one."""
    known = [row for row in kept.stages[new.person_id] if row.stage == new.stage]
    if found := _found(known, new):
        return teller.settle(found, since=new.since, until=new.until)
    kept.stages[new.person_id].append(new)
    db.session.add(new)
    return Change.ADDED


def keep_dated(known: list[Dated], new: Dated, teller: Teller, **said: Any) -> Change:
    """Keep a placement or legal status that began on a day; there is one for each day.

    ``said`` is what the file says of it beside its first day.
    """
    same = next((row for row in known if row.since == new.since), None)
    if same:
        return teller.settle(same, **said)
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


def keep_plan(
    kept: OnRecord, person_id: int, read: PlanRead, *, new: bool, teller: Teller
) -> Change:
    """Keep every version of a plan. It is closed only where no version is younger than its end.

    A version made after the end that is on record opens the plan again, whoever closed it.
    """
    plan = kept.plans[person_id, read.kind]
    versions = kept.versions[plan.id]
    days = {version.made_on for version in versions}
    added = sorted(set(read.made_on) - days)
    for day in added:
        version = PlanVersion(plan_id=plan.id, made_on=day, source=teller.source)
        versions.append(version)
        db.session.add(version)
    youngest = max((version.made_on for version in versions), default=None)
    closed = _close(plan, read, youngest, teller)
    if new:
        return Change.ADDED
    return Change.CHANGED if added else closed


def _close(plan: Plan, read: PlanRead, youngest: date | None, teller: Teller) -> Change:
    over = read.closed_on and (youngest is None or youngest <= read.closed_on)
    closed_on = read.closed_on if over else None
    if plan.closed_on and youngest and youngest > plan.closed_on:
        return settle(plan, closed_on=closed_on, source=teller.source)
    return teller.settle(plan, closed_on=closed_on) if read.tells_end else Change.UNCHANGED


def keep_meeting(kept: OnRecord, person_id: int, read: MeetingRead, teller: Teller) -> Change:
    """Keep a meeting or visit: the one known for its day, the one that was due, or a new one.

    One that was cancelled by hand stays cancelled.
    """
    known = [row for row in kept.meetings[person_id] if row.kind == read.kind]
    row = _same_meeting(known, read)
    if row is None:
        row = Meeting(person_id=person_id, kind=read.kind, source=teller.source)
        _hold(row, read, teller)
        kept.meetings[person_id].append(row)
        db.session.add(row)
        return Change.ADDED
    if row.cancelled_on:
        teller.tell([Otherwise("cancelled_on", True, False, by_hand=True)])
        return Change.UNCHANGED
    return _hold(row, read, teller)


def keep_involved(held: list[Involvement], new: Involvement, teller: Teller) -> Change:
    """Keep who worked with a child. The end in the file is the end of access here too.

    A file may be older than the record: it never gives back an access that has ended, nor takes a
    role that one person holds from whoever took it over since. It may end what was begun by hand.
    """
    mine = [row for row in held if (row.user_id, row.role) == (new.user_id, new.role)]
    found = _found(mine, new)
    if found is None:
        _give_way(held, new)
        return involve(held, new)
    by_hand = found.source == BY_HAND
    if found.until is not None and (new.until is None or new.until > found.until):
        if by_hand:
            teller.tell([Otherwise("until", found.until, new.until, by_hand=True)])
        return Change.UNCHANGED
    return settle(found, since=found.since if by_hand else new.since, until=new.until)


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
    waiting = [row for row in known if row.held_on is None]
    still = [row for row in waiting if row.cancelled_on is None]
    cancelled = [row for row in waiting if row.cancelled_on and row.due_on == read.due_on]
    return next(iter(cancelled or still), None)


def _hold(row: Meeting, read: MeetingRead, teller: Teller) -> Change:
    said: dict[str, Any] = {"child_seen": read.child_seen, "seen_alone": read.seen_alone}
    values = {name: value for name, value in said.items() if value is not None}
    if read.held_on:
        values["held_on"] = read.held_on
    change = teller.settle(row, **values)
    due = supply(row, read.due_on, teller)
    return due if change is Change.UNCHANGED else change


def supply(row: Meeting, due_on: date | None, teller: Teller) -> Change:
    """Put the day on a meeting that the file says it is due; one set by hand stays."""
    if due_on is None:
        return Change.UNCHANGED
    if row.due_source != DueSource.MANUAL:
        supplied = str(DueSource.SUPPLIED)
        return settle(row, due_on=due_on, due_source=supplied, due_rule=GIVEN)
    if row.due_on != due_on:
        teller.tell([Otherwise("due_on", row.due_on, due_on, by_hand=True)])
    return Change.UNCHANGED
