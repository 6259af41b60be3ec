"""The SSDA903 return: what is taken, what is checked, and that every line is accounted for."""

from datetime import date
from pathlib import Path

import pytest

from voice_app.files import ssda903
from voice_app.files.faults import Code
from voice_app.files.faults import Severity

FIXTURES = Path(__file__).parent / "fixtures"
SAMPLE = Path(__file__).parents[2].parent / "shared" / "data" / "ssda903"
TODAY = date(2026, 11, 22)
LEFT_OUT, WARNING = Severity.LEFT_OUT, Severity.WARNING


@pytest.fixture(scope="module")
def good():
    return ssda903.read(FIXTURES / "return_good", today=TODAY)


@pytest.fixture(scope="module")
def faulty():
    return ssda903.read(FIXTURES / "return_faulty", today=TODAY)


@pytest.fixture
def written(tmp_path):
    def write(**files: str) -> ssda903.Return903:
        for name, content in files.items():
            (tmp_path / f"{name}.csv").write_text(content)
        return ssda903.read(tmp_path, today=TODAY)

    return write


def found(reading, file):
    return {(f.line, f.code, f.severity) for f in reading.faults if f.file.lower() == file}


def test_a_good_return_has_no_faults_and_every_row(good):
    assert good.faults == ()
    assert [count.rows_kept for count in good.counts] == [3, 5, 5]
    assert not good.stopped


def test_what_we_do_not_need_is_nowhere_in_what_was_read(good):
    for unneeded in ("WBRI", "X000000000001", "ZZ9", "PR1"):
        assert unneeded not in repr(good)


def test_care_begins_with_the_episode_that_opened_it(good):
    first, second, third = good.care
    assert (first.spell.started, first.spell.ended) == (date(2025, 2, 3), None)
    assert (first.placement, first.legal_status) == ("K2", "C2")
    assert second.spell.started == date(2025, 5, 5)
    assert (third.spell.ended, third.in_care) == (date(2026, 6, 1), False)


def test_reviews_come_in_the_order_they_were_held(good):
    assert good.care[0].held == (date(2025, 2, 27), date(2025, 5, 20), date(2025, 11, 18))


def test_reviews_of_an_earlier_time_in_care_are_kept_but_do_not_count_as_held_in_this_one(good):
    assert len(good.care[1].reviews) == 2
    assert good.care[1].held == (date(2025, 5, 30),)


def test_each_fault_of_the_header_is_found_on_its_line(faulty):
    assert found(faulty, "header.csv") == {
        (3, Code.NOT_A_DATE, LEFT_OUT),
        (4, Code.BLANK, LEFT_OUT),
        (5, Code.DATE_OF_1900, LEFT_OUT),
        (6, Code.FUTURE_DATE, LEFT_OUT),
        (7, Code.BLANK, LEFT_OUT),
        (8, Code.DUPLICATE, LEFT_OUT),
        (9, Code.UNKNOWN_CODE, WARNING),
        (10, Code.NOT_A_DATE, LEFT_OUT),
        (12, Code.NO_EPISODES, WARNING),
    }


def test_each_fault_of_the_episodes_is_found_on_its_line(faulty):
    assert found(faulty, "episodes.csv") == {
        (2, Code.UNKNOWN_START, WARNING),
        (3, Code.EPISODE_NOT_IN_HEADER, LEFT_OUT),
        (4, Code.ENDS_BEFORE_START, LEFT_OUT),
        (5, Code.NOT_A_DATE, LEFT_OUT),
        (6, Code.UNKNOWN_CODE, WARNING),
        (7, Code.REASON_WITHOUT_END, WARNING),
        (8, Code.REASON_WITHOUT_END, WARNING),
        (8, Code.DUPLICATE, LEFT_OUT),
        (9, Code.END_WITHOUT_REASON, WARNING),
        (9, Code.OVERLAP, WARNING),
        (10, Code.NOT_A_DATE, WARNING),
        (10, Code.UNKNOWN_CODE, WARNING),
    }


def test_each_dfe_check_of_the_reviews_is_repeated(faulty):
    assert found(faulty, "reviews.csv") == {
        (2, Code.REVIEW_DATE, LEFT_OUT),
        (3, Code.REVIEW_DATE, LEFT_OUT),
        (4, Code.REVIEW_CODE, WARNING),
        (5, Code.REVIEW_CODE, WARNING),
        (6, Code.SHORT_BREAK_REVIEW, WARNING),
        (7, Code.TOO_OLD_FOR_PN0, WARNING),
        (8, Code.TOO_YOUNG_FOR_CODE, WARNING),
        (9, Code.REVIEW_NOT_IN_HEADER, LEFT_OUT),
        (10, Code.BORN_DIFFERS, WARNING),
        (11, Code.DUPLICATE, LEFT_OUT),
        (12, Code.FUTURE_DATE, LEFT_OUT),
    }


def test_every_line_of_a_faulty_return_is_accounted_for(faulty):
    assert all(count.adds_up for count in faulty.counts)
    assert [count.rows_read for count in faulty.counts] == [11, 9, 11]


def test_a_name_in_the_wrong_column_and_child_ids_are_in_no_fault(faulty):
    told = " ".join(str(fault) for fault in faulty.faults)
    assert "Invented" not in told
    assert "7777" not in told


def test_a_fault_says_what_is_wrong_and_what_happened_to_the_line(faulty):
    fault = next(f for f in faulty.faults if f.line == 3)
    assert str(fault) == (
        "header.csv, line 3: The date of birth '31/02/2010' is not a date. The line was left out."
    )


def test_a_child_who_turns_4_on_the_day_of_the_review_is_4(written):
    reading = written(
        header="CHILD,SEX,DOB\n1,1,10/05/2021\n2,1,29/02/2020\n",
        episodes="CHILD,DECOM,RNE,LS,PLACE,DEC,REC\n1,01/01/2024,S,C2,U1,,\n2,01/01/2023,S,C2,U1,,\n",
        reviews="CHILD,DOB,REVIEW,REVIEW_CODE\n1,10/05/2021,09/05/2025,PN0\n"
        "1,10/05/2021,10/05/2025,PN0\n2,29/02/2020,28/02/2024,PN0\n2,29/02/2020,01/03/2024,PN1\n",
    )
    assert [(f.line, f.code) for f in reading.faults] == [(3, Code.TOO_OLD_FOR_PN0)]


@pytest.mark.parametrize(
    ("stands_there", "faults"),
    [("10/05/2012", []), ("", []), ("11/05/2012", [2]), ("10/05/12", [2]), ("01/01/2030", [2])],
)
def test_a_date_of_birth_beside_a_review_must_be_the_headers_or_blank(
    written, stands_there, faults
):
    reading = written(
        header="CHILD,SEX,DOB\n1,1,10/05/2012\n",
        episodes="CHILD,DECOM,RNE,LS,PLACE,DEC,REC\n1,01/01/2024,S,C2,U1,,\n",
        reviews=f"CHILD,DOB,REVIEW,REVIEW_CODE\n1,{stands_there},25/01/2024,PN1\n",
    )
    assert [f.line for f in reading.faults if f.code is Code.BORN_DIFFERS] == faults
    assert len(reading.care[0].reviews) == 1


def test_one_other_status_is_enough_for_reviews_to_belong(written):
    reading = written(
        header="CHILD,SEX,DOB\n1,1,10/05/2012\n",
        episodes="CHILD,DECOM,RNE,LS,PLACE,DEC,REC\n"
        "1,01/01/2024,S,V3,U1,01/02/2024,E8\n1,01/03/2024,S,C2,U1,,\n",
        reviews="CHILD,DOB,REVIEW,REVIEW_CODE\n1,10/05/2012,25/03/2024,PN1\n",
    )
    assert reading.faults == ()


def test_a_second_time_in_care_without_its_opening_episode_is_named_and_starts_unknown(written):
    reading = written(
        header="CHILD,SEX,DOB\n1,1,10/05/2012\n",
        episodes="CHILD,DECOM,RNE,LS,PLACE,DEC,REC\n"
        "1,01/03/2025,P,C2,U1,,\n1,01/01/2024,S,C2,U1,01/02/2024,E8\n",
        reviews="CHILD,DOB,REVIEW,REVIEW_CODE\n"
        "1,10/05/2012,25/01/2024,PN1\n1,10/05/2012,25/03/2025,PN1\n",
    )
    (record,) = reading.care
    assert record.spell.started is None
    assert record.held == (date(2025, 3, 25),)
    assert [(f.line, f.code) for f in reading.faults] == [(2, Code.AFTER_CARE)]


def test_without_the_header_nothing_else_is_read(written):
    reading = written(
        episodes="CHILD,DECOM,RNE,LS,PLACE,DEC,REC\n1,01/01/2024,S,C2,U1,,\n",
        reviews="CHILD,DOB,REVIEW,REVIEW_CODE\n1,10/05/2012,25/03/2024,PN1\n",
    )
    assert reading.stopped
    assert [(f.file, f.code) for f in reading.faults] == [
        ("Header.csv", Code.FILE_MISSING),
        ("Episodes.csv", Code.NOT_READ_WITHOUT),
        ("Reviews.csv", Code.NOT_READ_WITHOUT),
    ]


@pytest.mark.parametrize("missing", ["Episodes", "Reviews"])
def test_a_missing_file_is_a_fault_and_the_others_are_read(written, missing):
    files = {
        "Header": "CHILD,SEX,DOB\n1,1,10/05/2012\n",
        "Episodes": "CHILD,DECOM,RNE,LS,PLACE,DEC,REC\n1,01/01/2024,S,C2,U1,,\n",
        "Reviews": "CHILD,DOB,REVIEW,REVIEW_CODE\n1,10/05/2012,25/03/2024,PN1\n",
    }
    files.pop(missing)
    reading = written(**files)
    assert [(f.file, f.code) for f in reading.faults] == [(f"{missing}.csv", Code.FILE_MISSING)]
    assert len(reading.care) == 1


def test_of_two_files_with_one_name_one_is_read_and_the_other_said(written):
    header = "CHILD,SEX,DOB\n1,1,10/05/2012\n"
    reading = written(header=header, HEADER=header)
    assert len(reading.care) == 1
    assert Code.FILE_TWICE in {fault.code for fault in reading.faults}


def test_a_folder_that_is_not_there_is_three_faults_and_no_error(tmp_path):
    reading = ssda903.read(tmp_path / "nowhere", today=TODAY)
    assert len(reading.faults) == 3


@pytest.mark.skipif(not SAMPLE.is_dir(), reason="the public SSDA903 sample is not beside us")
def test_the_public_sample_is_read_whole():
    reading = ssda903.read(SAMPLE, today=TODAY)
    assert [count.rows_read for count in reading.counts] == [2675, 5050, 12582, 132, 53]
    assert all(count.adds_up for count in reading.counts)
    assert len(reading.care) == 2675
    assert sum(record.in_care for record in reading.care) == 1404
    codes = [fault.code for fault in reading.faults]
    assert codes.count(Code.DUPLICATE) == 14
    assert codes.count(Code.TOO_YOUNG_FOR_CODE) == 663
    assert codes.count(Code.FUTURE_DATE) == 68
    assert codes.count(Code.AFTER_ADOPTION) == 58
    assert codes.count(Code.AFTER_DEATH) == 13
    assert codes.count(Code.DISAGREES) == 21
