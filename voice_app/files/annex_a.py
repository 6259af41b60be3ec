"""Read the lists 6 to 9 of an Annex A workbook, however its sheets and headings are called."""

import re
from collections.abc import Hashable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from pathlib import Path
from typing import Any

from voice_app.files import workbook
from voice_app.files.annex_a_rows import NEVER_READ
from voice_app.files.annex_a_rows import SHARED
from voice_app.files.annex_a_rows import CareRow
from voice_app.files.annex_a_rows import LeaverRow
from voice_app.files.annex_a_rows import NeedRow
from voice_app.files.annex_a_rows import ProtectionRow
from voice_app.files.declared import columns
from voice_app.files.declared import form
from voice_app.files.faults import Code
from voice_app.files.faults import Fault
from voice_app.files.faults import FileCount
from voice_app.files.faults import Severity
from voice_app.files.faults import not_read
from voice_app.files.spreadsheet import Line
from voice_app.files.spreadsheet import Record
from voice_app.files.spreadsheet import Row
from voice_app.files.spreadsheet import lines_under
from voice_app.files.spreadsheet import rows_of
from voice_app.files.workbook import Sheet

MEANINGS = {
    "child_id": "the child's number",
    "born": "date of birth",
    "since": "start",
    "until": "end",
    "last_seen": "last seen",
    "last_visit": "last visit",
    "seen_alone": "seen alone",
    "conference": "latest review conference",
    "status_since": "start of the legal status",
    "status": "legal status",
    "review": "latest statutory review",
    "assessed": "last health assessment",
    "placed_since": "start of the placement",
    "placement": "type of placement",
}
PASSED = "passed over"
_HEADINGS_WITHIN = 15  # rows; above them stand titles and dates
_BEFORE_BIRTH = timedelta(days=300)  # a plan may begin before a child is born, but not earlier
_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")
_DISAGREES = "It begins before the child was born. One of the two days is wrong."
_NO_BIRTH = "There is no usable date of birth. It was read as not known."
_ENDS_FIRST = "It ends before it starts."


@dataclass(frozen=True)
class AnnexA:
    """Everything the four lists gave; ``taken`` says which column was read as what."""

    need: tuple[NeedRow, ...]
    protection: tuple[ProtectionRow, ...]
    care: tuple[CareRow, ...]
    leavers: tuple[LeaverRow, ...]
    taken: tuple[str, ...]
    faults: tuple[Fault, ...]
    counts: tuple[FileCount, ...]


def read(path: Path, *, today: date) -> AnnexA:
    """Read the workbook; a missing list or no workbook at all is a fault, not an error.

    Raises ``OSError`` where the file cannot be opened.
    """
    try:
        sheets = workbook.read(path)
    except workbook.NotAWorkbook as why:
        fault = not_read("Annex A", Code.NOT_USED, str(why))
        return AnnexA((), (), (), (), (), (fault,), (FileCount("Annex A", 0, 0, 0),))
    lists = _Lists(sheets, today)
    need = lists.read(6, NeedRow)
    protection = lists.read(7, ProtectionRow)
    care = lists.read(8, CareRow)
    leavers = lists.read(9, LeaverRow)
    if not lists.found:
        what = "None of the lists 6 to 9 is in the workbook."
        lists.faults.append(not_read("List 6", Code.FILE_MISSING, what))
    return AnnexA(
        need, protection, care, leavers, tuple(lists.taken), tuple(lists.faults),
        tuple(lists.counts),
    )  # fmt: skip


class _Lists:
    """The sheets of a workbook, and what reading them brought to light."""

    def __init__(self, sheets: Mapping[str, Sheet], today: date) -> None:
        self.sheets = sheets
        self.today = today
        self.found = 0
        self.taken: list[str] = []
        self.faults: list[Fault] = []
        self.counts: list[FileCount] = []

    def read(self, number: int, row_type: type[Row]) -> tuple[Row, ...]:
        """The rows of one list; a child may stand in it once for each start."""
        name = f"List {number}"
        sheet = self._sheet(number, row_type)
        if sheet is None:
            what = "There is no such list. What we had of it is as it was."
            self.faults.append(_whole(name, Code.FILE_MISSING, what))
            self.counts.append(FileCount(name, 0, 0, 0))
            return ()
        self.found += 1
        made = form(row_type, thing="child", key=_once, today=self.today, check=_sound)
        records = list(_from_headings(sheet.records, row_type))
        named = _named(records, row_type)
        found = lines_under(name, iter(_renamed(records, named)), columns(row_type))
        reading = rows_of(name, found, made)
        self.taken.extend(_told(name, named))
        self.faults.extend(fault for fault in reading.faults if not _passed(fault))
        self.faults.extend(_without_value(name, sheet, records, named))
        if sheet.cut:
            what = f"There are more than {workbook.MOST_ROWS:,} rows. The rest was not read."
            self.faults.append(_whole(name, Code.NOT_USED, what))
        self.counts.append(reading.count)
        return reading.rows

    def _sheet(self, number: int, row_type: Any) -> Sheet | None:
        """The sheet of a list: by its number, else by its subject."""
        by_number = rf"(^|\blist ?)0?{number}\b"
        for pattern in (by_number, row_type.TITLE):
            fits = [
                sheet for title, sheet in self.sheets.items() if re.search(pattern, _plain(title))
            ]
            if len(fits) > 1:
                what = "There is more than one such list. Only the first was read."
                self.faults.append(_whole(f"List {number}", Code.FILE_TWICE, what))
            if fits:
                return fits[0]
        return None


def _whole(name: str, code: Code, what: str) -> Fault:
    return Fault(name, None, "", code, what, Severity.WARNING)


def _plain(heading: str) -> str:
    return _NOT_A_LETTER.sub(" ", heading.casefold().replace("'", "")).strip()


def _meaning(heading: str, row_type: Any) -> str:
    """What a heading stands for; empty where nobody knows."""
    plain = _plain(heading)
    for name, pattern in {**SHARED, **row_type.PATTERNS}.items():
        if re.search(pattern, plain):
            return str(name)
    return PASSED if re.search(NEVER_READ, plain) else ""


def _from_headings(
    records: tuple[tuple[int, list[str]], ...], row_type: Any
) -> Iterator[tuple[int, list[str]]]:
    """The rows from the headings on: the first row up there that has the child's number."""
    for place, (number, cells) in enumerate(records):
        known = {_meaning(cell, row_type) for cell in cells if cell} - {""}
        if "child_id" in known and len(known) > 1 and number <= _HEADINGS_WITHIN:
            yield from records[place:]
            return


def _named(records: list[tuple[int, list[str]]], row_type: Any) -> list[str]:
    """What each column was taken for; a meaning is taken once, by the first column that fits."""
    named: list[str] = []
    for place, heading in enumerate(records[0][1] if records else []):
        empty = not any(place < len(cells) and cells[place] for _, cells in records)
        meaning = PASSED if empty else _meaning(heading, row_type)
        named.append(PASSED if meaning in named else meaning)
    return named


def _renamed(records: list[tuple[int, list[str]]], named: list[str]) -> Iterator[Record]:
    if not records:
        return
    first, _ = records[0]
    widest = max(len(cells) for _, cells in records)
    headings = [name or "unknown" for name in named]
    yield first, headings + [PASSED] * (widest - len(headings))
    for number, row in records[1:]:
        yield number, row + [""] * (widest - len(row))


def _passed(fault: Fault) -> bool:
    """Headings that are known and never read are nothing to report."""
    return fault.code is Code.HEADING_UNKNOWN


def _told(name: str, named: list[str]) -> Iterator[str]:
    """Which column was read as what: letters only, since a heading may be anything."""
    shown = [
        f"{workbook.column_letter(place)} as {MEANINGS[meaning]}"
        for place, meaning in enumerate(named, start=1)
        if meaning in MEANINGS
    ]
    unknown = [workbook.column_letter(place) for place, m in enumerate(named, start=1) if not m]
    if shown:
        yield f"{name}, columns read: {', '.join(shown)}."
    if unknown:
        yield f"{name}, columns with a heading we do not know: {', '.join(unknown)}. Not read."


def _without_value(
    name: str, sheet: Sheet, records: list[tuple[int, list[str]]], named: list[str]
) -> Iterator[Fault]:
    """A warning for each cell that we read whose formula has no result, or an error."""
    first = records[0][0] if records else 0
    for row, column in sorted(sheet.without_value):
        meaning = named[column - 1] if column <= len(named) else ""
        if row > first and meaning in MEANINGS:
            what = f"The formula under {MEANINGS[meaning]} has no result. It was read as blank."
            yield Line(name, row, {}).kept(meaning, Code.FORMULA, what)


def _once(row: Any) -> Hashable:
    return row.child_id, getattr(row, "since", None)


def _sound(line: Line, row: Any) -> Iterator[Fault]:
    """What only shows when the cells of a line meet."""
    since, until = getattr(row, "since", None), getattr(row, "until", None)
    if row.born is None:
        yield line.kept("born", Code.BLANK, _NO_BIRTH)
    elif since:
        allowed = _BEFORE_BIRTH if isinstance(row, ProtectionRow) else timedelta()
        if since < row.born - allowed:
            yield line.left_out("since", Code.DISAGREES, _DISAGREES)
            return
    if since and until and until < since:
        yield line.left_out("until", Code.ENDS_BEFORE_START, _ENDS_FIRST)
