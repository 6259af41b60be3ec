"""CSV as people and programs really save it, read line by line.

Byte order marks, any line end, blank lines, stray spaces and letter case in headings are taken as
they come. Whatever else is odd becomes a fault. Columns that nobody asked for are never kept.
"""

import codecs
import csv
import re
from collections import deque
from collections.abc import Callable
from collections.abc import Hashable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Generic
from typing import Protocol
from typing import TypeVar

from voice_app.files.faults import Code
from voice_app.files.faults import Fault
from voice_app.files.faults import FileCount
from voice_app.files.faults import Severity
from voice_app.files.faults import not_read

LONGEST_RECORD = 20  # lines; a quotation mark still open after so many was never meant
A_THOUSAND = 1_000  # lines
_CHUNK = 1 << 16  # bytes

Record = tuple[int, list[str] | None]  # its first line, and its cells; None where it is broken

Told = Callable[[int], None]  # so many lines more were read


def nobody(_lines: int) -> None:
    """Tell nobody how far the reading has come."""


@dataclass(frozen=True)
class Columns:
    """The headings of a file: needed, welcome, and known but on purpose not read.

    ``unmissed`` ones are read where they are; nobody is told that they are not.
    """

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    passed_over: tuple[str, ...] = ()
    unmissed: tuple[str, ...] = ()

    @property
    def read(self) -> tuple[str, ...]:
        """All that are read."""
        return self.required + self.optional + self.unmissed


@dataclass(slots=True)
class Line:
    """The cells we read of one line, trimmed; ``number`` is the line the record starts on."""

    file: str
    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def left_out(self, column: str, code: Code, what: str) -> Fault:
        """A fault for which this line is left out."""
        words = _sentences(what, "The line was left out.")
        return Fault(self.file, self.number, column, code, words, Severity.LEFT_OUT)

    def kept(self, column: str, code: Code, what: str) -> Fault:
        """A warning: the line stays; ``what`` says what was made of the cell."""
        words = _sentences(what, "The line was kept.")
        return Fault(self.file, self.number, column, code, words, Severity.WARNING)


class HasLine(Protocol):
    """A row that knows the line it came from."""

    @property
    def line(self) -> int:
        """Counted from 1, headings included."""


Row = TypeVar("Row", bound=HasLine)


@dataclass(frozen=True)
class Format(Generic[Row]):
    """One kind of file: its columns, how a line becomes a row, and what may stand there once.

    ``parse`` yields any faults and at most one row. Of two rows with the same ``key`` the second
    is left out; ``thing`` is what the words then call it.
    """

    columns: Columns
    parse: Callable[[Line], Iterator[Row | Fault]]
    key: Callable[[Row], Hashable]
    thing: str


@dataclass(frozen=True)
class Reading(Generic[Row]):
    """Everything one file gave."""

    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]
    count: FileCount

    @property
    def stopped(self) -> bool:
        """Whether the file could not be read at all."""
        return any(fault.stops_file for fault in self.faults)


def unread(fault: Fault) -> Reading[Row]:
    """The reading of a file that was not read, for the reason given."""
    return Reading((), (fault,), FileCount(fault.file, 0, 0, 0))


def read_rows(path: Path, form: Format[Row], told: Told = nobody) -> Reading[Row]:
    """Read a whole file. Every line ends as a row or as a fault that says it was left out.

    ``told`` is called after every 1,000 lines.
    """
    return rows_of(path.name, lines(path, form.columns), form, told)


def rows_of(
    file: str, lines: Iterable[Line | Fault], form: Format[Row], told: Told = nobody
) -> Reading[Row]:
    """The rows of some lines, wherever they come from."""
    first: dict[Hashable, Row] = {}
    faults: list[Fault] = []
    rows_read = 0
    for found in lines:
        if isinstance(found, Fault):
            faults.append(found)
            rows_read += found.leaves_out_line
            continue
        rows_read += 1
        if not rows_read % A_THOUSAND:
            told(A_THOUSAND)
        for made in form.parse(found):
            if isinstance(made, Fault):
                faults.append(made)
            elif (earlier := first.setdefault(form.key(made), made)) is not made:
                what = f"The same {form.thing} is already on line {earlier.line}."
                faults.append(found.left_out("", Code.DUPLICATE, what))
    left_out = len({fault.line for fault in faults if fault.leaves_out_line})
    count = FileCount(file, rows_read, len(first), left_out)
    return Reading(tuple(first.values()), tuple(faults), count)


def lines(path: Path, columns: Columns) -> Iterator[Line | Fault]:
    """The lines of a file one after the other, with faults where they are met.

    Raises ``OSError`` where the file cannot be opened.
    """
    encoding = _encoding(path)
    if encoding != "utf-8-sig":
        what = "The file is not UTF-8, so it was read as Windows text. Please check accents."
        yield Fault(path.name, None, "", Code.ENCODING, what, Severity.WARNING)
    with path.open(encoding=encoding, errors="replace", newline="") as text:
        yield from lines_under(path.name, _records(text), columns)


def lines_under(file: str, records: Iterator[Record], columns: Columns) -> Iterator[Line | Fault]:
    """The lines under a row of headings, which is the first of the records."""
    _, headings = next(records, (0, None))
    if headings is None:
        yield not_read(file, Code.FILE_EMPTY, "There is no line of headings.")
        return
    sheet = _Sheet(file, len(headings), _positions(headings, columns))
    faults = list(_heading_faults(file, headings, columns))
    yield from faults
    if not any(fault.stops_file for fault in faults):
        for number, cells in records:
            yield from sheet.read(number, cells)


@dataclass(frozen=True)
class _Sheet:
    """How the lines under a row of headings are to be read."""

    file: str
    width: int
    positions: Mapping[str, int]

    def read(self, number: int, cells: list[str] | None) -> Iterator[Line | Fault]:
        """One record as a line with its warnings, or as the fault for which it is left out."""
        bare = Line(self.file, number, {})
        if cells is None:
            what = "A quotation mark is out of place or never closed."
            yield bare.left_out("", Code.QUOTES, what)
            return
        if len(cells) > self.width and any(_trimmed(cell) for cell in cells[self.width :]):
            what = "There are more cells than headings, so we cannot tell which is which."
            yield bare.left_out("", Code.TOO_MANY_CELLS, what)
            return
        if len(cells) < self.width or "\0" in "".join(cells):
            yield from self._warnings(bare, cells)
            cells = [_trimmed(cell) for cell in cells] + [""] * (self.width - len(cells))
        bare.cells = {column: cells[at].strip() for column, at in self.positions.items()}
        yield bare

    def _warnings(self, bare: Line, cells: list[str]) -> Iterator[Fault]:
        if missing := [c for c, at in self.positions.items() if at >= len(cells)]:
            what = f"The line stops early, so {', '.join(missing)} was read as blank."
            yield bare.kept(missing[0], Code.TOO_FEW_CELLS, what)
        if any("\0" in cell for cell in cells):
            what = "There were unreadable (NUL) characters, which were dropped."
            yield bare.kept("", Code.NUL, what)


def _encoding(path: Path) -> str:
    """UTF-8 if every byte of the file is, else the Windows code page that Excel saves in."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _records(text: Iterator[str]) -> Iterator[Record]:
    """Each record that is not blank, with its first line's number; None where it is broken.

    The csv module alone would take an unclosed quotation mark to the end of the file and swallow
    every line behind it. Here such a line is given up and reading goes on with the next. A line
    without any quotation mark needs no csv module.
    """
    number = 1
    ahead: deque[str] = deque()
    while line := ahead.popleft() if ahead else next(text, ""):
        used = 1
        cells: list[str] | None
        if '"' in line:
            ahead.appendleft(line)
            ahead.extend(islice(text, LONGEST_RECORD - len(ahead)))
            cells, used = _quoted(ahead)
            for _ in range(used):
                ahead.popleft()
        else:
            cells = line.rstrip("\r\n").split(",")
        if cells is None or any(_trimmed(cell) for cell in cells):
            yield number, cells
        number += used


def _quoted(ahead: Iterable[str]) -> tuple[list[str] | None, int]:
    """The first record of these lines, and how many of them it takes."""
    reader = csv.reader(ahead, strict=True, skipinitialspace=True)
    try:
        return next(reader), reader.line_num
    except csv.Error:
        return None, 1


def _positions(headings: Sequence[str], columns: Columns) -> dict[str, int]:
    """Where each column we read stands; the first place counts."""
    names = [_name(heading) for heading in headings]
    return {column: names.index(_name(column)) for column in columns.read if _name(column) in names}


def _heading_faults(file: str, headings: Sequence[str], columns: Columns) -> Iterator[Fault]:
    names = [_name(heading) for heading in headings]
    for column in columns.read:
        if _name(column) not in names:
            if column not in columns.unmissed:
                yield _missing(file, column, needed=column in columns.required)
        elif names.count(_name(column)) > 1:
            what = f"There are two columns {column}. The first was read."
            yield Fault(file, 1, column, Code.HEADING_TWICE, what, Severity.WARNING)
    known = {_name(column) for column in columns.read + columns.passed_over}
    for place, name in enumerate(names, start=1):
        if name and name not in known:
            what = f"Column {place} has a heading we do not know. That column was not read."
            yield Fault(file, 1, "", Code.HEADING_UNKNOWN, what, Severity.WARNING)


def _missing(file: str, column: str, *, needed: bool) -> Fault:
    if needed:
        return not_read(file, Code.HEADING_MISSING, f"There is no column {column}.")
    what = f"There is no column {column}. It was read as blank."
    return Fault(file, 1, column, Code.HEADING_MISSING, what, Severity.WARNING)


def _name(heading: str) -> str:
    """A heading without what makes no difference: case, spaces, underscores, hyphens."""
    return re.sub(r"[\s_\-\0]", "", heading).casefold()


def _trimmed(cell: str) -> str:
    return cell.replace("\0", "").strip()


@lru_cache(maxsize=1 << 10)
def _sentences(what: str, done: str) -> str:
    """What is wrong and what was done; the same words are kept once, however many lines."""
    return f"{what} {done}"
