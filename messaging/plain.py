"""A person's words made plain, for comparing only: never for keeping and never for showing."""

import json
import re
import unicodedata
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from functools import cache
from importlib import resources

_DROPPED = frozenset({"Mn", "Cf", "Sk"})  # accents, joiners, skin tones
_HELD_DOWN = re.compile(r"(.)\1+")
_APOSTROPHES = re.compile(r"['’‘ʼ`´]")
_KEYCAP = "\u20e3"  # the frame of 1️⃣; two of them side by side are two answers, not "13"
# Words; numbers with what makes them something else (100%, 5+); and numbers written on to the next
# word, but never 2day and 4me.
_TOKEN = re.compile(
    r"\d+%|\d+\+(?!\s*\w)|\d+(?=(?:ish|x+|stars?|times|lol|tbh|pls|plz|yrs?|years?)\b)"
    r"|[^\W_]+|[^\w\s]"
)
# Letters that Unicode does not take apart, and those of one sound that are typed for each other.
_TWINS = str.maketrans("łđøıيىكአ", "ldoiییکኣ", "♀♂ـ")

_LEAST_TO_FORGIVE = 5  # letters; in shorter words one slip makes another word (home, hope)
_LEAST_TO_FORGIVE_TWO = 8
_MOST_SLIPS = 2
_LEAST_TO_SWAP = 4


def tokens(words: str) -> tuple[str, ...]:
    """The words, numbers and pictures of a text, without case, accents or punctuation."""
    found = _TOKEN.findall(folded(words))
    kept = [t for t in found if t[0].isalnum() or unicodedata.category(t) == "So"]
    return tuple(_spelled_out(kept))


def _spelled_out(said: Sequence[str]) -> Iterator[str]:
    """Text-speak in full: "b4 skl" is "before school"."""
    words, phrases = _spellings()
    at = 0
    while at < len(said):
        known = next((long for long in (3, 2) if tuple(said[at : at + long]) in phrases), 0)
        if known:
            yield from phrases[tuple(said[at : at + known])]
        else:
            yield from words.get(said[at], (said[at],))
        at += known or 1


@cache
def _spellings() -> tuple[Mapping[str, Sequence[str]], Mapping[tuple[str, ...], Sequence[str]]]:
    text = resources.files("messaging").joinpath("spellings.json").read_text(encoding="utf-8")
    document = json.loads(text)
    words = {word: meant.split() for word, meant in document["words"].items()}
    phrases = {tuple(said.split()): meant.split() for said, meant in document["phrases"].items()}
    return words, phrases


def folded(words: str) -> str:
    """The same text with case, accents and digits of any script made one."""
    framed = _APOSTROPHES.sub("", words.replace(_KEYCAP, " "))
    apart = unicodedata.normalize("NFKD", framed).casefold()
    kept = (c for c in apart if unicodedata.category(c) not in _DROPPED)
    return "".join(_digit(c) for c in kept).translate(_TWINS)


def _digit(letter: str) -> str:
    value = unicodedata.digit(letter, None)
    return letter if value is None else str(value)


def squeezed(word: str) -> str:
    """The word with repeated letters written once, so that "yesss" is "yes"; not for numbers."""
    return word if word.isdigit() else _HELD_DOWN.sub(r"\1", word)


def alike(said: str, meant: str) -> bool:
    """Whether ``said`` is ``meant``, perhaps with letters held down or a slip of the thumb."""
    if said == meant:
        return True
    if said[0] != meant[0] or said.isdigit():
        return False
    if squeezed(said) == squeezed(meant):
        return True
    least = min(len(said), len(meant))
    if least < _LEAST_TO_FORGIVE:  # "smae": the same letters, and only the inner ones swapped
        inner = len(said) == _LEAST_TO_SWAP and said[-1] == meant[-1]
        return inner and sorted(said) == sorted(meant)
    return _slips(said, meant) <= _forgiven(least)


def _forgiven(length: int) -> int:
    if length >= _LEAST_TO_FORGIVE_TWO:
        return _MOST_SLIPS
    return 1 if length >= _LEAST_TO_FORGIVE else 0


def _slips(one: str, other: str) -> int:
    """Letters added, lost, changed or swapped with their neighbour (optimal string alignment)."""
    if abs(len(one) - len(other)) > _MOST_SLIPS:
        return _MOST_SLIPS + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one):
        earlier, before, row = before, row, [i + 1]
        for j, b in enumerate(other):
            cost = min(before[j + 1] + 1, row[j] + 1, before[j] + (a != b))
            if i and j and a == other[j - 1] and b == one[i - 1]:
                cost = min(cost, earlier[j - 1] + 1)
            row.append(cost)
    return row[-1]
