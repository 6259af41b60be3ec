"""A child's statutory reviews: those held, and the one that is due.

A child has at most one open review (``held_on`` is None). Invitations and answers hang on it, so
when it is held the same row becomes the held one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from typing import TypeVar

from surveys.clocks import SHORT_BREAKS
from surveys.clocks import DueDate
from surveys.clocks import DueSource
from surveys.clocks import add_months
from surveys.clocks import next_review_due
from voice_app.clock import bank_holidays
from voice_app.db import db
from voice_app.models.journey import CareSpell
from voice_app.models.journey import Meeting
from voice_app.store.journey.changes import BY_HAND
from voice_app.store.journey.changes import Change
from voice_app.store.journey.changes import settle
from voice_app.store.journey.rows import CareSpell as PlainSpell
from voice_app.store.journey.rows import Review
from voice_app.store.journey.whose_word import Otherwise
from voice_app.store.journey.whose_word import hear

STATUTORY_REVIEW = "statutory_review"  # a key of surveys.journey
NOT_DUE = "no statutory review is due: care has ended, or it is short breaks"
NEAR = 3  # months: one held longer before the due day was some other review
A_FORTNIGHT = timedelta(days=14)  # no child has two reviews in one
Known = TypeVar("Known", Meeting, Review)


@dataclass(frozen=True)
class HeldRead:
    """A review that was held, as somebody tells it; ``participation`` is PN0 to PN7, or empty."""

    held_on: date
    participation: str = ""


def days_held(reviews: Sequence[Known]) -> list[date]:
    """The days on which reviews were held, in order."""
    return sorted([review.held_on for review in reviews if review.held_on])


def open_review(reviews: Sequence[Known]) -> Known | None:
    """The review that has not been held yet."""
    for review in reviews:
        if review.held_on is None:
            return review
    return None


def standing_for(reviews: Sequence[Known], day: date, source: str) -> Known | None:
    """The row of a review held on this day: the one known for it, or the open one.

    One that somebody else than this ``source`` put down within a fortnight of that day is the same
    review. The open one it is when the day is after every review held so far and no more than 3
    months before the day it was due.
    """
    known = [review for review in reviews if review.held_on == day or _same(review, day, source)]
    if known:
        return min(known, key=lambda review: abs((review.held_on or day) - day))
    row = open_review(reviews)
    if row is None or any(review.held_on and review.held_on >= day for review in reviews):
        return None
    return row if row.due_on is None or day >= add_months(row.due_on, -NEAR) else None


def hold(
    reviews: list[Meeting], person_id: int, read: HeldRead, source: str
) -> tuple[Meeting, Change, tuple[Otherwise, ...]]:
    """Put a review down as held, as a file tells it: on the row that stands for it, or a new one.

    Gives what it says otherwise than somebody whose word stands.
    """
    row = standing_for(reviews, read.held_on, source)
    if row:
        return row, *settle_held(row, read, source)
    row = Meeting(
        person_id=person_id,
        kind=STATUTORY_REVIEW,
        held_on=read.held_on,
        participation=read.participation,
        source=source,
    )
    reviews.append(row)
    db.session.add(row)
    return row, Change.ADDED, ()


def hold_by_hand(
    reviews: list[Meeting], person_id: int, day: date, *, participation: str
) -> Meeting:
    """Put a review down as a person says it was held; whatever a file said gives way."""
    row, _, _ = hold(reviews, person_id, HeldRead(day, participation), BY_HAND)
    row.source = BY_HAND
    return row


def settle_held(
    row: Meeting | Review, read: HeldRead, source: str
) -> tuple[Change, tuple[Otherwise, ...]]:
    """Put on a review's row that it was held; an empty ``participation`` changes nothing."""
    participation = read.participation or row.participation
    return hear(row, source, held_on=read.held_on, participation=participation)


def _same(review: Meeting | Review, day: date, source: str) -> bool:
    if review.held_on is None or source == BY_HAND or review.source in ("", source):
        return False
    return abs(review.held_on - day) <= A_FORTNIGHT


def is_over(care: CareSpell | PlainSpell | None) -> bool:
    """Whether no review is due any more: care ended, or turned into short breaks."""
    return care is not None and (care.until is not None or care.legal_status in SHORT_BREAKS)


def next_due(
    care: CareSpell | PlainSpell | None, held: Sequence[date], *, records_from: date | None
) -> DueDate | None:
    """When the next review is due, or None: there is none, or nobody can tell.

    ``held`` are the days in this time in care.
    """
    if care is None or is_over(care):
        return None
    return next_review_due(
        care.since,
        held,
        holidays=bank_holidays(),
        legal_status=care.legal_status,
        records_from=records_from,
    )


def expect(
    reviews: list[Meeting], person_id: int, due: DueDate | None, *, over: bool = False
) -> Change:
    """Make the open review one for this due day, unless a better source has set another."""
    change = settle_due(open_review(reviews), due, over=over)
    if change is Change.ADDED and due:
        row = Meeting(person_id=person_id, kind=STATUTORY_REVIEW)
        put_due(row, due)
        reviews.append(row)
        db.session.add(row)
    return change


def settle_due(row: Meeting | Review | None, due: DueDate | None, *, over: bool) -> Change:
    """Settle the open review for this due day; *added* means that there is none yet, so add it.

    A day set by hand outranks one supplied in a file, and that one a computed day. Where reviews
    are ``over``, a computed day is taken back; the row stays, since answers may hang on it.
    """
    if due is None and over and row and row.due_source == DueSource.COMPUTED:
        return settle(row, due_on=None, due_rule=NOT_DUE)
    if due is None:
        return Change.UNCHANGED
    if row is None:
        return Change.ADDED
    return Change.UNCHANGED if _outranks(row.due_source, due.source) else put_due(row, due)


def put_due(row: Meeting | Review, due: DueDate) -> Change:
    """Give a review this due day, with its source and rule."""
    return settle(row, due_on=due.on, due_source=str(due.source), due_rule=due.rule)


def _outranks(standing: str, new: DueSource) -> bool:
    ranks = ["", *DueSource]  # computed, supplied, manual: as they are declared
    return ranks.index(standing) > ranks.index(new)
