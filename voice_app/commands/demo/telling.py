"""The story as data, and its days: everything is told as so many days before today."""

import json
from dataclasses import dataclass
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from importlib import resources
from typing import Any

from surveys.clocks import is_working_day
from voice_app.clock import LONDON
from voice_app.clock import bank_holidays
from voice_app.clock import london_day

Entry = dict[str, Any]
JUST_NOW = timedelta(minutes=20)


def told(name: str) -> Entry:
    """One file of the story."""
    path = resources.files("voice_app.commands.demo").joinpath(f"{name}.json")
    story: Entry = json.loads(path.read_text(encoding="utf-8"))
    return story


@dataclass
class Travelling:
    """A clock that the story moves."""

    now: datetime

    def __call__(self) -> datetime:
        """The time it is in the story."""
        return self.now


@dataclass(frozen=True)
class Days:
    """Today, and the days before it."""

    really_now: datetime

    @property
    def today(self) -> date:
        """The day it is in England."""
        return london_day(self.really_now)

    def ago(self, days: int) -> date:
        """So many days before today; a negative number lies ahead."""
        return self.today - timedelta(days=days)

    def working(self, days: int) -> date:
        """The last working day that is at least so many days ago: offices meet on no other."""
        day = self.ago(days)
        while not is_working_day(day, bank_holidays()):
            day -= timedelta(days=1)
        return day

    def moment(self, days_ago: int, hour: int, minute: int = 0) -> datetime:
        """A local hour of a day, in UTC; never later than just now."""
        local = datetime.combine(self.ago(days_ago), time(hour, minute), LONDON)
        return min(local.astimezone(UTC), self.really_now - JUST_NOW)

    def born(self, years: int, months: int) -> date:
        """The birthday of somebody who is so old today."""
        total = self.today.year * 12 + self.today.month - 1 - years * 12 - months
        return date(total // 12, total % 12 + 1, min(self.today.day, 28))
