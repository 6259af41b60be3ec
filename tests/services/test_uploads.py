"""Uploaded files: tried, stored, forgotten; and nothing stands behind them meanwhile."""

import io
from datetime import timedelta

import pytest

from tests.people import SmallCouncil
from tests.phones import Phone
from tests.rows import every
from tests.rows import only
from tests.settings import StandingClock
from voice_app.db import db
from voice_app.models.journey import ImportPart
from voice_app.models.journey import ImportRun
from voice_app.models.journey import Meeting
from voice_app.models.people import Person
from voice_app.services import importing
from voice_app.services import queue
from voice_app.services.importing import uploads

HEADER = "CHILD,SEX,DOB\r\n" + "".join(f"X{n:04},1,01/02/2012\r\n" for n in range(1200))
EPISODES = "CHILD,DECOM,RNE,LS,PLACE,DEC,REC\r\n" + "".join(
    f"X{n:04},01/02/2026,S,C2,U4,,\r\n" for n in range(1200)
)
REVIEWS = "CHILD,DOB,REVIEW,REVIEW_CODE\r\nX0001,01/02/2012,20/02/2026,PN1\r\n"
RETURN = {"Header.csv": HEADER, "Episodes.csv": EPISODES, "Reviews.csv": REVIEWS}


def upload(council: SmallCouncil, clock: StandingClock, files: dict[str, str]) -> int:
    given = [importing.Uploaded(name, io.BytesIO(words.encode())) for name, words in files.items()]
    return importing.receive("ssda903", given, by=council.administrator, now=clock())


def children() -> int:
    return len([row for row in every(Person) if row.kind == "child"])


def run(run_id: int) -> ImportRun:
    return next(row for row in every(ImportRun) if row.id == run_id)


def test_an_upload_is_tried_and_nothing_is_stored(
    council: SmallCouncil, clock: StandingClock, phone: Phone
) -> None:
    trial = upload(council, clock, RETURN)
    assert run(trial).state == "waiting"
    phone.work()
    row = run(trial)
    assert (row.state, row.trial, row.added) == ("done", True, 1200)
    assert "1,200 lines read" in (row.report or "")
    assert children() == 1


def test_after_the_word_it_is_stored_and_the_files_are_gone(
    council: SmallCouncil, clock: StandingClock, phone: Phone
) -> None:
    trial = upload(council, clock, RETURN)
    phone.work()
    real = importing.store_it(trial, by=council.administrator, now=clock())
    assert importing.store_it(trial, by=council.administrator, now=clock()) == trial
    phone.work()
    row = run(real)
    assert (row.state, row.trial, row.added, row.user_id) == (
        "done",
        False,
        1200,
        council.administrator,
    )
    assert children() == 1201
    assert every(ImportPart) == []


def test_after_an_import_everybodys_clocks_are_worked_out(
    council: SmallCouncil, clock: StandingClock, phone: Phone
) -> None:
    """A file holds what was; what is due next is for us to know."""
    trial = upload(council, clock, RETURN)
    phone.work()
    importing.store_it(trial, by=council.administrator, now=clock())
    phone.work()
    clock.forward(minutes=5)
    phone.work()
    waiting = [row for row in every(Meeting) if row.held_on is None]
    visits = {row.person_id for row in waiting if row.kind == "social_work_visit"}
    assert len(visits) == 1201
    assert all(row.due_rule for row in waiting)


def test_what_goes_on_cannot_be_thrown_away(
    council: SmallCouncil, clock: StandingClock, phone: Phone
) -> None:
    trial = upload(council, clock, RETURN)
    assert not importing.throw_away(trial)
    phone.work()
    real = importing.store_it(trial, by=council.administrator, now=clock())
    assert not importing.throw_away(real)
    assert not importing.throw_away(trial)
    phone.work()
    assert children() == 1201


def test_files_lie_encrypted_and_in_pieces(council: SmallCouncil, clock: StandingClock) -> None:
    upload(council, clock, {**RETURN, "Header.csv": HEADER * 40})
    sealed = db.session.connection().exec_driver_sql("SELECT name, piece FROM import_part").all()
    assert [row[0] for row in sealed].count("Header.csv") > 1
    assert all(b"X0001" not in bytes(row[1]) for row in sealed)


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"Header.csv": HEADER},
        {**RETURN, "Reviews.csv": ""},
        {**RETURN, "again/Header.csv": HEADER},
        {**RETURN, "..": HEADER},
    ],
    ids=["nothing", "one missing", "one empty", "one twice", "no name"],
)
def test_a_file_that_is_needed_must_be_there(
    council: SmallCouncil, clock: StandingClock, files: dict[str, str]
) -> None:
    with pytest.raises(importing.NothingToImport):
        upload(council, clock, files)
    assert every(ImportRun) == []
    assert every(ImportPart) == []


def test_a_name_with_a_path_in_it_goes_nowhere_else(
    council: SmallCouncil, clock: StandingClock
) -> None:
    odd = {**RETURN, "../../etc/extra.csv": HEADER, "C:\\returns\\more.csv": HEADER}
    upload(council, clock, odd)
    assert {row.name for row in every(ImportPart)} == {*RETURN, "extra.csv", "more.csv"}


def test_what_nobody_decides_on_is_thrown_away_after_a_day(
    council: SmallCouncil, clock: StandingClock, phone: Phone
) -> None:
    upload(council, clock, RETURN)
    phone.work()
    assert importing.forget_old(now=clock() + timedelta(hours=23)) == 0
    assert importing.forget_old(now=clock() + timedelta(hours=25)) == 1
    assert every(ImportPart) == []


def test_a_trial_that_is_no_longer_true_cannot_be_stored(
    council: SmallCouncil, clock: StandingClock, phone: Phone
) -> None:
    """After a day, or once files of the same kind were stored since: they are brought in again."""
    few = {**RETURN, "Header.csv": HEADER[:200], "Episodes.csv": EPISODES[:200]}
    first, second = upload(council, clock, few), upload(council, clock, few)
    phone.work()
    look = {"by": council.administrator, "now": clock()}
    assert importing.shown(first, **look).to_decide
    importing.store_it(second, **look)
    phone.work()
    assert not importing.shown(first, **look).to_decide
    assert importing.store_it(first, **look) == first
    third = upload(council, clock, few)
    phone.work()
    late = {"by": council.administrator, "now": clock() + timedelta(hours=25)}
    assert not importing.shown(third, **late).to_decide
    assert importing.store_it(third, **late) == third


def test_a_worker_that_died_in_the_middle_leaves_the_run_to_another(
    council: SmallCouncil, clock: StandingClock, phone: Phone
) -> None:
    """The lease runs out; the next begins again and stores no child twice."""
    trial = upload(council, clock, RETURN)
    phone.work()
    real = importing.store_it(trial, by=council.administrator, now=clock())
    claimed = queue.claim_job(now=clock())
    assert claimed is not None

    def dies(lines_done: int, _in_all: int) -> None:
        importing.progress(real, lines_done, 0)
        if lines_done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        importing.run_upload(real, practice=True, told=dies, now=clock())
    assert children() > 1
    clock.forward(minutes=30)
    phone.work()
    assert children() == 1201
    assert run(real).state == "done"


def test_a_file_that_cannot_be_read_is_not_kept_for_a_second_try(
    council: SmallCouncil, clock: StandingClock, phone: Phone
) -> None:
    trial = upload(council, clock, {**RETURN, "Header.csv": "NAME,AGE\r\nx,1\r\n"})
    phone.work()
    assert run(trial).state == "stopped"
    assert "not read" in (run(trial).report or "")
    assert every(ImportPart) == []


def test_a_text_that_comes_during_an_import_is_answered_before_it_ends(
    council: SmallCouncil, clock: StandingClock, asked: Phone
) -> None:
    upload(council, clock, RETURN)
    texts: list[int] = []
    before = len(asked.screen)

    def told(lines_done: int, _in_all: int) -> None:
        if lines_done and not texts:
            asked.text("2")
            texts.append(len(asked.screen))

    importing.run_upload(only(ImportRun).id, practice=True, told=told, now=clock())
    assert texts[0] > before


def test_a_look_at_a_run_is_written_down_and_the_report_holds_no_child(
    council: SmallCouncil, clock: StandingClock, phone: Phone
) -> None:
    spoilt = HEADER + "X9999,1,not a day\r\n"
    trial = upload(council, clock, {**RETURN, "Header.csv": spoilt})
    phone.work()
    page = importing.shown(trial, by=council.administrator, now=clock())
    assert "line 1202" in page.report
    assert "X9999" not in page.report
    assert page.held
    assert uploads.all_runs(now=clock())[0].report == ""
