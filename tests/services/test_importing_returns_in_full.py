"""What a return leaves on record: every time in care, every place, care leavers, closed records."""

from dataclasses import astuple
from datetime import date

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from sqlalchemy import select

from bench.children import write_return
from tests.files.test_ssda903_contradictions import lines
from tests.files.test_ssda903_contradictions import write
from tests.people import make_user
from voice_app.db import db
from voice_app.files.faults import Code
from voice_app.models.journey import CareSpell
from voice_app.models.journey import ImportRun
from voice_app.models.journey import Involvement
from voice_app.models.journey import LegalStatus
from voice_app.models.journey import Meeting
from voice_app.models.journey import Placement
from voice_app.models.journey import StageEpisode
from voice_app.models.people import Person
from voice_app.policy import Role
from voice_app.services import accounts
from voice_app.services.importing import import_903
from voice_app.services.importing import outcome
from voice_app.store import people

TABLES = (Person, CareSpell, StageEpisode, Placement, LegalStatus, Meeting, Involvement)
OC3 = "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM"
MOVED = (
    "0012,01/03/2024,S,V2,U4,01/05/2024,X1",
    "0012,01/05/2024,L,C1,U4,01/08/2024,X1",
    "0012,01/08/2024,P,C1,U5,01/02/2025,E4A",
    "0012,01/09/2025,S,C2,K2,,",
)


@pytest.fixture
def put_in(app, clock, tmp_path):
    def of(dry_run=False, **files):
        return import_903(write(tmp_path, **files), by=None, dry_run=dry_run, now=clock.now)

    return of


def everything():
    """All that stands in the tables an import writes to, readable."""
    db.session.rollback()
    return {
        table.__name__: [
            {column.key: getattr(row, column.key) for column in table.__table__.columns}
            for row in db.session.scalars(select(table).order_by(table.id))
        ]
        for table in TABLES
    }


def rows(table, *columns):
    found = db.session.scalars(select(table).order_by(table.id))
    return [tuple(getattr(row, column) for column in columns) for row in found]


def test_every_time_in_care_every_place_and_status_has_its_days(put_in):
    """Two periods of care, three placements, three statuses: not only the latest of each."""
    put_in(episodes=MOVED)
    assert rows(StageEpisode, "stage", "since", "until") == [
        ("care", date(2024, 3, 1), date(2025, 2, 1)),
        ("care", date(2025, 9, 1), None),
    ]
    assert rows(Placement, "kind", "since", "until") == [
        ("U4", date(2024, 3, 1), date(2024, 8, 1)),
        ("U5", date(2024, 8, 1), date(2025, 2, 1)),
        ("K2", date(2025, 9, 1), None),
    ]
    assert rows(LegalStatus, "status", "since", "until") == [
        ("V2", date(2024, 3, 1), date(2024, 5, 1)),
        ("C1", date(2024, 5, 1), date(2025, 2, 1)),
        ("C2", date(2025, 9, 1), None),
    ]


def test_the_next_return_goes_on_from_the_one_before(put_in):
    """A placement that only changed its status in between stays one; a move ends it."""
    put_in(episodes=MOVED)
    put_in(episodes=("0012,01/02/2026,L,C1,K2,01/06/2026,X1", "0012,01/06/2026,P,C1,U1,,"))
    assert rows(Placement, "kind", "since", "until")[2:] == [
        ("K2", date(2025, 9, 1), date(2026, 6, 1)),
        ("U1", date(2026, 6, 1), None),
    ]
    assert rows(LegalStatus, "status", "since", "until")[2:] == [
        ("C2", date(2025, 9, 1), date(2026, 2, 1)),
        ("C1", date(2026, 2, 1), None),
    ]


def test_a_care_leaver_has_a_stage_from_the_end_of_care_or_the_eighteenth_birthday(put_in):
    """OC3 has no day for it; a return of a later year has no episode any more."""
    put_in(
        header=("0012,1,10/05/2008",),
        episodes=("0012,01/03/2024,S,C2,U1,01/05/2026,E4A",),
        OC3=(OC3, "0012,10/05/2008,YES,F1,U", "88,10/05/2006,NO,F1,U", "89,10/05/2009,YES,F1,U"),
    )
    leaving = select(StageEpisode.since).where(StageEpisode.stage == "leaving_care")
    assert sorted(db.session.scalars(leaving)) == [date(2024, 5, 10), date(2026, 5, 1)]
    again = put_in(
        header=("0012,1,10/05/2008",),
        episodes=("0012,01/03/2024,S,C2,U1,01/05/2026,E4A",),
        OC3=(OC3, "0012,10/05/2008,YES,F1,U", "88,10/05/2006,NO,F1,U", "89,10/05/2009,YES,F1,U"),
    )
    assert (again.added, again.changed) == (0, 0)
    assert [f.line for f in again.faults if f.code is Code.UNKNOWN_START] == [4]


def test_a_social_worker_is_let_in_only_by_an_account_of_that_id(put_in, clock):
    """SW_ID is the case system's; where no account has it, the line says so and lets nobody in."""
    worker = make_user("sasha", Role.SOCIAL_WORKER, clock)
    accounts.set_staff_number(worker, "SW12", by=None, now=clock())
    report = put_in(
        SWEpisodes=(
            "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON",
            "0012,10/05/2012,SW12,01/03/2024,,MANAGE",
            "0012,10/05/2012,SW77,01/03/2023,01/03/2024,MANAGE",
        )
    )
    assert rows(Involvement, "user_id", "role", "since") == [
        (worker, "social_worker", date(2024, 3, 1))
    ]
    assert [f.line for f in report.faults if f.code is Code.NOT_USED] == [3]


def test_a_child_known_with_zeros_in_front_is_not_doubled(put_in):
    """The same number but for zeros and the same birthday is the same child; another is not."""
    put_in()
    report = put_in(header=("12,1,10/05/2012",), episodes=("12,01/03/2024,S,C2,U1,,",))
    assert (report.added, report.unchanged) == (0, 1)
    assert [fault.code for fault in report.faults] == [Code.LOST_ZEROS]
    other = put_in(header=("12,1,11/05/2012",), episodes=())
    assert other.added == 1
    assert Code.LOST_ZEROS in {fault.code for fault in other.faults}


def test_twins_stay_two(put_in):
    """Two children with one birthday are two on record, however often the return is read."""
    for _ in range(2):
        put_in(header=("0012,1,10/05/2012", "0013,1,10/05/2012"))
    assert len(rows(Person, "id")) == 2


@pytest.mark.parametrize(("reason", "state"), [("E2", "died"), ("E11", "sealed")])
def test_a_record_closes_with_the_return_and_stays_so(put_in, reason, state):
    """Nothing is due any more; the second run changes nothing."""
    put_in(reviews=("0012,,01/04/2024,PN1",))
    ended = {"episodes": (f"0012,01/03/2024,S,E1,A6,01/10/2026,{reason}",)}
    put_in(**ended)
    child = people.by_record("0012")
    assert (child.record, child.record_since) == (state, date(2026, 10, 1))
    assert not any(due for (due,) in rows(Meeting, "due_on"))
    before = everything()
    assert put_in(**ended).changed == 0
    assert everything() == before


def test_an_invented_return_of_a_thousand_children_comes_in_whole_and_once(app, clock, tmp_path):
    """The generator's return: every line accounted for, and a second run changes nothing."""
    written = write_return(tmp_path, 1_000)
    heard = []
    first = import_903(
        tmp_path, by=None, dry_run=False, now=clock.now, told=lambda *told: heard.append(told)
    )
    assert first.added == 1_000
    assert 0 < first.left_out <= written.spoilt
    assert heard[-1] == (written.lines, written.lines)
    assert [done for done, _ in heard if done] == sorted(done for done, _ in heard if done)
    before = everything()
    second = import_903(tmp_path, by=None, dry_run=False, now=clock.now)
    assert (second.added, second.changed, second.unchanged) == (0, 0, 1_000)
    assert everything() == before


def test_a_run_that_breaks_off_keeps_whole_children_and_is_simply_run_again(
    app,
    clock,
    tmp_path,
):
    """The batches before stay, the run says that it stopped, and the next run does the rest."""
    write_return(tmp_path, 1_200)

    def pull_the_plug(done, in_all):
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_903(tmp_path, by=None, dry_run=False, now=clock.now, told=pull_the_plug)
    assert len(rows(Person, "id")) == outcome.A_BATCH
    assert rows(ImportRun, "state") == [("stopped",)]
    rest = import_903(tmp_path, by=None, dry_run=False, now=clock.now)
    assert (rest.added, rest.unchanged) == (1_200 - outcome.A_BATCH, outcome.A_BATCH)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(header=lines(3), episodes=lines(7), reviews=lines(4), leavers=lines(5))
def test_whatever_stands_in_a_return_a_second_run_changes_nothing(
    app, clock, tmp_path, header, episodes, reviews, leavers
):
    """Any lines at all: a trial tells what the real run does, and the real run is idempotent."""
    write(tmp_path, header=header, episodes=episodes, reviews=reviews, OC3=(OC3, *leavers))
    children = len(rows(Person, "id"))
    trial, real, again = (
        import_903(tmp_path, by=None, dry_run=dry, now=clock.now) for dry in (True, False, False)
    )
    assert (trial.added, trial.changed) == (real.added, real.changed)
    assert len(rows(Person, "id")) == children + real.added
    assert (again.added, again.changed) == (0, 0), again.words
    assert astuple(again)[0] == "ssda903"
