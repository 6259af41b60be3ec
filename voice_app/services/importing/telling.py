"""What one line of a file says, against the record: told where the record stands."""

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from voice_app.files.faults import Code
from voice_app.files.faults import Fault
from voice_app.files.spreadsheet import Line
from voice_app.services.importing.outcome import Tally
from voice_app.store.journey.changes import Change
from voice_app.store.journey.whose_word import ENDS
from voice_app.store.journey.whose_word import Otherwise
from voice_app.store.journey.whose_word import Row
from voice_app.store.journey.whose_word import hear

BORN_STANDS = "The date of birth is not the one on record. The record stands."
_STANDS = "{what}: the record says {record}, {whose}; the file says {file}. The record stands."
_BY_HAND, _BY_A_FILE = "set by hand", "from another kind of file"
_CALLED = {
    "since": "The first day",
    "until": "The last day",
    "closed_on": "The end of the plan",
    "placement": "The placement",
    "placed_since": "The first day of the placement",
    "kind": "The placement",
    "legal_status": "The legal status",
    "status": "The legal status",
    "held_on": "The day of the review",
    "participation": "The code for taking part",
    "child_seen": "Whether the child was seen",
    "seen_alone": "Whether the child was seen alone",
    "cancelled_on": "Whether it was cancelled",
    "due_on": "The day it is due",
    "next_review": "The day the plan is looked at again",
}


@dataclass(frozen=True)
class Teller:
    """One line of one kind of file, and where to tell what of it was not used."""

    source: str
    line: Line
    tally: Tally

    def settle(self, row: Row, **said: object) -> Change:
        """Put on a row what this line may say of it; the rest is told."""
        change, against = hear(row, self.source, **said)
        self.tell(against)
        return change

    def tell(self, against: Iterable[Otherwise]) -> None:
        """Tell what this line says otherwise than the record, which stands."""
        self.tally.faults.extend(_faults(self.line, against))


def _faults(line: Line, against: Iterable[Otherwise]) -> Iterator[Fault]:
    for one in against:
        what = _STANDS.format(
            what=_CALLED[one.column],
            record=_in_words(one.column, one.record),
            whose=_BY_HAND if one.by_hand else _BY_A_FILE,
            file=_in_words(one.column, one.file),
        )
        yield line.kept("", Code.RECORD_STANDS, what)


def _in_words(column: str, value: object) -> str:
    if value is None or value == "":
        return "that it goes on" if column in ENDS else "nothing"
    if isinstance(value, date):
        return f"{value:%-d %B %Y}"
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
