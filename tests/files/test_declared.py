"""Cells read by what their row declares: what can be used is, what cannot is said and not shown."""

from dataclasses import dataclass
from datetime import date

import pytest

from voice_app.files.declared import code
from voice_app.files.declared import day
from voice_app.files.declared import form
from voice_app.files.declared import text
from voice_app.files.declared import truth
from voice_app.files.faults import Code
from voice_app.files.faults import Severity
from voice_app.files.spreadsheet import read_rows

TODAY = date(2026, 11, 23)


@dataclass(frozen=True)
class Row:
    line: int
    key: str = text("key", needed=True)
    on: date = day("on", needed=True)
    due: date | None = day("due", coming=True)
    seen: bool | None = truth("seen")
    status: str = code("status", {"C2", "V2", "PN1"})


@pytest.fixture
def read(tmp_path):
    def of(on="01/06/2026", due="", seen="", status="", key="a"):
        path = tmp_path / "rows.csv"
        path.write_text(f"key,on,due,seen,status\n{key},{on},{due},{seen},{status}\n", "utf-8")
        made = form(Row, thing="row", key=lambda row: row.key, today=TODAY)
        return read_rows(path, made)

    return of


@pytest.mark.parametrize(
    "cell",
    ["01/06/2026", "2026-06-01", "2026-06-01 00:00:00.000", "2026-06-01T14:30:00", "1/6/2026 9:05"],
)
def test_a_day_is_read_with_any_time_of_day(read, cell):
    """A visit's time of day is of no use here, and its day is not lost for it."""
    assert read(on=cell).rows[0].on == date(2026, 6, 1)


def test_a_spreadsheets_bare_number_is_the_day_it_stands_for_and_said(read):
    """46174 is 1 June 2026 to every spreadsheet."""
    reading = read(on="46174")
    assert reading.rows[0].on == date(2026, 6, 1)
    assert [fault.code for fault in reading.faults] == [Code.DAY_NUMBER]


@pytest.mark.parametrize("cell", ["31/02/2026", "Jaz Merrin", "24/11/2026", "01/01/1900", ""])
def test_a_line_is_nothing_without_a_cell_it_needs(read, cell):
    """A needed day that cannot be used leaves the line out, once."""
    reading = read(on=cell)
    assert (reading.rows, reading.count.rows_left_out) == ((), 1)
    assert [fault.severity for fault in reading.faults] == [Severity.LEFT_OUT]
    assert "It was not used" not in reading.faults[0].words


def test_a_day_may_lie_ahead_only_where_it_may_be_still_coming(read):
    """A due date of next year is believed; a visit of next year is not."""
    assert read(due="24/11/2027").rows[0].due == date(2027, 11, 24)
    assert read(on="24/11/2027").rows == ()


@pytest.mark.parametrize(
    ("cell", "seen"), [("Y", True), ("a) Yes", True), ("b) No", False), ("0", False), ("", None)]
)
def test_yes_and_no_are_read_however_they_are_listed(read, cell, seen):
    """Ofsted's lists put a letter before them."""
    reading = read(seen=cell)
    assert (reading.rows[0].seen, reading.faults) == (seen, ())


@pytest.mark.parametrize(
    ("cell", "status"),
    [("C2", "C2"), ("c2: FCO", "C2"), ("a) V2 - accommodated", "V2"), ("pn1", "PN1")],
)
def test_a_code_is_read_with_or_without_its_words(read, cell, status):
    """The words behind a code differ; the code does not."""
    reading = read(status=cell)
    assert (reading.rows[0].status, reading.faults) == (status, ())


@pytest.mark.parametrize("column", ["due", "seen", "status"])
def test_what_cannot_be_read_is_said_and_never_shown(read, column):
    """Where columns have shifted, a name may stand anywhere."""
    reading = read(**{column: "Jaz Merrin"})
    assert len(reading.rows) == 1
    (fault,) = reading.faults
    assert fault.column == column
    assert "Jaz" not in fault.words
