"""Audit results, findings and the QA calendar, put in twice, and shown on the register."""

import csv
from datetime import date

import pytest

from analysis import counts
from tests.files import workbooks
from tests.people import SmallCouncil
from tests.rows import every
from tests.rows import only
from voice_app.db import db
from voice_app.files import audits
from voice_app.files import qa_calendar
from voice_app.files.declared import columns
from voice_app.files.faults import Code
from voice_app.models.journey import ImportRun
from voice_app.models.people import Person
from voice_app.models.quality import Finding
from voice_app.models.quality import FindingTheme
from voice_app.models.quality import QaDocument
from voice_app.models.quality import QaItem
from voice_app.models.quality import QaPlanned
from voice_app.services import auditing
from voice_app.services.importing import import_audits
from voice_app.services.importing import import_qa_calendar

ACTIVITY = {"document_key": "A1", "document_kind": "Case file audit", "document_title": "Autumn"}
ITEM = {**ACTIVITY, "item_key": "F1", "grade": "Good", "stage": "Reviews", "plan_type": "Care plan"}
FINDING = {
    **ACTIVITY, "finding_key": "X", "finding": "Wishes are not clear", "heading": "development",
    "stage": "care", "themes": "heard; Knowing what's happening", "figure": "6 of 20",
}  # fmt: skip
PLANNED = {"key": "P1", "kind": "Practice observation", "title": "Visits", "due_on": "01/12/2026"}


@pytest.fixture
def put_in(app, clock, tmp_path):
    """Save lines as a CSV, or as a workbook, and import them."""

    def of(*lines, what=import_audits, dry_run=False, workbook=False):
        row_type = audits.AuditRow if what is import_audits else qa_calendar.PlannedRow
        wanted = columns(row_type)
        names = [*wanted.required, *wanted.optional]
        path = tmp_path / "mine.csv"
        if workbook:
            rows = [[line.get(name) for name in names] for line in lines]
            workbooks.write(path, {"Sheet1": [names, *rows]})
        else:
            with path.open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, names)
                writer.writeheader()
                writer.writerows(lines)
        return what(path, by=None, dry_run=dry_run, now=clock.now)

    return of


@pytest.mark.parametrize("workbook", [False, True])
def test_items_and_findings_come_in_with_their_activity(put_in, workbook):
    """As CSV or as a workbook: what it is shows in its first bytes."""
    report = put_in(ITEM, FINDING, workbook=workbook)
    assert (report.stopped, report.left_out) == (False, 0)
    document, item, finding = only(QaDocument), only(QaItem), only(Finding)
    assert (document.kind, document.title) == ("case_file_audit", "Autumn")
    assert (item.grade, item.stage, item.plan_kind) == ("Good", "review", "care")
    assert (finding.key, finding.stage, finding.figure) == ("A1/X", "care", "6 of 20")
    assert {row.theme for row in every(FindingTheme)} == {"heard", "understanding"}


def test_a_second_run_changes_nothing_and_a_trial_stores_nothing(put_in):
    """Idempotent by the activity's key and the item's."""
    put_in(ITEM, FINDING, dry_run=True)
    assert every(QaDocument) == []
    assert "QA activities: 1 new, 0 changed, 0 as before" in put_in(ITEM, FINDING).words
    again = put_in(ITEM, FINDING)
    assert "Things looked at: 0 new, 0 changed, 1 as before" in again.words
    assert "Findings: 0 new, 0 changed, 1 as before" in again.words
    put_in({**ITEM, "grade": "Requires improvement"})
    assert only(QaItem).grade == "Requires improvement"


def test_an_item_is_tied_to_the_child_by_their_number_and_no_number_is_told(
    put_in, council: SmallCouncil
):
    """The register never shows the child; the report never shows the number."""
    number = db.session.get_one(Person, council.child).record_number
    report = put_in({**ITEM, "child_id": number}, {**ITEM, "item_key": "F2", "child_id": "K99"})
    tied = {row.key: row.person_id for row in every(QaItem)}
    assert tied == {"F1": council.child, "F2": None}
    assert [(f.code, f.line) for f in report.faults] == [(Code.NO_SUCH_CHILD, 3)]
    kept = only(ImportRun).report
    assert number not in kept
    assert "K99" not in kept
    page = auditing.register_page("", now=only(ImportRun).at)
    assert number not in repr(page)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (ACTIVITY, Code.BLANK),
        ({**FINDING, "finding": ""}, Code.BLANK),
        ({**FINDING, "heading": "middling"}, Code.UNKNOWN_CODE),
        ({**FINDING, "stage": "nowhere"}, Code.UNKNOWN_CODE),
        ({**ITEM, "document_key": ""}, Code.BLANK),
        ({**ITEM, "document_key": "EXAMPLE"}, Code.EXAMPLE),
    ],
)
def test_a_line_that_cannot_be_kept_is_named(put_in, line, code):
    """And nothing of it is stored."""
    report = put_in(line)
    assert [(f.code, f.line) for f in report.faults if f.leaves_out_line] == [(code, 2)]
    assert (every(QaItem), every(Finding)) == ([], [])


@pytest.mark.parametrize("column", ["themes", "plan_type", "stage"])
def test_a_name_we_do_not_know_is_said_and_the_item_kept(put_in, column):
    """Its words are not repeated."""
    report = put_in({**ITEM, column: "Jaz Merrin"})
    assert [fault.column for fault in report.faults] == [column]
    assert "Jaz" not in report.words
    assert only(QaItem).key == "F1"


def test_the_calendar_is_planned_overdue_or_done(put_in, clock):
    """Done is what is registered; what is not done stands first, the longest due first."""
    put_in(FINDING)
    report = put_in(
        PLANNED,
        {**PLANNED, "key": "P2", "title": "Files", "due_on": "01/11/2026", "stages": "care; x"},
        {**PLANNED, "key": "P3", "title": "Old", "due_on": "01/10/2026", "document_key": "A1"},
        {**PLANNED, "key": "P4", "title": "Lost", "due_on": "01/02/2027", "document_key": "?"},
        what=import_qa_calendar,
    )
    assert [(f.code, f.line) for f in report.faults] == [
        (Code.UNKNOWN_CODE, 3),
        (Code.NO_SUCH_ROW, 5),
    ]
    page = auditing.register_page("", now=clock())
    assert [(row.title, row.state, row.done_as) for row in page.calendar] == [
        ("Files", "overdue", ""),
        ("Visits", "planned", ""),
        ("Lost", "planned", ""),
        ("Old", "done", "Autumn"),
    ]


def test_the_calendar_is_kept_by_key(put_in):
    """A moved day moves it; what the next file leaves out stays planned."""
    put_in(PLANNED, {**PLANNED, "key": "P2"}, what=import_qa_calendar)
    put_in({**PLANNED, "due_on": "15/12/2026"}, what=import_qa_calendar)
    assert [(row.key, row.due_on) for row in every(QaPlanned)] == [
        ("P1", date(2026, 12, 15)),
        ("P2", date(2026, 12, 1)),
    ]


def test_grades_are_counted_and_small_numbers_hidden_with_what_would_undo_them(put_in, clock):
    """Three of one grade are hidden, and so is the next smallest, or the total would tell."""
    given = {"Good": 9, "Requires improvement": 6, "Inadequate": counts.LEAST_INSIDE - 2}
    lines = [
        {**ITEM, "item_key": f"{grade}{n}", "grade": grade}
        for grade, times in given.items()
        for n in range(times)
    ]
    put_in(*lines)
    (document,) = auditing.register_page("", now=clock()).documents
    assert {row.grade: row.items for row in document.grades} == {
        "Good": 9, "Requires improvement": None, "Inadequate": None,
    }  # fmt: skip


@pytest.mark.parametrize("made", [audits, qa_calendar])
def test_a_template_read_back_gives_nothing_but_its_example(app, tmp_path, made):
    """Somebody who forgets to delete the invented lines stores none of them."""
    path = tmp_path / "template.csv"
    path.write_text(made.template(), "utf-8")
    reading = made.read(path, today=date(2026, 11, 23))
    assert reading.rows == ()
    assert {fault.code for fault in reading.faults} == {Code.EXAMPLE}
