"""One child's journey, care and plans, as an extract tells them and as they are kept."""

from collections import Counter
from collections import defaultdict
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from typing import Any
from typing import Protocol
from typing import TypeVar

from surveys.journey import shipped as journey
from voice_app.files import ssd_care
from voice_app.files.spreadsheet import Line
from voice_app.files.ssd import Extract
from voice_app.files.ssd_care import Assignment
from voice_app.files.ssd_care import Period
from voice_app.files.ssd_rows import CareLeaverRow
from voice_app.files.ssd_rows import CarePlanRow
from voice_app.files.ssd_rows import ConferenceRow
from voice_app.files.ssd_rows import EarlyHelpRow
from voice_app.files.ssd_rows import HealthRow
from voice_app.files.ssd_rows import LegalStatusRow
from voice_app.files.ssd_rows import NeedPlanRow
from voice_app.files.ssd_rows import PlacementRow
from voice_app.files.ssd_rows import ProtectionPlanRow
from voice_app.files.ssd_rows import ReviewRow
from voice_app.files.ssd_rows import VisitRow
from voice_app.models.journey import LegalStatus
from voice_app.models.journey import Placement
from voice_app.models.journey import StageEpisode
from voice_app.services.importing.dated import MeetingRead
from voice_app.services.importing.dated import PlanRead
from voice_app.services.importing.dated import begin_plans as begin
from voice_app.services.importing.dated import keep_care
from voice_app.services.importing.dated import keep_dated
from voice_app.services.importing.dated import keep_meeting
from voice_app.services.importing.dated import keep_plan
from voice_app.services.importing.dated import keep_stage
from voice_app.services.importing.outcome import Noted
from voice_app.services.importing.outcome import Tally
from voice_app.services.importing.spells import SpellTold
from voice_app.services.importing.telling import Teller
from voice_app.store.journey.batch import OnRecord

SOURCE = "ssd"
CANCELLED = "Reviews that were cancelled, and count as not held: {:,}."
PLAN_TABLES = {
    "care": "cla_care_plan",
    "cin": "cin_plans",
    "cp": "cp_plans",
    "pathway": "care_leavers",
    "health": "cla_health",
}
NEVER_HELD = "Reviews that were due and never held, with another held since: {:,}."


class OfChild(Protocol):
    """A row that belongs to a child."""

    @property
    def person_id(self) -> str:
        """The council's number of them."""


Of = TypeVar("Of", bound=OfChild)


@dataclass
class ByChild:
    """The rows of an extract, by child, and what is counted while they are kept."""

    named: Callable[[str], str]  # what the file of a table is called
    periods: dict[str, list[Period]]
    reviews: defaultdict[str, list[ReviewRow]]  # by period of care
    care_plans: defaultdict[str, list[CarePlanRow]]
    placements: defaultdict[str, list[PlacementRow]]
    visits: defaultdict[str, list[VisitRow]]
    health: defaultdict[str, list[HealthRow]]
    statuses: defaultdict[str, list[LegalStatusRow]]
    need_plans: defaultdict[str, list[NeedPlanRow]]
    protection_plans: defaultdict[str, list[ProtectionPlanRow]]
    conferences: defaultdict[str, list[ConferenceRow]]
    early_help: defaultdict[str, list[EarlyHelpRow]]
    care_leavers: defaultdict[str, list[CareLeaverRow]]
    workers: defaultdict[str, list[Assignment]]
    tally: Tally
    counted: Counter[str] = field(default_factory=Counter)

    def at(self, table: str, line: int) -> Teller:
        """A line of a table."""
        return Teller(SOURCE, Line(self.named(table), line, {}), self.tally)

    def notes(self) -> Iterator[str]:
        """What the person who imports is told besides."""
        for note in (CANCELLED, NEVER_HELD):
            if self.counted[note]:
                yield note.format(self.counted[note])


def by_child(extract: Extract, tally: Tally) -> ByChild:
    """Sort an extract's rows; adds the faults that only one child's rows together show."""
    periods = {}
    for person_id, episodes in _grouped(extract.episodes).items():
        periods[person_id] = ssd_care.periods(episodes)
        tally.faults.extend(ssd_care.still_open(periods[person_id], extract.named("cla_episodes")))
    workers: defaultdict[str, list[Assignment]] = defaultdict(list)
    for person_id, involvements in _grouped(extract.involvements).items():
        workers[person_id], faults = ssd_care.assignments(
            involvements, extract.named("involvements")
        )
        tally.faults.extend(faults)
    reviews: defaultdict[str, list[ReviewRow]] = defaultdict(list)
    for review in extract.reviews:
        reviews[review.period_id].append(review)
    return ByChild(
        named=extract.named,
        periods=periods,
        reviews=reviews,
        care_plans=_grouped(extract.care_plans),
        placements=_grouped(extract.placements),
        visits=_grouped(extract.visits),
        health=_grouped(extract.health),
        statuses=_grouped(extract.statuses),
        need_plans=_grouped(extract.need_plans),
        protection_plans=_grouped(extract.protection_plans),
        conferences=_grouped(extract.conferences),
        early_help=_grouped(extract.early_help),
        care_leavers=_grouped(extract.care_leavers),
        workers=workers,
        tally=tally,
    )


def begin_plans(rows: ByChild, number: str, person_id: int, kept: OnRecord) -> set[str]:
    """Begin the plans that a child did not have; gives their kinds."""
    return begin(kept, person_id, _plans(rows, number))


def keep_journey(
    rows: ByChild, number: str, person_id: int, kept: OnRecord, *, new_plans: set[str]
) -> Iterator[Noted]:
    """Keep stages, care, plans, visits and conferences of one child."""
    for stage, (since, until), teller in _stages(rows, number):
        row = StageEpisode(
            person_id=person_id, stage=stage, since=since, until=until, source=SOURCE
        )
        yield "Stages of the journey", keep_stage(kept, row, teller)
    yield from _care(rows, number, person_id, kept)
    for plan in _plans(rows, number):
        new = plan.kind in new_plans
        teller = rows.at(PLAN_TABLES[plan.kind], plan.line)
        yield "Plans", keep_plan(kept, person_id, plan, new=new, teller=teller)
    for visit in rows.visits[number]:
        seen = MeetingRead(
            "social_work_visit", visit.held_on, None, visit.child_seen, visit.seen_alone
        )
        teller = rows.at("cla_visits", visit.line)
        yield "Visits", keep_meeting(kept, person_id, seen, teller)
    for held in sorted(rows.conferences[number], key=_by_day):
        conference = MeetingRead("review_conference", held.held_on, held.due_on)
        teller = rows.at("cp_reviews", held.line)
        yield "Review conferences", keep_meeting(kept, person_id, conference, teller)


def _grouped(table: Iterable[Of]) -> defaultdict[str, list[Of]]:
    of_child: defaultdict[str, list[Of]] = defaultdict(list)
    for row in table:
        of_child[row.person_id].append(row)
    return of_child


def _by_day(row: ConferenceRow) -> tuple[bool, date]:
    """Those held first, in order; those due after them."""
    return row.held_on is None, row.held_on or row.due_on or date.max


def _stages(rows: ByChild, number: str) -> Iterator[tuple[str, ssd_care.Stretch, Teller]]:
    """Each stretch of a stage, with the line that its first day stands on."""
    periods = rows.periods.get(number, [])
    tables: dict[str, tuple[str, Sequence[Any]]] = {
        "early_help": ("early_help_episodes", rows.early_help[number]),
        journey().plans["cin"].stages[0]: ("cin_plans", rows.need_plans[number]),
        "child_protection": ("cp_plans", rows.protection_plans[number]),
        "care": ("cla_episodes", periods),
    }
    for stage, (table, theirs) in tables.items():
        lines = {row.since: row.line for row in theirs}
        for when in ssd_care.stretches(_times(theirs)):
            yield stage, when, rows.at(table, lines[when[0]])
    if rows.care_leavers[number] and periods and periods[-1].until:
        teller = rows.at("care_leavers", rows.care_leavers[number][0].line)
        yield "leaving_care", (periods[-1].until, None), teller


def _times(table: Iterable[Any]) -> list[ssd_care.Stretch]:
    return [(row.since, row.until) for row in table]


def _care(rows: ByChild, number: str, person_id: int, kept: OnRecord) -> Iterator[Noted]:
    placements = sorted(rows.placements[number], key=lambda row: (row.since, row.line))
    statuses = sorted(rows.statuses[number], key=lambda row: (row.since, row.line))
    for place in placements:
        home = Placement(
            person_id=person_id,
            since=place.since,
            until=place.until,
            kind=place.kind,
            source=SOURCE,
        )
        said = {"until": place.until, **({"kind": place.kind} if place.kind else {})}
        teller = rows.at("cla_placement", place.line)
        yield "Placements", keep_dated(kept.placements[person_id], home, teller, **said)
    for held in statuses:
        status = LegalStatus(
            person_id=person_id,
            since=held.since,
            until=held.until,
            status=held.status,
            source=SOURCE,
        )
        teller, known = rows.at("legal_status", held.line), kept.statuses[person_id]
        change = keep_dated(known, status, teller, until=held.until, status=held.status)
        yield "Legal statuses", change
    if periods := rows.periods.get(number):
        spell = SpellTold(
            since=periods[-1].since,
            until=periods[-1].until,
            placement=placements[-1].kind if placements else "",
            placed_since=placements[-1].since if placements else None,
            legal_status=statuses[-1].status if statuses else "",
            begun=periods[-1].since,
            after=periods[-2].until if len(periods) > 1 else None,
        )
        teller = rows.at("cla_episodes", periods[-1].line)
        yield "Times in care", keep_care(kept, person_id, spell, teller)


def _plans(rows: ByChild, number: str) -> list[PlanRead]:
    """A child's plans of every kind. A health assessment makes the health plan (CPPCR reg 7)."""
    reviewed = {row.pathway_reviewed for row in rows.care_leavers[number]} - {None}
    assessed = {row.on for row in rows.health[number]} - {None}
    dated = [
        _plan("care", rows.care_plans[number]),
        _plan("cin", rows.need_plans[number]),
        _plan("cp", rows.protection_plans[number]),
        PlanRead("pathway", tuple(sorted(day for day in reviewed if day)), None, tells_end=False),
        PlanRead("health", tuple(sorted(day for day in assessed if day)), None, tells_end=False),
    ]
    return [plan for plan in dated if plan.made_on]


def _plan(kind: str, table: Sequence[Any]) -> PlanRead:
    times = _times(table)
    ends = [until for _, until in times if until]
    closed_on = max(ends) if ends and len(ends) == len(times) else None
    line = table[-1].line if table else 0
    return PlanRead(kind, tuple(sorted({since for since, _ in times})), closed_on, line)
