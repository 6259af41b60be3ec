"""What the person who imports is told."""

from datetime import date
from pathlib import Path

from voice_app.files import report
from voice_app.files import ssda903
from voice_app.files.faults import Code
from voice_app.files.faults import Fault
from voice_app.files.faults import FileCount
from voice_app.files.faults import Severity

FIXTURES = Path(__file__).parent / "fixtures"
TODAY = date(2026, 11, 22)


def test_every_kind_of_fault_has_its_words():
    assert set(report.KINDS) == set(Code)


def test_a_clean_file_says_so():
    told = report.plain([], [FileCount("Header.csv", 2675, 2675, 0)])
    assert told == ("Header.csv: 2,675 lines read, 2,675 kept, 0 left out.\n  Nothing is wrong.\n")


def test_kinds_come_with_totals_and_their_first_lines():
    faults = [
        Fault("Header.csv", line, "DOB", Code.NOT_A_DATE, "Wrong.", Severity.LEFT_OUT)
        for line in (9, 4, 7)
    ]
    told = report.plain(faults, [FileCount("Header.csv", 10, 7, 3)], examples=2)
    assert told.splitlines() == [
        "Header.csv: 10 lines read, 7 kept, 3 left out.",
        "  Not a date (3, left out)",
        "    line 4: Wrong.",
        "    line 7: Wrong.",
        "    … and 1 more",
    ]


def test_what_stops_a_file_comes_first():
    faults = [
        Fault("Header.csv", 1, "", Code.HEADING_UNKNOWN, "Odd.", Severity.WARNING),
        Fault("Header.csv", None, "", Code.HEADING_MISSING, "Gone.", Severity.LEFT_OUT),
    ]
    told = report.plain(faults, [FileCount("Header.csv", 0, 0, 0)]).splitlines()
    assert told[1] == "  A column is missing (1, left out)"
    assert told[2] == "    Gone."


def test_every_faulty_line_can_be_listed():
    reading = ssda903.read(FIXTURES / "return_faulty", today=TODAY)
    listed = list(report.every_line(reading.faults))
    assert sorted(listed) == sorted(str(fault) for fault in reading.faults)


def test_every_fault_is_counted_in_the_report():
    reading = ssda903.read(FIXTURES / "return_faulty", today=TODAY)
    told = report.plain(reading.faults, reading.counts, examples=1000)
    assert all(fault.words in told for fault in reading.faults)
    assert told.count("line ") >= len(reading.faults)
