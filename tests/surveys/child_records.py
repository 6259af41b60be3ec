"""For each thing that is due, a record on which its clock starts on a given day."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from datetime import timedelta
from typing import Any

from slow_counting import ENGLAND

from surveys.child_dates import Care
from surveys.child_dates import ChildDates
from surveys.child_dates import Placed
from surveys.child_dates import Protection
from surveys.child_dates import Task
from surveys.child_dates import Visiting
from surveys.clocks import DueSource
from surveys.clocks import Holidays
from surveys.deadlines import complaint_due
from surveys.deadlines import dispute_due
from surveys.deadlines import due_dates
from surveys.duties import Due
from surveys.duties import Duty

FOR_LONG = timedelta(500)
A_WHILE = timedelta(60)


def placed(day: date) -> ChildDates:
    return ChildDates(care=Care(day), placed=Placed(day))


def visited(
    day: date, *, after: timedelta, visiting: Visiting = Visiting.USUAL, reviewed: bool = False
) -> ChildDates:
    reviews = (day - timedelta(2),) if reviewed else ()
    moved_in = day - after
    return ChildDates(
        care=Care(moved_in, reviews=reviews), placed=Placed(moved_in, visiting), visits=(day,)
    )


def in_care(day: date, **more: Any) -> ChildDates:
    return ChildDates(care=Care(day - FOR_LONG), **more)


def home(day: date, *, moved_in: date, visits: tuple[date, ...]) -> ChildDates:
    return ChildDates(
        care=Care(moved_in),
        placed=Placed(moved_in, childrens_home=True, home_visits=visits),
    )


Record = Callable[[date], ChildDates]

# What is due, and a record on which its clock starts on a day.
RECORDS: dict[str, tuple[Duty, Record]] = {
    "first review": (Duty.STATUTORY_REVIEW, lambda day: ChildDates(care=Care(day))),
    "second review": (
        Duty.STATUTORY_REVIEW,
        lambda day: ChildDates(care=Care(day - timedelta(28), reviews=(day,))),
    ),
    "later review": (
        Duty.STATUTORY_REVIEW,
        lambda day: ChildDates(care=Care(day - FOR_LONG, reviews=(day, day - A_WHILE))),
    ),
    "first review of short breaks": (
        Duty.SHORT_BREAK_REVIEW,
        lambda day: ChildDates(care=Care(day, legal_status="V4")),
    ),
    "later review of short breaks": (
        Duty.SHORT_BREAK_REVIEW,
        lambda day: ChildDates(
            care=Care(day - FOR_LONG, legal_status="V3", reviews=(day - A_WHILE, day))
        ),
    ),
    "decision on a referral": (
        Duty.REFERRAL_DECISION,
        lambda day: ChildDates(referral=Task(day)),
    ),
    "assessment": (Duty.ASSESSMENT, lambda day: ChildDates(assessment=Task(day))),
    "initial conference": (
        Duty.INITIAL_CONFERENCE,
        lambda day: ChildDates(enquiry=Task(day)),
    ),
    "first review conference": (
        Duty.REVIEW_CONFERENCE,
        lambda day: ChildDates(protection=Protection(day)),
    ),
    "later review conference": (
        Duty.REVIEW_CONFERENCE,
        lambda day: ChildDates(
            protection=Protection(day - FOR_LONG, conferences=(day, day - A_WHILE))
        ),
    ),
    "first core group": (
        Duty.CORE_GROUP,
        lambda day: ChildDates(protection=Protection(day)),
    ),
    "next core group": (
        Duty.CORE_GROUP,
        lambda day: ChildDates(
            protection=Protection(day - FOR_LONG, core_groups=(day - A_WHILE, day))
        ),
    ),
    "first visit": (Duty.SOCIAL_WORK_VISIT, placed),
    "visit in the first year": (
        Duty.SOCIAL_WORK_VISIT,
        lambda day: visited(day, after=A_WHILE),
    ),
    "visit after the first year": (
        Duty.SOCIAL_WORK_VISIT,
        lambda day: visited(day, after=FOR_LONG),
    ),
    "visit after the first year, placed to 18": (
        Duty.SOCIAL_WORK_VISIT,
        lambda day: visited(day, after=FOR_LONG, visiting=Visiting.TO_EIGHTEEN),
    ),
    "first visit, temporary approval": (
        Duty.SOCIAL_WORK_VISIT,
        lambda day: ChildDates(care=Care(day), placed=Placed(day, Visiting.TEMPORARY)),
    ),
    "visit before the first review, temporary approval": (
        Duty.SOCIAL_WORK_VISIT,
        lambda day: visited(day, after=A_WHILE, visiting=Visiting.TEMPORARY),
    ),
    "visit after the first review, temporary approval": (
        Duty.SOCIAL_WORK_VISIT,
        lambda day: visited(day, after=A_WHILE, visiting=Visiting.TEMPORARY, reviewed=True),
    ),
    "visit after the first review, parent not assessed": (
        Duty.SOCIAL_WORK_VISIT,
        lambda day: visited(day, after=A_WHILE, visiting=Visiting.UNASSESSED_PARENT, reviewed=True),
    ),
    "first care plan": (Duty.CARE_PLAN, lambda day: ChildDates(care=Care(day))),
    "first placement plan": (Duty.PLACEMENT_PLAN, placed),
    "first education plan": (Duty.EDUCATION_PLAN, placed),
    "next education plan": (
        Duty.EDUCATION_PLAN,
        lambda day: in_care(day, plans={"pep": day}),
    ),
    "first health assessment": (Duty.HEALTH_PLAN, placed),
    "next health assessment": (
        Duty.HEALTH_PLAN,
        lambda day: in_care(day, health_assessed_on=day),
    ),
    "needs assessment": (Duty.PATHWAY_ASSESSMENT, in_care),
    "first pathway plan": (Duty.PATHWAY_PLAN, in_care),
    "next pathway plan": (
        Duty.PATHWAY_PLAN,
        lambda day: ChildDates(plans={"pathway": day}),
    ),
    "child in need plan": (Duty.CIN_PLAN, lambda day: ChildDates(plans={"cin": day})),
    "early help plan": (Duty.EARLY_HELP_PLAN, lambda day: ChildDates(plans={"caf": day})),
    "first Regulation 44 visit": (
        Duty.HOME_VISIT,
        lambda day: home(day, moved_in=day, visits=()),
    ),
    "next Regulation 44 visit": (
        Duty.HOME_VISIT,
        lambda day: home(day, moved_in=day - A_WHILE, visits=(day - timedelta(30), day)),
    ),
    "IRO speaks with the child": (
        Duty.IRO_CONTACT,
        lambda day: ChildDates(care=Care(day - FOR_LONG), manual={Duty.STATUTORY_REVIEW: day}),
    ),
}

# What has a row of its own.
EVENTS: dict[str, Callable[[date, Holidays], date]] = {
    "complaint, stage 1": lambda day, off: complaint_due(1, day, holidays=off)[0].on,
    "complaint, stage 1 at the latest": lambda day, off: complaint_due(1, day, holidays=off)[1].on,
    "complaint, stage 2": lambda day, off: complaint_due(2, day, holidays=off)[0].on,
    "complaint, stage 2 at the latest": lambda day, off: complaint_due(2, day, holidays=off)[1].on,
    "dispute": lambda day, off: dispute_due(day, working_days=20, holidays=off).on,
}


def due_of(
    record: ChildDates, duty: Duty, *, today: date = date.max, holidays: Holidays = ENGLAND
) -> Due | None:
    """The one that is asked for, if it is due at all."""
    dues = due_dates(record, today=today, holidays=holidays)
    return next((due for due in dues if due.kind == duty), None)


def worked_out(
    what: str, start: date, *, born: date | None = None, holidays: Holidays = ENGLAND
) -> date:
    """The day the product works out for one of the words above."""
    if what in EVENTS:
        return EVENTS[what](start, holidays)
    duty, record = RECORDS[what]
    due = due_of(replace(record(start), born=born), duty, today=start, holidays=holidays)
    assert due is not None
    assert due.source == DueSource.COMPUTED
    return due.on
