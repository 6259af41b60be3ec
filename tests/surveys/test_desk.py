"""A worry is due after one office hour, and no hour of the night or the weekend counts."""

from datetime import date
from datetime import datetime
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.desk import CLOSES
from surveys.desk import OPENS
from surveys.desk import acknowledge_by

LONDON = ZoneInfo("Europe/London")
GOOD_FRIDAY = frozenset({date(2026, 4, 3), date(2026, 4, 6)})  # and Easter Monday


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("opened", "due"),
    [
        ("2026-03-30 10:15", "2026-03-30 11:15"),  # a Monday
        ("2026-03-30 16:00", "2026-03-30 17:00"),
        ("2026-03-30 16:40", "2026-03-31 09:40"),
        ("2026-03-30 17:00", "2026-03-31 10:00"),
        ("2026-03-30 06:30", "2026-03-30 10:00"),
        ("2026-03-28 12:00", "2026-03-30 10:00"),  # a Saturday; the clocks go forward on Sunday
        ("2026-04-02 16:30", "2026-04-07 09:30"),  # the day before a long weekend
    ],
)
def test_it_is_due_after_one_office_hour(opened: str, due: str) -> None:
    assert acknowledge_by(at(opened), holidays=GOOD_FRIDAY) == at(due)


@given(st.timedeltas(timedelta(0), timedelta(days=365)))
def test_it_is_always_due_in_office_hours_and_at_least_an_hour_later(into: timedelta) -> None:
    moment = at("2026-01-01 00:00") + into
    due = acknowledge_by(moment, holidays=GOOD_FRIDAY)
    assert OPENS <= due.time() <= CLOSES
    assert due.weekday() < 5
    assert due.date() not in GOOD_FRIDAY
    assert due >= moment + timedelta(hours=1)
