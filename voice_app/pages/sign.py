"""The sign of three pictures that opens what somebody said, and what its pages show."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

# Of our own drawings those that are things, and nobody's story: no home, no family, no meeting.
PICTURES = (
    "star",
    "bus",
    "key",
    "book",
    "bed",
    "food",
    "pet",
    "game",
    "sleep",
    "out",
    "phone",
    "teeth",
    "more",
    "people",
    "money",
    "plan",
)
IN_A_SIGN = 3  # in any order: 560 signs


def picked(given: list[str]) -> tuple[str, ...]:
    """Those of our pictures that were picked, in the order of the page."""
    return tuple(each for each in PICTURES if each in given)


class Outcome(StrEnum):
    """What became of the pictures that somebody picked."""

    RIGHT = "right"
    WRONG = "wrong"
    COUNT = "count"  # not three; it is no try
    WAIT = "wait"  # too many tries


@dataclass(frozen=True)
class SignPage:
    """Where the holder of a link stands with the sign of the person it was made for."""

    code: str
    language: str
    band: str
    chosen: bool  # there is a sign
    stamp: str  # what a browser keeps for an hour after the right one; empty without a sign
    known: bool  # this browser has it
    wait_until: datetime | None  # no try counts before then
    asked: bool  # a person was asked to help: they can't remember it
    hidden_before: datetime | None  # what was said before then is not shown here; None: all is


@dataclass(frozen=True)
class Forgotten:
    """Somebody who can't remember their sign."""

    person_id: int
    name: str
    since: datetime
