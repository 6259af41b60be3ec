"""The calendar counted one day at a time: slow, obvious, and written unlike the product.

Nothing here adds a month or clips one: it walks on until a day is too late.
"""

from collections.abc import Callable
from collections.abc import Container
from datetime import date
from datetime import timedelta

# England's bank holidays, written down by hand; substitutes stand for the day off, not the feast.
ENGLAND = frozenset(
    date(year, month, day)
    for year, days in {
        2022: [
            (1, 3),
            (4, 15),
            (4, 18),
            (5, 2),
            (6, 2),
            (6, 3),
            (8, 29),
            (9, 19),
            *((12, n) for n in (26, 27)),
        ],
        2023: [(1, 2), (4, 7), (4, 10), (5, 1), (5, 8), (5, 29), (8, 28), (12, 25), (12, 26)],
        2024: [(1, 1), (3, 29), (4, 1), (5, 6), (5, 27), (8, 26), (12, 25), (12, 26)],
        2025: [(1, 1), (4, 18), (4, 21), (5, 5), (5, 26), (8, 25), (12, 25), (12, 26)],
        2026: [(1, 1), (4, 3), (4, 6), (5, 4), (5, 25), (8, 31), (12, 25), (12, 28)],
        2027: [(1, 1), (3, 26), (3, 29), (5, 3), (5, 31), (8, 30), (12, 27), (12, 28)],
        2028: [(1, 3), (4, 14), (4, 17), (5, 1), (5, 29), (8, 28), (12, 25), (12, 26)],
        2029: [(1, 1), (3, 30), (4, 2), (5, 7), (5, 28), (8, 27), (12, 25), (12, 26)],
        2030: [(1, 1), (4, 19), (4, 22), (5, 6), (5, 27), (8, 26), (12, 25), (12, 26)],
    }.items()
    for month, day in days
)


def is_open(day: date, holidays: Container[date] = ENGLAND) -> bool:
    """Whether offices are open."""
    return day.strftime("%a") not in ("Sat", "Sun") and day not in holidays


def later_than_months(start: date, months: int, day: date) -> bool:
    """Whether more than so many calendar months have gone by."""
    gone = (day.year - start.year) * 12 + day.month - start.month
    return gone > months or (gone == months and day.day > start.day)


def age(born: date, day: date) -> int:
    """In whole years, by the birthdays that have come."""
    had_it = (day.month, day.day) >= (born.month, born.day)
    return day.year - born.year - (not had_it)


def last_day(start: date, late: Callable[[date], bool]) -> date:
    """The last day from ``start`` on that is not too late."""
    day = start
    while not late(day + timedelta(1)):
        day += timedelta(1)
    return day


def count(start: date, words: str, holidays: Container[date] = ENGLAND) -> date:
    """The day that words such as "20 working days", "3 months" or "6 weeks" lead to."""
    if words == "the working day before":
        return next(day for day in days_from(start, -1) if is_open(day, holidays))
    if words == "the end of that month":
        return last_day(start, lambda day: day.month != start.month)
    if words == "the end of the next month":
        return count(count(start, "the end of that month") + timedelta(1), "the end of that month")
    number, unit = int(words.split(maxsplit=1)[0]), words.split(maxsplit=1)[1].rstrip("s")
    if unit == "working day":
        return [day for day in days_from(start, 1) if is_open(day, holidays)][number - 1]
    if unit == "week":
        return [day for day in days_from(start, 1) if day.weekday() == start.weekday()][number - 1]
    return last_day(start, lambda day: later_than_months(start, number, day))


def days_from(start: date, step: int) -> list[date]:
    """The days after ``start`` (before it, where ``step`` is -1), as many as any count needs."""
    return [start + timedelta(step * n) for n in range(1, 150)]
