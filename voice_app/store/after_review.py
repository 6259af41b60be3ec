"""What hangs on a review that is over, or nearly: its round of voices, replies, who is owed one."""

from collections import defaultdict
from collections.abc import Collection
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta

from sqlalchemy import func
from sqlalchemy import select

from surveys.clocks import add_working_days
from surveys.questions import FREE_TEXT
from surveys.questions import Question
from voice_app.clock import LONDON
from voice_app.clock import bank_holidays
from voice_app.clock import london_day
from voice_app.db import db
from voice_app.models.conversations import Answer
from voice_app.models.journey import Decision
from voice_app.models.journey import Meeting
from voice_app.models.journey import Promise
from voice_app.models.reviews import BriefIssue
from voice_app.models.reviews import ReviewReply
from voice_app.policy import Role
from voice_app.store import hearing
from voice_app.store import kept
from voice_app.store import people
from voice_app.store import quotes
from voice_app.store import settings
from voice_app.store import surveys
from voice_app.store import voices
from voice_app.store.journey import on_record
from voice_app.store.journey.reviews import STATUTORY_REVIEW

OWED_FOR = timedelta(days=183)  # then the next review is the one to speak of
WORTH_AN_ANSWER = 3  # words beside a choice: "no im scared", not "2 tbh"


@dataclass(frozen=True)
class ReplyOwed:
    """A child who has not been told yet what came of their review, and by when they should be."""

    person_id: int
    review_id: int
    held_on: date
    reply_by: date


def reply_by(held_on: date) -> date:
    """The last day to tell a child, by this authority's own timetable."""
    return _days_after(held_on, settings.days_around_review().reply)


def _days_after(held_on: date, days: int) -> date:
    return add_working_days(held_on, days, holidays=bank_holidays())


def replies_owed(user_id: int, now: datetime) -> list[ReplyOwed]:
    """The own children of an IRO who wait for a reply to their latest review, the oldest first.

    One is owed where there is something to answer: a decision on record, or words of theirs.
    """
    return replies_owed_to(people.children_of(user_id, Role.IRO, london_day(now)), now)


def replies_owed_to(person_ids: Collection[int], now: datetime) -> list[ReplyOwed]:
    """Who of these waits for a reply to their latest review; a fixed number of queries.

    No words are opened, but for those beside a choice where nothing else would be answered.
    """
    latest = _latest_held(person_ids, since=london_day(now) - OWED_FOR)
    told = _told({review.id for review in latest})
    untold = [review for review in latest if review.id not in told]
    waiting = _with_something_to_answer(untold)
    days = settings.days_around_review().reply
    return [
        ReplyOwed(review.person_id, review.id, review.held_on, _days_after(review.held_on, days))
        for review in untold
        if review.held_on and review.id in waiting
    ]


def not_marked(user_id: int, now: datetime) -> list[Meeting]:
    """Reviews of an IRO's children whose day has passed and that nobody marked as held."""
    today = london_day(now)
    mine = people.children_of(user_id, Role.IRO, today)
    query = select(Meeting).where(
        Meeting.person_id.in_(mine),
        Meeting.kind == STATUTORY_REVIEW,
        Meeting.held_on.is_(None),
        Meeting.cancelled_on.is_(None),
        Meeting.due_on < today,
    )
    return list(db.session.scalars(query.order_by(Meeting.due_on, Meeting.id)))


def of_round(review: Meeting) -> list[Answer]:
    """What a child said between the review before this one and this one, newest first.

    Both days count whole: words of the morning may be about what was, or about what is to come.
    """
    held = [r.held_on for r in on_record.reviews(of=review.person_id)[review.person_id]]
    before = [day for day in held if day and (review.held_on is None or day < review.held_on)]
    since = datetime.combine(max(before), time(), LONDON) if before else None
    found = voices.of([review.person_id], since=since).get(review.person_id, [])
    said = kept.let_through(found)
    if review.held_on is None:
        return said
    until = datetime.combine(review.held_on + timedelta(days=1), time(), LONDON)
    return [answer for answer in said if answer.at < until]


def is_view(answer: Answer) -> bool:
    """Words of their own that somebody at the review must answer: used in the plan, or not."""
    if answer.state != "answered" or not answer.has_words or quotes.is_kept_out(answer):
        return False
    question = quotes.asked_in(answer)[1]
    picked = question is not None and question.kind not in FREE_TEXT
    return not picked or len((answer.words or "").split()) >= WORTH_AN_ANSWER


def replies(review_id: int) -> list[ReviewReply]:
    """What the child was told after a review, oldest first."""
    query = select(ReviewReply).where(ReviewReply.review_id == review_id)
    return list(db.session.scalars(query.order_by(ReviewReply.id)))


def replied_to(person_id: int) -> list[tuple[tuple[date | None, date], date]]:
    """Each review that was replied to, as the day of the one before and its own; and when.

    What was said between the two is what the reply came back to.
    """
    found_rows = db.session.execute(
        select(Meeting.held_on, func.min(ReviewReply.told_at))
        .outerjoin(ReviewReply, ReviewReply.review_id == Meeting.id)
        .where(
            Meeting.person_id == person_id,
            Meeting.kind == STATUTORY_REVIEW,
            Meeting.held_on.is_not(None),
        )
        .group_by(Meeting.id, Meeting.held_on)
        .order_by(Meeting.held_on)
    )
    rows: list[tuple[date | None, datetime | None]] = [(row[0], row[1]) for row in found_rows]
    found: list[tuple[tuple[date | None, date], date]] = []
    before: date | None = None
    for held_on, told_at in rows:
        if told_at is not None and held_on:
            found.append(((before, held_on), london_day(told_at)))
        before = held_on
    return found


def last_issue(review_id: int) -> BriefIssue | None:
    """The brief of a review as it was issued last."""
    query = select(BriefIssue).where(BriefIssue.review_id == review_id)
    return db.session.scalar(query.order_by(BriefIssue.number.desc()).limit(1))


def is_told(decision: Decision, promises: Collection[Promise], told: list[ReviewReply]) -> bool:
    """Whether the child knows of a decision: by a reply, or because they were asked about it."""
    by_reply = any(reply.told_at >= decision.recorded_at for reply in told)
    return by_reply or any(promise.asked_at or promise.happened for promise in promises)


def _latest_held(person_ids: Collection[int], *, since: date) -> list[Meeting]:
    latest = (
        select(Meeting.person_id, func.max(Meeting.held_on).label("held_on"))
        .where(Meeting.person_id.in_(person_ids), Meeting.kind == STATUTORY_REVIEW)
        .group_by(Meeting.person_id)
        .subquery()
    )
    query = (
        select(Meeting)
        .join(
            latest,
            (latest.c.person_id == Meeting.person_id) & (latest.c.held_on == Meeting.held_on),
        )
        .where(Meeting.kind == STATUTORY_REVIEW, Meeting.held_on >= since)
        .order_by(Meeting.held_on, Meeting.id)
    )
    return list(db.session.scalars(query))


def _told(review_ids: Collection[int]) -> set[int]:
    query = select(ReviewReply.review_id).where(ReviewReply.review_id.in_(review_ids))
    return set(db.session.scalars(query))


def _with_something_to_answer(reviews: Collection[Meeting]) -> set[int]:
    """The reviews with a decision on record, or words of the child in their round."""
    ids = [review.id for review in reviews]
    decided = select(Decision.meeting_id).where(Decision.meeting_id.in_(ids)).distinct()
    found = set(db.session.scalars(decided))
    left = [review for review in reviews if review.id not in found and review.held_on]
    begins = _begins(left)
    since = None if None in begins.values() else min(filter(None, begins.values()), default=None)
    said = hearing.said([review.person_id for review in left], since=since)
    beside: dict[int, int] = {}  # words beside a choice, and the review they came before
    for review in left:
        ends = datetime.combine((review.held_on or date.max) + timedelta(days=1), time(), LONDON)
        began = begins[review.id] or datetime.min.replace(tzinfo=UTC)
        worded = [each for each in said[review.person_id] if began <= each.at < ends]
        open_ones = [each for each in worded if _may_be_view(each)]
        if any(_is_asked_for(each) for each in open_ones):
            found.add(review.id)
        else:
            beside |= {each.answer_id: review.id for each in open_ones}
    return found | {beside[answer.id] for answer in _answers(beside) if is_view(answer)}


def _begins(reviews: Collection[Meeting]) -> dict[int, datetime | None]:
    """When the round of each review began: on the day of the review before it, if there was one."""
    query = select(Meeting.person_id, Meeting.held_on).where(
        Meeting.person_id.in_([review.person_id for review in reviews]),
        Meeting.kind == STATUTORY_REVIEW,
        Meeting.held_on.is_not(None),
    )
    held: defaultdict[int, list[date]] = defaultdict(list)
    for person_id, day in db.session.execute(query):
        if day:
            held[person_id].append(day)
    found: dict[int, datetime | None] = {}
    for review in reviews:
        before = [day for day in held[review.person_id] if day < (review.held_on or date.max)]
        found[review.id] = datetime.combine(max(before), time(), LONDON) if before else None
    return found


def _may_be_view(said: hearing.Said) -> bool:
    question = _question(said)
    kept_out = question is not None and question.purpose == quotes.KEPT_OUT
    return said.state == "answered" and said.has_words and not kept_out


def _is_asked_for(said: hearing.Said) -> bool:
    """Words that were asked for as such, or that nobody asked for: they need not be opened."""
    question = _question(said)
    return question is None or question.kind in FREE_TEXT


def _answers(ids: Collection[int]) -> Sequence[Answer]:
    if not ids:
        return ()
    return db.session.scalars(select(Answer).where(Answer.id.in_(ids))).all()


def _question(said: hearing.Said) -> Question | None:
    if said.version_id is None:
        return None
    return surveys.questionnaire(said.version_id).question(said.question)
