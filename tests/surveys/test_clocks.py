"""The statutory clocks, against worked examples and against slow, obvious counting."""

from datetime import date
from datetime import timedelta

import holidays as bank_holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st
from slow_counting import ENGLAND

from surveys import journey
from surveys.clocks import EARLY_REVIEW
from surveys.clocks import FIRST_REVIEW
from surveys.clocks import FIRST_SHORT_BREAK_REVIEW
from surveys.clocks import LATER_REVIEW
from surveys.clocks import LATER_SHORT_BREAK_REVIEW
from surveys.clocks import SECOND_REVIEW
from surveys.clocks import DueDate
from surveys.clocks import DueSource
from surveys.clocks import Standing
from surveys.clocks import TimetableDays
from surveys.clocks import add_months
from surveys.clocks import add_working_days
from surveys.clocks import anniversary
from surveys.clocks import early_review
from surveys.clocks import is_working_day
from surveys.clocks import next_review_due
from surveys.clocks import plan_due
from surveys.clocks import plan_standing
from surveys.clocks import read_by
from surveys.clocks import settled_due
from surveys.clocks import short_break_review_due
from surveys.clocks import timetable
from surveys.clocks import working_days_between

ENGLAND_BY_PACKAGE = bank_holidays.country_holidays("GB", subdiv="ENG", years=range(2022, 2031))
days_of_three_years = st.dates(date(2026, 2, 1), date(2028, 11, 1))
some_holidays = st.frozensets(st.dates(date(2026, 1, 1), date(2028, 12, 31)), max_size=60)


def slow_working_days(first: date, last: date, holidays: frozenset[date]) -> list[date]:
    """Every working day from ``first`` to ``last``, found by looking at each day."""
    every_day = [first + timedelta(n) for n in range((last - first).days + 1)]
    return [d for d in every_day if d.strftime("%a") not in ("Sat", "Sun") and d not in holidays]


@pytest.mark.parametrize(
    ("start", "due"),
    [
        (date(2026, 12, 14), date(2027, 1, 14)),  # Christmas and New Year fall inside
        (date(2027, 3, 15), date(2027, 4, 14)),  # Easter falls inside
        (date(2026, 9, 1), date(2026, 9, 29)),  # no holiday inside
        (date(2026, 12, 26), date(2027, 1, 26)),  # came into care on a Saturday, Boxing Day
    ],
)
def test_the_first_review_is_due_20_working_days_after_coming_into_care(start, due):
    expected = DueDate(due, DueSource.COMPUTED, FIRST_REVIEW)
    assert next_review_due(start, [], holidays=ENGLAND) == expected


def test_the_table_of_the_holidays_package_serves_as_it_is():
    due = add_working_days(date(2026, 12, 14), 20, holidays=ENGLAND_BY_PACKAGE)
    assert due == date(2027, 1, 14)
    assert all(day in ENGLAND_BY_PACKAGE for day in ENGLAND)


def test_the_second_review_is_due_3_months_after_the_first_was_held():
    due = next_review_due(date(2026, 10, 1), [date(2026, 11, 30)], holidays=ENGLAND)
    assert due == DueDate(date(2027, 2, 28), DueSource.COMPUTED, SECOND_REVIEW)


def test_later_reviews_are_due_6_months_after_the_one_before():
    held = [date(2027, 8, 31), date(2026, 11, 30), date(2027, 2, 26)]
    due = next_review_due(date(2026, 10, 1), held, holidays=ENGLAND)
    assert due == DueDate(date(2028, 2, 29), DueSource.COMPUTED, LATER_REVIEW)


def test_reviews_of_an_earlier_time_in_care_do_not_count():
    due = next_review_due(date(2026, 9, 1), [date(2025, 3, 3)], holidays=ENGLAND)
    assert due == DueDate(date(2026, 9, 29), DueSource.COMPUTED, FIRST_REVIEW)


@pytest.mark.parametrize("status", ["V3", "V4"])
def test_short_breaks_have_no_such_review(status):
    due = next_review_due(date(2026, 9, 1), [], holidays=ENGLAND, legal_status=status)
    assert due is None


def test_a_series_of_short_breaks_has_reviews_of_its_own():
    start = date(2026, 11, 30)
    first = short_break_review_due(start, [date(2026, 11, 29)])
    assert first == DueDate(date(2027, 2, 28), DueSource.COMPUTED, FIRST_SHORT_BREAK_REVIEW)
    later = short_break_review_due(start, [date(2027, 8, 31), date(2027, 2, 20)])
    assert later == DueDate(date(2028, 2, 29), DueSource.COMPUTED, LATER_SHORT_BREAK_REVIEW)
    assert "believed, not confirmed" in first.rule
    assert "believed, not confirmed" in later.rule


def test_a_review_asked_for_early_is_set_by_hand():
    due = early_review(date(2026, 12, 1))
    assert due == DueDate(date(2026, 12, 1), DueSource.MANUAL, EARLY_REVIEW)


def test_a_review_held_in_parts_counts_from_the_day_it_was_completed():
    completed = date(2026, 11, 30)  # begun on 16 November
    due = next_review_due(date(2026, 10, 19), [completed], holidays=ENGLAND)
    assert due == DueDate(date(2027, 2, 28), DueSource.COMPUTED, SECOND_REVIEW)


@pytest.mark.parametrize(
    ("day", "years", "over"),
    [
        (date(2012, 2, 29), 16, date(2028, 2, 29)),
        (date(2012, 2, 29), 5, date(2017, 3, 1)),
        (date(2012, 2, 28), 5, date(2017, 2, 28)),
        (date(2012, 12, 31), 1, date(2013, 12, 31)),
    ],
)
def test_who_was_born_on_29_february_has_their_birthday_on_1_march(day, years, over):
    assert anniversary(day, years) == over


def test_an_unknown_start_gives_no_first_review_but_later_ones():
    assert next_review_due(None, [], holidays=ENGLAND) is None
    assert next_review_due(None, [date(2026, 1, 5)], holidays=ENGLAND) is None  # the first, or not
    due = next_review_due(None, [date(2026, 1, 5), date(2026, 6, 5)], holidays=ENGLAND)
    assert due == DueDate(date(2026, 12, 5), DueSource.COMPUTED, LATER_REVIEW)


def test_records_of_one_year_do_not_make_an_old_case_a_new_one():
    start, records_from = date(2021, 5, 4), date(2026, 4, 1)
    unknown = next_review_due(start, [], holidays=ENGLAND, records_from=records_from)
    assert unknown is None
    once = next_review_due(start, [date(2026, 6, 1)], holidays=ENGLAND, records_from=records_from)
    assert once == DueDate(date(2026, 12, 1), DueSource.COMPUTED, LATER_REVIEW)


def test_a_review_that_may_be_the_first_gets_the_shorter_time():
    start, records_from = date(2026, 2, 20), date(2026, 4, 1)
    due = next_review_due(start, [date(2026, 6, 1)], holidays=ENGLAND, records_from=records_from)
    assert due == DueDate(date(2026, 9, 1), DueSource.COMPUTED, SECOND_REVIEW)


def test_a_date_set_by_hand_goes_before_a_supplied_one_and_that_before_a_computed_one():
    computed = DueDate(date(2026, 9, 1), DueSource.COMPUTED, FIRST_REVIEW)
    supplied, manual = date(2026, 8, 20), date(2026, 8, 10)
    assert settled_due(computed) is computed
    assert settled_due(None) is None
    by_file = settled_due(computed, supplied=supplied)
    assert by_file is not None
    assert (by_file.on, by_file.source) == (supplied, DueSource.SUPPLIED)
    by_hand = settled_due(computed, supplied=supplied, manual=manual)
    assert by_hand is not None
    assert (by_hand.on, by_hand.source) == (manual, DueSource.MANUAL)


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2027, 3, 31), -1, date(2027, 2, 28)),
        (date(2027, 1, 15), -1, date(2026, 12, 15)),
        (date(2026, 5, 5), 0, date(2026, 5, 5)),
    ],
)
def test_months_are_calendar_months_clipped_at_the_month_end(start, months, expected):
    assert add_months(start, months) == expected


def test_the_timetable_counts_working_days_around_the_review():
    plan = timetable(date(2027, 1, 14), holidays=ENGLAND)
    assert plan.invite == date(2026, 12, 14)
    assert plan.remind == date(2026, 12, 21)
    assert plan.last_call == date(2027, 1, 4)
    assert plan.brief == date(2027, 1, 7)
    assert plan.refresh == date(2027, 1, 13)
    assert plan.review == date(2027, 1, 14)
    assert plan.reply_by == date(2027, 2, 11)


def test_a_council_may_set_its_own_days():
    days = TimetableDays(invite=10, remind=6, last_call=4, brief=3, refresh=0, reply=5)
    plan = timetable(date(2026, 9, 18), holidays=ENGLAND, days=days)
    assert (plan.invite, plan.refresh) == (date(2026, 9, 4), date(2026, 9, 18))


@pytest.mark.parametrize("wrong", [{"invite": 14}, {"refresh": -1}, {"reply": -1}])
def test_days_out_of_order_are_refused(wrong):
    with pytest.raises(ValueError, match="out of order"):
        TimetableDays(**wrong)


@pytest.mark.parametrize(
    ("received", "read"),
    [
        (date(2026, 11, 19), date(2026, 11, 20)),
        (date(2026, 11, 20), date(2026, 11, 23)),  # Friday
        (date(2026, 11, 21), date(2026, 11, 23)),  # Saturday
        (date(2026, 12, 24), date(2026, 12, 29)),  # Christmas Eve
    ],
)
def test_what_comes_in_is_read_within_one_working_day(received, read):
    assert read_by(received, holidays=ENGLAND) == read


def test_a_plan_is_due_by_its_own_kind():
    plans = journey.shipped().plans
    assert plan_due(plans["pep"], date(2026, 10, 31)).on == date(2027, 2, 28)
    assert plan_due(plans["health"], date(2026, 3, 1)).on == date(2027, 3, 1)


@pytest.mark.parametrize(
    ("next_due", "standing"),
    [
        (date(2026, 11, 22), Standing.OVERDUE),
        (date(2026, 11, 23), Standing.DUE_SOON),
        (date(2026, 12, 21), Standing.DUE_SOON),
        (date(2026, 12, 22), Standing.CURRENT),
        (None, Standing.MISSING),
    ],
)
def test_a_plan_stands_by_its_due_day(next_due, standing):
    assert plan_standing(date(2026, 6, 1), next_due, today=date(2026, 11, 23)) == standing


def test_a_plan_without_any_version_is_missing():
    today = date(2026, 11, 23)
    assert plan_standing(None, date(2027, 1, 1), today=today) == Standing.MISSING


@given(days_of_three_years, st.integers(1, 40), some_holidays)
def test_adding_agrees_with_slow_counting_both_ways(start, days, holidays):
    after = slow_working_days(start + timedelta(1), start + timedelta(150), holidays)
    assert add_working_days(start, days, holidays=holidays) == after[days - 1]
    before = slow_working_days(start - timedelta(150), start - timedelta(1), holidays)
    assert add_working_days(start, -days, holidays=holidays) == before[-days]


@given(days_of_three_years, st.integers(0, 120), some_holidays)
def test_counting_agrees_with_slow_counting_both_ways(start, span, holidays):
    end = start + timedelta(span)
    forwards = slow_working_days(start + timedelta(1), end, holidays)
    assert working_days_between(start, end, holidays=holidays) == len(forwards)
    backwards = slow_working_days(start, end - timedelta(1), holidays)
    assert working_days_between(end, start, holidays=holidays) == -len(backwards)


@given(days_of_three_years, st.integers(-40, 40), some_holidays)
def test_counting_undoes_adding_and_lands_on_a_working_day(start, days, holidays):
    day = add_working_days(start, days, holidays=holidays)
    assert working_days_between(start, day, holidays=holidays) == days
    assert day == start or is_working_day(day, holidays)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(-24, 24))
def test_adding_months_lands_in_the_right_month_and_never_past_its_end(start, months):
    moved = add_months(start, months)
    assert (moved.year * 12 + moved.month) - (start.year * 12 + start.month) == months
    assert moved.day <= start.day
    assert moved.day == start.day or (moved + timedelta(1)).day == 1


@given(days_of_three_years, st.lists(days_of_three_years, max_size=6), some_holidays)
def test_the_next_review_is_never_due_before_the_last_one_held(start, held, holidays):
    due = next_review_due(start, held, holidays=holidays)
    assert due is not None
    assert due.on > start
    assert all(due.on > day for day in held if day >= start)
