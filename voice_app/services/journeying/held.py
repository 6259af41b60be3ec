"""Meetings and visits as the record shows them, with what they decided and what was promised."""

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from surveys.journey import shipped as journey
from voice_app.models.journey import Decision
from voice_app.models.journey import Meeting
from voice_app.models.journey import Promise
from voice_app.pages import codes
from voice_app.pages.records import DecisionOnRecord
from voice_app.pages.records import MeetingShown
from voice_app.pages.records import PromiseShown
from voice_app.store import accounts
from voice_app.store.journey import meetings
from voice_app.store.journey.changes import BY_HAND
from voice_app.store.journey.reviews import STATUTORY_REVIEW

Shown = tuple[MeetingShown, ...]
HAPPENED = {"yes": "happened", "a_bit": "a_bit", "not_yet": "not_yet"}
FAR = date.max


@dataclass(frozen=True)
class _Minutes:
    """What was looked up once for all meetings of a child."""

    decisions: Mapping[int, Sequence[Decision]]
    promises: Mapping[int, Sequence[Promise]]
    chairs: Mapping[int, str]
    today: date


def meetings_shown(person_id: int, today: date) -> tuple[Shown, Shown]:
    """What is to come, soonest first; and what was held or cancelled, newest first."""
    rows = meetings.of(person_id)
    decided = meetings.decisions([row.id for row in rows])
    ids = [decision.id for each in decided.values() for decision in each]
    minutes = _Minutes(
        decisions=decided,
        promises=meetings.promises(ids),
        chairs=accounts.names({row.chair_id for row in rows if row.chair_id}),
        today=today,
    )
    shown = [_meeting(row, minutes) for row in rows]
    coming = [each for each in shown if not (each.held_on or each.cancelled_on)]
    over = [each for each in shown if each.held_on or each.cancelled_on]
    return (
        tuple(sorted(coming, key=lambda each: each.due_on or FAR)),
        tuple(sorted(over, key=_when, reverse=True)),
    )


def standing(*, due_on: date | None, today: date) -> str:
    """How something that is still to come stands to its day, which is itself in time."""
    if due_on is None:
        return "no_day"
    return "overdue" if due_on < today else "due"


def _when(meeting: MeetingShown) -> date:
    return meeting.held_on or meeting.cancelled_on or FAR


def _meeting(row: Meeting, minutes: _Minutes) -> MeetingShown:
    kinds = journey().meetings
    over = "held" if row.held_on else "cancelled" if row.cancelled_on else ""
    return MeetingShown(
        meeting_id=row.id,
        kind=row.kind,
        label=kinds[row.kind].label if row.kind in kinds else row.kind,
        standing=over or standing(due_on=row.due_on, today=minutes.today),
        due_on=row.due_on,
        due_source=row.due_source,
        due_rule=row.due_rule,
        held_on=row.held_on,
        cancelled_on=row.cancelled_on,
        chair=minutes.chairs.get(row.chair_id or 0, ""),
        participation=codes.participation(row.participation),
        child_seen=row.child_seen,
        seen_alone=row.seen_alone,
        decisions=tuple(_decision(each, minutes) for each in minutes.decisions.get(row.id, ())),
        by_hand=row.source == BY_HAND and row.kind != STATUTORY_REVIEW,
    )


def _decision(row: Decision, minutes: _Minutes) -> DecisionOnRecord:
    promises = minutes.promises.get(row.id, ())
    return DecisionOnRecord(row.words, tuple(_promise(each, minutes.today) for each in promises))


def _promise(row: Promise, today: date) -> PromiseShown:
    """What the child says became of it comes before what the calendar says."""
    return PromiseShown(
        promise_id=row.id,
        what=row.what or "",
        who=row.who,
        due_on=row.due_on,
        standing=HAPPENED.get(row.happened) or standing(due_on=row.due_on, today=today),
    )
