"""Lines of a return that contradict each other: each is named, none is lost, nothing is guessed."""

from datetime import date

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from voice_app.files import ssda903
from voice_app.files.care_records import Span
from voice_app.files.faults import Code
from voice_app.files.faults import Severity

TODAY = date(2026, 11, 22)
HEADER = "CHILD,SEX,DOB"
EPISODES = "CHILD,DECOM,RNE,LS,PLACE,DEC,REC"
REVIEWS = "CHILD,DOB,REVIEW,REVIEW_CODE"
LEFT_OUT, KEPT = Severity.LEFT_OUT, Severity.WARNING
CHILD = "0012,1,10/05/2012"
IN_CARE = "0012,01/03/2024,S,C2,U1,,"


def write(folder, header=(CHILD,), episodes=(IN_CARE,), reviews=(), **more):
    """A return in a folder; ``more`` are whole files by name."""
    files = {
        "Header": (HEADER, *header),
        "Episodes": (EPISODES, *episodes),
        "Reviews": (REVIEWS, *reviews),
        **more,
    }
    for name, lines in files.items():
        (folder / f"{name}.csv").write_text("\n".join(lines), encoding="utf-8")
    return folder


@pytest.fixture
def put(tmp_path):
    def of(**files):
        former = files.pop("former", {})
        return ssda903.read(write(tmp_path, **files), today=TODAY, former=former)

    return of


def told(reading):
    return [(f.file, f.line, f.code, f.severity) for f in reading.faults]


def test_an_episode_before_the_birth_is_left_out(put):
    """Nobody can say whether the birth or the episode is wrong, so the episode is not used."""
    reading = put(episodes=("0012,01/03/2012,S,C2,U1,01/05/2012,E8", IN_CARE))
    assert told(reading) == [("Episodes.csv", 2, Code.BEFORE_BIRTH, LEFT_OUT)]
    assert reading.care[0].spell.started == date(2024, 3, 1)


def test_a_review_before_the_birth_is_left_out(put):
    """A review of nobody is not kept as one of a child."""
    reading = put(reviews=("0012,,01/03/2012,PN0",))
    assert told(reading) == [("Reviews.csv", 2, Code.BEFORE_BIRTH, LEFT_OUT)]


def test_overlapping_episodes_are_both_kept_and_named(put):
    """Which of the two days is wrong cannot be told; the child's latest place is not lost."""
    reading = put(episodes=("0012,01/03/2024,S,C2,U1,01/06/2024,X1", "0012,01/05/2024,P,C2,U5,,"))
    assert told(reading) == [("Episodes.csv", 3, Code.OVERLAP, KEPT)]
    assert reading.care[0].placement == "U5"


def test_of_two_episodes_of_one_day_the_second_is_left_out(put):
    """One child cannot start to live in two places on one day."""
    reading = put(episodes=("0012,01/03/2024,S,C2,U1,01/06/2024,X1", IN_CARE))
    assert told(reading)[0] == ("Episodes.csv", 3, Code.SAME_START, LEFT_OUT)


def test_an_episode_of_no_days_is_no_contradiction(put):
    """Placed and moved on one day: both lines stand, the place of no days is not drawn."""
    reading = put(episodes=("0012,01/03/2024,S,C2,U1,01/03/2024,X1", "0012,01/03/2024,P,C2,U5,,"))
    assert told(reading) == []
    assert reading.care[0].placements == (Span(date(2024, 3, 1), None, "U5", whole=True),)


@pytest.mark.parametrize(
    ("later", "line"), [(("0012,01/07/2024,P,C2,U5,,",), 3), ((), 2)], ids=["gap", "nothing after"]
)
def test_a_gap_where_care_went_on_is_named(put, later, line):
    """X1 says that the next episode starts on the same day."""
    reading = put(episodes=("0012,01/03/2024,S,C2,U1,01/06/2024,X1", *later))
    assert told(reading) == [("Episodes.csv", line, Code.GAP, KEPT)]
    assert reading.care[0].in_care


def test_nothing_follows_a_death(put):
    """Later episodes and reviews are left out, and the record is closed on that day."""
    reading = put(
        episodes=("0012,01/03/2024,S,C2,U1,01/06/2024,E2", "0012,01/07/2024,S,C2,U5,,"),
        reviews=("0012,,01/05/2024,PN1", "0012,,01/08/2024,PN1"),
    )
    assert told(reading) == [
        ("Episodes.csv", 3, Code.AFTER_DEATH, LEFT_OUT),
        ("Reviews.csv", 3, Code.AFTER_DEATH, LEFT_OUT),
    ]
    assert reading.care[0].closed == ("died", date(2024, 6, 1))


@pytest.mark.parametrize("reason", ["E11", "E12"])
def test_nothing_follows_an_adoption(put, reason):
    """An adopted child has another life and another number."""
    reading = put(
        episodes=(f"0012,01/03/2024,S,E1,A6,01/06/2024,{reason}", "0012,01/07/2024,S,C2,U5,,")
    )
    assert told(reading) == [("Episodes.csv", 3, Code.AFTER_ADOPTION, LEFT_OUT)]
    assert reading.care[0].closed == ("sealed", date(2024, 6, 1))


def test_twins_are_two_children(put):
    """The same birthday and everything else alike is no fault and no reason to merge."""
    reading = put(
        header=(CHILD, "0013,1,10/05/2012"),
        episodes=(IN_CARE, IN_CARE.replace("0012", "0013")),
        reviews=("0012,,01/05/2024,PN1", "0013,,01/05/2024,PN1"),
    )
    assert reading.faults == ()
    assert [len(record.reviews) for record in reading.care] == [1, 1]


def test_a_number_that_lost_its_zeros_is_found_where_only_one_child_can_be_meant(put):
    """Spreadsheets write 0012 as 12."""
    reading = put(episodes=("12,01/03/2024,S,C2,U1,,",))
    assert told(reading) == [("Episodes.csv", 2, Code.LOST_ZEROS, KEPT)]
    assert reading.care[0].in_care


def test_a_number_without_zeros_that_may_be_two_childrens_is_left_out(put):
    """0012 and 012 may both stand in the Header; then 12 is nobody's."""
    reading = put(
        header=(CHILD, "012,1,10/05/2013"),
        episodes=(IN_CARE, IN_CARE.replace("0012", "012"), "12,01/05/2024,P,C2,U1,,"),
    )
    assert told(reading) == [("Episodes.csv", 4, Code.LOST_ZEROS, LEFT_OUT)]


def test_a_number_that_a_spreadsheet_cut_short_is_left_out(put):
    """1.23E+11 is the number of many children."""
    reading = put(header=(CHILD, "1.23457E+11,1,10/05/2012"))
    assert told(reading) == [("Header.csv", 3, Code.SPOILT_NUMBER, LEFT_OUT)]


def test_a_line_under_a_number_of_before_is_the_childs_and_says_so(put):
    """Merged and renumbered children are found by both numbers."""
    reading = put(
        episodes=("99,01/03/2024,S,C2,U1,,",),
        reviews=("99,,01/05/2024,PN1",),
        former={"99": "0012"},
    )
    assert told(reading) == [
        ("Episodes.csv", 2, Code.FORMER_NUMBER, KEPT),
        ("Reviews.csv", 2, Code.FORMER_NUMBER, KEPT),
    ]
    assert len(reading.care[0].reviews) == 1


def test_both_numbers_of_one_child_in_the_header_are_one_child(put):
    """The second line is left out as the same child."""
    reading = put(header=(CHILD, "99,1,10/05/2012"), former={"99": "0012"})
    assert [fault[1:3] for fault in told(reading)] == [
        (3, Code.FORMER_NUMBER),
        (3, Code.DUPLICATE),
    ]
    assert len(reading.care) == 1


def test_a_line_of_another_authority_is_left_out_even_of_the_same_child(put):
    """A child known to two authorities is imported as ours only."""
    reading = put(
        Header=(f"{HEADER},LA", f"{CHILD},390", "0012,1,11/05/2012,391", "7,1,10/05/2012,390"),
        Episodes=(f"{EPISODES},LA", f"{IN_CARE},390", "0012,01/04/2024,P,C2,U5,,,391"),
    )
    assert told(reading)[:2] == [
        ("Header.csv", 3, Code.OTHER_AUTHORITY, LEFT_OUT),
        ("Episodes.csv", 3, Code.OTHER_AUTHORITY, LEFT_OUT),
    ]
    assert reading.care[0].child.born == date(2012, 5, 10)


def test_a_return_of_several_authorities_in_equal_parts_is_not_read(put):
    """Which of them is ours would be a guess."""
    reading = put(Header=(f"{HEADER},LA", f"{CHILD},390", "7,1,11/05/2012,391"))
    assert reading.stopped
    assert reading.faults[0].code is Code.OTHER_AUTHORITY


def test_a_care_leaver_who_is_in_care_by_the_episodes_is_left_out(put):
    """Two files disagree: Episodes is used, and the other line is named."""
    reading = put(OC3=("CHILD,DOB,IN_TOUCH,ACTIV,ACCOM", "0012,10/05/2012,YES,F1,U"))
    assert told(reading) == [("OC3.csv", 2, Code.DISAGREES, LEFT_OUT)]
    assert reading.leavers == ()


def test_a_care_leaver_need_not_be_in_the_header(put):
    """The Header has the children of the year; care leavers left years ago."""
    reading = put(OC3=("CHILD,DOB,IN_TOUCH,ACTIV,ACCOM", "88,10/05/2006,YES,F1,U"))
    assert reading.faults == ()
    assert reading.leavers[0].external_id == "88"


def test_another_birthday_in_any_file_is_named(put):
    """DfE check INT17, for every file that repeats the date of birth."""
    reading = put(
        episodes=("0012,01/03/2024,S,C2,U1,01/06/2024,E8",),
        OC3=("CHILD,DOB,IN_TOUCH,ACTIV,ACCOM", "0012,11/05/2012,YES,F1,U"),
        UASC=("CHILD,SEX,DOB,DUC", "0012,1,11/05/2012,01/01/2030"),
    )
    assert {fault[0] for fault in told(reading) if fault[2] is Code.BORN_DIFFERS} == {
        "OC3.csv",
        "UASC.csv",
    }


def test_a_change_of_status_is_no_move(put):
    """L keeps the placement going; the status changes on its day."""
    reading = put(
        episodes=(
            "0012,01/03/2024,S,V2,U4,01/05/2024,X1",
            "0012,01/05/2024,L,C1,U4,01/08/2024,X1",
            "0012,01/08/2024,P,C1,U5,,",
        )
    )
    (record,) = reading.care
    assert [(span.since, span.until, span.code) for span in record.placements] == [
        (date(2024, 3, 1), date(2024, 8, 1), "U4"),
        (date(2024, 8, 1), None, "U5"),
    ]
    assert [(span.since, span.until, span.code) for span in record.statuses] == [
        (date(2024, 3, 1), date(2024, 5, 1), "V2"),
        (date(2024, 5, 1), None, "C1"),
    ]


def test_what_is_not_needed_of_the_other_files_is_nowhere(put):
    """Accommodation, activity and the day of turning 18 are not read into anything."""
    reading = put(
        OC3=("CHILD,DOB,IN_TOUCH,ACTIV,ACCOM", "88,10/05/2006,YES,F9,Q7"),
        UASC=("CHILD,SEX,DOB,DUC", "0012,1,10/05/2012,13/10/2028"),
    )
    assert not {"F9", "Q7", "2028"} & set(repr(reading).replace("'", " ").split())


cells = st.sampled_from(
    ["", "0012", "12", "13", "nobody", "10/05/2012", "01/03/2024", "01/06/2024", "01/08/2024",
     "31/02/2024", "01/01/1900", "45992", "S", "P", "L", "X1", "E2", "E11", "E4A", "C2", "V4",
     "U1", "PN0", "PN5", '"', "\0"]
)  # fmt: skip


def lines(width):
    return st.lists(st.lists(cells, min_size=1, max_size=width + 1).map(",".join), max_size=12)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(header=lines(3), episodes=lines(7), reviews=lines(4), leavers=lines(5))
def test_whatever_stands_in_a_return_every_line_is_accounted_for(
    tmp_path, header, episodes, reviews, leavers
):
    """Rows read are rows kept and rows left out, and every child kept stood on a Header line."""
    reading = ssda903.read(
        write(
            tmp_path,
            header=(CHILD, *header),
            episodes=episodes,
            reviews=reviews,
            OC3=("CHILD,DOB,IN_TOUCH,ACTIV,ACCOM", *leavers),
        ),
        today=TODAY,
    )
    assert all(count.adds_up for count in reading.counts)
    kept = {count.file: count.rows_kept for count in reading.counts}
    assert len(reading.care) == kept["Header.csv"]
    assert sum(len(record.episodes) for record in reading.care) == kept["Episodes.csv"]
    assert sum(len(record.reviews) for record in reading.care) == kept["Reviews.csv"]
    assert len(reading.leavers) == kept["OC3.csv"]
