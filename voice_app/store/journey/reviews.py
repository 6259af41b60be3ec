"""A child's statutory reviews: those held, and the one that is due.

A child has at most one open review (``held_on`` is None). Invitations and answers hang on it, so
when it is held the same row becomes the held one.
"""

from collections.abc import Sequence
from datetime import date

from surveys.clocks import SHORT_BREAKS
from surveys.clocks import DueDate
from surveys.clocks import DueSource
from surveys.clocks import add_months
from surveys.clocks import next_review_due
from voice_app.clock import bank_holidays
from voice_app.db import db
from voice_app.models.journey import CareSpell
from voice_app.models.journey import Meeting
from voice_app.store.journey.changes import Change
from voice_app.store.journey.changes import settle

STATUTORY_REVIEW = "statutory_review"  # a key of surveys.journey
NOT_DUE = "no statutory review is due: care has ended, or it is short breaks"
NEAR = 3  # months: one held longer before the due day was some other review


def days_held(reviews: Sequence[Meeting]) -> list[date]:
    """The days on which reviews were held, in order."""
    return sorted(review.held_on for review in reviews if review.held_on)


def open_review(reviews: Sequence[Meeting]) -> Meeting | None:
    """The review that has not been held yet."""
    return next((review for review in reviews if review.held_on is None), None)


def hold(
    reviews: list[Meeting], person_id: int, day: date, *, participation: str
) -> tuple[Meeting, Change]:
    """Put a review down as held: the one known for that day, the open one, or a new one.

    The open one it is when the day is after every review held so far and no more than 3 months
    before the day it was due. An empty ``participation`` changes nothing.
    """
    known = next((review for review in reviews if review.held_on == day), None)
    row = known or _waiting_for(reviews, day)
    if row:
        said = participation or row.participation
        return row, settle(row, held_on=day, participation=said)
    row = Meeting(
        person_id=person_id, kind=STATUTORY_REVIEW, held_on=day, participation=participation
    )
    reviews.append(row)
    db.session.add(row)
    return row, Change.ADDED


def is_over(care: CareSpell | None) -> bool:
    """Whether no review is due any more: care ended, or turned into short breaks."""
    return care is not None and (care.until is not None or care.legal_status in SHORT_BREAKS)


def next_due(
    care: CareSpell | None, held: Sequence[date], *, records_from: date | None
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
    """Make the open review one for this due day, unless a better source has set another.

    A day set by hand outranks one supplied in a file, and that one a computed day. Where reviews
    are ``over``, a computed day is taken back; the row stays, since answers may hang on it.
    """
    row = open_review(reviews)
    if due is None and over and row and row.due_source == DueSource.COMPUTED:
        return settle(row, due_on=None, due_rule=NOT_DUE)
    if due is None:
        return Change.UNCHANGED
    if row is None:
        row = Meeting(person_id=person_id, kind=STATUTORY_REVIEW)
        _put(row, due)
        reviews.append(row)
        db.session.add(row)
        return Change.ADDED
    return Change.UNCHANGED if _outranks(row.due_source, due.source) else _put(row, due)


def _put(row: Meeting, due: DueDate) -> Change:
    return settle(row, due_on=due.on, due_source=str(due.source), due_rule=due.rule)


def _outranks(standing: str, new: DueSource) -> bool:
    ranks = ["", *DueSource]  # computed, supplied, manual: as they are declared
    return ranks.index(standing) > ranks.index(new)


def _waiting_for(reviews: Sequence[Meeting], day: date) -> Meeting | None:
    """The open review, if one held on this day is the one it stands for."""
    row = open_review(reviews)
    held = days_held(reviews)
    if row is None or (held and day <= held[-1]):
        return None
    return row if row.due_on is None or day >= add_months(row.due_on, -NEAR) else None
