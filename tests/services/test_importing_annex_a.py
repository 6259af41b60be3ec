"""An Annex A workbook, put in twice, beside what is known already."""

from datetime import date

import pytest
from sqlalchemy import func
from sqlalchemy import select

from tests.files import workbooks
from tests.files.test_annex_a import SAMPLE
from tests.rows import every
from voice_app.db import db
from voice_app.files.faults import Code
from voice_app.models.journey import CareSpell
from voice_app.models.journey import ImportRun
from voice_app.models.journey import Meeting
from voice_app.models.journey import Plan
from voice_app.models.journey import PlanVersion
from voice_app.models.journey import StageEpisode
from voice_app.models.people import Person
from voice_app.services.importing import import_annex_a
from voice_app.store import people

TABLES = (Person, StageEpisode, CareSpell, Plan, PlanVersion, Meeting)


@pytest.fixture
def put_in(app, clock, tmp_path):
    def of(*, dry_run=False, **lists):
        path = workbooks.annex_a(tmp_path / "a.xlsx", **lists)
        return import_annex_a(path, by=None, dry_run=dry_run, now=clock.now)

    return of


def stored():
    return {t.__name__: db.session.scalar(select(func.count()).select_from(t)) for t in TABLES}


def counted(report):
    return report.added, report.changed, report.unchanged


def test_each_list_gives_what_it_knows(put_in):
    """Plans, care, visits, reviews, and the next review where it can be worked out."""
    assert counted(put_in()) == (4, 0, 0)
    kinds = {(row.kind, row.held_on, row.child_seen, row.seen_alone) for row in every(Meeting)}
    assert kinds == {
        ("social_work_visit", date(2026, 11, 3), True, None),
        ("social_work_visit", date(2026, 11, 3), True, True),
        ("social_work_visit", date(2026, 11, 3), None, None),
        ("review_conference", date(2026, 6, 1), None, None),
        ("statutory_review", date(2026, 6, 22), None, None),
        ("statutory_review", None, None, None),
    }
    assert {row.stage for row in every(StageEpisode)} == {"assessment", "child_protection", "care"}
    assert {row.kind for row in every(Plan)} == {"cin", "cp", "health"}


def test_doing_it_again_changes_nothing(put_in):
    """Nor does a trial."""
    trial = put_in(dry_run=True)
    assert set(stored().values()) == {0}
    assert counted(trial) == counted(put_in())
    before = stored()
    assert counted(put_in()) == (0, 0, 4)
    assert stored() == before


def test_nobody_is_marked_as_absent(put_in):
    """A workbook holds the last six or twelve months and not everybody."""
    put_in()
    put_in(need=[workbooks.NEED])
    db.session.rollback()
    assert people.by_record("1001").in_latest_return is True


@pytest.mark.parametrize(
    ("known", "code", "number"),
    [
        (["001001"], Code.LOST_ZEROS, "001001"),
        (["01001", "001001"], Code.LOST_ZEROS, None),
        (["1001", "01001"], None, "1001"),
    ],
)
def test_a_number_that_lost_its_zeros_is_found_where_it_is_the_only_one(
    put_in, clock, known, code, number
):
    """A spreadsheet takes 001001 for one thousand and one."""
    for each in known:
        index = people.record_index(each)
        row = Person(kind="child", record_number=each, record_index=index, created_at=clock())
        db.session.add(row)
    db.session.commit()
    report = put_in()
    of_line = {fault.code for fault in report.faults if fault.file == "List 6" and fault.line}
    assert of_line == ({code} if code else set())
    db.session.rollback()
    with_plan = {row.person_id for row in every(Plan) if row.kind == "cin"}
    assert with_plan == ({people.by_record(number).id} if number else set())


def test_lists_that_disagree_on_a_birthday_are_named(put_in):
    """The first one is used."""
    other = (1003, date(2013, 1, 1), "Leaving Care")
    report = put_in(leavers=[workbooks.LEAVERS, other])
    named = [(f.file, f.line) for f in report.faults if f.code is Code.DISAGREES]
    assert named == [("List 9", 2)]
    db.session.rollback()
    assert people.by_record("1003").born == date(2014, 2, 14)


def test_a_care_leaver_moves_on_from_the_day_care_ended(put_in):
    """Where that day is on record; where it is not, that is told."""
    left = list(workbooks.annex_a_care())
    left[3] = date(2026, 9, 1)
    report = put_in(
        care=[workbooks.CARE, left], leavers=[workbooks.LEAVERS, (1003, left[1]), (9, left[1])]
    )
    leaving = [row.since for row in every(StageEpisode) if row.stage == "leaving_care"]
    assert leaving == [date(2026, 9, 1)]
    assert "Care leavers whose time in care is not on record" in report.words


def test_a_closed_record_stays_as_it_is(put_in):
    """Adopted and sealed."""
    put_in()
    person = people.by_record("1003")
    person.record = "sealed"
    db.session.commit()
    before = stored()
    report = put_in()
    assert [(f.file, f.line) for f in report.faults if f.code is Code.RECORD_CLOSED] == [
        ("List 8", 2)
    ]
    assert stored() == before


def test_the_public_sample_comes_in_once(app, clock):
    """Every faulty line is named, none is lost, and the report holds no number of a child."""
    if not SAMPLE.is_file():
        pytest.skip("the public Annex A sample is not beside us")
    first = import_annex_a(SAMPLE, by=None, dry_run=False, now=clock.now)
    before = stored()
    again = import_annex_a(SAMPLE, by=None, dry_run=False, now=clock.now)
    assert (first.added, first.left_out) == (21, 2)
    assert counted(again) == (0, 0, 21)
    assert stored() == before
    run = every(ImportRun)[0]
    assert (run.kind, run.added, run.left_out) == ("annex_a", 21, 2)
    assert not any(number in run.report for number in ("1761444", "6913085", "2529037"))
