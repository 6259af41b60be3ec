"""Dates as spreadsheets write them."""

import re
from datetime import date

from voice_app.files.faults import Code

_BRITISH = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ T]00:00(?::00)?)?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?")
_LIKE_A_DATE = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}")
_EMPTY_CELL = 1900  # the year a spreadsheet writes when it takes an empty cell for a date


class NotADate(ValueError):
    """A cell that gives no date to work with. Its words go on from "The date of birth …"."""

    def __init__(self, code: Code, words: str) -> None:
        super().__init__(words)
        self.code = code


def read_date(text: str, *, no_later_than: date) -> date:
    """The date in a cell: dd/mm/yyyy, or yyyy-mm-dd as some programs save it.

    Raises ``NotADate``, whose words repeat the cell only if it looks like a date: where columns
    have shifted, anything may stand there, a name too.
    """
    if not text:
        raise NotADate(Code.BLANK, "is blank")
    shown = f"'{text}'" if _LIKE_A_DATE.fullmatch(text) else "(not shown here)"
    found = _parsed(text)
    if found is None:
        raise NotADate(Code.NOT_A_DATE, f"{shown} is not a date")
    if found.year <= _EMPTY_CELL:
        raise NotADate(Code.DATE_OF_1900, f"{shown} is what spreadsheets make of an empty cell")
    if found > no_later_than:
        raise NotADate(Code.FUTURE_DATE, f"{shown} has not come yet")
    return found


def _parsed(text: str) -> date | None:
    if british := _BRITISH.fullmatch(text):
        day, month, year = british.groups()
    elif iso := _ISO.fullmatch(text):
        year, month, day = iso.groups()
    else:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
