"""Every rule on made-up records, against counting one day at a time."""

from dataclasses import replace
from datetime import date
from datetime import timedelta

import pytest
from child_records import RECORDS
from child_records import due_of
from child_records import worked_out
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from slow_counting import ENGLAND
from slow_counting import age
from slow_counting import count
from slow_counting import last_day
from test_due_dates import EXAMPLES

from surveys.child_dates import Care
from surveys.child_dates import ChildDates
from surveys.child_dates import Placed
from surveys.child_dates import Protection
from surveys.child_dates import Task
from surveys.child_dates import Visiting
from surveys.clocks import DueSource
from surveys.deadlines import due_dates
from surveys.deadlines import plan_moments
from surveys.duties import Duty

# How long each thing takes; two of them depend on the day of birth, and stand further below.
HOW_LONG = {example.what: example.how_long for example in EXAMPLES}
BY_AGE = {"next health assessment", "needs assessment", "first pathway plan"}

a_few = settings(max_examples=20, deadline=None)
days = st.dates(date(2024, 1, 1), date(2028, 12, 31))
holidays = st.frozensets(st.dates(date(2024, 1, 1), date(2029, 12, 31)), max_size=60)
histories = st.lists(days, max_size=8).map(tuple)


@pytest.mark.parametrize("what", sorted({*HOW_LONG} - BY_AGE))
@a_few
@given(start=days, off=holidays)
def test_each_rule_agrees_with_slow_counting(what: str, start: date, off: frozenset[date]) -> None:
    """Whatever the day it starts, and whichever days are off."""
    assert worked_out(what, start, holidays=off) == count(start, HOW_LONG[what], off)


@a_few
@given(assessed=days, months=st.integers(0, 130), shift=st.integers(-3, 3))
def test_health_is_assessed_by_the_age_a_child_will_have(
    assessed: date, months: int, shift: int
) -> None:
    """Six months on while that leaves the child four, else twelve; birthdays on both sides."""
    born = date(assessed.year - 1 - months // 12, 12 - months % 12, 28) + timedelta(shift)
    due = worked_out("next health assessment", assessed, born=born)
    half = count(assessed, "6 months")
    assert due == (half if age(born, half) < 5 else count(assessed, "12 months"))


@a_few
@given(
    born=st.dates(date(2009, 1, 1), date(2012, 12, 31)) | st.just(date(2012, 2, 29)),
    before=st.integers(-400, 800),
)
def test_eligible_is_who_is_16_and_has_13_weeks_in_care_since_14(born: date, before: int) -> None:
    """Looked at day by day from the day the child came into care."""
    since = date(born.year + 16, 3, 1) - timedelta(before)
    weeks, day = 0, since

    def is_eligible() -> bool:
        return age(born, day) >= 16 and weeks >= 13 * 7

    while not is_eligible():
        weeks += age(born, day) >= 14
        day += timedelta(1)
    due = due_of(ChildDates(born=born, care=Care(since)), Duty.PATHWAY_ASSESSMENT, today=day)
    assert due is not None
    assert (due.since, due.on) == (day, count(day, "3 months"))


@a_few
@given(since=days, held=histories)
def test_reviews_follow_on_those_held_in_this_time_in_care(
    since: date, held: tuple[date, ...]
) -> None:
    """None: 20 working days; one: 3 months after it; more: 6 months after the last."""
    counted = [day for day in sorted(held) if since <= day]
    due = due_of(ChildDates(care=Care(since, reviews=held)), Duty.STATUTORY_REVIEW)
    assert due is not None
    if not counted:
        assert due.on == count(since, "20 working days")
    else:
        assert due.on == count(counted[-1], "3 months" if len(counted) == 1 else "6 months")


@a_few
@given(since=days, held=histories, status=st.sampled_from(["V3", "V4"]))
def test_short_breaks_are_reviewed_by_their_own_periods(
    since: date, held: tuple[date, ...], status: str
) -> None:
    """Three months for the first, six for each later one."""
    counted = [day for day in held if since <= day]
    care = Care(since, legal_status=status, reviews=held)
    due = due_of(ChildDates(care=care), Duty.SHORT_BREAK_REVIEW)
    assert due is not None
    assert due.on == (count(max(counted), "6 months") if counted else count(since, "3 months"))


@a_few
@given(since=days, held=histories, met=histories)
def test_conferences_and_core_groups_follow_on_those_held(
    since: date, held: tuple[date, ...], met: tuple[date, ...]
) -> None:
    """While the plan lasts; what lay before it does not count."""
    record = ChildDates(protection=Protection(since, conferences=held, core_groups=met))
    conference, core_group = (due_of(record, d) for d in (Duty.REVIEW_CONFERENCE, Duty.CORE_GROUP))
    later = [day for day in held if since < day]
    groups = [day for day in met if since <= day]
    assert conference is not None
    assert core_group is not None
    assert conference.on == (count(max(later), "6 months") if later else count(since, "3 months"))
    by = count(max(groups), "6 weeks") if groups else count(since, "10 working days")
    assert core_group.on == by


@a_few
@given(since=days, visits=histories, reviews=histories, visiting=st.sampled_from(Visiting))
def test_visits_follow_reg_28(
    since: date, visits: tuple[date, ...], reviews: tuple[date, ...], visiting: Visiting
) -> None:
    """The year is watched day by day, and so is the first review."""
    record = ChildDates(
        care=Care(since, reviews=reviews), placed=Placed(since, visiting), visits=visits
    )
    due = due_of(record, Duty.SOCIAL_WORK_VISIT)
    seen = [day for day in visits if since <= day]
    assert due is not None
    if not seen:
        assert due.on == count(since, "1 week")
    else:
        assert due.on == count(max(seen), slow_interval(max(seen), since, reviews, visiting))


def slow_interval(last: date, since: date, reviews: tuple[date, ...], visiting: Visiting) -> str:
    """Between two visits, when the first of them was on ``last``."""
    in_first_year = age(since, last) == 0  # a placement has birthdays, too
    reviewed = [day for day in reviews if since <= day <= last]
    match visiting:
        case Visiting.TEMPORARY:
            return "4 weeks" if reviewed else "1 week"
        case Visiting.UNASSESSED_PARENT:
            return "6 weeks" if reviewed else "1 week"
        case Visiting.TO_EIGHTEEN:
            return "6 weeks" if in_first_year else "3 months"
    return "6 weeks"


@a_few
@given(moved_in=days, visits=histories)
def test_the_home_is_visited_in_each_calendar_month(
    moved_in: date, visits: tuple[date, ...]
) -> None:
    """In the month of the move, or, from the last visit on, in the month after it."""
    placed = Placed(moved_in, childrens_home=True, home_visits=visits)
    due = due_of(ChildDates(care=Care(moved_in), placed=placed), Duty.HOME_VISIT)
    by_move = last_day(moved_in, lambda day: day.month != moved_in.month)
    by_visit = count(max(visits), "the end of the next month") if visits else by_move
    assert due is not None
    assert due.on == max(by_move, by_visit)


@st.composite
def records(draw: st.DrawFn) -> ChildDates:
    """Any record at all, contradictions with it."""
    maybe_day = st.none() | days
    tasks = st.none() | st.builds(Task, since=days, done=maybe_day)
    kinds = ["caf", "cin", "cp", "care", "placement", "health", "pep", "pathway"]
    return ChildDates(
        born=draw(st.none() | st.dates(date(2004, 1, 1), date(2026, 1, 1))),
        referral=draw(tasks),
        assessment=draw(tasks),
        enquiry=draw(tasks),
        protection=draw(
            st.none()
            | st.builds(
                Protection,
                since=days,
                until=maybe_day,
                conferences=histories,
                core_groups=histories,
            )
        ),
        care=draw(
            st.none()
            | st.builds(
                Care,
                since=maybe_day,
                until=maybe_day,
                legal_status=st.sampled_from(["", "C2", "V2", "V4"]),
                reviews=histories,
                records_from=maybe_day,
            )
        ),
        placed=draw(
            st.none()
            | st.builds(
                Placed,
                since=days,
                visiting=st.sampled_from(Visiting),
                childrens_home=st.booleans(),
                home_visits=histories,
            )
        ),
        plans=draw(st.dictionaries(st.sampled_from(kinds), days)),
        visits=draw(histories),
        health_assessed_on=draw(maybe_day),
        last_iro_contact=draw(maybe_day),
        supplied=draw(st.dictionaries(st.sampled_from(Duty), days, max_size=2)),
        manual=draw(st.dictionaries(st.sampled_from(Duty), days, max_size=2)),
    )


@a_few
@given(record=records(), today=days)
def test_whatever_is_on_record_the_list_can_be_relied_on(record: ChildDates, today: date) -> None:
    """In order, one of each kind, begun, with a rule; and a better source always wins."""
    dues = due_dates(record, today=today, holidays=ENGLAND)
    assert [due.on for due in dues] == sorted(due.on for due in dues)
    assert len({due.kind for due in dues}) == len(dues)
    for due in dues:
        assert due.rule
        if due.source == DueSource.COMPUTED:
            assert due.kind not in record.supplied
            assert due.kind not in record.manual
            assert due.since is None or due.since <= today
    by_kind = {due.kind: due for due in dues}
    for kind, day in {**record.supplied, **record.manual}.items():
        assert by_kind[Duty(kind)].on == day


@a_few
@given(record=records(), today=days)
def test_the_order_in_which_things_were_written_down_does_not_matter(
    record: ChildDates, today: date
) -> None:
    """Histories come from files in any order."""
    turned = replace(record, visits=record.visits[::-1])
    if record.care:
        care = replace(record.care, reviews=record.care.reviews[::-1])
        turned = replace(turned, care=care)
    as_it_was = due_dates(record, today=today, holidays=ENGLAND)
    assert due_dates(turned, today=today, holidays=ENGLAND) == as_it_was


@a_few
@given(record=records(), today=days)
def test_a_plan_is_asked_about_by_its_day_and_never_before_it_was_made(
    record: ChildDates, today: date
) -> None:
    """A moment for each plan that is due, and for nothing else."""
    plans = {due.kind for due in due_dates(record, today=today, holidays=ENGLAND)}
    moments = plan_moments(record, today=today, holidays=ENGLAND)
    assert {moment.plan for moment in moments} <= {str(kind) for kind in plans}
    for moment in moments:
        made = moment.due.since if moment.due.renewal else None
        assert made is None or moment.ask_on > made
        earliest = count(made, "1 working day") if made else date.min
        assert moment.ask_on <= max(moment.due.on, earliest)


def test_every_rule_is_counted_slowly_somewhere() -> None:
    """No kind of due day is left to the worked examples alone."""
    assert {*RECORDS} - BY_AGE <= {*HOW_LONG}
