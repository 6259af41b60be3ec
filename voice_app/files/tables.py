"""A table of ours, filled in and saved as CSV or as a workbook's first sheet."""

from itertools import chain
from pathlib import Path

from voice_app.files import workbook
from voice_app.files.declared import columns
from voice_app.files.faults import Code
from voice_app.files.faults import not_read
from voice_app.files.spreadsheet import Format
from voice_app.files.spreadsheet import Reading
from voice_app.files.spreadsheet import Record
from voice_app.files.spreadsheet import Row
from voice_app.files.spreadsheet import lines_under
from voice_app.files.spreadsheet import read_rows
from voice_app.files.spreadsheet import rows_of
from voice_app.files.spreadsheet import unread

_PACKED = b"PK\x03\x04"  # how a workbook begins, whatever it is called


def read_table(path: Path, form: Format[Row]) -> Reading[Row]:
    """Read the table; what it is shows in its first bytes, not in its name.

    Raises ``OSError`` where the file cannot be opened.
    """
    with path.open("rb") as file:
        packed = file.read(len(_PACKED)) == _PACKED
    if not packed:
        return read_rows(path, form)
    try:
        sheets = list(workbook.read(path).values())
    except workbook.NotAWorkbook as why:
        return unread(not_read(path.name, Code.NOT_USED, str(why)))
    records = sheets[0].records if sheets else ()
    if sheets and sheets[0].cut:
        what = f"There are more than {workbook.MOST_ROWS:,} rows."
        return unread(not_read(path.name, Code.NOT_USED, what))
    widest = max((len(cells) for _, cells in records), default=0)
    padded: list[Record] = [(n, cells + [""] * (widest - len(cells))) for n, cells in records]
    return rows_of(path.name, lines_under(path.name, iter(padded), form.columns), form)


def template(row_type: type[object], examples: list[dict[str, str]]) -> str:
    """The headings and some invented lines, to be opened in a spreadsheet and filled in."""
    wanted = columns(row_type)
    names = [*wanted.required, *wanted.optional]
    lines = ([line.get(name, "") for name in names] for line in examples)
    return "".join(f"{','.join(cells)}\r\n" for cells in chain([names], lines))
