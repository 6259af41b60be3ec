"""An import never undoes what a person set, nor what another kind of file told: it names it."""

from datetime import date

import pytest

from tests.files import workbooks
from tests.people import make_user
from tests.rows import every
from tests.rows import only
from tests.services.test_importing_ssd import PROFESSIONAL
from tests.services.test_importing_ssd import child
from tests.services.test_importing_ssd import counted
from tests.services.test_importing_ssd import put_in  # noqa: F401 - a fixture
from tests.services.test_importing_ssd import review
from tests.services.test_importing_ssd import works
from voice_app.files.faults import Code
from voice_app.models.journey import CareSpell
from voice_app.models.journey import Involvement
from voice_app.models.journey import LegalStatus
from voice_app.models.journey import Meeting
from voice_app.models.journey import Placement
from voice_app.models.journey import Plan
from voice_app.models.journey import StageEpisode
from voice_app.policy import Role
from voice_app.services import accounts
from voice_app.services import recording
from voice_app.services.importing import import_903
from voice_app.services.importing import import_annex_a

STAYED = {
    "clap_cla_placement_id": "A",
    "clap_person_id": "K1",
    "clap_cla_placement_start_date": "02/03/2026",
    "clap_cla_placement_end_date": "",
    "clap_cla_placement_type": "U4",
}
PLAN = {
    "lacp_table_id": "A",
    "lacp_person_id": "K1",
    "lacp_cla_care_plan_start_date": "02/03/2026",
    "lacp_cla_care_plan_end_date": "",
}
ENDED = date(2026, 10, 1)


@pytest.fixture
def put_in_903(app, clock, tmp_path):
    """Import a return of the same child, in a folder of its own."""

    def of(*, born="14/02/2014", episodes=(), reviews=()):
        folder = tmp_path / "return"
        folder.mkdir(exist_ok=True)
        for name, lines in (
            ("Header", ("CHILD,SEX,DOB", f"K1,1,{born}")),
            ("Episodes", ("CHILD,DECOM,RNE,LS,PLACE,DEC,REC", *episodes)),
            ("Reviews", ("CHILD,DOB,REVIEW,REVIEW_CODE", *reviews)),
        ):
            (folder / f"{name}.csv").write_text("\n".join(lines), encoding="utf-8")
        return import_903(folder, by=None, dry_run=False, now=clock.now)

    return of


@pytest.fixture
def annex(app, clock, tmp_path):
    def of(**lists):
        path = workbooks.annex_a(tmp_path / "a.xlsx", **lists)
        return import_annex_a(path, by=None, dry_run=False, now=clock.now)

    return of


def named(report):
    """What the record stands against: the file and line of each, and the words together."""
    found = [fault for fault in report.faults if fault.code is Code.RECORD_STANDS]
    words = " ".join(str(fault) for fault in found)
    assert "K1" not in words
    assert "Jaz" not in words
    return [(fault.file, fault.line) for fault in found], words


def test_what_a_person_closed_stays_closed_and_the_line_is_named(put_in, clock):  # noqa: F811
    """Care, its stage, a placement and a plan; however often the file says otherwise."""
    tables = {"cla_placement": [STAYED], "cla_care_plan": [PLAN]}
    put_in(**tables)
    how = {"by": None, "now": clock.now}
    began, who = date(2026, 3, 2), child().id
    recording.record_care(who, recording.NewCare(began, ENDED, "U4", began, "C2"), **how)
    recording.record_stage(who, recording.NewStage("care", began, ENDED), **how)
    recording.record_placement(who, recording.NewPlacement("U4", began, ENDED), **how)
    recording.record_plan(who, recording.NewPlan("care", began, closed_on=ENDED), **how)
    for _ in range(2):
        report = put_in(**tables)
        assert counted(report) == (0, 0, 1)
        places, words = named(report)
        assert sorted(places) == [
            ("ssd_cla_care_plan.csv", 2),
            ("ssd_cla_episodes.csv", 2),
            ("ssd_cla_episodes.csv", 2),
            ("ssd_cla_placement.csv", 2),
        ]
        assert "1 October 2026, set by hand; the file says that it goes on" in words
    ends = [only(CareSpell).until, only(StageEpisode).until, only(Placement).until]
    assert [*ends, only(Plan).closed_on] == [ENDED] * 4


def test_care_that_a_person_opened_again_stays_open(put_in_903, clock):
    """A file with an end does not end it once more; a later time in care is another matter."""
    ended = "K1,02/03/2026,S,C2,U4,01/10/2026,E4A"
    put_in_903(episodes=(ended,))
    who, began, how = child().id, date(2026, 3, 2), {"by": None, "now": clock.now}
    recording.record_care(who, recording.NewCare(began, None, "U4", began, "C2"), **how)
    recording.record_stage(who, recording.NewStage("care", began), **how)
    report = put_in_903(episodes=(ended,))
    assert named(report)[0] == [("Episodes.csv", 2)] * 2
    assert (only(CareSpell).until, only(StageEpisode).until) == (None, None)
    recording.record_care(who, recording.NewCare(began, ENDED, "U4", began, "C2"), **how)
    put_in_903(episodes=(ended, "K1,02/11/2026,S,C2,K2,,"))
    spell = only(CareSpell)
    assert (spell.since, spell.until, spell.placement) == (date(2026, 11, 2), None, "K2")


def test_work_that_a_person_ended_stays_ended(put_in, clock):  # noqa: F811
    """Its end is the end of access, and the line is named; what a file put there may be ended."""
    user = make_user("nell", Role.IRO, clock)
    accounts.set_staff_number(user, "W-1", by=None, now=clock())
    tables = {"involvements": [works("I1")], "professionals": [PROFESSIONAL]}
    put_in()
    ended = recording.NewInvolvement(user, "iro", date(2026, 3, 2), ENDED)
    recording.involve(child().id, ended, by=None, now=clock.now)
    report = put_in(**tables)
    assert named(report)[0] == [("ssd_involvements.csv", 2)]
    assert only(Involvement).until == ENDED


def test_a_move_entered_by_mistake_leaves_the_placement_before_to_the_files(
    put_in, clock  # noqa: F811
):  # fmt: skip
    """Only what a person wrote can be taken out; a file's row that they ended is a file's."""
    put_in(cla_placement=[STAYED])
    user, who, how = make_user("nell", Role.IRO, clock), child().id, {"by": None, "now": clock.now}
    mine = recording.NewInvolvement(user, "iro", date(2026, 3, 2))
    recording.involve(who, mine, **how)
    recording.record_placement(who, recording.NewPlacement("K2", ENDED), **how)
    before, move = every(Placement)
    writer = recording.Writer(user, clock.now)
    assert not recording.written(recording.Place(who, "placement", before.id), writer).by_hand
    recording.remove(recording.Place(who, "placement", move.id), "not_so", writer)
    left = {**STAYED, "clap_cla_placement_end_date": "01/11/2026"}
    assert named(put_in(cla_placement=[left]))[0] == []
    assert only(Placement).until == date(2026, 11, 1)


def test_the_move_that_a_person_wrote_down_stands(put_in, clock):  # noqa: F811
    """The placement before it ended that day by hand, and the time in care goes by the move."""
    put_in(cla_placement=[STAYED])
    move = recording.NewPlacement("K2", ENDED)
    recording.record_placement(child().id, move, by=None, now=clock.now)
    report = put_in(cla_placement=[STAYED])
    assert named(report)[0] == [("ssd_cla_placement.csv", 2)]
    rows = [(row.kind, row.until) for row in every(Placement)]
    assert rows == [("U4", ENDED), ("K2", None)]
    assert (only(CareSpell).placement, only(CareSpell).placed_since) == ("K2", ENDED)


@pytest.mark.parametrize("held", ["24/06/2026", "22/06/2026"])
@pytest.mark.parametrize("code", ["PN5", ""])
def test_the_day_and_code_that_the_officer_recorded_stand(
    put_in, put_in_903, clock, held, code  # noqa: F811
):  # fmt: skip
    """One review, not two; a code that was left blank by hand is filled in."""
    put_in()
    by_hand = recording.NewMeeting(
        "statutory_review", held_on=date(2026, 6, 24), participation="PN1" if code else ""
    )
    recording.record_meeting(child().id, by_hand, by=None, now=clock.now)
    for _ in range(2):
        of_ssd = put_in(cla_reviews=[review("R1", due="25/06/2026", held=held, code="PN5")])
        of_903 = put_in_903(
            episodes=("K1,02/03/2026,S,C2,U4,,",), reviews=(f"K1,14/02/2014,{held},PN5",)
        )
        many = (held != "24/06/2026") + bool(code)
        assert named(of_ssd)[0] == [("ssd_cla_reviews.csv", 2)] * many
        assert named(of_903)[0].count(("Reviews.csv", 2)) == many
    (row,) = [row for row in every(Meeting) if row.held_on]
    assert (row.held_on, row.participation) == (date(2026, 6, 24), "PN1" if code else "PN5")


def test_a_due_day_set_by_hand_stands_and_the_line_is_named(put_in, clock):  # noqa: F811
    """A day in a file ranks below it."""
    put_in()
    due = recording.NewMeeting("statutory_review", due_on=date(2026, 12, 1))
    recording.record_meeting(child().id, due, by=None, now=clock.now)
    report = put_in(cla_reviews=[review("R1", due="20/12/2026")])
    assert named(report)[0] == [("ssd_cla_reviews.csv", 2)]
    waiting = [row.due_on for row in every(Meeting) if row.kind == "statutory_review"]
    assert waiting == [date(2026, 12, 1)]


def test_of_two_kinds_of_file_the_one_on_record_stands(put_in, put_in_903):  # noqa: F811
    """Named where they disagree; an end that the other did not know is news, and stays known."""
    status = {"lega_legal_status_id": "A", "lega_person_id": "K1", "lega_legal_status": "V2",
              "lega_legal_status_start_date": "02/03/2026"}  # fmt: skip
    in_care = ("K1,02/03/2026,S,C2,U4,,",)
    put_in_903(episodes=in_care)
    left = {**STAYED, "clap_cla_placement_end_date": "01/10/2026"}
    report = put_in(cla_placement=[left], legal_status=[status])
    places, words = named(report)
    assert places == [("ssd_legal_status.csv", 2)]
    assert "the record says C2, from another kind of file; the file says V2" in words
    assert only(LegalStatus).status == "C2"
    assert counted(put_in_903(episodes=in_care)) == (0, 0, 1)
    assert only(Placement).until == ENDED


def test_a_newer_file_of_the_same_kind_corrects_the_one_before(put_in):  # noqa: F811
    """Even an end: nobody else said anything of it."""
    put_in(cla_placement=[{**STAYED, "clap_cla_placement_end_date": "01/10/2026"}])
    report = put_in(cla_placement=[{**STAYED, "clap_cla_placement_type": "K2"}])
    assert named(report)[0] == []
    assert (only(Placement).kind, only(Placement).until) == ("K2", None)


def test_a_list_without_ends_reopens_nothing(annex, put_in):  # noqa: F811
    """List 8 has the latest placement and status, and never when they ended."""
    put_in(cla_placement=[{**STAYED, "clap_cla_placement_end_date": "01/10/2026"}])
    care = ("K1", *workbooks.annex_a_care()[1:])
    for _ in range(2):
        report = annex(care=[workbooks.CARE, care])
        assert named(report)[0] == []
        assert [(row.kind, row.until) for row in every(Placement)] == [("U4", ENDED)]


def test_a_birthday_on_record_is_not_overwritten_by_any_file(
    put_in, put_in_903, annex  # noqa: F811
):  # fmt: skip
    """The line is named, and neither of the two days."""
    put_in()
    other = [{"pers_person_id": "K1", "pers_forename": "Jaz", "pers_dob": "15/02/2014"}]
    need = ("K1", "a) Male", date(2014, 2, 16), date(2026, 3, 2), None, None)
    reports = [
        put_in(person=other),
        put_in_903(born="17/02/2014", episodes=("K1,02/03/2026,S,C2,U4,,",)),
        annex(need=[workbooks.NEED, need]),
    ]
    for report, place in zip(
        reports, [("ssd_person.csv", 2), ("Header.csv", 2), ("List 6", 2)], strict=True
    ):
        places, words = named(report)
        assert place in places
        assert "2014" not in words
    assert child().born == date(2014, 2, 14)
