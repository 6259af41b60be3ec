"""Anybody's spreadsheet of comments: CSV, a workbook or JSON lines in; the same with tags out."""

import codecs
import csv
import io
import json
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from voice_app.files import workbook
from voice_app.files.cells import as_words

LONGEST = 50_000  # letters of one comment that are read
TEXT_HEADINGS = (
    "text", "comment", "comments", "answer", "answers", "response", "responses", "reply", "message",
    "feedback", "words", "free text", "free_text", "verbatim", "what they said",
)  # fmt: skip
_OTHER_HEADINGS = {
    "id": ("id", "ref", "reference", "number", "no", "row"),
    "question": ("question", "question text", "asked"),
    "lang": ("lang", "language"),
}
_PACKED = b"PK\x03\x04"  # how a workbook begins, whatever it is called
_SEPARATORS = ",;\t|"


class CommentsFault(ValueError):
    """The file as a whole can't be read; the message says why and what to do."""


@dataclass(frozen=True)
class Said:
    """One comment of the file. ``fault`` says why a line can't be read, and holds none of it."""

    id: Any
    text: str = ""
    question: str = ""
    language: str = "en"
    fault: str = ""


def read(path: Path, column: str = "") -> Iterator[Said]:
    """The comments of a file in their order; raises ``CommentsFault`` or ``OSError``.

    What the file is shows in its first bytes. ``column`` names the heading of the comments where
    it is an unusual one.
    """
    with path.open("rb") as file:
        beginning = file.read(4096)
    if beginning.startswith(_PACKED):
        yield from _from_rows(_workbook_rows(path), column)
    elif beginning.lstrip(codecs.BOM_UTF8 + b" \r\n\t").startswith(b"{"):
        with path.open("rb") as file:
            yield from from_json_lines(file)
    else:
        yield from _from_rows(_csv_rows(path), column)


def from_json_lines(lines: Iterator[bytes] | Any) -> Iterator[Said]:
    """Comments as JSON objects, one a line; a broken line is a fault and costs no other."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _from_json(line.removeprefix(codecs.BOM_UTF8), number)


def csv_lines(rows: Iterator[Sequence[object]]) -> Iterator[str]:
    """Rows as lines of CSV."""
    for row in rows:
        line = io.StringIO()
        csv.writer(line).writerow([as_words(str(cell)) for cell in row])
        yield line.getvalue()


def _from_json(line: bytes, number: int) -> Said:
    try:
        given = json.loads(line)
    except (ValueError, RecursionError):  # also what is no UTF-8 or nested too deep
        return Said(number, fault="this line is not JSON")
    if not isinstance(given, dict):
        return Said(number, fault="this line is not a JSON object")
    known = given.get("id", number)
    text, question = given.get("text"), given.get("question") or ""
    language = given.get("lang") or "en"
    if not isinstance(text, str):
        return Said(known, fault='"text" is missing or not words')
    if not (isinstance(question, str) and isinstance(language, str)):
        return Said(known, fault='"question" or "lang" is not words')
    return _said(known, text, question, language)


def _said(known: object, text: str, question: str, language: str) -> Said:
    whole = text.encode("utf-8", "replace").decode("utf-8")  # halves of letters can't be written
    if len(whole) > LONGEST:
        return Said(known, fault=f"it is longer than {LONGEST:,} letters")
    return Said(known, whole, question, language or "en")


def _from_rows(rows: Iterator[list[str]], column: str) -> Iterator[Said]:
    headings = [cell.strip() for cell in next(rows, [])]
    places = _places(headings, column)
    for number, cells in enumerate(rows, start=1):
        found = {
            name: cells[place].strip() if place < len(cells) else ""
            for name, place in places.items()
        }
        yield _said(
            found.get("id") or number,
            found["text"],
            found.get("question", ""),
            found.get("lang", ""),
        )


def _places(headings: Sequence[str], column: str) -> Mapping[str, int]:
    """Which column holds what."""
    plain = [heading.lower() for heading in headings]
    wanted = (column.lower(),) if column else TEXT_HEADINGS
    text = next((plain.index(name) for name in wanted if name in plain), None)
    if text is None and len(plain) == 1 and not column:
        text = 0
    if text is None:
        listed = ", ".join(headings) or "none"
        raise CommentsFault(
            f"no column of comments was found. Its headings are: {listed}. "
            "Call one of them text, or name it with --column."
        )
    others = {
        name: next((plain.index(each) for each in names if each in plain), None)
        for name, names in _OTHER_HEADINGS.items()
    }
    return {"text": text, **{name: place for name, place in others.items() if place is not None}}


def _workbook_rows(path: Path) -> Iterator[list[str]]:
    try:
        sheets = list(workbook.read(path).values())
    except workbook.NotAWorkbook as why:
        raise CommentsFault(str(why)) from why
    for _, cells in sheets[0].records if sheets else ():
        yield cells


def _csv_rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding=_encoding(path), errors="replace", newline="") as file:
        first = file.readline()
        separator = max(_SEPARATORS, key=first.count)
        file.seek(0)
        try:
            for cells in csv.reader(file, delimiter=separator):
                if any(cell.strip() for cell in cells):
                    yield cells
        except csv.Error as fault:
            raise CommentsFault(f"it can't be read as CSV: {fault}") from fault


def _encoding(path: Path) -> str:
    """UTF-8 where the whole file is, else what older spreadsheets write."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        try:
            while block := file.read(1 << 20):
                decoder.decode(block)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"
