"""A child's meetings and visits, what they decided, and what was promised."""

from collections import defaultdict
from collections.abc import Collection
from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from surveys.clocks import DueSource
from surveys.clocks import add_months
from voice_app.db import db
from voice_app.models.journey import Decision
from voice_app.models.journey import Meeting
from voice_app.models.journey import Promise
from voice_app.store.journey.reviews import NEAR


def of(person_id: int) -> list[Meeting]:
    """Every meeting and visit of a child, in the order they were stored."""
    query = select(Meeting).where(Meeting.person_id == person_id).order_by(Meeting.id)
    return list(db.session.scalars(query))


def stands_for(same: Sequence[Meeting], *, held_on: date | None) -> Meeting | None:
    """The open meeting of a kind, if one held on this day is the one it stands for.

    ``same`` are all meetings of that kind. Without a day, the open one it is.
    """
    waiting = [row for row in same if row.held_on is None and row.cancelled_on is None]
    last = max((row.held_on for row in same if row.held_on), default=None)
    if not waiting or (held_on and last and held_on <= last):
        return None
    return waiting[0]


def is_first_seen(row: Meeting, same: Sequence[Meeting], held_on: date | None) -> bool:
    """Whether this is the first of its kind on record, and no day was due for it that we know.

    Held months after the first was due, it is rather one of which the earlier ones were never
    written down here; nobody is called late for those.
    """
    if held_on is None or row.due_on is None or row.due_source != DueSource.COMPUTED:
        return False
    first = all(other.held_on is None or other.held_on >= held_on for other in same)
    return first and held_on > add_months(row.due_on, NEAR)


def decisions(meeting_ids: Collection[int]) -> defaultdict[int, list[Decision]]:
    """What these meetings decided, by meeting."""
    query = select(Decision).where(Decision.meeting_id.in_(meeting_ids)).order_by(Decision.id)
    by_meeting: defaultdict[int, list[Decision]] = defaultdict(list)
    for decision in db.session.scalars(query):
        by_meeting[decision.meeting_id].append(decision)
    return by_meeting


def promises(decision_ids: Collection[int]) -> defaultdict[int, list[Promise]]:
    """Who will do what, by decision."""
    query = select(Promise).where(Promise.decision_id.in_(decision_ids)).order_by(Promise.id)
    by_decision: defaultdict[int, list[Promise]] = defaultdict(list)
    for promise in db.session.scalars(query):
        by_decision[promise.decision_id].append(promise)
    return by_decision
