"""Dates as spreadsheets write them."""

import re
from datetime import date
from datetime import timedelta
from functools import lru_cache

from voice_app.files.faults import Code

_BRITISH = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ T]00:00(?::00)?)?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?")
_SERIAL = re.compile(r"[2-6]\d{4}(?:\.0+)?")  # days as a spreadsheet counts them: 1954 to 2091
_SHORT_YEAR = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2}")
_LIKE_A_DATE = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}(?:[ T]00:00(?::00)?)?")
_EMPTY_CELL = 1900  # the year a spreadsheet writes when it takes an empty cell for a date
_DAY_NOUGHT = date(1899, 12, 30)  # of those spreadsheets
_REMEMBERED = 1 << 15  # texts of dates; all of a return's days are among some ten thousand


class NotADate(ValueError):
    """A cell that gives no date to work with. Its words go on from "The date of birth …"."""

    def __init__(self, code: Code, words: str) -> None:
        super().__init__(words)
        self.code = code


def read_date(text: str, *, no_later_than: date) -> date:
    """The date in a cell: dd/mm/yyyy, yyyy-mm-dd, or the number a spreadsheet keeps for a day.

    Raises ``NotADate``, whose words repeat the cell only if it looks like a date: where columns
    have shifted, anything may stand there, a name too.
    """
    found = _parsed(text)
    if found is not None and found.year > _EMPTY_CELL and found <= no_later_than:
        return found
    raise _problem(text, found)


def _problem(text: str, found: date | None) -> NotADate:
    if not text:
        return NotADate(Code.BLANK, "is blank")
    shown = f"'{text}'" if _LIKE_A_DATE.fullmatch(text) else "(not shown here)"
    if _SHORT_YEAR.fullmatch(text):
        return NotADate(Code.NOT_A_DATE, f"{shown} has a year of two digits only")
    if found is None:
        return NotADate(Code.NOT_A_DATE, f"{shown} is not a date")
    if found.year <= _EMPTY_CELL:
        return NotADate(Code.DATE_OF_1900, f"{shown} is what spreadsheets make of an empty cell")
    return NotADate(Code.FUTURE_DATE, f"{shown} has not come yet")


@lru_cache(maxsize=_REMEMBERED)
def _parsed(text: str) -> date | None:
    if british := _BRITISH.fullmatch(text):
        day, month, year = british.groups()
    elif iso := _ISO.fullmatch(text):
        year, month, day = iso.groups()
    elif _SERIAL.fullmatch(text):
        return _DAY_NOUGHT + timedelta(days=int(float(text)))
    else:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
