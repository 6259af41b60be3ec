"""Time limits of law, guidance and local practice, read from ``time_limits.json``.

Each names its source; one that we could not read in its source says *believed, not confirmed*
wherever it is shown. An authority may hand in a table of its own instead of the shipped one.
"""

import json
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

from surveys.clocks import DueDate
from surveys.clocks import DueSource
from surveys.clocks import Holidays
from surveys.clocks import add_months
from surveys.clocks import add_working_days

UNCONFIRMED = "believed, not confirmed"


class TimeLimitFault(ValueError):
    """The file of time limits contradicts itself; the message names the entry."""


class Unit(StrEnum):
    """What a limit is counted in. ``month_ends``: to the last day of the month so many later."""

    WORKING_DAYS = "working_days"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    MONTH_ENDS = "month_ends"


@dataclass(frozen=True)
class TimeLimit:
    """So much time and no more, from a day that the ``words`` name; the last day is within it.

    A negative ``within`` counts back from that day. ``confirmed``: read in the source itself, or
    in a published procedure that quotes it.
    """

    key: str
    within: int
    unit: Unit
    words: str
    source: str
    confirmed: bool

    @property
    def rule(self) -> str:
        """The rule in words, with its source, and whether that is only believed."""
        doubt = "" if self.confirmed else f" ({UNCONFIRMED})"
        return f"{self.source}: {self.words}{doubt}"

    def due_after(self, start: date, *, holidays: Holidays) -> DueDate:
        """The last day that keeps the limit, counted from ``start``."""
        return DueDate(self._last_day(start, holidays), DueSource.COMPUTED, self.rule)

    def _last_day(self, start: date, holidays: Holidays) -> date:
        match self.unit:
            case Unit.WORKING_DAYS:
                return add_working_days(start, self.within, holidays=holidays)
            case Unit.MONTHS:
                return add_months(start, self.within)
            case Unit.MONTH_ENDS:
                return add_months(start.replace(day=1), self.within + 1) - timedelta(days=1)
            case Unit.WEEKS:
                return start + timedelta(weeks=self.within)
            case Unit.DAYS:
                return start + timedelta(days=self.within)


TimeLimits = Mapping[str, TimeLimit]


def read(document: Mapping[str, Sequence[Mapping[str, Any]]]) -> TimeLimits:
    """Make the table from a parsed document; raises ``TimeLimitFault``."""
    limits: dict[str, TimeLimit] = {}
    for entry in document["limits"]:
        try:
            limit = TimeLimit(**{**entry, "unit": Unit(entry["unit"])})
        except (KeyError, TypeError, ValueError) as fault:
            raise TimeLimitFault(f"an entry is incomplete or unknown: {fault}") from fault
        if limit.key in limits:
            raise TimeLimitFault(f"the limit {limit.key!r} is there twice")
        limits[limit.key] = limit
    return limits


@cache
def shipped() -> TimeLimits:
    """The time limits as shipped, read once."""
    text = resources.files("surveys").joinpath("time_limits.json").read_text(encoding="utf-8")
    return read(json.loads(text))
