"""What the duty desk and those with reading duty see."""

from dataclasses import dataclass
from datetime import datetime

from voice_app.pages.words import Quote


@dataclass(frozen=True)
class WorryRow:
    """One worry in the queue; red ones first, then the longest waiting."""

    worry_id: int
    name: str
    age: int | None
    tier: str  # red or amber
    families: tuple[str, ...]
    opened_at: datetime
    due_at: datetime  # when it must be acknowledged
    late: bool
    owner: str
    state: str  # open, acknowledged, closed
    quote: Quote | None
    why: str  # "They answered No to: Do you feel safe where you live?"
    nameless: bool = False  # of an anonymous survey: by the day alone, and nobody to reach


@dataclass(frozen=True)
class WorryQueue:
    """The open worries, and the words nobody has read yet."""

    worries: tuple[WorryRow, ...]
    unread: int
    unread_late: int
    closed_lately: int


@dataclass(frozen=True)
class WorryPage:
    """One worry with the whole conversation it came from."""

    row: WorryRow
    conversation: tuple[Quote, ...]
    new_words: tuple[str, ...]  # how they put some of it later
    outcome: str
    outcome_note: str
    history: tuple[str, ...]
    outcomes: tuple[tuple[str, str], ...]  # value and label
    written: str = ""  # in the Children in Care Council, with the nickname of who wrote it


@dataclass(frozen=True)
class UnreadRow:
    """Words waiting to be read by a person. "No automatic flag" never means safe."""

    quote: Quote
    new_words: str  # how they put it later; empty when they did not
    name: str
    flag: str  # "no automatic flag", "amber", "red"
    read_by: datetime  # within one working day (product rule 2)
    late: bool
    nameless: bool = False  # nobody is told whose they are, and nobody can answer
    taken_back: bool = False  # before anybody read it: looked at once, for their safety
    for_council: bool = False  # who may read it once somebody saw that nothing in it says who


@dataclass(frozen=True)
class ReadingList:
    """Every free text not yet read, in the order to read it."""

    rows: tuple[UnreadRow, ...]
    total: int
    late: int
