"""The desk's clock: when a worry must be looked at, and when a message should be answered.

Office hours are Monday to Friday, 9 to 17, local time, bank holidays aside (the product's default,
for each authority to set). A worry is acknowledged within one working hour; outside office hours,
within the first hour of the next working day (domain note 3.3).
"""

from datetime import datetime
from datetime import time
from datetime import timedelta

from surveys.clocks import Holidays
from surveys.clocks import add_working_days
from surveys.clocks import is_working_day

OPENS = time(9)
CLOSES = time(17)
ACKNOWLEDGE_WITHIN = timedelta(hours=1)  # of office time

_A_DAY = timedelta(days=1)


def acknowledge_by(opened: datetime, *, holidays: Holidays) -> datetime:
    """One office hour after ``opened``, a local time with its zone."""
    begins = _next_open(opened, holidays)
    due = begins + ACKNOWLEDGE_WITHIN
    closes = begins.replace(hour=CLOSES.hour, minute=0, second=0, microsecond=0)
    if due <= closes:
        return due
    return _next_open(closes, holidays) + (due - closes)


def answer_by(received: datetime, *, days: int, holidays: Holidays) -> datetime:
    """When a message should be answered: the end of the desk's day, so many working days later.

    ``received`` is a local time with its zone. What comes in on a day off counts from the next.
    """
    day = add_working_days(received.date(), days, holidays=holidays)
    return datetime.combine(day, CLOSES, received.tzinfo)


def _next_open(moment: datetime, holidays: Holidays) -> datetime:
    """``moment`` itself in office hours, else when the desk next opens."""
    if is_working_day(moment.date(), holidays) and moment.time() < CLOSES:
        return max(moment, datetime.combine(moment.date(), OPENS, moment.tzinfo))
    day = moment.date() + _A_DAY
    while not is_working_day(day, holidays):
        day += _A_DAY
    return datetime.combine(day, OPENS, moment.tzinfo)
