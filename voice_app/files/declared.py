"""Rows that say themselves which column each of their fields comes from, and one reader for all.

A row is a frozen dataclass with ``line`` and fields made by ``text``, ``day``, ``truth`` and
``code``. A needed cell that cannot be used leaves its line out; any other gives a warning and is
read as blank. No fault repeats what stands in a cell, unless it looks like a date.
"""

import re
from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Hashable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from dataclasses import fields
from datetime import date
from datetime import timedelta
from functools import cache
from functools import partial
from typing import Any

from voice_app.files.dates import NotADate
from voice_app.files.dates import read_date
from voice_app.files.faults import Code
from voice_app.files.faults import Fault
from voice_app.files.spreadsheet import Columns
from voice_app.files.spreadsheet import Format
from voice_app.files.spreadsheet import Line
from voice_app.files.spreadsheet import Row

YES_OR_NO = {
    **dict.fromkeys(("y", "yes", "true", "1"), True),
    **dict.fromkeys(("n", "no", "false", "0"), False),
}
_LISTED = re.compile(r"^[a-z]{1,2}\)\s*", re.IGNORECASE)  # "a) Yes", as Ofsted's lists have it
_CODE = re.compile(r"[A-Z]{1,2}\d{1,2}[A-Z]?(?![A-Z0-9])")
_TIME_OF_DAY = re.compile(r"[ T]\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?(Z|[+-]\d{2}:?\d{2})?$")
_DAY_NUMBER = re.compile(r"[2-6]\d{4}(\.\d+)?")  # days since 30 December 1899: 1954 to 2091
_DAY_ZERO = date(1899, 12, 30)

Check = Callable[[Line, Any], Iterator[Fault]]
Read = tuple[Any, Fault | None]


@dataclass(frozen=True)
class Cell:
    """How one field is read: its column, whether the line is nothing without it."""

    column: str
    needed: bool
    read: Callable[[Line, str, date], Read]


def text(column: str, *, needed: bool = False) -> Any:
    """A field with the words of a cell."""
    return _declared(column, needed, _text)


def day(column: str, *, needed: bool = False, coming: bool = False) -> Any:
    """A field with a day; only where it may be still ``coming`` is one after today believed."""
    return _declared(column, needed, partial(_day, coming=coming))


def truth(column: str) -> Any:
    """A field with yes, no, or None where the cell says neither."""
    return _declared(column, False, _truth)


def code(column: str, codes: Collection[str], *, needed: bool = False) -> Any:
    """A field with one of these codes; words before or behind the code make no difference."""
    return _declared(column, needed, partial(_code, codes=codes))


def form(
    row_type: type[Row],
    *,
    thing: str,
    key: Callable[[Row], Hashable],
    today: date,
    check: Check | None = None,
) -> Format[Row]:
    """The format of a file of such rows. ``check`` gives faults that need more than one cell."""
    parse = partial(_row, row_type=row_type, today=today, check=check)
    return Format(columns(row_type), parse, key, thing)


def columns(row_type: Any) -> Columns:
    """The columns of a row; ``PASSED_OVER`` names those that are known and never read."""
    cells = _cells(row_type).values()
    return Columns(
        required=tuple(cell.column for cell in cells if cell.needed),
        optional=tuple(cell.column for cell in cells if not cell.needed),
        passed_over=tuple(getattr(row_type, "PASSED_OVER", "").split()),
    )


def _declared(column: str, needed: bool, read: Callable[[Line, str, date], Read]) -> Any:
    return field(metadata={"cell": Cell(column, needed, read)})


@cache
def _cells(row_type: Any) -> Mapping[str, Cell]:
    found = ((each.name, each.metadata.get("cell")) for each in fields(row_type))
    return {name: cell for name, cell in found if cell is not None}


def _row(
    line: Line, *, row_type: type[Row], today: date, check: Check | None
) -> Iterator[Row | Fault]:
    values: dict[str, Any] = {"line": line.number}
    for name, cell in _cells(row_type).items():
        values[name], fault = cell.read(line, cell.column, today)
        if cell.needed and values[name] in ("", None):
            yield _left_out(line, cell.column, fault)
            return
        if fault:
            yield fault
    row = row_type(**values)
    faults = list(check(line, row)) if check else []
    yield from faults
    if not any(fault.leaves_out_line for fault in faults):
        yield row


def _left_out(line: Line, column: str, fault: Fault | None) -> Fault:
    if fault is None:
        return line.left_out(column, Code.BLANK, f"There is nothing under {column}.")
    what = fault.words.removesuffix(" The line was kept.").removesuffix(" It was not used.")
    return line.left_out(column, fault.code, what)


def _text(line: Line, column: str, _today: date) -> Read:
    return line[column], None


def _day(line: Line, column: str, today: date, *, coming: bool) -> Read:
    cell = _TIME_OF_DAY.sub("", line[column])
    if not cell:
        return None, None
    if _DAY_NUMBER.fullmatch(cell):
        cell = (_DAY_ZERO + timedelta(int(float(cell)))).isoformat()
        what = f"Under {column} stands a spreadsheet's number of a day. It was read as that day."
        odd = line.kept(column, Code.DAY_NUMBER, what)
    else:
        odd = None
    try:
        return read_date(cell, no_later_than=date.max if coming else today), odd
    except NotADate as problem:
        what = f"The date under {column} {problem}. It was not used."
        return None, line.kept(column, problem.code, what)


def _truth(line: Line, column: str, _today: date) -> Read:
    cell = _LISTED.sub("", line[column]).casefold()
    if cell and cell not in YES_OR_NO:
        what = f"What stands under {column} is neither yes nor no. It was not used."
        return None, line.kept(column, Code.NOT_USED, what)
    return YES_OR_NO.get(cell), None


def _code(line: Line, column: str, _today: date, *, codes: Collection[str]) -> Read:
    cell = _LISTED.sub("", line[column]).upper()
    found = _CODE.match(cell)
    if found and found[0] in codes:
        return found[0], None
    if not cell:
        return "", None
    what = f"What stands under {column} is not a code we know. It was not used."
    return "", line.kept(column, Code.UNKNOWN_CODE, what)
