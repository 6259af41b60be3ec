"""Workbooks (.xlsx) as text: each sheet's rows, as far as a workbook of people can be.

A workbook is a packed folder, so it is measured before it is unpacked: one that would fill the
memory is not opened. Values are those that the program which saved it had worked out.
"""

import re
import zipfile
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import time
from itertools import islice
from itertools import zip_longest
from pathlib import Path
from typing import Any

from voice_app.files.cells import as_words
from voice_app.files.spreadsheet import Record

LARGEST = 200_000_000  # bytes, unpacked
MOST_ROWS = 100_000  # of one sheet
MOST_COLUMNS = 200
MOST_LETTERS = 32_000  # of one cell
_BROKEN = (zipfile.BadZipFile, KeyError, ValueError, EOFError)
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # no place in a workbook's XML
_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"})


class NotAWorkbook(ValueError):
    """The file is no workbook that we open. The message says why, in a sentence."""


@dataclass(frozen=True)
class Sheet:
    """One sheet: its rows that are not blank, by their number, and where no value is to be had.

    ``without_value`` are the places, row and column from 1, of formulas that nobody worked out and
    of errors. ``cut`` says that there was more than we read.
    """

    title: str
    records: tuple[tuple[int, list[str]], ...]
    without_value: frozenset[tuple[int, int]]
    cut: bool

    def lines(self) -> Iterator[Record]:
        """The rows, as a CSV's lines."""
        yield from self.records


def read(path: Path) -> Mapping[str, Sheet]:
    """Every sheet of a workbook by its title; raises ``NotAWorkbook``."""
    import openpyxl  # noqa: PLC0415 - it brings numpy, which no page needs
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    _measure(path)
    try:
        with path.open("rb") as one, path.open("rb") as other:  # by content, whatever its name
            values = openpyxl.load_workbook(one, read_only=True, data_only=True)
            formulas = openpyxl.load_workbook(other, read_only=True, data_only=False)
            titles = [sheet.title for sheet in values.worksheets]
            found = {title: _sheet(title, values[title], formulas[title]) for title in titles}
    except (*_BROKEN, InvalidFileException) as problem:
        raise NotAWorkbook("The workbook is damaged.") from problem
    return found


def write(path: Path, title: str, rows: Iterable[Iterable[object]]) -> None:
    """Write one sheet, row by row; letters that a workbook can't hold become spaces."""
    import openpyxl  # noqa: PLC0415 - as above

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(title)
    for row in rows:
        sheet.append([_cell(value) for value in row])
    book.save(path)


def _cell(value: object) -> object:
    """A value as a cell; what looks like a formula is marked as words."""
    if not isinstance(value, str):
        return value if isinstance(value, int | float | None) else str(value)
    plain = _UNWRITABLE.sub(" ", value)[:MOST_LETTERS]
    return as_words(plain)


def _measure(path: Path) -> None:
    """Raise ``NotAWorkbook`` for anything but a workbook of a believable size."""
    try:
        with zipfile.ZipFile(path) as packed:
            size = sum(part.file_size for part in packed.infolist())
    except zipfile.BadZipFile as problem:
        raise NotAWorkbook("The file is not an .xlsx workbook.") from problem
    if size > LARGEST:
        raise NotAWorkbook("Unpacked, the workbook would be too large to be one of people.")


def _sheet(title: str, values: Any, formulas: Any) -> Sheet:
    """Read the values beside the formulas: only the two together show a lost result."""
    records: list[tuple[int, list[str]]] = []
    without: set[tuple[int, int]] = set()
    rows = zip_longest(_rows(values), _rows(formulas), fillvalue=())
    for number, (shown, written) in enumerate(islice(rows, MOST_ROWS), start=1):
        cells = [_text(cell) for cell in shown]
        without |= {(number, place) for place, cell in enumerate(shown, 1) if cell in _ERRORS}
        for place, (cell, formula) in enumerate(zip(cells, written, strict=False), start=1):
            if not cell and isinstance(formula, str) and formula.startswith("="):
                without.add((number, place))
        if any(cells):
            records.append((number, cells))
    return Sheet(title, tuple(records), frozenset(without), next(rows, None) is not None)


def _rows(sheet: Any) -> Iterator[tuple[Any, ...]]:
    """The rows of a sheet; what it claims of its own size is not believed."""
    sheet.reset_dimensions()
    yield from sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS)


def _text(cell: object) -> str:
    """A cell as somebody would type it; an error is blank."""
    if cell is None or cell in _ERRORS:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).replace("\xa0", " ").strip()


def column_letter(number: int) -> str:
    """What a spreadsheet calls its column number 1, 2 or 30: "A", "B", "AD"."""
    letters = ""
    while number:
        number, left = divmod(number - 1, 26)
        letters = chr(ord("A") + left) + letters
    return letters
