"""Nothing that we begin lands at night, whatever the clocks do."""

from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messaging.hours import ANYONE
from messaging.hours import LOCAL
from messaging.hours import SCHOOL_AGE
from messaging.hours import Hours
from messaging.hours import next_allowed

GOOD_FRIDAY = date(2027, 3, 26)
EASTER_MONDAY = date(2027, 3, 29)
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2034, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
HOLIDAYS = st.frozensets(st.dates(date(2024, 1, 1), date(2034, 2, 1)), max_size=20)


def utc(*when: int) -> datetime:
    return datetime(*when, tzinfo=UTC)  # type: ignore[arg-type, misc]


def local(*when: int) -> datetime:
    return datetime(*when, tzinfo=LOCAL).astimezone(UTC)  # type: ignore[arg-type, misc]


@pytest.mark.parametrize(
    ("now", "hours", "expected"),
    [
        (local(2026, 11, 24, 12, 0), ANYONE, local(2026, 11, 24, 12, 0)),
        (local(2026, 11, 24, 8, 59), ANYONE, local(2026, 11, 24, 9, 0)),
        (local(2026, 11, 24, 19, 29), ANYONE, local(2026, 11, 24, 19, 29)),
        (local(2026, 11, 24, 19, 30), ANYONE, local(2026, 11, 25, 9, 0)),
        (local(2026, 11, 27, 23, 0), ANYONE, local(2026, 11, 28, 10, 0)),  # Saturday at ten
        (local(2026, 11, 24, 12, 0), SCHOOL_AGE, local(2026, 11, 24, 16, 0)),  # at school
        (local(2026, 11, 24, 19, 0), SCHOOL_AGE, local(2026, 11, 25, 16, 0)),
        (local(2026, 11, 28, 11, 0), SCHOOL_AGE, local(2026, 11, 28, 11, 0)),  # Saturday
    ],
)
def test_a_text_waits_for_the_next_open_hour(
    now: datetime, hours: Hours, expected: datetime
) -> None:
    assert next_allowed(now, hours, frozenset()) == expected


def test_nothing_goes_on_a_bank_holiday() -> None:
    holidays = {GOOD_FRIDAY, EASTER_MONDAY}
    assert next_allowed(utc(2027, 3, 26, 12), ANYONE, holidays) == local(2027, 3, 27, 10)
    assert next_allowed(local(2027, 3, 28, 20), ANYONE, holidays) == local(2027, 3, 30, 9)


def test_nine_is_nine_by_the_childs_clock_when_the_clocks_go_forward() -> None:
    before, after = utc(2027, 3, 26, 20), utc(2027, 3, 28, 20)  # the night of 27 to 28 March
    assert next_allowed(before, Hours(weekend_opens=time(9)), ()) == utc(2027, 3, 27, 9)
    assert next_allowed(after, ANYONE, ()) == utc(2027, 3, 29, 8)


def test_nine_is_nine_by_the_childs_clock_when_the_clocks_go_back() -> None:
    before, after = utc(2026, 10, 22, 20), utc(2026, 10, 25, 20)  # the night of 24 to 25 October
    assert next_allowed(before, ANYONE, ()) == utc(2026, 10, 23, 8)
    assert next_allowed(after, ANYONE, ()) == utc(2026, 10, 26, 9)


@given(MOMENTS, st.sampled_from([ANYONE, SCHOOL_AGE]), HOLIDAYS)
def test_the_result_is_always_allowed_never_earlier_and_in_utc(
    now: datetime, hours: Hours, holidays: frozenset[date]
) -> None:
    at = next_allowed(now, hours, holidays)
    there = at.astimezone(LOCAL)
    opens, closes = hours.of(there.date())
    assert at >= now
    assert at.tzinfo is UTC
    assert there.date() not in holidays
    assert opens <= at < closes
    assert next_allowed(at, hours, holidays) == at


def test_a_time_without_its_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        next_allowed(datetime(2026, 11, 24, 12), ANYONE, ())  # noqa: DTZ001 - the point of it


def test_a_calendar_with_no_day_left_is_refused() -> None:
    with pytest.raises(ValueError, match="holiday"):
        next_allowed(utc(9999, 12, 31, 23), ANYONE, ())


def test_hours_that_never_open_are_refused() -> None:
    with pytest.raises(ValueError, match="open before they close"):
        Hours(opens=time(20))
