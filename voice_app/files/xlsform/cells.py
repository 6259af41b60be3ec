"""A workbook's sheets as rows of words, however Excel or LibreOffice saved them."""

import zipfile
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

LARGEST = 20_000_000  # bytes, unpacked: a questionnaire is a thousandth of that
MOST_ROWS = 2_000
MOST_COLUMNS = 400
SHEETS = ("survey", "choices", "settings")


@dataclass(frozen=True)
class Trouble:
    """One thing wrong, and where: ``survey``, row 7, column D."""

    sheet: str
    row: int
    column: str
    words: str
    refused: bool = True  # False: read without it

    def __str__(self) -> str:
        place = f"{self.sheet}, row {self.row}" + (f", column {self.column}" if self.column else "")
        return f"{place}: {self.words}"


@dataclass(frozen=True)
class Row:
    """One row: its number, and its cells by heading, in small letters where that is XLSForm's."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Sheet:
    """A sheet with its headings (the letter of each) and its rows."""

    name: str
    letters: Mapping[str, str]
    rows: tuple[Row, ...]


class Unreadable(ValueError):
    """It is no workbook that we can open; the message says what it is."""


def sheets(content: bytes, troubles: list[Trouble]) -> dict[str, Sheet]:
    """The sheets of a form by name; raises ``Unreadable``. What is odd becomes a trouble."""
    import openpyxl  # noqa: PLC0415 - it brings numpy, which no page needs
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    try:
        unpacked = sum(part.file_size for part in zipfile.ZipFile(BytesIO(content)).infolist())
        if unpacked > LARGEST:
            raise Unreadable("It is too large for a questionnaire.")
        book = openpyxl.load_workbook(BytesIO(content), data_only=False)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, OSError, ValueError) as fault:
        if isinstance(fault, Unreadable):
            raise
        raise Unreadable("It is not a workbook (.xlsx). Save it as one and try again.") from fault
    found = {}
    for sheet in book.worksheets:
        name = sheet.title.strip().lower()
        if name in SHEETS:
            found[name] = _sheet(name, sheet, troubles)
    return found


def _sheet(name: str, sheet: Any, troubles: list[Trouble]) -> Sheet:
    for merged in sheet.merged_cells.ranges:
        words = f"the cells {merged.coord} are merged into one: split them"
        letter = _letter(merged.min_col)
        troubles.append(Trouble(name, merged.min_row, letter, words))
    if sheet.max_row > MOST_ROWS or sheet.max_column > MOST_COLUMNS:
        words = f"more than {MOST_ROWS} rows or {MOST_COLUMNS} columns: delete what is not used"
        troubles.append(Trouble(name, 1, "", words))
        return Sheet(name, {}, ())
    lines = sheet.iter_rows()
    headings = _headings(name, next(lines, ()), troubles)
    rows = []
    for number, line in enumerate(lines, start=2):
        cells = dict(_cells(name, line, headings, troubles))
        if cells:
            rows.append(Row(number, cells))
    letters = {heading: _letter(place + 1) for place, heading in headings.items()}
    return Sheet(name, letters, tuple(rows))


def _headings(name: str, line: tuple[object, ...], troubles: list[Trouble]) -> dict[int, str]:
    """By its place: the heading without stray spaces, XLSForm's own in small letters."""
    headings: dict[int, str] = {}
    for place, cell in enumerate(line):
        said = " ".join(str(getattr(cell, "value", None) or "").replace("\u00a0", " ").split())
        if not said:
            continue
        column, colons, rest = said.partition("::")
        heading = f"{column.strip().lower().replace(' ', '_')}{colons}{rest.strip()}"
        if heading in headings.values():
            letter = _letter(place + 1)
            troubles.append(Trouble(name, 1, letter, f"the heading {said!r} stands twice"))
        headings[place] = heading
    return headings


def _cells(
    name: str, line: tuple[object, ...], headings: Mapping[int, str], troubles: list[Trouble]
) -> Iterator[tuple[str, str]]:
    for place, cell in enumerate(line):
        value = getattr(cell, "value", None)
        if value is None or str(value).strip() == "":
            continue
        row, letter = getattr(cell, "row", 0), _letter(place + 1)
        if getattr(cell, "data_type", "") in ("f", "e", "d"):
            words = "holds a formula, a date or an error: write it as plain words"
            troubles.append(Trouble(name, row, letter, words))
        elif place not in headings:
            troubles.append(Trouble(name, row, letter, "stands in a column without a heading"))
        else:
            yield headings[place], _plain(value)


def _plain(value: object) -> str:
    """Excel makes numbers of "1" and truths of "yes": written again as people wrote them."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\u00a0", " ").strip()


def _letter(place: int) -> str:
    """What a spreadsheet calls its column, from 1: A, Z, AA."""
    before, last = divmod(place - 1, 26)
    return (_letter(before) if before else "") + chr(ord("A") + last)
