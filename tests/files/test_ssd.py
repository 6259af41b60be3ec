"""An extract of the Standard Safeguarding Dataset: every contradiction named, none shown."""

from datetime import date
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.ssd_extract import TABLES
from bench.ssd_extract import write_extract
from voice_app.files import ssd
from voice_app.files import ssd_care
from voice_app.files import ssd_words
from voice_app.files.faults import Code
from voice_app.files.faults import Severity
from voice_app.files.ssd_rows import EpisodeRow
from voice_app.files.ssd_rows import InvolvementRow

TODAY = date(2026, 11, 23)
DAYS = st.dates(date(2020, 1, 1), date(2021, 12, 31))


@pytest.fixture
def folder(tmp_path):
    """A small extract that is consistent but for what a test changes."""
    write_extract(tmp_path, children=40, today=TODAY, seed=5)
    return tmp_path


def put(folder, table, *lines):
    """Add lines to a table, under its headings."""
    path = folder / f"ssd_{table}.csv"
    path.write_text(path.read_text("utf-8") + "".join(f"{line}\n" for line in lines), "utf-8")


def told(extract, table):
    return [fault for fault in extract.faults if fault.file == f"ssd_{table}.csv"]


def test_a_consistent_extract_has_no_faults(folder):
    """What the generator writes without faults, the reader finds none in."""
    extract = ssd.read(folder, today=TODAY)
    assert extract.faults == ()
    assert len(extract.people) == 40
    assert {count.file for count in extract.counts} == {f"ssd_{table}.csv" for table in TABLES}


@pytest.mark.parametrize("seed", range(3))
def test_every_fault_that_was_put_in_is_found_on_its_line(tmp_path, seed):
    """Each kind of contradiction, by its table, line and code; and every line is counted."""
    stated = write_extract(tmp_path, children=60, today=TODAY, seed=seed, faults=True)
    extract = ssd.read(tmp_path, today=TODAY)
    found = {(fault.file, fault.line, fault.code) for fault in extract.faults}
    assert {(f"ssd_{each.table}.csv", each.line, each.code) for each in stated} <= found
    left_out = {(f.file, f.line) for f in extract.faults if f.leaves_out_line}
    assert left_out == {(f"ssd_{each.table}.csv", each.line) for each in stated}


def test_no_fault_shows_a_name_or_a_number(tmp_path):
    """The words of every fault could be read aloud."""
    write_extract(tmp_path, children=30, today=TODAY, faults=True)
    words = " ".join(fault.words for fault in ssd.read(tmp_path, today=TODAY).faults)
    assert not any(shown in words for shown in ("Nobody.", "X-", "C0000", "Wizard", "Aura"))


def test_file_names_are_taken_in_any_case_and_without_the_prefix(folder):
    """Exports are named by people."""
    (folder / "ssd_person.csv").rename(folder / "PERSON.CSV")
    (folder / "ssd_cp_plans.csv").rename(folder / "SSD_CP_Plans.csv")
    extract = ssd.read(folder, today=TODAY)
    assert extract.faults == ()
    assert extract.named("person") == "PERSON.CSV"


def test_without_the_list_of_people_nothing_is_read(folder):
    """A line that belongs to nobody can be kept for nobody."""
    (folder / "ssd_person.csv").unlink()
    extract = ssd.read(folder, today=TODAY)
    assert any(fault.stops_file for fault in extract.faults)
    assert extract.people == ()


def test_another_missing_table_is_named_and_stops_nothing(folder):
    """Not every authority has every table."""
    (folder / "ssd_cla_health.csv").unlink()
    (fault,) = ssd.read(folder, today=TODAY).faults
    assert (fault.file, fault.code) == ("ssd_cla_health.csv", Code.FILE_MISSING)
    assert fault.severity is Severity.WARNING


def test_files_that_are_not_read_are_named(folder):
    """A table we do not need, and one that is there twice."""
    (folder / "ssd_sdq_scores.csv").write_text("csdq_table_id\n1\n", "utf-8")
    (folder / "person.csv").write_text((folder / "ssd_person.csv").read_text("utf-8"), "utf-8")
    codes = {fault.file: fault.code for fault in ssd.read(folder, today=TODAY).faults}
    assert codes == {
        "ssd_sdq_scores.csv": Code.FILE_UNKNOWN,
        "ssd_person.csv": Code.FILE_TWICE,
    }


def test_a_period_of_care_is_one_childs(folder):
    """Two children in one period: the first keeps it, and its reviews are not the second's."""
    put(
        folder, "cla_episodes", "N1,C000001,SHARED,01/02/2024,,,", "N2,C000002,SHARED,01/02/2024,,,"
    )
    extract = ssd.read(folder, today=TODAY)
    assert extract.child_of_period["SHARED"] == "C000001"
    assert [fault.code for fault in told(extract, "cla_episodes")] == [Code.DISAGREES]


def test_a_role_is_shown_only_where_it_cannot_be_a_persons_name(folder):
    """A role of five children is one; a name that slipped into the column is not repeated."""
    common = [f"Q{n},P1,Chief Wizard,01/02/2024,,C00000{n}" for n in range(1, 6)]
    put_involvements(folder, *common, "Q9,P1,Jaz Merrin,01/02/2024,,C000001")
    summary = [
        fault for fault in told(ssd.read(folder, today=TODAY), "involvements") if not fault.line
    ]
    assert len(summary) == 2
    assert "'Chief Wizard' is not in our list of roles: lines 5" in summary[0].words
    assert "Jaz" not in summary[1].words


def put_involvements(folder, *lines):
    path = folder / "ssd_involvements.csv"
    first = path.read_text("utf-8").splitlines()[0].split(",")
    order = [
        "invo_involvements_id", "invo_professional_id", "invo_professional_role_id",
        "invo_involvement_start_date", "invo_involvement_end_date", "invo_person_id",
    ]  # fmt: skip
    for line in lines:
        cells = dict(zip(order, line.split(","), strict=True))
        put(folder, "involvements", ",".join(cells.get(name, "") for name in first))


@pytest.mark.parametrize(
    ("called", "role"),
    [
        ("IRO", "iro"),
        ("Independent Reviewing Officer", "iro"),
        ("INDEPENDENT  REVIEWING-OFFICER (IRO)", "iro"),
        ("Allocated Social Worker", "social_worker"),
        ("SW", "social_worker"),
        ("Personal Advisor", "personal_adviser"),
        ("Leaving Care P.A.", None),
        ("Supervising Social Worker", None),
        ("Health Visitor", None),
        ("", None),
    ],
)
def test_what_authorities_call_a_role(called, role):
    """Names are looked up, never guessed: a carer's social worker is not the child's."""
    assert ssd_words.shipped().roles.get(ssd_words.plain(called)) == role


def test_no_name_of_a_role_stands_for_two():
    """The table does not contradict itself."""
    words = ssd_words.shipped()
    assert not set(words.roles) & words.roles_not_kept
    assert not words.health_assessments & words.health_not_kept
    assert set(words.roles.values()) == {
        "iro", "social_worker", "personal_adviser", "team_manager", "advocate",
    }  # fmt: skip


def involvement(line, who, since, until=None, role="IRO"):
    return InvolvementRow(line, f"I{line}", "C1", who, role, since, until)


def test_whoever_takes_over_ends_the_access_of_who_was_before():
    """The case system forgot to end it; the line is named, and two IROs are never one too many."""
    day = date(2026, 3, 1)
    rows = [involvement(2, "P1", date(2025, 1, 1)), involvement(3, "P2", day)]
    kept, faults = ssd_care.assignments(rows, "f")
    assert [(one.professional_id, one.until) for one in kept] == [
        ("P1", day - timedelta(days=1)),
        ("P2", None),
    ]
    assert [fault.line for fault in faults] == [2]


def test_two_advocates_may_work_with_a_child_at_once():
    """Only some roles are held by one person at a time."""
    rows = [
        involvement(2, "P1", date(2025, 1, 1), role="Advocate"),
        involvement(3, "P2", date(2026, 1, 1), role="Advocate"),
    ]
    kept, faults = ssd_care.assignments(rows, "f")
    assert [one.until for one in kept] == [None, None]
    assert faults == []


def episode(line, since, until=None, reason="", period="L1"):
    return EpisodeRow(line, f"E{line}", "C1", period, since, until, reason, None)


def test_care_goes_on_through_a_same_day_continuation():
    """X1 ends an episode and not care (SSDA903 guide)."""
    day = date(2026, 3, 1)
    found = ssd_care.periods([episode(2, date(2025, 1, 1), day, "X1"), episode(3, day)])
    assert [(period.since, period.until) for period in found] == [(date(2025, 1, 1), None)]


def test_a_time_in_care_that_never_ended_before_the_next_is_named():
    """A child cannot be in care twice; the later time is used."""
    first, second = episode(2, date(2024, 1, 1)), episode(3, date(2025, 1, 1), period="L2")
    found = ssd_care.periods([second, first])
    assert found[-1].period_id == "L2"
    assert [fault.line for fault in ssd_care.still_open(found, "f")] == [2]


@given(st.lists(st.tuples(DAYS, st.none() | DAYS).filter(lambda t: not t[1] or t[0] <= t[1])))
def test_times_made_one_cover_the_same_days_and_never_overlap(times):
    """Against the slow way: day by day."""
    joined = ssd_care.stretches(times)

    def covered(spans):
        days = (date(2020, 1, 1) + timedelta(n) for n in range(800))
        return {d for d in days if any(s <= d <= (u or date.max) for s, u in spans)}

    assert covered(joined) == covered(times)
    assert all((one[1] or date.max) < other[0] for one, other in pairwise(joined))
