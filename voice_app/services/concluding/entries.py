"""What can be put down after a review, and how it may be refused."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

LONGEST_DECISION = 500  # letters
LONGEST_PROMISE = 200
LONGEST_REPLY = 2_000
LONGEST_TEXT = 300  # letters of a reply that goes out as it is; a longer one goes as a link


class NotYours(PermissionError):
    """This is not this person's child today, or the record is closed."""


class NoSuchReview(LookupError):
    """There is no such review, decision or promise of this child."""


class ConcludingFault(ValueError):
    """It was not stored; the message says why, for the person who tried."""


class Way(StrEnum):
    """How a reply reaches a child."""

    TEXT = "text"
    LINK = "link"  # a short text, with a link to their own page
    PAGE = "page"  # no number, or they asked for no texts: on their own page
    BY_HAND = "by_hand"  # others use the phone too: somebody tells them


@dataclass(frozen=True)
class ReviewOf:
    """Which review of which child."""

    person_id: int
    review_id: int


@dataclass(frozen=True)
class Held:
    """The day a review was completed (several parts are one review), and how the child took part.

    ``code`` is PN0 to PN7, or empty while the officer has not decided.
    """

    on: date
    code: str = ""


@dataclass(frozen=True)
class NewDecision:
    """What was decided, in words for the child; ``corrects`` names one that they were told."""

    words: str
    corrects: int | None = None


@dataclass(frozen=True)
class NewPromise:
    """What somebody will do, by when."""

    what: str
    who: str
    due_on: date | None = None


@dataclass(frozen=True)
class Told:
    """They were told, once; ``again`` when the same words had gone already."""

    reply_id: int
    way: Way
    again: bool = False


def plain(words: str, most: int, what: str) -> str:
    """These words without blank ends; raises ``ConcludingFault`` for none or too many."""
    kept = words.strip()
    if not kept:
        raise ConcludingFault(f"{what} is empty. Nothing was changed.")
    if len(kept) > most:
        raise ConcludingFault(f"{what} is longer than {most} letters. Nothing was changed.")
    return kept
