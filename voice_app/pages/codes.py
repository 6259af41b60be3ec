"""Codes of the record in words that a reader needs no list for (SSDA903, domain note 2.1)."""

from babel import Locale
from babel import UnknownLocaleError

NOT_ON_RECORD = "Not on record"
PLACEMENTS = {  # by the whole code, or by its first letter
    "U1": "Family or friends, fostering",
    "U2": "Family or friends, fostering",
    "U3": "Family or friends, fostering",
    "U": "Foster carers",
    "K2": "Children's home",
    "K1": "Secure home",
    "K": "Children's home",
    "P1": "With parents",
    "P2": "Living independently",
    "H5": "Semi-independent home",
    "A": "Placed for adoption",
    "R": "Residential care",
    "S1": "Residential school",
    "T": "A temporary home",
    "Z1": "Another home",
}
LEGAL = {
    "C1": "Interim care order",
    "C2": "Full care order",
    "D1": "Freeing order",
    "E1": "Placement order",
    "V2": "Accommodated, section 20",
    "V3": "Short breaks",
    "V4": "Short breaks",
    "J1": "Remand",
    "L1": "Police protection",
    "L2": "Emergency protection order",
    "L3": "Child assessment order",
}
PARTICIPATION = {
    "PN0": "Under 4 at the time",
    "PN1": "Came and spoke",
    "PN2": "Came, an advocate spoke",
    "PN3": "Came, showed their views without words",
    "PN4": "Came, did not speak",
    "PN5": "Did not come, an advocate spoke",
    "PN6": "Did not come, views reached the review",
    "PN7": "Did not come, no views reached it",
}


def placement(code: str) -> str:
    """Where a child lives, by SSDA903 PLACE."""
    return PLACEMENTS.get(code) or PLACEMENTS.get(code[:1], NOT_ON_RECORD)


def legal(code: str) -> str:
    """Under which order or agreement, by SSDA903 LS; a code that is not known stands as it is."""
    return LEGAL.get(code, code or NOT_ON_RECORD)


def participation(code: str) -> str:
    """How a child took part in a review, with the code; empty where there is none."""
    return f"{PARTICIPATION[code]} ({code})" if code in PARTICIPATION else ""


def language(code: str) -> str:
    """The English name of a language; a code that nobody knows stands as it is."""
    if code == "en-x-easy":
        return "English Easy Read"
    try:
        return Locale.parse(code, sep="-").get_display_name("en") or code
    except (UnknownLocaleError, ValueError):
        return code
