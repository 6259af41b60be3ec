"""Open links: one address for everybody who passes a poster, to an anonymous survey."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class OpenLinkShown:
    """One link: where it hangs, how long it opens, and how often it was used."""

    link_id: int
    survey: str  # its key
    title: str
    place: str
    code: str  # the page is at /s/<code>
    made_by: str
    made_on: date
    last_day: date
    is_open: bool
    sittings: int | None  # None: fewer than five, of whom no number is shown


@dataclass(frozen=True)
class OpenLinks:
    """What a link can be made for, and those that were made, the newest first."""

    surveys: tuple[tuple[str, str], ...]  # key and title
    links: tuple[OpenLinkShown, ...]
    latest: date  # the last day that can be chosen


@dataclass(frozen=True)
class Counted:
    """One question with choices, and how many picked each; None where the number is hidden."""

    question: str
    picked: tuple[tuple[str, int | None], ...]


@dataclass(frozen=True)
class Results:
    """What was picked in an anonymous survey; what was written is with those who read."""

    title: str
    counted: int  # sittings: whole fives, of days that are over
    questions: tuple[Counted, ...]
