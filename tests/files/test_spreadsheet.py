"""CSV as people really save it: everything readable is read, everything else is said."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from voice_app.files.dates import NotADate
from voice_app.files.dates import read_date
from voice_app.files.faults import Code
from voice_app.files.faults import Fault
from voice_app.files.faults import Severity
from voice_app.files.spreadsheet import Columns
from voice_app.files.spreadsheet import Line
from voice_app.files.spreadsheet import lines

COLUMNS = Columns(("CHILD", "REVIEW_CODE"), ("NOTE",), ("UPN",))
TODAY = date(2026, 11, 22)


@pytest.fixture
def read(tmp_path):
    def read_bytes(content: bytes | str) -> tuple[list[Line], list[Fault]]:
        path = tmp_path / "some.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        found = list(lines(path, COLUMNS))
        return (
            [line for line in found if isinstance(line, Line)],
            [fault for fault in found if isinstance(fault, Fault)],
        )

    return read_bytes


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_byte_order_marks_and_line_ends_make_no_difference(read, mark, end):
    rows, faults = read(f"{mark}CHILD,REVIEW_CODE,NOTE{end}1,PN1,a{end}{end}2,PN2,b{end}")
    assert [(row.number, row["CHILD"], row["NOTE"]) for row in rows] == [
        (2, "1", "a"),
        (4, "2", "b"),
    ]
    assert faults == []


def test_spaces_case_and_order_of_headings_make_no_difference(read):
    rows, faults = read("note, Review Code ,upn,child\n x ,  PN1,secret, 7\u00a0\n")
    assert rows[0].cells == {"CHILD": "7", "REVIEW_CODE": "PN1", "NOTE": "x"}
    assert faults == []


def test_columns_nobody_asked_for_are_not_kept(read):
    rows, _ = read("CHILD,REVIEW_CODE,NOTE,UPN\n1,PN1,a,secret\n")
    assert "secret" not in repr(rows)


def test_windows_text_is_read_with_a_warning(read):
    rows, faults = read("CHILD,REVIEW_CODE,NOTE\n1,PN1,Zoë\n".encode("cp1252"))
    assert rows[0]["NOTE"] == "Zoë"
    assert [(fault.code, fault.severity) for fault in faults] == [(Code.ENCODING, Severity.WARNING)]


def test_a_missing_heading_that_is_needed_stops_the_file(read):
    rows, faults = read("CHILD,NOTE\n1,a\n")
    assert rows == []
    assert [(f.code, f.stops_file) for f in faults] == [(Code.HEADING_MISSING, True)]


@pytest.mark.parametrize("content", ["", "\n\n", ",,\r\n"])
def test_a_file_without_headings_stops(read, content):
    rows, faults = read(content)
    assert rows == []
    assert [(f.code, f.stops_file) for f in faults] == [(Code.FILE_EMPTY, True)]


def test_missing_welcome_double_and_unknown_headings_are_said(read):
    rows, faults = read("CHILD,REVIEW_CODE,child,MYSTERY\n1,PN1,2,x\n")
    assert rows[0]["CHILD"] == "1"
    assert rows[0]["NOTE"] == ""
    assert {fault.code for fault in faults} == {
        Code.HEADING_MISSING,
        Code.HEADING_TWICE,
        Code.HEADING_UNKNOWN,
    }


def test_a_line_with_too_many_cells_is_left_out_but_spare_commas_do_no_harm(read):
    rows, faults = read("CHILD,REVIEW_CODE,NOTE\n1,PN1,a,,, \n2,PN2,b,c\n")
    assert [row["CHILD"] for row in rows] == ["1"]
    assert [(f.line, f.code, f.severity) for f in faults] == [
        (3, Code.TOO_MANY_CELLS, Severity.LEFT_OUT)
    ]


def test_a_line_that_stops_early_is_kept_with_a_warning(read):
    rows, faults = read("CHILD,REVIEW_CODE,NOTE\n1\n")
    assert rows[0]["REVIEW_CODE"] == ""
    assert [(f.line, f.code) for f in faults] == [(2, Code.TOO_FEW_CELLS)]


def test_nul_bytes_are_dropped_and_said(read):
    rows, faults = read(b"CHILD,REVIEW_CODE,NOTE\n1,P\x00N1,a\n")
    assert rows[0]["REVIEW_CODE"] == "PN1"
    assert [(f.line, f.code) for f in faults] == [(2, Code.NUL)]


def test_a_cell_may_run_over_lines_and_line_numbers_stay_right(read):
    rows, faults = read('CHILD,REVIEW_CODE,NOTE\n1,PN1,"two\nlines"\n2,PN2,b\n')
    assert [(row.number, row["NOTE"]) for row in rows] == [(2, "two\nlines"), (4, "b")]
    assert faults == []


def test_an_open_quotation_mark_costs_its_own_line_only(read):
    body = "".join(f"{n},PN1,a\n" for n in range(100))
    rows, faults = read(f'CHILD,REVIEW_CODE,NOTE\n0,PN1,"open\n{body}')
    assert len(rows) == 100
    assert [(f.line, f.code) for f in faults] == [(2, Code.QUOTES)]


cell = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8)


@settings(max_examples=40)  # each writes a file
@given(st.lists(st.lists(cell, min_size=1, max_size=4), max_size=6), st.binary(max_size=60))
def test_no_line_is_lost_whatever_it_holds(tmp_path_factory, cells, noise):
    path: Path = tmp_path_factory.getbasetemp() / "noise.csv"
    body = "".join(",".join(row) + "\n" for row in cells).encode() + noise
    path.write_bytes(b"CHILD,REVIEW_CODE,NOTE\n" + body)
    found = list(lines(path, COLUMNS))
    rows = [line for line in found if isinstance(line, Line)]
    left_out = [f for f in found if isinstance(f, Fault) and f.leaves_out_line]
    numbers = [row.number for row in rows] + [fault.line for fault in left_out]
    assert len(numbers) == len(set(numbers))
    if b'"' not in body and b"\0" not in body:
        text = body.decode("utf-8" if _is_utf8(body) else "cp1252", errors="replace")
        physical = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        filled = [line for line in physical if line.replace(",", "").strip()]
        assert len(numbers) == len(filled)


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


@pytest.mark.parametrize(
    "text", ["05/04/2026", "5/4/2026", "2026-04-05", "05/04/2026 00:00:00", "46117", "46117.0"]
)
def test_a_date_is_read_in_the_ways_programs_write_it(text):
    assert read_date(text, no_later_than=TODAY) == date(2026, 4, 5)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", Code.BLANK),
        ("31/02/2010", Code.NOT_A_DATE),
        ("1/2/10", Code.NOT_A_DATE),
        ("04/13/2020", Code.NOT_A_DATE),
        ("12345", Code.NOT_A_DATE),
        ("00/01/1900", Code.NOT_A_DATE),
        ("01/01/1900", Code.DATE_OF_1900),
        ("23/11/2026", Code.FUTURE_DATE),
    ],
)
def test_anything_else_is_no_date_and_says_why(text, code):
    with pytest.raises(NotADate) as problem:
        read_date(text, no_later_than=TODAY)
    assert problem.value.code is code


@given(st.dates(date(1901, 1, 1), TODAY))
def test_every_date_is_read_back(day):
    assert read_date(f"{day:%d/%m/%Y}", no_later_than=TODAY) == day
    assert read_date(day.isoformat(), no_later_than=TODAY) == day


@pytest.mark.parametrize("text", ["Sam Invented", "07700 900123", "07700900123"])
def test_a_name_or_number_in_a_date_column_is_never_repeated(text):
    with pytest.raises(NotADate) as problem:
        read_date(text, no_later_than=TODAY)
    assert text not in str(problem.value)
