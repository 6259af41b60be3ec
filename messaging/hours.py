"""When a text that we begin may be sent. No UK law sets these hours for public services; we do.

Times are stored in UTC and decided in local time, so that the clocks changing moves nothing that a
person would notice. A reply to a child's own message goes at any hour, but not when it is late: a
phone that rings at two in the night for what was said at nine helps nobody.
"""

from collections.abc import Collection
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Europe/London")
SATURDAY = 5
LATE = timedelta(minutes=30)  # from then on a reply keeps to the hours too


@dataclass(frozen=True)
class Hours:
    """Local times between which a text may go: at ``opens`` or after, before ``closes``."""

    opens: time = time(9)
    closes: time = time(19, 30)
    weekend_opens: time = time(10)
    weekend_closes: time = time(19, 30)

    def __post_init__(self) -> None:
        if self.opens >= self.closes or self.weekend_opens >= self.weekend_closes:
            raise ValueError("hours must open before they close")

    def of(self, day: date) -> tuple[datetime, datetime]:
        """Opening and closing of one day, in UTC."""
        weekend = day.weekday() >= SATURDAY
        opens = self.weekend_opens if weekend else self.opens
        closes = self.weekend_closes if weekend else self.closes
        return _utc(day, opens), _utc(day, closes)


ANYONE = Hours()
SCHOOL_AGE = Hours(opens=time(16), closes=time(19), weekend_closes=time(19))  # home from school


SCHOOL_BANDS = frozenset({"4-7", "8-11", "12-17"})


def hours_for(band: str) -> Hours:
    """The hours in which a reader of this age band is asked."""
    return SCHOOL_AGE if band in SCHOOL_BANDS else ANYONE


def next_allowed(now: datetime, hours: Hours, holidays: Collection[date]) -> datetime:
    """The first moment (UTC) from ``now`` on when a text may go; ``now`` itself when it may.

    ``holidays`` are bank holidays: nothing goes on those. Raises ``ValueError`` for a ``now``
    without its zone.
    """
    if now.tzinfo is None:
        raise ValueError("a time without its zone cannot be compared")
    for day in _days_from(now.astimezone(LOCAL).date()):
        opens, closes = hours.of(day)
        if day not in holidays and now < closes:
            return max(now.astimezone(UTC), opens)
    raise ValueError("every day is a holiday")


def is_quiet(now: datetime, holidays: Collection[date]) -> bool:
    """Whether nothing that is late, or that we begin, may go to anybody now."""
    return next_allowed(now, ANYONE, holidays) > now


def _days_from(day: date) -> Iterator[date]:
    for ahead in range((date.max - day).days):
        yield day + timedelta(days=ahead)


def _utc(day: date, at: time) -> datetime:
    return datetime.combine(day, at, tzinfo=LOCAL).astimezone(UTC)
