"""What was promised to a child at a meeting, whether it is due, and what they say came of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta

from sqlalchemy import ColumnElement
from sqlalchemy import Exists
from sqlalchemy import exists
from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy.orm import aliased

from voice_app.clock import LONDON
from voice_app.db import db
from voice_app.models.journey import Decision
from voice_app.models.journey import Meeting
from voice_app.models.journey import Promise
from voice_app.models.messages import OutboundText
from voice_app.models.people import Person
from voice_app.models.reviews import ReviewReply

LOST = ("expired", "failed", "not_delivered")  # nobody read what a text in these states asked
MOST_TEXTS = 2  # about one promise


@dataclass(frozen=True)
class Made:
    """A promise, what was decided with it, and where."""

    promise: Promise
    decision: Decision
    meeting: Meeting

    @property
    def words(self) -> str:
        """What will be done, in words for the child."""
        return self.promise.what or self.decision.words


def made(promise_id: int, *, lock: bool = False) -> Made | None:
    """One promise; ``lock`` keeps others out until the commit."""
    query = (
        select(Promise, Decision, Meeting)
        .join(Decision, Decision.id == Promise.decision_id)
        .join(Meeting, Meeting.id == Decision.meeting_id)
        .where(Promise.id == promise_id)
    )
    row = db.session.execute(query.with_for_update(of=Promise) if lock else query).first()
    return Made(*row) if row else None


def to_ask_about(since: date, until: date) -> list[tuple[int, int]]:
    """Promise and child, where it was due on one of these days and nobody was asked, oldest first.

    Nobody is asked whose record is closed, nor about what they were not told: until then it may be
    changed. What was put right by another line is not asked about. Only reviews are told about;
    what other meetings promised is asked as it stands.
    """
    rows = db.session.execute(
        select(Promise.id, Meeting.person_id)
        .join(Decision, Decision.id == Promise.decision_id)
        .join(Meeting, Meeting.id == Decision.meeting_id)
        .join(Person, Person.id == Meeting.person_id)
        .where(
            Promise.due_on.between(since, until),
            Promise.asked_at.is_(None),
            Promise.happened == "",
            Person.record == "open",
            (Meeting.kind != "statutory_review") | _was_told(),
            ~_was_corrected(),
            ~_asked_often(),
        )
        .order_by(Promise.due_on, Promise.id)
    )
    return [(promise_id, person_id) for promise_id, person_id in rows]


def forget_lost_asks() -> None:
    """What was asked by a text that never arrived was not asked; nobody knows of it by that."""
    lost = OutboundText.state.in_(LOST)
    texts = select(OutboundText.promise_id).where(OutboundText.promise_id.is_not(None))
    rows = db.session.scalars(
        select(Promise).where(
            Promise.asked_at.is_not(None),
            Promise.happened == "",
            Promise.id.in_(texts.where(lost)),
            Promise.id.not_in(texts.where(~lost)),
        )
    )
    for promise in rows:
        promise.asked_at = None


def _asked_often() -> ColumnElement[bool]:
    """Two texts in vain are enough: the question stands on their page."""
    texts = select(func.count(OutboundText.id)).where(OutboundText.promise_id == Promise.id)
    return texts.scalar_subquery() >= MOST_TEXTS


def _was_told() -> Exists:
    return exists().where(
        ReviewReply.review_id == Decision.meeting_id, ReviewReply.told_at >= Decision.recorded_at
    )


def _was_corrected() -> Exists:
    other = aliased(Decision)
    return exists().where(other.corrects_id == Decision.id)


def texted_on(person_id: int, day: date) -> bool:
    """Whether a text about a promise was queued for this person on a day."""
    begins = datetime.combine(day, time(), LONDON)
    ends = datetime.combine(day + timedelta(days=1), time(), LONDON)
    query = select(OutboundText.id).where(
        OutboundText.person_id == person_id,
        OutboundText.promise_id.is_not(None),
        OutboundText.created_at >= begins,
        OutboundText.created_at < ends,
    )
    return db.session.scalar(query.limit(1)) is not None


def settle(promise: Promise, happened: str, words: str | None, *, now: datetime) -> None:
    """Keep what the child says became of it: yes, a_bit or not_yet, in their words if they came."""
    promise.happened = happened
    promise.child_said = words
    promise.happened_at = now


def not_kept(person_ids: Collection[int]) -> dict[int, int]:
    """How many promises each child says have not happened yet, of the last review and since."""
    reviewed = (
        select(Meeting.person_id, func.max(Meeting.held_on).label("on"))
        .where(Meeting.kind == "statutory_review")
        .group_by(Meeting.person_id)
        .subquery()
    )
    rows = db.session.execute(
        select(Meeting.person_id, func.count(Promise.id))
        .join(Decision, Decision.meeting_id == Meeting.id)
        .join(Promise, Promise.decision_id == Decision.id)
        .outerjoin(reviewed, reviewed.c.person_id == Meeting.person_id)
        .where(
            Meeting.person_id.in_(person_ids),
            Promise.happened == "not_yet",
            (reviewed.c.on.is_(None)) | (Meeting.held_on >= reviewed.c.on),
        )
        .group_by(Meeting.person_id)
    )
    return {person_id: count for person_id, count in rows}  # noqa: C416 - rows are not tuples
