"""Whose word stands where a file says something else than the record.

* What a person set by hand stands. A file may fill in what they left blank, but never an end:
  where a person has a thing going on, or has ended it, that is what they said.
* A file may correct what a file of the same kind told before.
* Of two kinds of file the one on record stands. One that says nothing says nothing against it,
  and an end that another kind of file did not know yet is news.

Whoever changed a row last is its ``source``, but what was set by hand stays so.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from voice_app.store.journey.changes import BY_HAND
from voice_app.store.journey.changes import PUT_RIGHT
from voice_app.store.journey.changes import Change
from voice_app.store.journey.changes import settle

HANDS = frozenset({BY_HAND, PUT_RIGHT})
ENDS = frozenset({"until", "closed_on"})  # columns where a blank says that it goes on
BLANK = (None, "")


class Row(Protocol):
    """A row that knows who told it; empty: nobody says, and any file may put it right."""

    source: str


class Word(Enum):
    """What becomes of something that is said."""

    TAKEN = 1
    PASSED_OVER = 2
    NAMED = 3  # the record stands, and whoever brought the file is told


@dataclass(frozen=True, slots=True)
class Otherwise:
    """One thing that a file says and the record does not: what stands, and who set it."""

    column: str
    record: object
    file: object
    by_hand: bool


def hear(row: Row, source: str, **said: object) -> tuple[Change, tuple[Otherwise, ...]]:
    """Settle what a source may say of a row; gives what became of it, and what it may not say."""
    standing = row.source
    by_hand = standing in HANDS
    differing = [
        Otherwise(name, getattr(row, name), value, by_hand)
        for name, value in said.items()
        if getattr(row, name) != value
    ]
    if not differing:
        return Change.UNCHANGED, ()
    words = [(one, _weigh(one, standing, source)) for one in differing]
    taken = {one.column: one.file for one, word in words if word is Word.TAKEN}
    change = settle(row, **taken)
    if taken and not by_hand:
        row.source = source
    return change, tuple(one for one, word in words if word is Word.NAMED)


def _weigh(one: Otherwise, standing: str, source: str) -> Word:
    """What becomes of one thing that a source says of a row which ``standing`` told."""
    if standing in ("", source) or source == BY_HAND:
        return Word.TAKEN
    if one.by_hand and one.column in ENDS:
        return Word.NAMED
    if one.record in BLANK:
        return Word.TAKEN
    return Word.PASSED_OVER if one.file in BLANK else Word.NAMED
