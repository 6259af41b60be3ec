"""How a child took part in a review: the eight codes, and which of them to think about.

The codes are SSDA903's REVIEW_CODE (domain note 1.3). What is on record here can only suggest one:
whether a child came, and what they did there, the reviewing officer knows and decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

YOUNGEST = 4  # years: below it the code is PN0 whatever happened, and from it never (DfE 440, 441)
UNDER_FOUR = "PN0"

MEANINGS: Mapping[str, str] = MappingProxyType(
    {
        "PN0": "They were under 4 on the day.",
        "PN1": "They came, and spoke for themselves.",
        "PN2": "They came, and an advocate spoke for them.",
        "PN3": "They came, and showed what they think without words.",
        "PN4": "They came, and did not give their views in any way.",
        "PN5": "They did not come. They told an advocate, or you, beforehand.",
        "PN6": "They did not come. Their own words reached the review in another way.",
        "PN7": "They did not come, and none of their views reached the review.",
    }
)


@dataclass(frozen=True)
class OnRecord:
    """What is on record before a review: ``age`` in whole years on its day, None where unknown."""

    age: int | None
    words_reached: bool  # they answered or wrote something, by text or on the web
    advocate: bool  # an advocate works with them, or they asked for somebody to speak for them


@dataclass(frozen=True)
class Suggestion:
    """A code for each of the two things that nobody here can know: did they come, or not."""

    if_they_came: str
    if_they_did_not: str


def suggest(known: OnRecord) -> Suggestion:
    """The codes to think about. PN3 and PN4 are never among them: only who was there can tell."""
    if known.age is not None and known.age < YOUNGEST:
        return Suggestion(UNDER_FOUR, UNDER_FOUR)
    came = "PN2" if known.advocate else "PN1"
    if not known.words_reached:
        return Suggestion(came, "PN7")
    return Suggestion(came, "PN5" if known.advocate else "PN6")


def doubt(code: str, age: int | None) -> str:
    """The DfE check that a code fails on this age ("440", "441"); empty where it passes."""
    if age is None or not code:
        return ""
    if age >= YOUNGEST and code == UNDER_FOUR:
        return "440"
    return "441" if age < YOUNGEST and code != UNDER_FOUR else ""
