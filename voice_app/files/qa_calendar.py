"""The calendar of quality assurance in a table of ours: what is planned, for when, whose it is."""

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

_EXAMPLE = "This is an example line of the template."
_STAGES = "Something under stages is not a stage we know. It was not used."


@dataclass(frozen=True)
class PlannedRow:
    """One activity of the calendar; ``document_key`` is the activity as it was done."""

    line: int
    key: str = text("key", needed=True)
    kind: str = text("kind", needed=True)
    title: str = text("title", needed=True)
    due_on: date = day("due_on", needed=True, coming=True)
    owner: str = text("owner")
    stages: str = text("stages")
    document_key: str = text("document_key")

    @property
    def stage_keys(self) -> tuple[str, ...]:
        """The keys of the stages that are known."""
        names = qa_words.stages()
        said = (name.casefold() for name in qa_words.several(self.stages))
        return tuple(dict.fromkeys(names[name] for name in said if name in names))


EXAMPLES = [
    {
        "key": qa_words.EXAMPLE,
        "kind": "Case file audit",
        "title": "Case files of spring",
        "due_on": "31/03/2027",
        "owner": "QA manager",
        "stages": "care; review",
    }
]


@dataclass(frozen=True)
class Calendar:
    """Everything the file gave."""

    rows: tuple[PlannedRow, ...]
    faults: tuple[Fault, ...]
    count: FileCount


def template() -> str:
    """The headings and one invented activity."""
    return tables.template(PlannedRow, EXAMPLES)


def read(path: Path, *, today: date) -> Calendar:
    """Read the file, CSV or workbook; raises ``OSError`` where it cannot be opened."""
    made = form(PlannedRow, thing="activity", key=lambda row: row.key, today=today, check=_sound)
    reading = tables.read_table(path, made)
    return Calendar(reading.rows, reading.faults, reading.count)


def _sound(line: Line, row: PlannedRow) -> Iterator[Fault]:
    if row.key.upper() == qa_words.EXAMPLE:
        yield line.left_out("key", Code.EXAMPLE, _EXAMPLE)
    elif len(set(qa_words.several(row.stages))) > len(row.stage_keys):
        yield line.kept("stages", Code.UNKNOWN_CODE, _STAGES)
