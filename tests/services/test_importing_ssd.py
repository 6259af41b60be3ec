"""An extract of the case system, put in twice, corrected, and followed by the next one."""

import csv
from datetime import date

import pytest
from sqlalchemy import func
from sqlalchemy import select

from bench.ssd_extract import TABLES as EXTRACT
from bench.ssd_extract import write_extract
from tests.people import make_user
from tests.rows import every
from tests.rows import only
from voice_app.db import db
from voice_app.files.declared import columns
from voice_app.files.faults import Code
from voice_app.models.journey import CareSpell
from voice_app.models.journey import ImportRun
from voice_app.models.journey import Involvement
from voice_app.models.journey import LegalStatus
from voice_app.models.journey import Meeting
from voice_app.models.journey import Placement
from voice_app.models.journey import Plan
from voice_app.models.journey import PlanVersion
from voice_app.models.journey import StageEpisode
from voice_app.models.organisation import Team
from voice_app.models.people import FormerNumber
from voice_app.models.people import Person
from voice_app.policy import Role
from voice_app.services import accounts
from voice_app.services.importing import import_ssd
from voice_app.store import people

TODAY = date(2026, 11, 23)
TABLES = (
    Person, StageEpisode, CareSpell, Placement, LegalStatus, Plan, PlanVersion, Meeting,
    Involvement, Team,
)  # fmt: skip
ONE_CHILD = {
    "person": [{"pers_person_id": "K1", "pers_forename": "Jaz", "pers_dob": "14/02/2014"}],
    "cla_episodes": [
        {
            "clae_cla_episode_id": "E1",
            "clae_person_id": "K1",
            "clae_cla_id": "L1",
            "clae_cla_episode_start_date": "2026-03-02 00:00:00",
        }
    ],
}


@pytest.fixture
def put_in(app, clock, tmp_path):
    """Write tables (by name: lines as dicts) and import them."""

    def of(*, dry_run=False, **tables):
        for old in tmp_path.glob("ssd_*.csv"):
            old.unlink()
        for table, lines in {**ONE_CHILD, **tables}.items():
            wanted = columns(EXTRACT[table])
            names = [*wanted.required, *wanted.optional]
            with (tmp_path / f"ssd_{table}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, names)
                writer.writeheader()
                writer.writerows(lines)
        return import_ssd(tmp_path, by=None, dry_run=dry_run, now=clock.now)

    return of


def counted(report):
    return report.added, report.changed, report.unchanged


def stored():
    return {t.__name__: db.session.scalar(select(func.count()).select_from(t)) for t in TABLES}


def child(number="K1"):
    db.session.rollback()
    return people.by_record(number)


def review(number, due="", held="", cancelled="N", code="PN5"):
    return {
        "clar_cla_review_id": number,
        "clar_cla_id": "L1",
        "clar_cla_review_due_date": due,
        "clar_cla_review_date": held,
        "clar_cla_review_cancelled": cancelled,
        "clar_cla_review_participation": code if held else "",
    }


def works(number, who="P1", role="IRO", since="02/03/2026", until=""):
    return {
        "invo_involvements_id": number,
        "invo_professional_id": who,
        "invo_professional_role_id": role,
        "invo_involvement_start_date": since,
        "invo_involvement_end_date": until,
        "invo_person_id": "K1",
    }


PROFESSIONAL = {"prof_professional_id": "P1", "prof_staff_id": "W-1"}


@pytest.mark.parametrize("seed", [1, 2])
def test_a_whole_extract_comes_in_once(app, clock, tmp_path, seed):
    """A trial tells what a real run does; a second run changes nothing at all."""
    write_extract(tmp_path, children=120, today=TODAY, seed=seed, faults=True)
    trial = import_ssd(tmp_path, by=None, dry_run=True, now=clock.now)
    assert set(stored().values()) == {0}
    first = import_ssd(tmp_path, by=None, dry_run=False, now=clock.now)
    assert counted(trial) == counted(first) == (121, 0, 0)
    before = stored()
    again = import_ssd(tmp_path, by=None, dry_run=False, now=clock.now)
    assert counted(again) == (0, 0, 121)
    assert stored() == before
    assert again.left_out == first.left_out == 11
    assert "0 new, 0 changed" in again.words


def test_who_when_and_what_is_kept_of_a_run_and_no_child_in_it(put_in):
    """The file is not kept; its report is, and it names lines only."""
    put_in(cin_plans=[{"cinp_cin_plan_id": "N1", "cinp_person_id": "K9",
                       "cinp_cin_plan_start_date": "01/02/2026"}])  # fmt: skip
    run = only(ImportRun)
    assert (run.kind, run.state, run.left_out, run.added) == ("ssd", "done", 1, 1)
    assert "ssd_cin_plans.csv, line 2" in run.report
    assert "Jaz" not in run.report
    assert "K9" not in run.report


def test_reviews_hang_on_the_period_of_care_and_keep_the_day_they_were_due(put_in):
    """The due day of the file is the one to work with, and says where it comes from."""
    put_in(
        cla_reviews=[
            review("R1", due="30/03/2026", held="2026-03-25 10:30:00"),
            review("R2", due="25/06/2026", held="24/06/2026", code="PN1"),
            review("R3", due="20/12/2026"),
        ]
    )
    rows = sorted(every(Meeting), key=lambda row: row.due_on)
    assert [(r.due_on, r.held_on, r.participation, r.due_source) for r in rows] == [
        (date(2026, 3, 30), date(2026, 3, 25), "PN5", "supplied"),
        (date(2026, 6, 25), date(2026, 6, 24), "PN1", "supplied"),
        (date(2026, 12, 20), None, "", "supplied"),
    ]


def test_without_a_due_day_in_the_file_it_is_worked_out(put_in):
    """CPPCR 2010 reg 33: six months after the second review."""
    put_in(cla_reviews=[review("R1", held="25/03/2026"), review("R2", held="24/06/2026")])
    (waiting,) = [row for row in every(Meeting) if row.held_on is None]
    assert (waiting.due_on, waiting.due_source) == (date(2026, 12, 24), "computed")


def test_the_review_that_was_due_becomes_the_one_that_was_held(put_in):
    """Answers hang on that row, so it is never left behind."""
    put_in(cla_reviews=[review("R1", due="24/11/2026")])
    waiting = only(Meeting).id
    put_in(cla_reviews=[review("R1", due="24/11/2026", held="20/11/2026")])
    (held,) = [row for row in every(Meeting) if row.held_on]
    assert (held.id, held.held_on) == (waiting, date(2026, 11, 20))


def test_a_cancelled_and_a_missed_review_are_told_and_not_waited_for(put_in):
    """What is due next is neither of them."""
    report = put_in(
        cla_reviews=[
            review("R1", due="30/03/2026"),
            review("R2", held="24/06/2026"),
            review("R3", due="01/12/2026", cancelled="Y"),
            review("R4", due="20/12/2026"),
            review("R5", due="20/06/2027"),
        ]
    )
    assert "cancelled, and count as not held: 1" in report.words
    assert "never held, with another held since: 1" in report.words
    (waiting,) = [row for row in every(Meeting) if row.held_on is None]
    assert waiting.due_on == date(2026, 12, 20)
    assert [fault.line for fault in report.faults if fault.code is Code.DISAGREES] == [6]


def test_an_account_is_found_by_its_staff_number_and_access_ends_with_the_assignment(put_in, clock):
    """No address is in an extract, and nobody is let in by a name."""
    user = make_user("nell", Role.IRO, clock)
    before = put_in(involvements=[works("I1")], professionals=[PROFESSIONAL])
    assert every(Involvement) == []
    assert "no account with their staff number here: 1" in before.words
    accounts.set_staff_number(user, "W-1", by=None, now=clock())
    put_in(involvements=[works("I1")], professionals=[PROFESSIONAL])
    assert people.children_of(user, "iro", TODAY) == [child().id]
    put_in(involvements=[works("I1", until="20/11/2026")], professionals=[PROFESSIONAL])
    assert only(Involvement).until == date(2026, 11, 20)
    assert people.children_of(user, "iro", TODAY) == []


def test_one_staff_number_is_one_persons(app, clock):
    """A number given twice would let two people in."""
    first, second = make_user("nell", Role.IRO, clock), make_user("omar", Role.IRO, clock)
    accounts.set_staff_number(first, "W-1", by=None, now=clock())
    with pytest.raises(accounts.AccountRefused):
        accounts.set_staff_number(second, "W-1", by=None, now=clock())


def test_teams_are_kept_with_the_service_they_belong_to(put_in):
    """In whatever order the file has them; one that belongs to nothing known is said."""
    departments = [
        {"dept_team_id": "T1", "dept_team_name": "Team One", "dept_team_parent_id": "T0"},
        {"dept_team_id": "T0", "dept_team_name": "Services", "dept_team_parent_id": ""},
        {"dept_team_id": "T2", "dept_team_name": "Team Two", "dept_team_parent_id": "T9"},
    ]
    report = put_in(department=departments)
    names = {team.id: team.name for team in every(Team)}
    assert {team.name: names.get(team.parent_id) for team in every(Team)} == {
        "Team One": "Services", "Services": None, "Team Two": None,
    }  # fmt: skip
    assert [fault.line for fault in report.faults if fault.code is Code.NO_SUCH_ROW] == [4]


def test_visits_say_whether_the_child_was_seen_and_alone(put_in):
    """None: nobody says."""
    visits = [
        {"clav_cla_visit_id": "V1", "clav_person_id": "K1", "clav_cla_visit_date": "01/11/2026",
         "clav_cla_visit_seen": "Y", "clav_cla_visit_seen_alone": "N"},
        {"clav_cla_visit_id": "V2", "clav_person_id": "K1", "clav_cla_visit_date": "12/11/2026",
         "clav_cla_visit_seen": "", "clav_cla_visit_seen_alone": ""},
    ]  # fmt: skip
    put_in(cla_visits=visits)
    rows = [row for row in every(Meeting) if row.kind == "social_work_visit"]
    assert [(row.held_on, row.child_seen, row.seen_alone) for row in rows] == [
        (date(2026, 11, 1), True, False),
        (date(2026, 11, 12), None, None),
    ]


def test_the_name_they_like_is_never_overwritten(put_in):
    """The case system knows the name on the certificate; the child told us theirs."""
    put_in()
    person = child()
    person.preferred_name = "J"
    db.session.commit()
    report = put_in(person=[{"pers_person_id": "K1", "pers_forename": "Jasmin",
                             "pers_dob": "14/02/2014"}])  # fmt: skip
    assert counted(report) == (0, 0, 1)
    assert child().preferred_name == "J"


def test_a_death_closes_the_record(put_in):
    """Nothing dated after it is taken, and nothing is shown as due any more."""
    put_in(cla_reviews=[review("R1", due="20/12/2026")])
    put_in(person=[{"pers_person_id": "K1", "pers_forename": "Jaz", "pers_dob": "14/02/2014",
                    "pers_death_date": "01/10/2026"}])  # fmt: skip
    assert (child().record, child().record_since) == ("died", date(2026, 10, 1))
    assert only(Meeting).due_on is None


@pytest.mark.parametrize("record", ["sealed", "merged"])
def test_a_closed_record_stays_as_it_is(put_in, record):
    """Adopted, or merged into another: its line is named and nothing of it is used."""
    put_in()
    person = child()
    other = Person(kind="child", created_at=person.created_at)
    db.session.add(other)
    db.session.flush()
    person.record, person.merged_into_id = record, other.id if record == "merged" else None
    db.session.commit()
    before = stored()
    report = put_in(cla_reviews=[review("R1", held="24/06/2026")])
    assert (Code.RECORD_CLOSED, 2) in [(fault.code, fault.line) for fault in report.faults]
    assert stored() == before


def test_a_number_that_was_given_up_makes_no_new_child(put_in, clock):
    """A merged number would otherwise come back as a second record of the same child."""
    person = Person(kind="child", created_at=clock())
    db.session.add(person)
    db.session.flush()
    index = people.record_index("K1")
    former = {"record_number": "K1", "record_index": index, "why": "merged", "at": clock()}
    db.session.add(FormerNumber(person_id=person.id, **former))
    db.session.commit()
    report = put_in()
    assert counted(report) == (0, 0, 0)
    assert [fault.code for fault in report.faults if fault.line] == [Code.RECORD_CLOSED]


def test_who_is_not_in_the_next_extract_is_marked_and_keeps_everything(put_in):
    """Absence is no reason to delete anybody."""
    put_in()
    before = stored()
    other = [{"pers_person_id": "K2", "pers_forename": "Kit", "pers_dob": "01/02/2015"}]
    report = put_in(person=other, cla_episodes=[])
    assert "Children not in this extract: 1" in report.words
    assert counted(report) == (0, 0, 0), "nobody who is absent is counted as changed"
    assert child().in_latest_return is False
    assert stored() == before
    put_in()
    assert child().in_latest_return is True


def test_a_spoilt_line_of_the_list_marks_nobody(put_in):
    """It may have been theirs."""
    put_in()
    spoilt = [{"pers_person_id": "", "pers_forename": "Kit", "pers_dob": "01/02/2015"}]
    put_in(person=spoilt, cla_episodes=[])
    assert child().in_latest_return is True


def test_plans_have_a_version_for_each_day_and_close_when_all_have_ended(put_in):
    """A new plan of the same kind opens it again."""
    first = {"lacp_table_id": "A", "lacp_person_id": "K1",
             "lacp_cla_care_plan_start_date": "02/03/2026",
             "lacp_cla_care_plan_end_date": "01/06/2026"}  # fmt: skip
    put_in(cla_care_plan=[first])
    assert only(Plan).closed_on == date(2026, 6, 1)
    second = {**first, "lacp_table_id": "B", "lacp_cla_care_plan_start_date": "02/06/2026",
              "lacp_cla_care_plan_end_date": ""}  # fmt: skip
    put_in(cla_care_plan=[first, second])
    assert only(Plan).closed_on is None
    assert [row.made_on for row in every(PlanVersion)] == [date(2026, 3, 2), date(2026, 6, 2)]
