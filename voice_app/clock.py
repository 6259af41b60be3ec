"""The time, and England's working days. Everything below this is handed ``now``."""

from collections.abc import Callable
from datetime import UTC
from datetime import date
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

import holidays

Clock = Callable[[], datetime]

LONDON = ZoneInfo("Europe/London")


def utc_now() -> datetime:
    """Now, in UTC: the only place where the product asks the machine for the time."""
    return datetime.now(UTC)


def london_day(moment: datetime) -> date:
    """The day it is in England at this moment."""
    return moment.astimezone(LONDON).date()


@cache
def bank_holidays() -> frozenset[date]:
    """England's bank holidays, 2005 to 2045 (review dates of a return reach far both ways)."""
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=range(2005, 2046)))
