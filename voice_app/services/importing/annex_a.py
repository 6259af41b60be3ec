"""Import the lists 6 to 9 of an Annex A workbook: plans, care, last visits and reviews."""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from surveys.journey import shipped as journey
from voice_app.clock import london_day
from voice_app.db import db
from voice_app.files import annex_a
from voice_app.files.annex_a import AnnexA
from voice_app.files.annex_a_rows import CareRow
from voice_app.files.annex_a_rows import LeaverRow
from voice_app.files.annex_a_rows import NeedRow
from voice_app.files.annex_a_rows import ProtectionRow
from voice_app.files.faults import Code
from voice_app.files.spreadsheet import Line
from voice_app.models.journey import LegalStatus
from voice_app.models.journey import Placement
from voice_app.models.journey import StageEpisode
from voice_app.models.people import Person
from voice_app.services.importing.dated import MeetingRead
from voice_app.services.importing.dated import PlanRead
from voice_app.services.importing.dated import begin_plans
from voice_app.services.importing.dated import keep_care
from voice_app.services.importing.dated import keep_dated
from voice_app.services.importing.dated import keep_meeting
from voice_app.services.importing.dated import keep_plan
from voice_app.services.importing.dated import keep_stage
from voice_app.services.importing.outcome import A_BATCH
from voice_app.services.importing.outcome import ImportReport
from voice_app.services.importing.outcome import Noted
from voice_app.services.importing.outcome import Run
from voice_app.services.importing.outcome import Tally
from voice_app.services.importing.outcome import Told
from voice_app.services.importing.outcome import carry_out
from voice_app.services.importing.outcome import nobody
from voice_app.services.importing.spells import SpellTold
from voice_app.services.importing.telling import BORN_STANDS
from voice_app.services.importing.telling import Teller
from voice_app.store import people
from voice_app.store.journey import batch
from voice_app.store.journey import reviews
from voice_app.store.journey.batch import OnRecord
from voice_app.store.journey.changes import Change
from voice_app.store.journey.changes import settle

SOURCE = "annex_a"
LISTS: dict[type, str] = {
    NeedRow: "List 6",
    ProtectionRow: "List 7",
    CareRow: "List 8",
    LeaverRow: "List 9",
}
PLAN_LISTS: dict[str, type] = {"cin": NeedRow, "cp": ProtectionRow}
NO_END = "Care leavers whose time in care is not on record, so that no stage was kept: {:,}."
_CLOSED = "The record of this child is closed, or has another number. The line was not used."
_BORN = "The lists do not agree on the day of birth. The first one was used."
_ZEROS = 3  # that a spreadsheet may have taken off a number
_LOST = "The number is known with zeros before it, which a spreadsheet takes off. It was used so."
_LOST_WHICH = "More than one child's number is this one with zeros before it."


@dataclass
class Listed:
    """What the four lists say of one child."""

    number: str
    need: list[NeedRow] = field(default_factory=list)
    protection: list[ProtectionRow] = field(default_factory=list)
    care: list[CareRow] = field(default_factory=list)
    leavers: list[LeaverRow] = field(default_factory=list)

    @property
    def rows(self) -> list[Any]:
        """All of it, in the order of the lists."""
        return [*self.need, *self.protection, *self.care, *self.leavers]


@dataclass(frozen=True)
class At:
    """The child whose lines are kept, and where a line that is not used is told."""

    person_id: int
    kept: OnRecord
    tally: Tally

    def of(self, row: Any) -> Teller:
        """A line of the lists."""
        return self.line(type(row), row.line)

    def line(self, of_list: type, number: int) -> Teller:
        """A line by its number; ``of_list`` is the kind of row in that list."""
        return Teller(SOURCE, Line(LISTS[of_list], number, {}), self.tally)


def import_annex_a(  # noqa: PLR0913 - every import is called the same way
    source: Path,
    *,
    by: int | None,
    dry_run: bool,
    now: datetime,
    run_id: int | None = None,
    told: Told = nobody,
) -> ImportReport:
    """Import a workbook. Doing it again changes nothing, and nobody is marked as absent.

    Raises ``OSError`` where the file cannot be opened.
    """
    today = london_day(now)
    lists = annex_a.read(source, today=today)
    tally = Tally(list(lists.faults))
    tally.notes.extend(lists.taken)
    run = Run(SOURCE, by, dry_run, now, run_id, told)
    return carry_out(run, lists.counts, tally, partial(_store, lists, today=today, now=now))


def _store(lists: AnnexA, tally: Tally, *, today: date, now: datetime) -> Iterator[int]:
    children = list(_by_child(lists).values())
    for first in range(0, len(children), A_BATCH):
        some = children[first : first + A_BATCH]
        _keep_batch(some, tally, today=today, now=now)
        yield sum(len(child.rows) for child in children[: first + A_BATCH])


def _by_child(lists: AnnexA) -> dict[str, Listed]:
    of_child: dict[str, Listed] = {}
    for name in ("need", "protection", "care", "leavers"):
        for row in getattr(lists, name):
            child = of_child.setdefault(row.child_id, Listed(row.child_id))
            getattr(child, name).append(row)
    return of_child


def _keep_batch(some: Sequence[Listed], tally: Tally, *, today: date, now: datetime) -> None:
    children = list(_children(some, tally, now))
    db.session.flush()  # new children get their ids
    kept = batch.on_record([person.id for _, person, _ in children])
    new = {person.id: begin_plans(kept, person.id, _plans(child)) for child, person, _ in children}
    db.session.flush()  # new plans get theirs
    for child, person, change in children:
        at = At(person.id, kept, tally)
        noted = list(_keep(child, at, new_plans=new[person.id], today=today))
        tally.child(change, noted)
    lost = sum(bool(c.leavers) and person.id not in kept.care for c, person, _ in children)
    if lost:
        tally.notes.append(NO_END.format(lost))


def _children(
    some: Sequence[Listed], tally: Tally, now: datetime
) -> Iterator[tuple[Listed, Person, Change]]:
    """Each child with their record: by their number, or by it with the zeros it lost."""
    numbers = [f"{'0' * zeros}{child.number}" for child in some for zeros in range(_ZEROS + 1)]
    known, given_up = people.by_records(numbers), batch.given_up([c.number for c in some])
    for child in some:
        longer = [f"{'0' * zeros}{child.number}" for zeros in range(1, _ZEROS + 1)]
        found = [known[number] for number in longer if number in known]
        person = known.get(child.number) or (found[0] if len(found) == 1 else None)
        if person is None and len(found) > 1:
            _doubt(child, tally, Code.LOST_ZEROS, _LOST_WHICH)
        elif child.number in given_up or (person and person.record != "open"):
            _doubt(child, tally, Code.RECORD_CLOSED, _CLOSED)
        else:
            if person and child.number not in known:
                row = child.rows[0]
                bare = Line(LISTS[type(row)], row.line, {})
                tally.faults.append(bare.kept("child_id", Code.LOST_ZEROS, _LOST))
            yield child, *_person(child, person, tally, now)


def _doubt(child: Listed, tally: Tally, code: Code, what: str) -> None:
    """Leave out every line of a child."""
    for row in child.rows:
        bare = Line(LISTS[type(row)], row.line, {})
        tally.faults.append(bare.left_out("child_id", code, what))


def _person(
    child: Listed, person: Person | None, tally: Tally, now: datetime
) -> tuple[Person, Change]:
    born = next((row.born for row in child.rows if row.born), None)
    for row in child.rows:
        if row.born and row.born != born:
            bare = Line(LISTS[type(row)], row.line, {})
            tally.faults.append(bare.kept("born", Code.DISAGREES, _BORN))
    if person:
        return person, _born(child, person, born, tally)
    person = Person(
        kind="child",
        record_number=child.number,
        record_index=people.record_index(child.number),
        born=born,
        created_at=now,
    )
    db.session.add(person)
    return person, Change.ADDED


def _born(child: Listed, person: Person, born: date | None, tally: Tally) -> Change:
    """A birthday that nobody knew is kept; one that stands is not overwritten, but named."""
    if born is None or person.born == born:
        return Change.UNCHANGED
    if person.born is None:
        return settle(person, born=born)
    row = next(row for row in child.rows if row.born)
    bare = Line(LISTS[type(row)], row.line, {})
    tally.faults.append(bare.kept("born", Code.RECORD_STANDS, BORN_STANDS))
    return Change.UNCHANGED


def _plans(child: Listed) -> list[PlanRead]:
    assessed = tuple(sorted({row.assessed for row in child.care if row.assessed}))
    found = [
        _plan("cin", child.need),
        _plan("cp", child.protection),
        PlanRead("health", assessed, None, tells_end=False),
    ]
    return [plan for plan in found if plan.made_on]


def _plan(kind: str, rows: Iterable[Any]) -> PlanRead:
    rows = list(rows)
    ends = [row.until for row in rows if row.until]
    closed_on = max(ends) if ends and len(ends) == len(rows) else None
    line = rows[-1].line if rows else 0
    return PlanRead(kind, tuple(sorted({row.since for row in rows})), closed_on, line)


def _keep(child: Listed, at: At, *, new_plans: set[str], today: date) -> Iterator[Noted]:
    person_id, kept = at.person_id, at.kept
    for plan in _plans(child):
        teller = at.line(PLAN_LISTS.get(plan.kind, CareRow), plan.line)
        new = plan.kind in new_plans
        yield "Plans", keep_plan(kept, person_id, plan, new=new, teller=teller)
    stages: dict[str, Sequence[Any]] = {
        journey().plans["cin"].stages[0]: child.need,
        "child_protection": child.protection,
        "care": child.care,
    }
    for stage, rows in stages.items():
        for row in sorted(rows, key=lambda row: row.since):
            yield _stage(at, stage, (row.since, row.until), row)
    for seen in _meetings(child):
        kind = "Review conferences" if seen.kind == "review_conference" else "Visits"
        yield kind, keep_meeting(kept, person_id, seen, at.of(_telling(child, seen)))
    if child.care:
        yield from _care(max(child.care, key=lambda row: row.since), at, today)
    care = kept.care.get(person_id)
    if child.leavers and care and care.until:
        yield _stage(at, "leaving_care", (care.until, None), child.leavers[0])


def _stage(at: At, stage: str, when: tuple[date, date | None], row: Any) -> Noted:
    new = StageEpisode(
        person_id=at.person_id, stage=stage, since=when[0], until=when[1], source=SOURCE
    )
    return "Stages of the journey", keep_stage(at.kept, new, at.of(row))


def _telling(child: Listed, seen: MeetingRead) -> Any:
    """The line that tells of a meeting: of the lists' order the first with its day."""
    days = ("last_seen", "last_visit", "conference")
    named = (r for r in child.rows if seen.held_on in [getattr(r, day, None) for day in days])
    return next(named)


def _meetings(child: Listed) -> Iterator[MeetingRead]:
    """The last visits and the latest conferences, each day once."""
    for day in sorted({row.conference for row in child.protection if row.conference}):
        yield MeetingRead("review_conference", day)
    seen = {row.last_seen for row in child.need if row.last_seen}
    alone = {row.last_visit: row.seen_alone for row in child.protection if row.last_visit}
    visited = {row.last_visit for row in child.care if row.last_visit}
    for day in sorted(seen | visited | set(alone)):
        child_seen = True if day in seen or alone.get(day) else None
        yield MeetingRead("social_work_visit", day, None, child_seen, alone.get(day))


def _care(row: CareRow, at: At, today: date) -> Iterator[Noted]:
    person_id, kept, teller = at.person_id, at.kept, at.of(row)
    if row.status and row.status_since:
        status = LegalStatus(
            person_id=person_id, since=row.status_since, status=row.status, source=SOURCE
        )
        change = keep_dated(kept.statuses[person_id], status, teller, status=row.status)
        yield "Legal statuses", change
    if row.placement and row.placed_since:
        place = Placement(
            person_id=person_id, since=row.placed_since, kind=row.placement, source=SOURCE
        )
        change = keep_dated(kept.placements[person_id], place, teller, kind=row.placement)
        yield "Placements", change
    spell = SpellTold(
        row.since, row.until, row.placement, row.placed_since, row.status, begun=row.since
    )
    yield "Times in care", keep_care(kept, person_id, spell, teller)
    yield from _reviews(row, at, today)


def _reviews(row: CareRow, at: At, today: date) -> Iterator[Noted]:
    """The latest review, and the next. Those before it are not in the list, so not known."""
    person_id, kept = at.person_id, at.kept
    known, care = kept.reviews[person_id], kept.care[person_id]
    if row.review and row.review >= row.since:
        read = reviews.HeldRead(row.review)
        _, change, against = reviews.hold(known, person_id, read, SOURCE)
        at.of(row).tell(against)
        yield "Reviews held", change
    held = [day for day in reviews.days_held(known) if day >= row.since]
    due = reviews.next_due(care, held, records_from=held[0] if held else today)
    change = reviews.expect(known, person_id, due, over=reviews.is_over(care))
    if due or change is not Change.UNCHANGED:
        yield "Next reviews", change
