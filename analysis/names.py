"""When a written word is somebody's name: without accents, without the s of "lornas", misspelt."""

import re
import unicodedata

from rapidfuzz.distance import OSA

SHORTEST_GUESSED = 5  # letters; shorter names must be spelled right, or every word would be one
LONG_NAME = 8  # letters; from here on two slips are forgiven, below it one

WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f])*")


def plain(word: str) -> str:
    """Small letters without accents, so that "Zoë" is found as "zoe"."""
    letters = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def forms(written: str) -> tuple[str, ...]:
    """A plain word, and what it is without the s of "lornas room"."""
    return (written, written[:-1]) if written.endswith("s") else (written,)


def is_name(word: str, name: str) -> bool:
    """Whether a plain word is this part of a name, or near enough to it."""
    if word == name:
        return True
    if len(name) < SHORTEST_GUESSED or len(word) < SHORTEST_GUESSED - 1:
        return False
    slips = 1 if len(name) < LONG_NAME else 2
    return OSA.distance(word, name, score_cutoff=slips) <= slips
