"""Our own CSV: how a child may be reached, and their plans."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from surveys import journey
from voice_app.files import supplement
from voice_app.files.faults import Code

FIXTURE = Path(__file__).parent / "fixtures" / "supplement.csv"
TODAY = date(2026, 11, 22)


def read(path):
    return supplement.read(path, journey=journey.shipped(), today=TODAY)


@pytest.fixture(scope="module")
def shipped():
    return read(FIXTURE)


def person(reading, child):
    return next(row for row in reading.people if row.external_id == child)


def faults(reading, code):
    return [(fault.line, fault.column) for fault in reading.faults if fault.code is code]


def test_every_line_is_accounted_for(shipped):
    assert shipped.count.adds_up
    assert (shipped.count.rows_read, shipped.count.rows_left_out) == (8, 1)


def test_several_lines_of_a_child_make_one_person_and_several_plans(shipped):
    jaz = person(shipped, "1001")
    assert (jaz.preferred_name, jaz.preferred_channel, jaz.may_contact) == ("Jaz", "sms", True)
    assert jaz.next_review_on == date(2026, 11, 20)
    plans = [(plan.kind, plan.made_on) for plan in shipped.plans if plan.external_id == "1001"]
    assert plans == [("care", date(2025, 9, 1)), ("pep", date(2025, 10, 1))]


def test_a_number_spaced_otherwise_or_without_its_0_is_the_same_number(shipped):
    assert person(shipped, "1001").mobile == "07700 900001"


def test_commas_in_quotation_marks_and_names_of_2012_are_read(shipped):
    assert person(shipped, "1002").communication_needs == "Large print, please"
    assert [p.kind for p in shipped.plans if p.external_id == "1002"] == ["caf"]


def test_two_numbers_for_a_child_give_none_and_one_n_is_an_n(shipped):
    bo = person(shipped, "1003")
    assert (bo.mobile, bo.may_contact) == ("", False)
    words = [f.words for f in shipped.faults if f.code is Code.DISAGREES]
    assert len(words) == 2
    assert all("Lines 5 and 6" in sentence for sentence in words)


def test_cells_that_cannot_be_used_are_said_and_left_empty(shipped):
    bo = person(shipped, "1003")
    assert (bo.preferred_channel, bo.language, bo.iro_email) == ("", "", "")
    assert faults(shipped, Code.NOT_USED) == [
        (5, "preferred_channel"),
        (5, "language"),
        (5, "iro_email"),
        (5, "plan_type"),
        (6, "plan_type"),
        (7, "may_contact"),
        (7, "mobile"),
    ]
    assert faults(shipped, Code.NOT_A_DATE) == [(5, "next_review_date")]
    assert faults(shipped, Code.FUTURE_DATE) == [(7, "plan_date")]


def test_a_number_that_a_spreadsheet_spoilt_is_not_used_and_nobody_is_texted_without_a_yes(shipped):
    kit = person(shipped, "1004")
    assert (kit.mobile, kit.may_contact) == ("", None)
    assert faults(shipped, Code.BLANK) == [(8, "child_id"), (7, "may_contact")]


def test_a_plan_told_twice_counts_once(shipped):
    assert faults(shipped, Code.DUPLICATE) == [(9, "plan_type")]
    care = next(plan for plan in shipped.plans if plan.kind == "care")
    assert care.next_review_on == date(2026, 3, 1)


def test_no_name_number_or_address_is_in_any_fault(shipped):
    told = " ".join(str(fault) for fault in shipped.faults)
    for private in ("Bo", "Jaz", "07700", "7.7009", "not an email address'", "Klingon", "1003"):
        assert private not in told


def test_the_same_line_twice_is_taken_once(tmp_path):
    path = tmp_path / "twice.csv"
    path.write_text("child_id,may_contact\n1,Y\n1,Y\n1,N\n")
    reading = read(path)
    assert faults(reading, Code.DUPLICATE) == [(3, "")]
    assert person(reading, "1").may_contact is False


def test_the_template_has_every_heading_and_its_example_line_is_never_taken(tmp_path):
    rows = list(csv.reader(io.StringIO(supplement.template())))
    assert tuple(rows[0]) == supplement.HEADINGS
    assert rows[1] == list(supplement.EXAMPLE.values())
    path = tmp_path / "template.csv"
    path.write_text(supplement.template())
    reading = read(path)
    assert reading.people == ()
    assert [fault.code for fault in reading.faults] == [Code.EXAMPLE]


def test_the_example_line_is_right_but_for_its_child(tmp_path):
    path = tmp_path / "filled.csv"
    path.write_text(supplement.template().replace("EXAMPLE,", "1,"))
    reading = read(path)
    assert reading.faults == ()
    assert (len(reading.people), len(reading.plans)) == (1, 1)
