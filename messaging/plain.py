"""A person's words made plain, for comparing only: never for keeping and never for showing."""

import re
import unicodedata

_DROPPED = frozenset({"Mn", "Cf", "Sk"})  # accents, joiners, skin tones
_APOSTROPHES = re.compile(r"['’‘ʼ`´]")
_KEYCAP = "\u20e3"  # the frame of 1️⃣; two of them side by side are two answers, not "13"
_TOKEN = re.compile(r"[^\W_]+|[^\w\s]")
# Letters that Unicode does not take apart, and Arabic letters with a Persian or Kurdish twin.
_TWINS = str.maketrans("łđøıيىك", "ldoiییک", "♀♂")

_LEAST_TO_FORGIVE = 5  # letters; in shorter words one slip makes another word (home, hope)
_LEAST_TO_FORGIVE_TWO = 8
_MOST_SLIPS = 2


def tokens(words: str) -> tuple[str, ...]:
    """The words, numbers and pictures of a text, without case, accents or punctuation."""
    found = _TOKEN.findall(folded(words))
    return tuple(t for t in found if t[0].isalnum() or unicodedata.category(t) == "So")


def folded(words: str) -> str:
    """The same text with case, accents and digits of any script made one."""
    framed = _APOSTROPHES.sub("", words.replace(_KEYCAP, " "))
    apart = unicodedata.normalize("NFKD", framed).casefold()
    kept = (c for c in apart if unicodedata.category(c) not in _DROPPED)
    return "".join(_digit(c) for c in kept).translate(_TWINS)


def _digit(letter: str) -> str:
    value = unicodedata.digit(letter, None)
    return letter if value is None else str(value)


def alike(said: str, meant: str) -> bool:
    """Whether ``said`` is ``meant``, perhaps with letters held down or a slip of the thumb."""
    if said == meant or _squeezed(said) == _squeezed(meant):
        return True
    if said[0] != meant[0] or said.isdigit():
        return False
    return _slips(said, meant) <= _forgiven(min(len(said), len(meant)))


def _squeezed(word: str) -> str:
    """The word with repeated letters written once, so that "yesss" is "yes"; not for numbers."""
    return word if word.isdigit() else re.sub(r"(.)\1+", r"\1", word)


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
