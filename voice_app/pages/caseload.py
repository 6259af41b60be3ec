"""What a worker sees of their children: who has been heard, and who has not."""

from dataclasses import dataclass
from datetime import date

from voice_app.pages.words import Quote

STITCHES = ("asked", "answered", "read", "told_back", "helped")


@dataclass(frozen=True)
class CaseRow:
    """One child in the caseload. ``voice`` is how many of ``STITCHES`` are done, in order."""

    person_id: int
    name: str
    age: int | None
    review_id: int | None
    due: date | None
    working_days: int | None  # until the review; negative when it is overdue
    voice: int
    voice_words: str  # "Asked twice, no answer"
    loose_end: bool  # asked and nothing came back
    latest: Quote | None
    flag: str  # "Asked you to call", "1 safety note"
    brief: str  # "Due Tue 1", "Ready", "Late: no words"


@dataclass(frozen=True)
class CaseGroup:
    """Rows that fall in one stretch of time."""

    title: str
    rows: tuple[CaseRow, ...]


@dataclass(frozen=True)
class Caseload:
    """An IRO's children by next review date."""

    today: date
    reviews_soon: int  # in the next 15 working days
    not_heard: int  # of those
    groups: tuple[CaseGroup, ...]
    total: int
    shown: int
    find: str
    words_shown: bool
