"""What a person looks at before a group of young people reads it.

Words that somebody could be found by, a worry, an unkind word to one of them. It keeps back too
much rather than too little, and says why.
"""

import re
from collections.abc import Collection
from enum import StrEnum
from itertools import pairwise

from analysis.comment import Comment
from analysis.families import Tier
from analysis.names import plain
from analysis.redact import redact
from analysis.worry import screen


class Kept(StrEnum):
    """Why words are kept back; empty where they are not."""

    NOT = ""
    FINDS_SOMEBODY = "finds_somebody"
    WORRY = "worry"
    UNKIND = "unkind"
    REPORTED = "reported"  # by a member, after they were shown


_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_STREETS = "street|st|road|rd|lane|avenue|ave|close|drive|crescent|terrace|court|grove|gardens|way"
_ADDRESS = re.compile(
    rf"\b\d{{1,4}}[a-z]?,?\s+(?:[^\W\d]+\s+){{1,3}}(?:{_STREETS})\b", re.IGNORECASE
)
_TO_YOU = frozenset({"you", "u", "ur", "your", "you're", "ya", "yr"})
_INSULTS = frozenset({
    "bitch", "cow", "dickhead", "disgusting", "dumb", "fat", "freak", "idiot", "knob", "loser",
    "minger", "minging", "moron", "pathetic", "prick", "smelly", "stupid", "thick", "twat", "ugly",
    "useless", "weirdo",
})  # fmt: skip
_ALWAYS_UNKIND = frozenset({
    "mong", "retard", "retarded", "skank", "slag", "slut", "spaz", "tramp",
})  # fmt: skip


def kept_back(
    words: str, *, full_names: Collection[tuple[str, str]], group: Collection[str]
) -> Kept:
    """Why these words wait for a person's look.

    ``full_names`` are first name and surname of everybody on record, ``group`` the nicknames of the
    members. A worry comes first: it must reach a person soonest.
    """
    if screen(Comment(words)).tier is Tier.RED:
        return Kept.WORRY
    if _finds_somebody(words, full_names):
        return Kept.FINDS_SOMEBODY
    return Kept.UNKIND if _is_unkind(words, group) else Kept.NOT


def _finds_somebody(words: str, full_names: Collection[tuple[str, str]]) -> bool:
    if redact(words, ()).cuts or _ADDRESS.search(words):
        return True
    said = [plain(word) for word in _WORD.findall(words)]
    known = {(plain(first), plain(last)) for first, last in full_names}
    return any(pair in known for pair in pairwise(said))


def _is_unkind(words: str, group: Collection[str]) -> bool:
    """An insult to "you" or to a member. What only asks ("Does anyone call you fat?") is none."""
    whom = _TO_YOU | {plain(name) for name in group}
    for sentence in _SENTENCE.findall(words):
        said = {plain(word) for word in _WORD.findall(sentence)}
        if said & _ALWAYS_UNKIND:
            return True
        if said & _INSULTS and said & whom and not sentence.endswith("?"):
            return True
    return False
