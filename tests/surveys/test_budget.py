"""One budget of asks for each person, over all surveys."""

from datetime import date
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.budget import DoNotAsk
from surveys.budget import Reason
from surveys.budget import Refusal
from surveys.budget import may_ask
from surveys.clocks import add_months

TODAY = date(2026, 11, 23)
MOVE = DoNotAsk("move", date(2026, 11, 20), date(2026, 11, 23))


def test_a_person_who_was_never_asked_may_be_asked():
    assert may_ask([], [], today=TODAY) is None


def test_the_third_ask_in_a_month_waits_until_the_first_is_a_month_old():
    asks = [date(2026, 11, 9), date(2026, 10, 30)]
    assert may_ask(asks, [], today=TODAY) == Refusal(Reason.BUDGET_SPENT, date(2026, 11, 30))
    assert may_ask(asks, [], today=date(2026, 11, 30)) is None


def test_the_turn_of_the_month_does_not_double_the_budget():
    asks = [date(2026, 10, 30), date(2026, 10, 31)]
    assert may_ask(asks, [], today=date(2026, 11, 1)) is not None


def test_a_council_may_allow_more_or_none():
    asks = [TODAY, TODAY]
    assert may_ask(asks, [], today=TODAY, per_month=3) is None
    assert may_ask([], [], today=TODAY, per_month=0) == Refusal(Reason.BUDGET_SPENT)


@pytest.mark.parametrize(
    ("day", "allowed"),
    [
        (date(2026, 11, 19), True),
        (date(2026, 11, 20), False),
        (date(2026, 11, 23), False),
        (date(2026, 11, 24), True),
    ],
)
def test_a_flag_holds_from_its_first_to_its_last_day(day, allowed):
    assert (may_ask([], [MOVE], today=day) is None) is allowed


def test_of_two_flags_the_later_end_counts():
    court = DoNotAsk("court", date(2026, 11, 1), date(2026, 12, 5))
    refusal = may_ask([], [court, MOVE], today=TODAY)
    assert refusal == Refusal(Reason.DO_NOT_ASK_NOW, date(2026, 12, 6))


def test_a_flag_that_ends_before_it_starts_is_refused():
    with pytest.raises(ValueError, match="before it starts"):
        DoNotAsk("move", date(2026, 11, 2), date(2026, 11, 1))


def test_opting_out_goes_before_everything_and_has_no_end():
    refusal = may_ask([TODAY, TODAY], [MOVE], today=TODAY, opted_out=True)
    assert refusal == Refusal(Reason.OPTED_OUT)


@given(
    st.lists(st.integers(0, 200).map(lambda n: date(2027, 12, 1) + timedelta(n)), max_size=40),
    st.integers(1, 4),
)
def test_asking_only_when_allowed_never_passes_the_budget_in_any_month(wishes, per_month):
    asked: list[date] = []
    for day in sorted(wishes):
        if may_ask(asked, [], today=day, per_month=per_month) is None:
            asked.append(day)
    for first in asked:
        within = [day for day in asked if first <= day < add_months(first, 1)]
        assert len(within) <= per_month


@given(
    st.lists(st.integers(-60, 0).map(lambda n: TODAY + timedelta(n)), max_size=8),
    st.integers(1, 3),
)
def test_on_the_day_a_refusal_names_the_person_may_be_asked_and_not_before(asks, per_month):
    refusal = may_ask(asks, [], today=TODAY, per_month=per_month)
    if refusal is None:
        assert len([day for day in asks if add_months(day, 1) > TODAY]) < per_month
        return
    assert refusal.ask_from is not None
    assert may_ask(asks, [], today=refusal.ask_from, per_month=per_month) is None
    the_day_before = refusal.ask_from - timedelta(1)
    assert may_ask(asks, [], today=the_day_before, per_month=per_month) is not None
