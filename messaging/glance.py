"""What somebody who glances at a phone should not read there: a name, or that this is care."""

import re
from collections.abc import Iterable

CARE_WORDS = (
    "advocate",
    "care leaver",
    "care order",
    "care plan",
    "carer",
    "carers",
    "children's home",
    "contact centre",
    "court",
    "family time",
    "foster",
    "in care",
    "iro",
    "key worker",
    "looked after",
    "personal adviser",
    "placement",
    "pathway plan",
    "residential",
    "reviewing officer",
    "social services",
    "social worker",
    "your review",
)
SHORTEST_NAME = 2  # letters


def gives_away(words: str, names: Iterable[str]) -> tuple[str, ...]:
    """The names and care words that stand in a text, as listed here, each once.

    Phones are shared and lie on tables (product: no name, no word of care).
    """
    known = [part for name in names for part in name.split() if len(part) >= SHORTEST_NAME]
    return tuple(word for word in (*dict.fromkeys(known), *CARE_WORDS) if _stands(word, words))


def _stands(word: str, words: str) -> bool:
    letters = re.escape(word).replace("'", "['\u2019]")
    return re.search(rf"(?<!\w){letters}(?!\w)", words, re.IGNORECASE) is not None
