"""Audit results and findings in a table of ours, one line for each item or finding.

An item is one thing looked at (a case file, a plan, a visit) with its grade in the authority's own
words; a finding is what an activity found. Both hang on an activity by its key.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from voice_app.files import qa_words
from voice_app.files import tables
from voice_app.files.declared import day
from voice_app.files.declared import form
from voice_app.files.declared import text
from voice_app.files.faults import Code
from voice_app.files.faults import Fault
from voice_app.files.faults import FileCount
from voice_app.files.spreadsheet import Line

HEADINGS = {
    **dict.fromkeys(("strength", "strengths", "what works"), "strength"),
    **dict.fromkeys(("development", "area for development", "to develop"), "development"),
}
_NEITHER = "There is neither an item_key nor a finding_key."
_NO_WORDS = "The finding has no words."
_NO_HEADING = "What stands under heading is neither strength nor development."
_NO_STAGE = "What stands under stage is not a stage we know, and a finding needs one."
_EXAMPLE = "This is an example line of the template."


@dataclass(frozen=True)
class AuditRow:
    """One line. What is blank is not said."""

    line: int
    document_key: str = text("document_key", needed=True)
    document_kind: str = text("document_kind", needed=True)
    document_title: str = text("document_title")
    period_from: date | None = day("period_from", coming=True)
    period_to: date | None = day("period_to", coming=True)
    owner: str = text("owner")
    reference: str = text("reference")
    item_key: str = text("item_key")
    child_id: str = text("child_id")
    question: str = text("question")
    plan_type: str = text("plan_type")
    judged_on: date | None = day("judged_on")
    grade: str = text("grade")
    finding_key: str = text("finding_key")
    finding: str = text("finding")
    heading: str = text("heading")
    figure: str = text("figure")
    stage: str = text("stage")
    themes: str = text("themes")

    @property
    def stage_key(self) -> str:
        """The key of the stage; empty where it is not known."""
        return qa_words.stages().get(self.stage.casefold(), "")

    @property
    def theme_keys(self) -> tuple[str, ...]:
        """The keys of the themes that are known, as they stand there."""
        names = qa_words.theme_names()
        said = (name.casefold() for name in qa_words.several(self.themes))
        return tuple(dict.fromkeys(names[name] for name in said if name in names))

    @property
    def plan_key(self) -> str:
        """The key of the plan; empty where it is not known."""
        return qa_words.plan_kinds().get(self.plan_type.casefold(), "")

    @property
    def heading_key(self) -> str:
        """Strength or development; empty where it is neither."""
        return HEADINGS.get(self.heading.casefold(), "")


EXAMPLES = [
    {
        "document_key": qa_words.EXAMPLE,
        "document_kind": "Case file audit",
        "document_title": "Case files of autumn",
        "period_from": "01/09/2026",
        "period_to": "30/11/2026",
        "item_key": "File 1",
        "child_id": "1001",
        "question": "Are the child's wishes in the plan?",
        "plan_type": "Care plan",
        "judged_on": "12/11/2026",
        "grade": "Requires improvement",
        "stage": "Care planning and living in care",
        "themes": "heard; understanding",
    },
    {
        "document_key": qa_words.EXAMPLE,
        "document_kind": "Case file audit",
        "finding_key": "F1",
        "finding": "Wishes are not always clear in the plan",
        "heading": "development",
        "figure": "6 of 20 files",
        "stage": "care",
        "themes": "heard",
    },
]


@dataclass(frozen=True)
class Audits:
    """Everything the file gave."""

    rows: tuple[AuditRow, ...]
    faults: tuple[Fault, ...]
    count: FileCount


def template() -> str:
    """The headings with an item and a finding, invented."""
    return tables.template(AuditRow, EXAMPLES)


def read(path: Path, *, today: date) -> Audits:
    """Read the file, CSV or workbook; raises ``OSError`` where it cannot be opened."""
    made = form(
        AuditRow,
        thing="item or finding",
        key=lambda row: (row.document_key, row.item_key, row.finding_key),
        today=today,
        check=_sound,
    )
    reading = tables.read_table(path, made)
    return Audits(reading.rows, reading.faults, reading.count)


def _sound(line: Line, row: AuditRow) -> Iterator[Fault]:
    if row.document_key.upper() == qa_words.EXAMPLE:
        yield line.left_out("document_key", Code.EXAMPLE, _EXAMPLE)
    elif not row.item_key and not row.finding_key:
        yield line.left_out("item_key", Code.BLANK, _NEITHER)
    elif row.finding_key and (fault := _of_finding(line, row)):
        yield fault
    else:
        yield from _not_known(line, row)


def _of_finding(line: Line, row: AuditRow) -> Fault | None:
    """Why a finding cannot be kept."""
    if not row.finding:
        return line.left_out("finding", Code.BLANK, _NO_WORDS)
    if not row.heading_key:
        return line.left_out("heading", Code.UNKNOWN_CODE, _NO_HEADING)
    if not row.stage_key:
        return line.left_out("stage", Code.UNKNOWN_CODE, _NO_STAGE)
    return None


def _not_known(line: Line, row: AuditRow) -> Iterator[Fault]:
    """A warning for each name that is none of ours."""
    unknown = {
        "stage": bool(row.stage) and not row.stage_key,
        "plan_type": bool(row.plan_type) and not row.plan_key,
        "themes": len(set(qa_words.several(row.themes))) > len(row.theme_keys),
    }
    for column in (name for name, is_so in unknown.items() if is_so):
        what = f"Something under {column} is not a name we know. It was not used."
        yield line.kept(column, Code.UNKNOWN_CODE, what)
