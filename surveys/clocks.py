"""Statutory clocks: when a review is due, what happens around it, how current a plan is.

Days are local calendar dates (Europe/London); nothing here knows what day it is. A working day is
any day but Saturday, Sunday and a bank holiday (SI 2006/1738 reg 2). ``CPPCR 2010`` is the Care
Planning, Placement and Case Review (England) Regulations 2010.
"""

import calendar
from collections.abc import Container
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from enum import StrEnum

from surveys.journey import PlanKind

Holidays = Container[date]  # a frozenset, or the table of the ``holidays`` package as it is

SHORT_BREAKS = frozenset({"V3", "V4"})  # legal statuses whose children have no such reviews
FIRST_REVIEW = "CPPCR 2010 reg 33(1): within 20 working days of coming into care"
SECOND_REVIEW = "CPPCR 2010 reg 33(2): within 3 months of the first review"
LATER_REVIEW = "CPPCR 2010 reg 33(2): within 6 months of the review before"
EARLY_REVIEW = "CPPCR 2010 reg 33(3): a review before its time, as the IRO asked"
FIRST_SHORT_BREAK_REVIEW = (
    "CPPCR 2010 reg 48: a series of short breaks is first reviewed within 3 months of its start"
    " (believed, not confirmed)"
)
LATER_SHORT_BREAK_REVIEW = (
    "CPPCR 2010 reg 48: a series of short breaks is reviewed within 6 months of the review before"
    " (believed, not confirmed)"
)

_A_DAY = timedelta(days=1)
_SATURDAY = 5
_ENOUGH_TO_TELL = 2  # reviews after which the next is due in 6 months, whenever care began


class DueSource(StrEnum):
    """Where a due date comes from."""

    COMPUTED = "computed"
    SUPPLIED = "supplied"
    MANUAL = "manual"


class Standing(StrEnum):
    """How current a plan is. *Missing*: no version on record, or none with a date to hold it to."""

    CURRENT = "current"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    MISSING = "missing"


@dataclass(frozen=True)
class DueDate:
    """The last day that keeps the rule, and which rule that is."""

    on: date
    source: DueSource
    rule: str


@dataclass(frozen=True)
class TimetableDays:
    """Working days before the review (``reply``: after it). Raises ``ValueError`` if out of order.

    The defaults are the product's, drawn from published local procedures; a council may change
    each of them.
    """

    invite: int = 20
    remind: int = 15
    last_call: int = 8
    brief: int = 5
    refresh: int = 1
    reply: int = 20

    def __post_init__(self) -> None:
        before = (self.invite, self.remind, self.last_call, self.brief, self.refresh, 0)
        if list(before) != sorted(before, reverse=True) or self.reply < 0:
            raise ValueError(f"the days around a review are out of order: {before}, {self.reply}")


USUAL_DAYS = TimetableDays()


@dataclass(frozen=True)
class Timetable:
    """What happens when around one review."""

    invite: date
    remind: date
    last_call: date
    brief: date
    refresh: date
    review: date
    reply_by: date


def is_working_day(day: date, holidays: Holidays) -> bool:
    """Whether offices are open on this day."""
    return day.weekday() < _SATURDAY and day not in holidays


def add_working_days(start: date, days: int, *, holidays: Holidays) -> date:
    """The day that lies ``days`` working days after ``start`` (before it, where negative).

    ``start`` itself is not counted; 0 days is ``start``, whatever day it is.
    """
    step = _A_DAY if days > 0 else -_A_DAY
    day, left = start, abs(days)
    while left:
        day += step
        left -= is_working_day(day, holidays)
    return day


def working_days_between(start: date, end: date, *, holidays: Holidays) -> int:
    """Working days after ``start``, up to and with ``end``; negative where ``end`` is earlier.

    Backwards the count runs from the day before ``start`` down to and with ``end``, so that both
    ways it undoes ``add_working_days``.
    """
    step = _A_DAY if end > start else -_A_DAY
    day, count = start, 0
    while day != end:
        day += step
        count += is_working_day(day, holidays)
    return count if end > start else -count


def add_months(start: date, months: int) -> date:
    """The same day of a later month, or that month's last day: 30 November + 3 is 28 February."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))


def anniversary(day: date, years: int) -> date:
    """The day on which so many years are over: that of 29 February is 1 March in a common year.

    A child is of an age from the first moment of this day. That it is 1 March, and not 28
    February, is believed, not confirmed.
    """
    same_day = add_months(day, 12 * years)
    return same_day if same_day.day == day.day else same_day + _A_DAY


def next_review_due(
    start: date | None,
    held: Sequence[date],
    *,
    holidays: Holidays,
    legal_status: str = "",
    records_from: date | None = None,
) -> DueDate | None:
    """When the next statutory review is due, or None where there is none or nobody can tell.

    Once care has ended no review is due: do not ask. One that was asked for before its time
    (reg 33(3)) is ``early_review``. Where ``start`` is not known, one review may have been the
    first (3 months to the next) or a later one (6 months), so no day is guessed.

    Args:
        start: the day the child came into care; None where the records do not say.
        held: the days of the reviews held, in any order; those before ``start`` do not count. A
            review held in parts is one, on the day it was completed (believed, not confirmed):
            give that day only.
        holidays: England's bank holidays.
        legal_status: SSDA903 code; short breaks (V3, V4) carry no such review (DfE rule 399) and
            give None: theirs is ``short_break_review_due``.
        records_from: the first day the records cover, where reviews held before it are unknown
            (a yearly return holds one year). A child who has been in care for years is then not
            taken for one who never had a review.
    """
    if legal_status in SHORT_BREAKS or (start is None and len(held) < _ENOUGH_TO_TELL):
        return None
    counted = sorted(day for day in held if start is None or day >= start)
    first_due = start and add_working_days(start, 20, holidays=holidays)
    unseen = bool(first_due and records_from and first_due < records_from)
    if not counted:
        return None if unseen or not first_due else _computed(first_due, FIRST_REVIEW)
    one_before = unseen and first_due and counted[0] > add_months(first_due, 3)
    if len(counted) == 1 and not one_before:
        return _computed(add_months(counted[0], 3), SECOND_REVIEW)
    return _computed(add_months(counted[-1], 6), LATER_REVIEW)


def short_break_review_due(start: date, held: Sequence[date]) -> DueDate:
    """When a series of short breaks is next reviewed (reg 48); it counts from its first break.

    ``held`` are the days of the reviews held, in any order; those before ``start`` do not count.
    The periods are believed, not confirmed; the limits of a series (75 days in 12 months) stand
    in reg 48 itself.
    """
    last = max((day for day in held if day >= start), default=None)
    if last is None:
        return _computed(add_months(start, 3), FIRST_SHORT_BREAK_REVIEW)
    return _computed(add_months(last, 6), LATER_SHORT_BREAK_REVIEW)


def early_review(on: date) -> DueDate:
    """A review that the IRO asked for before its time: a day set by hand outranks the others."""
    return DueDate(on, DueSource.MANUAL, EARLY_REVIEW)


def settled_due(
    computed: DueDate | None, *, supplied: date | None = None, manual: date | None = None
) -> DueDate | None:
    """The date to work with: what a person set goes first, then what the source supplied."""
    if manual:
        return DueDate(manual, DueSource.MANUAL, "set by hand")
    if supplied:
        return DueDate(supplied, DueSource.SUPPLIED, "given in the imported file")
    return computed


def timetable(review: date, *, holidays: Holidays, days: TimetableDays = USUAL_DAYS) -> Timetable:
    """The days around a review, some of which may be over already."""

    def before(count: int) -> date:
        return add_working_days(review, -count, holidays=holidays)

    return Timetable(
        invite=before(days.invite),
        remind=before(days.remind),
        last_call=before(days.last_call),
        brief=before(days.brief),
        refresh=before(days.refresh),
        review=review,
        reply_by=add_working_days(review, days.reply, holidays=holidays),
    )


def read_by(received: date, *, holidays: Holidays) -> date:
    """By the end of this day a person has read what came in: one working day later."""
    return add_working_days(received, 1, holidays=holidays)


def plan_due(kind: PlanKind, last_updated: date) -> DueDate:
    """When a plan of this kind is looked at again, where only its last version is known.

    With the rest of a child's record at hand, ``surveys.deadlines`` says it more exactly.
    """
    months = kind.review_every_months
    return _computed(add_months(last_updated, months), f"{kind.label}: every {months} months")


def plan_standing(
    last_updated: date | None, next_due: date | None, *, today: date, soon_days: int = 28
) -> Standing:
    """How current a plan is; ``soon_days`` are calendar days. On its due day it is not overdue."""
    if last_updated is None or next_due is None:
        return Standing.MISSING
    if next_due < today:
        return Standing.OVERDUE
    return Standing.DUE_SOON if next_due <= today + timedelta(soon_days) else Standing.CURRENT


def _computed(on: date, rule: str) -> DueDate:
    return DueDate(on, DueSource.COMPUTED, rule)
