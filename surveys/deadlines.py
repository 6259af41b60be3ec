"""When everything is due for one child, by law, guidance and local practice.

How the shell uses it, once for each child::

    record = ChildDates(born=…, care=Care(since=…, reviews=…), placed=Placed(…), plans=…, …)
    for due in due_dates(record, today=today, holidays=bank_holidays()):
        due.kind    a key of the journey's meetings or plans, where it has one (``PLANS``: plans)
        due.on      -> Meeting.due_on,     or PlanVersion.next_review
        due.source  -> Meeting.due_source, or PlanVersion.next_source
        due.rule    -> Meeting.due_rule,   or PlanVersion.next_rule

The days change when something is held, made or moved, so they are worked out again then; the
``today`` only keeps back what has not begun, such as a 16th birthday. Days that a file supplied
or a person set stand in the record and outrank computed ones. Where an authority has other
limits, hand in ``{**shipped(), "cin_plan": replace(shipped()["cin_plan"], within=…)}``.
Complaints and disputes have rows of their own: ``complaint_due`` and ``dispute_due``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from surveys.care_duties import in_care
from surveys.care_duties import leaving_care
from surveys.child_dates import ChildDates
from surveys.clocks import USUAL_DAYS
from surveys.clocks import DueDate
from surveys.clocks import DueSource
from surveys.clocks import Holidays
from surveys.clocks import add_working_days
from surveys.duties import PLANS
from surveys.duties import Due
from surveys.duties import Duty
from surveys.duties import Reckoning
from surveys.time_limits import UNCONFIRMED
from surveys.time_limits import TimeLimits
from surveys.time_limits import shipped


@dataclass(frozen=True)
class PlanMoment:
    """The day on which to ask about a plan, whether or not one was ever seen."""

    plan: str  # a key of the journey's plans
    ask_on: date
    due: Due


def due_dates(
    record: ChildDates, *, today: date, holidays: Holidays, limits: TimeLimits | None = None
) -> tuple[Due, ...]:
    """What is due for this child, soonest first: one ``Due`` for each duty that has begun.

    What was due and has not been done is there with its day in the past.
    """
    reckoning = Reckoning(record, today, holidays, limits or shipped())
    computed = {due.kind: due for due in _computed(reckoning)}
    kinds = {*computed, *map(Duty, record.supplied), *map(Duty, record.manual)}
    settled = (reckoning.settled(kind, computed.get(kind)) for kind in kinds)
    begun = [due for due in settled if due and _has_begun(due, today)]
    return tuple(sorted(begun, key=lambda due: (due.on, due.kind)))


def plan_moments(
    record: ChildDates,
    *,
    today: date,
    holidays: Holidays,
    limits: TimeLimits | None = None,
    ahead: int = USUAL_DAYS.invite,
) -> tuple[PlanMoment, ...]:
    """When to ask about each plan: in time for its review, ``ahead`` working days before it.

    A plan that is to be made first is asked about on the day it is due: by then it can have been
    seen. One that exists is never asked about before the working day after its last version. A
    moment in the past means now.
    """
    dues = due_dates(record, today=today, holidays=holidays, limits=limits)
    return tuple(
        PlanMoment(str(due.kind), _ask_on(due, ahead, holidays), due)
        for due in dues
        if due.kind in PLANS
    )


def complaint_due(
    stage: int, begun: date, *, holidays: Holidays, limits: TimeLimits | None = None
) -> tuple[DueDate, DueDate]:
    """By when a complaint at stage 1 or 2 is answered, and by when at the very latest."""
    table = limits or shipped()
    usual = table[f"complaint_stage_{stage}"].due_after(begun, holidays=holidays)
    return usual, table[f"complaint_stage_{stage}_latest"].due_after(begun, holidays=holidays)


def dispute_due(formal_on: date, *, working_days: int, holidays: Holidays) -> DueDate:
    """By when a dispute that became formal on a day is settled; the authority sets how long."""
    on = add_working_days(formal_on, working_days, holidays=holidays)
    rule = f"IRO Handbook 2010: a formal dispute is settled within {working_days} working days"
    return DueDate(on, DueSource.COMPUTED, f"{rule} ({UNCONFIRMED})")


def _computed(reckoning: Reckoning) -> Iterator[Due]:
    yield from _before_protection(reckoning)
    yield from _in_protection(reckoning)
    yield from in_care(reckoning)
    yield from leaving_care(reckoning)


def _before_protection(reckoning: Reckoning) -> Iterator[Due]:
    """Referral, assessment, enquiry, and the plans for help without protection."""
    record = reckoning.record
    for duty, task in (
        (Duty.REFERRAL_DECISION, record.referral),
        (Duty.ASSESSMENT, record.assessment),
        (Duty.INITIAL_CONFERENCE, record.enquiry),
    ):
        if task and task.done is None:
            yield reckoning.due(duty, str(duty), task.since)
    for duty, limit in (
        (Duty.EARLY_HELP_PLAN, "early_help_plan"),
        (Duty.CIN_PLAN, "cin_plan"),
    ):
        made = record.plans.get(duty)
        if made:
            yield reckoning.renewed(duty, limit, made, made=made)


def _in_protection(reckoning: Reckoning) -> Iterator[Due]:
    """Conferences and core groups while a child protection plan lasts; it begins with the ICPC."""
    plan = reckoning.record.protection
    if plan is None or plan.until:
        return
    last = max((day for day in plan.conferences if day > plan.since), default=None)
    limit = "later_review_conference" if last else "first_review_conference"
    computed = reckoning.due(Duty.REVIEW_CONFERENCE, limit, last or plan.since)
    conference = reckoning.settled(Duty.REVIEW_CONFERENCE, computed) or computed
    yield conference
    yield reckoning.renewed(Duty.CP_PLAN, "cp_plan", conference.on, made=last or plan.since)
    met = max((day for day in plan.core_groups if day >= plan.since), default=None)
    limit = "later_core_group" if met else "first_core_group"
    yield reckoning.due(Duty.CORE_GROUP, limit, met or plan.since)


def _has_begun(due: Due, today: date) -> bool:
    return due.source is not DueSource.COMPUTED or due.since is None or due.since <= today


def _ask_on(due: Due, ahead: int, holidays: Holidays) -> date:
    if not due.renewal or due.since is None:
        return due.on
    early = add_working_days(due.on, -ahead, holidays=holidays)
    return max(early, add_working_days(due.since, 1, holidays=holidays))
