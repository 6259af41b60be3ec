"""Days that contradict each other, or what is on record already: each named by its field."""

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from enum import StrEnum
from typing import TypeVar

from voice_app.models.journey import Involvement
from voice_app.models.journey import LegalStatus
from voice_app.models.journey import Placement
from voice_app.models.journey import StageEpisode
from voice_app.services.recording.entries import NewInvolvement
from voice_app.services.recording.entries import NewLegalStatus
from voice_app.services.recording.entries import NewMeeting
from voice_app.services.recording.entries import NewPlacement
from voice_app.services.recording.entries import NewPlan
from voice_app.services.recording.entries import NewStage
from voice_app.services.recording.entries import NotNow
from voice_app.services.recording.entries import RecordingFault
from voice_app.store.journey import meetings
from voice_app.store.journey import on_record
from voice_app.store.journey import reviews

YEARS_AHEAD = 5  # further ahead than this, a year was mistyped
LONGEST_NOT_NOW = timedelta(days=90)


class Code(StrEnum):
    """What is wrong. A screen has words for each."""

    BEFORE_BIRTH = "before_birth"
    NOT_YET = "not_yet"  # a day that has not come
    TOO_FAR = "too_far"
    ENDS_BEFORE_IT_BEGINS = "ends_before_it_begins"
    DUE_BEFORE_MADE = "due_before_made"
    NO_DAY = "no_day"
    ALONE_BUT_NOT_SEEN = "alone_but_not_seen"
    OVERLAPS = "overlaps"
    NOT_CANCELLED = "not_cancelled"  # a statutory review is moved
    NOT_BY_YOU = "not_by_you"
    HELD_ELSEWHERE = "held_elsewhere"
    TOO_LONG_A_SILENCE = "too_long_a_silence"
    UNKNOWN_NUMBER = "unknown_number"
    THEMSELVES = "themselves"
    NO_NAME = "no_name"
    BAD_MOBILE = "bad_mobile"
    TWICE = "twice"
    ANOTHER_KIND = "another_kind"


@dataclass(frozen=True)
class Contradiction:
    """One thing that cannot be, at one field; ``day`` is what it collides with."""

    field: str
    code: Code
    day: date | None = None


class Contradicted(RecordingFault):
    """Nothing was stored; every contradiction is named."""

    def __init__(self, found: tuple[Contradiction, ...]) -> None:
        super().__init__(", ".join(f"{each.field}: {each.code}" for each in found))
        self.found = found


@dataclass(frozen=True)
class Life:
    """What every day is held against: when they were born, and the day it is.

    ``but`` is the row that is being put right, which cannot stand in its own way.
    """

    person_id: int
    born: date | None
    today: date
    but: int | None = None


Found = Iterator[Contradiction]
Spanning = TypeVar("Spanning", bound=Involvement | StageEpisode | Placement | LegalStatus)


def of_plan(new: NewPlan, life: Life) -> Found:
    """A plan is made on a day that has come, and looked at again after it."""
    yield from _past(life, made_on=new.made_on, closed_on=new.closed_on)
    yield from _ahead(life, next_review=new.next_review)
    if new.next_review and new.next_review <= new.made_on:
        yield Contradiction("next_review", Code.DUE_BEFORE_MADE, new.made_on)
    if new.closed_on and new.closed_on < new.made_on:
        yield Contradiction("closed_on", Code.ENDS_BEFORE_IT_BEGINS, new.made_on)


def of_meeting(new: NewMeeting, life: Life) -> Found:
    """A meeting was held, is due or was cancelled; nobody is seen alone without being seen."""
    yield from _past(life, held_on=new.held_on, cancelled_on=new.cancelled_on)
    yield from _ahead(life, due_on=new.due_on)
    if not (new.held_on or new.due_on or new.cancelled_on):
        yield Contradiction("held_on", Code.NO_DAY)
    if new.cancelled_on and new.kind == reviews.STATUTORY_REVIEW:
        yield Contradiction("cancelled_on", Code.NOT_CANCELLED)
    if new.held_on and new.kind == reviews.STATUTORY_REVIEW:
        yield Contradiction("held_on", Code.HELD_ELSEWHERE)
    if new.cancelled_on and new.held_on:
        yield Contradiction("cancelled_on", Code.OVERLAPS, new.held_on)
    if new.seen_alone and not new.child_seen:
        yield Contradiction("seen_alone", Code.ALONE_BUT_NOT_SEEN)
    yield from _twice(new, life)


def of_stretch(new: NewStage | NewPlacement | NewLegalStatus, life: Life) -> Found:
    """A stage, placement or status has begun, and ends after it began."""
    yield from _past(life, since=new.since, until=new.until)
    yield from _order(new.since, new.until)
    match new:
        case NewStage():
            yield from _overlap(new, life)
        case NewPlacement():
            rows = on_record.rows(Placement, of=life.person_id)[life.person_id]
            yield from _one_at_a_time(new, rows, life)
        case _:
            statuses = on_record.rows(LegalStatus, of=life.person_id)[life.person_id]
            yield from _one_at_a_time(new, statuses, life)


def of_involvement(new: NewInvolvement, life: Life) -> Found:
    """Work with a child may begin and end on a day to come; it ends after it began."""
    yield from _ahead(life, since=new.since, until=new.until)
    yield from _order(new.since, new.until)
    rows = on_record.rows(Involvement, of=life.person_id)[life.person_id]
    for row in _others(rows, new.since, life):
        same = (row.user_id, row.role) == (new.user_id, new.role)
        if same and _meet(row.since, row.until, new.since, new.until):
            yield Contradiction("since", Code.OVERLAPS, row.since)


def of_not_now(new: NotNow, life: Life) -> Found:
    """It always ends, not before it begins, and within a season: nobody is silenced by a slip."""
    yield from _ahead(life, starts=new.starts, until=new.until)
    if new.until < new.starts:
        yield Contradiction("until", Code.ENDS_BEFORE_IT_BEGINS, new.starts)
    if new.until > max(new.starts, life.today) + LONGEST_NOT_NOW:
        yield Contradiction("until", Code.TOO_LONG_A_SILENCE, life.today)


def _overlap(new: NewStage, life: Life) -> Found:
    """The same stage twice at once; a stage may well run beside another."""
    rows = on_record.rows(StageEpisode, of=life.person_id)[life.person_id]
    for row in _others(rows, new.since, life):
        if row.stage == new.stage and _meet(row.since, row.until, new.since, new.until):
            yield Contradiction("since", Code.OVERLAPS, row.since)


def _one_at_a_time(
    new: NewPlacement | NewLegalStatus, rows: Iterable[Placement | LegalStatus], life: Life
) -> Found:
    """A child lives in one place, under one status: one ends on the day the next begins.

    What lasted until then makes way for what begins later.
    """
    known = list(rows)
    began = next((row.since for row in known if row.id == life.but), None)
    for row in _others(known, new.since, life):
        if row.since < new.since and row.until in {None, began}:
            continue
        at_once = row.since < (new.until or date.max) and new.since < (row.until or date.max)
        if at_once or row.since == new.since:
            field = "until" if row.since > new.since else "since"
            yield Contradiction(field, Code.OVERLAPS, row.since)


def _others(rows: Iterable[Spanning], since: date, life: Life) -> Iterator[Spanning]:
    """The rows that stand beside an entry: not the one of the same first day, which it changes."""
    for row in rows:
        if (row.since != since) if life.but is None else (row.id != life.but):
            yield row


def _twice(new: NewMeeting, life: Life) -> Found:
    """The same meeting or visit on the same day is on record once."""
    same = [row for row in meetings.of(life.person_id) if row.kind == new.kind]
    for row in same:
        if row.id == life.but:
            continue
        if new.held_on and row.held_on == new.held_on:
            yield Contradiction("held_on", Code.TWICE, new.held_on)
        if new.cancelled_on and row.cancelled_on == new.cancelled_on and row.due_on == new.due_on:
            yield Contradiction("cancelled_on", Code.TWICE, new.cancelled_on)


def _meet(since: date, until: date | None, other: date, other_until: date | None) -> bool:
    return since <= (other_until or date.max) and other <= (until or date.max)


def _order(since: date, until: date | None) -> Found:
    if until and until < since:
        yield Contradiction("until", Code.ENDS_BEFORE_IT_BEGINS, since)


def _past(life: Life, **days: date | None) -> Found:
    """Days that have come, after the child was born."""
    yield from _after_birth(life, days)
    for field, day in days.items():
        if day and day > life.today:
            yield Contradiction(field, Code.NOT_YET, life.today)


def _ahead(life: Life, **days: date | None) -> Found:
    """Days that may lie ahead, but not by a mistyped year."""
    yield from _after_birth(life, days)
    for field, day in days.items():
        if day and day.year > life.today.year + YEARS_AHEAD:
            yield Contradiction(field, Code.TOO_FAR, life.today)


def _after_birth(life: Life, days: dict[str, date | None]) -> Found:
    for field, day in days.items():
        if day and life.born and day < life.born:
            yield Contradiction(field, Code.BEFORE_BIRTH)
