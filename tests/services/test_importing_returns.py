"""A return of looked-after children, put in twice, corrected, and followed by the next one."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func
from sqlalchemy import select

from voice_app.db import db
from voice_app.db import writing
from voice_app.models.journey import CareSpell
from voice_app.models.journey import ImportRun
from voice_app.models.journey import Meeting
from voice_app.models.journey import StageEpisode
from voice_app.models.people import Person
from voice_app.models.record import AccessLog
from voice_app.services.importing import import_903
from voice_app.store import people
from voice_app.store.journey import on_record
from voice_app.store.journey import reviews

FIXTURES = Path(__file__).parents[1] / "files" / "fixtures"
WHOLE_COUNCIL = Path(__file__).parents[3] / "shared" / "data" / "ssda903"
TABLES = (Person, CareSpell, Meeting, StageEpisode, ImportRun, AccessLog)

CHILD = "1001,1,14/02/2014"
IN_CARE = "1001,03/08/2026,S,C2,U4,,"
FIRST = "1001,14/02/2014,24/08/2026,PN5"
SECOND = "1001,14/02/2014,20/11/2026,PN6"


@pytest.fixture
def put_in(app, clock, tmp_path):
    """Write a return and import it."""

    def of(*, header=(CHILD,), episodes=(IN_CARE,), reviews=(FIRST,), dry_run=False, **more):
        for name, lines in (
            ("Header", ("CHILD,SEX,DOB", *header)),
            ("Episodes", ("CHILD,DECOM,RNE,LS,PLACE,DEC,REC", *episodes)),
            ("Reviews", ("CHILD,DOB,REVIEW,REVIEW_CODE", *reviews)),
        ):
            (tmp_path / f"{name}.csv").write_text("\n".join(lines), encoding="utf-8")
        return import_903(tmp_path, by=None, dry_run=dry_run, now=clock.now, **more)

    return of


def stored():
    """Rows of each table; of the record, those that an import wrote."""
    rows = {table.__name__: db.session.scalar(select(func.count(table.id))) for table in TABLES}
    imports = select(func.count(AccessLog.id)).where(AccessLog.what.startswith("import:"))
    return rows | {"AccessLog": db.session.scalar(imports)}


def child(number="1001"):
    return people.by_record(number)


def held(number="1001"):
    return reviews.days_held(on_record.reviews(of=child(number).id)[child(number).id])


def next_review(number="1001"):
    return reviews.open_review(on_record.reviews(of=child(number).id)[child(number).id])


def care(number="1001"):
    return on_record.care_of(child(number).id)


def stages(number="1001"):
    rows = on_record.rows(StageEpisode, of=child(number).id)[child(number).id]
    return [(row.stage, row.since, row.until) for row in rows]


def counted(report):
    return report.added, report.changed, report.unchanged


def test_a_child_comes_in_with_care_reviews_and_the_next_one_due(put_in):
    report = put_in()
    assert counted(report) == (1, 0, 0)
    assert (child().kind, child().born, child().in_latest_return) == (
        "child", date(2014, 2, 14), True,
    )  # fmt: skip
    assert (care().since, care().until, care().placement, care().legal_status) == (
        date(2026, 8, 3), None, "U4", "C2",
    )  # fmt: skip
    assert stages() == [("care", date(2026, 8, 3), None)]
    assert held() == [date(2026, 8, 24)]
    due = next_review()
    assert (due.due_on, due.due_source) == (date(2026, 11, 24), "computed")
    assert "reg 33(2)" in due.due_rule


def test_doing_it_again_changes_nothing(put_in):
    put_in()
    before = stored()
    report = put_in()
    assert counted(report) == (0, 0, 1)
    after = stored()
    assert {name for name in after if after[name] != before[name]} == {"ImportRun", "AccessLog"}


def test_a_trial_run_tells_the_same_and_stores_nothing(put_in):
    trial = put_in(dry_run=True)
    assert set(stored().values()) == {0}
    assert "nothing was stored" in trial.words
    real = put_in()
    assert counted(trial) == counted(real)
    assert trial.words.splitlines()[-5:] == real.words.splitlines()[-5:]


def test_a_missing_file_stops_the_import_and_nothing_is_half_loaded(app, clock, tmp_path):
    (tmp_path / "Header.csv").write_text(f"CHILD,SEX,DOB\n{CHILD}\n", encoding="utf-8")
    report = import_903(tmp_path, by=None, dry_run=False, now=clock.now)
    assert report.stopped
    assert "Nothing was stored" in report.words
    assert set(stored().values()) == {0}


def test_an_import_is_written_in_the_record(put_in):
    put_in()
    run = db.session.scalars(select(ImportRun)).one()
    assert (run.kind, run.added, run.left_out) == ("ssda903", 1, 0)
    deed = db.session.scalars(select(AccessLog).where(AccessLog.what == f"import:{run.id}")).one()
    assert deed.did == "changed"


def test_the_open_review_becomes_the_held_one_when_it_is_held(put_in):
    put_in()
    waited = next_review().id
    report = put_in(reviews=(FIRST, SECOND))
    assert counted(report) == (0, 1, 0)
    row = db.session.get_one(Meeting, waited)
    assert (row.held_on, row.participation) == (date(2026, 11, 20), "PN6")
    assert held() == [date(2026, 8, 24), date(2026, 11, 20)]
    assert next_review().due_on == date(2027, 5, 20)


def test_a_review_of_long_ago_is_not_taken_for_the_open_one(put_in):
    put_in(reviews=(SECOND,))
    waiting = next_review().id
    put_in(reviews=(FIRST, SECOND))
    assert next_review().id == waiting
    assert held() == [date(2026, 8, 24), date(2026, 11, 20)]


def test_a_corrected_code_is_taken_over_and_a_blank_one_is_not(put_in):
    put_in()
    put_in(reviews=("1001,14/02/2014,24/08/2026,PN1",))
    put_in(reviews=("1001,14/02/2014,24/08/2026,",))
    row = db.session.scalar(select(Meeting).where(Meeting.held_on.is_not(None)))
    assert row.participation == "PN1"


def test_nobody_is_lost_by_being_absent_and_who_comes_back_is_marked_present(put_in):
    other = "1002,2,29/02/2012"
    put_in(header=(CHILD, other))
    report = put_in(header=(other,), episodes=(), reviews=())
    assert not child().in_latest_return
    assert held() == [date(2026, 8, 24)]
    assert counted(report) == (0, 0, 1), "who is absent is told apart"
    put_in(header=(CHILD, other))
    assert child().in_latest_return


def test_a_spoilt_line_may_be_anybodys_so_nobody_is_marked_absent(put_in):
    put_in()
    report = put_in(header=("1001,1,31/02/2014",), episodes=(), reviews=())
    assert child().in_latest_return
    assert "no child was marked" in report.words


def test_the_end_of_care_ends_the_stage_and_takes_the_due_day_back(put_in):
    put_in()
    waited = next_review().id
    put_in(episodes=("1001,03/08/2026,S,C2,U4,01/11/2026,E4A",))
    assert care().until == date(2026, 11, 1)
    assert stages() == [("care", date(2026, 8, 3), date(2026, 11, 1))]
    assert (next_review().id, next_review().due_on) == (waited, None)
    again = put_in(episodes=("1001,03/08/2026,S,C2,U4,01/11/2026,E4A",))
    assert counted(again) == (0, 0, 1)


def test_a_second_time_in_care_closes_the_first(put_in):
    put_in()
    put_in(episodes=("1001,03/08/2026,S,C2,U4,01/10/2026,E4A", "1001,09/11/2026,S,C2,U5,,"))
    assert stages() == [
        ("care", date(2026, 8, 3), date(2026, 10, 1)),
        ("care", date(2026, 11, 9), None),
    ]
    assert next_review().due_on == date(2026, 12, 7)
    assert "33(1)" in next_review().due_rule


def test_care_of_a_year_with_no_end_in_the_return_ends_where_the_next_begins(put_in):
    put_in()
    put_in(episodes=("1001,09/11/2026,S,C2,U5,,",))
    assert stages() == [
        ("care", date(2026, 8, 3), date(2026, 11, 9)),
        ("care", date(2026, 11, 9), None),
    ]


def test_care_that_began_earlier_than_was_said_is_corrected_not_doubled(put_in):
    put_in()
    put_in(episodes=("1001,01/08/2026,S,C2,U4,,",))
    assert stages() == [("care", date(2026, 8, 1), None)]


def test_no_day_is_guessed_where_the_start_of_care_is_not_known(put_in):
    report = put_in(episodes=("1001,03/08/2026,P,C2,U4,,",))
    assert (care().since, care().placed_since) == (None, date(2026, 8, 3))
    assert stages() == []
    assert next_review() is None
    assert "without a next review date: 1." in report.words


def test_two_reviews_tell_the_next_whenever_care_began(put_in):
    put_in(episodes=("1001,03/08/2026,P,C2,U4,,",), reviews=(FIRST, SECOND))
    assert next_review().due_on == date(2027, 5, 20)


def test_what_an_earlier_return_said_of_the_start_still_holds(put_in):
    put_in()
    put_in(episodes=("1001,20/10/2026,P,C2,K2,,",))
    assert (care().since, care().placement) == (date(2026, 8, 3), "K2")
    assert care().placed_since == date(2026, 10, 20)


def test_a_new_legal_status_is_not_a_new_placement(put_in):
    put_in(
        episodes=(
            "1001,03/02/2026,S,V2,U4,01/05/2026,X1",
            "1001,01/05/2026,P,V2,U5,01/08/2026,X1",
            "1001,01/08/2026,L,C2,U5,,",
        )
    )
    assert (care().placed_since, care().legal_status) == (date(2026, 5, 1), "C2")


def test_an_old_case_without_a_review_in_the_return_is_not_taken_for_a_new_one(put_in):
    put_in(
        header=(CHILD, "1002,2,29/02/2012"),
        episodes=(IN_CARE, "1002,04/05/2021,S,C2,U4,,"),
    )
    assert next_review("1002") is None


def test_short_breaks_have_no_such_review(put_in):
    put_in(episodes=("1001,03/08/2026,S,V4,U4,,",))
    assert next_review() is None


def test_a_return_full_of_faults_is_counted_line_by_line(app, clock):
    report = import_903(FIXTURES / "return_faulty", by=None, dry_run=False, now=clock.now)
    lines = {(fault.file, fault.line) for fault in report.faults if fault.leaves_out_line}
    assert report.left_out == len(lines) > 0
    assert stored()["Person"] == report.added > 0


@pytest.mark.skipif(not WHOLE_COUNCIL.is_dir(), reason="the invented return of a whole council"
                    " is not beside this checkout")  # fmt: skip
def test_a_whole_council_comes_in_once(app, clock):
    trial = import_903(WHOLE_COUNCIL, by=None, dry_run=True, now=clock.now)
    assert set(stored().values()) == {0}
    first = import_903(WHOLE_COUNCIL, by=None, dry_run=False, now=clock.now)
    assert counted(trial) == counted(first) == (2675, 0, 0)
    kept = select(func.count(Meeting.id)).where(Meeting.held_on.is_not(None))
    assert db.session.scalar(kept) == 12443
    assert first.left_out == 174
    before = stored()
    again = import_903(WHOLE_COUNCIL, by=None, dry_run=False, now=clock.now)
    assert counted(again) == (0, 0, 2675)
    assert stored()["Meeting"] == before["Meeting"]


def test_a_run_that_was_made_before_is_filled_and_no_other_is_made(put_in, clock):
    """An upload makes the run's row first; trial or not, the import ends as that row says."""
    row = ImportRun(kind="ssda903", at=clock(), state="waiting", trial=True)
    db.session.add(row)
    db.session.commit()
    put_in(dry_run=True, run_id=row.id)
    assert (row.state, row.trial, row.added, row.lines_done) == ("done", True, 1, 3)
    assert "nothing was stored" in row.report
    put_in(run_id=row.id)
    assert (row.state, row.trial, row.lines_in_all) == ("done", False, 3)
    assert stored()["ImportRun"] == stored()["AccessLog"] == 1


def test_who_is_told_how_far_it_is_may_write_meanwhile(put_in):
    """Progress is told between transactions, so a page's row can be brought up to date."""
    heard = []

    def told(done, in_all):
        with writing():
            heard.append((done, in_all))

    put_in(told=told)
    assert heard[-1] == (3, 3)
