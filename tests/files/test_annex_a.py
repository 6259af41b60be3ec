"""Annex A workbooks as authorities keep them: drifting labels, dirty cells, every fault named."""

import re
import zipfile
from datetime import date
from pathlib import Path

import pytest

from tests.files import workbooks
from voice_app.files import annex_a
from voice_app.files import workbook
from voice_app.files.faults import Code

TODAY = date(2026, 11, 23)
SAMPLE = Path(__file__).parents[3] / "shared" / "data" / "annex-a" / "Annex_A.xlsx"


@pytest.fixture
def read(tmp_path):
    def of(**lists):
        return annex_a.read(workbooks.annex_a(tmp_path / "a.xlsx", **lists), today=TODAY)

    return of


def test_the_four_lists_are_read(read):
    """Ids without a decimal point, days as days, codes without their words; nothing else."""
    lists = read()
    assert lists.faults == ()
    assert (lists.need[0].child_id, lists.need[0].last_seen) == ("1001", date(2026, 11, 3))
    assert lists.protection[0].seen_alone is True
    assert lists.protection[0].last_visit == date(2026, 11, 3)
    care = lists.care[0]
    assert (care.status, care.placement, care.review) == ("C2", "U4", date(2026, 6, 22))
    assert [row.child_id for row in lists.leavers] == ["1004"]
    assert all(count.adds_up for count in lists.counts)


def test_which_column_was_read_as_what_is_told_by_its_letter(read):
    """A heading may be anything, so it is not repeated."""
    told = " ".join(read().taken)
    assert "List 8, columns read: A as the child's number, B as date of birth" in told
    assert "G as latest statutory review" in told


@pytest.mark.parametrize(
    ("title", "headings"),
    [
        ("8", ("Child ID", "DOB", "Date Started to be Looked After", "Legal status")),
        ("LIST_8 (CLA)", ("Person number", "Date of birth", "Started looked after", "Status")),
        ("list 08", ("child unique identifier", "D.O.B", "Date became looked after", "x")),
        ("Children looked after", ("Client ref", "birth date", "start of care", "x")),
    ],
)
def test_sheets_and_headings_are_known_by_patterns(tmp_path, title, headings):
    """What authorities really write over the same columns."""
    row = (7, workbooks.BORN, date(2026, 3, 2), "C2")
    path = workbooks.write(tmp_path / "a.xlsx", {"Notes": [("hello",)], title: [headings, row]})
    lists = annex_a.read(path, today=TODAY)
    assert [(row.child_id, row.since) for row in lists.care] == [("7", date(2026, 3, 2))]


def test_titles_above_the_headings_are_stepped_over(read):
    """Line numbers stay those of the sheet."""
    late = (1, workbooks.BORN, "nope")
    lists = read(leavers=[("Annex A, our council",), (), workbooks.LEAVERS, late])
    assert [(row.child_id, row.line) for row in lists.leavers] == [("1", 4)]


@pytest.mark.parametrize(
    ("cells", "code", "out"),
    [
        (("", workbooks.BORN, date(2026, 3, 2)), Code.BLANK, True),
        ((1, "", date(2026, 3, 2)), Code.BLANK, False),
        ((1, "nope", date(2026, 3, 2)), Code.NOT_A_DATE, False),
        ((1, workbooks.BORN, "nope"), Code.NOT_A_DATE, True),
        ((1, workbooks.BORN, ""), Code.BLANK, True),
        ((1, workbooks.BORN, 46083), Code.DAY_NUMBER, False),
        ((1, workbooks.BORN, date(2010, 3, 2)), Code.DISAGREES, True),
        ((1, workbooks.BORN, "=A1+1"), Code.BLANK, True),
        ((1, "=A1", date(2026, 3, 2)), Code.FORMULA, False),
        ((1, workbooks.BORN, date(2026, 3, 2), "01/01/2026"), Code.ENDS_BEFORE_START, True),
        ((1, workbooks.BORN, date(2027, 3, 2)), Code.FUTURE_DATE, True),
    ],
)
def test_every_dirty_cell_is_named_with_its_line(read, cells, code, out):
    """Either the line is left out, or it is kept and said what was made of the cell."""
    lists = read(care=[workbooks.CARE, cells])
    of_list = [fault for fault in lists.faults if fault.file == "List 8"]
    assert code in [fault.code for fault in of_list if fault.line == 2]
    assert any(fault.leaves_out_line for fault in of_list) is out
    assert (len(lists.care) == 0) is out
    assert "nope" not in " ".join(fault.words for fault in of_list)


def test_a_plan_may_begin_before_a_child_is_born(read):
    """A conference can be held for a child not yet born; not a year before, though."""
    soon = (1, date(2026, 6, 1), date(2026, 3, 2))
    never = (2, date(2026, 6, 1), date(2025, 3, 2))
    lists = read(protection=[workbooks.PROTECTION, soon, never])
    assert [row.child_id for row in lists.protection] == ["1"]


def test_a_missing_list_is_named_and_a_workbook_without_any_is_not_read(tmp_path):
    """Nothing is made of absence."""
    some = workbooks.write(tmp_path / "a.xlsx", {"List 9": [workbooks.LEAVERS]})
    faults = annex_a.read(some, today=TODAY).faults
    assert [fault.file for fault in faults] == ["List 6", "List 7", "List 8"]
    assert not any(fault.stops_file for fault in faults)
    none = workbooks.write(tmp_path / "b.xlsx", {"Sheet1": [("hello",)]})
    assert any(fault.stops_file for fault in annex_a.read(none, today=TODAY).faults)


@pytest.mark.parametrize("content", [b"", b"child_id,dob\n1,2\n", b"PK\x03\x04 broken"])
def test_what_is_no_workbook_is_said_and_not_read(tmp_path, content):
    """A CSV by another name, a cut-off download."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    assert [fault.stops_file for fault in annex_a.read(path, today=TODAY).faults] == [True]


def test_a_workbook_that_would_fill_the_memory_is_not_unpacked(tmp_path):
    """300 MB of zeros pack into 300 kB."""
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"0" * (workbook.LARGEST + 1))
    with pytest.raises(workbook.NotAWorkbook):
        workbook.read(path)


def test_a_sheet_that_claims_a_million_rows_is_read_as_it_is(tmp_path):
    """What a sheet says of its own size is not believed."""
    path = workbooks.annex_a(tmp_path / "a.xlsx")
    claims = tmp_path / "b.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(claims, "w") as new:
        for part in old.infolist():
            held = old.read(part)
            new.writestr(part, re.sub(rb'ref="A1:[A-Z]+\d+"', b'ref="A1:XFD1048576"', held))
    assert len(annex_a.read(claims, today=TODAY).care) == 1


def test_the_public_sample_comes_in_with_every_faulty_line_named():
    """23 lines: 21 are kept, and the two that began before their child was born are left out."""
    if not SAMPLE.is_file():
        pytest.skip("the public Annex A sample is not beside us")
    lists = annex_a.read(SAMPLE, today=TODAY)
    assert [(c.file, c.rows_read, c.rows_kept) for c in lists.counts] == [
        ("List 6", 5, 5), ("List 7", 7, 6), ("List 8", 5, 4), ("List 9", 6, 6),
    ]  # fmt: skip
    left_out = [(f.file, f.line, f.code) for f in lists.faults if f.leaves_out_line]
    assert left_out == [("List 7", 8, Code.DISAGREES), ("List 8", 5, Code.DISAGREES)]
