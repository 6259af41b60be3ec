"""What the model reads in a comment: words and pairs of words, letters, phrases and the question.

The same comment gives the same features in training and in use. Each knows the stems it came
from, so that a tag can show the words that the model leaned on.
"""

import re
import unicodedata
from collections.abc import Collection
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from itertools import pairwise
from math import log
from typing import NamedTuple

from analysis.words import CLAUSE_END
from analysis.words import FILLERS
from analysis.words import OWNERS
from analysis.words import Reading

SHORTEST_LETTERS = 3
LONGEST_LETTERS = 5
MOST_LETTERS_READ = (
    4_000  # letters of a text whose letter groups are read; words are read to its end
)
SHORT = 4  # words; an answer this short leans on its question
MIDDLING = 10

_WORD = re.compile(r"[\w'’]+|[\u2600-\u27bf\U0001f300-\U0001faff]")
_SMALL = FILLERS | OWNERS


class Feature(NamedTuple):
    """One thing seen, with its weight; from stem number ``first`` to ``last``, or -1 for none."""

    name: str
    value: float
    first: int = -1
    last: int = -1


def of_words(reading: Reading) -> list[Feature]:
    """Words, neighbours, and neighbours with the small words between them left out."""
    stems = reading.stems
    found = [Feature(f"w {stem}", 1, at, at) for at, stem in enumerate(stems) if stem]
    for first, (one, two) in enumerate(pairwise(stems)):
        if CLAUSE_END not in (one, two):
            found.append(Feature(f"w {one} {two}", 1, first, first + 1))
    long = [(at, stem) for at, stem in enumerate(stems) if stem and stem not in _SMALL]
    for (first, one), (last, two) in pairwise(long):
        if last > first + 1:
            found.append(Feature(f"k {one} {two}", 1, first, last))
    return _counted(found)


def of_letters(text: str) -> list[Feature]:
    """Groups of letters within words, so that odd spelling still speaks."""
    plain = unicodedata.normalize("NFKC", text[:MOST_LETTERS_READ]).lower().replace("’", "'")
    return _counted([Feature(f"c {group}", 1) for group in _groups(plain)])


def of_phrases(strengths: Mapping[str, float]) -> list[Feature]:
    """What the lexicon says of each theme or family, 0 to 1."""
    return [Feature(f"l {key}", strength) for key, strength in strengths.items() if strength]


def of_question(asked: Collection[str], words: int, weight: float = 1.0) -> list[Feature]:
    """What was asked about; an answer of few words leans on it more."""
    length = "short" if words <= SHORT else "middling" if words <= MIDDLING else "long"
    if not asked:
        return [Feature("q none", weight)]
    return [Feature(f"q {theme} {each}", weight) for theme in asked for each in ("", length)]


def length(reading: Reading) -> int:
    """How many words were read."""
    return sum(stem != CLAUSE_END for stem in reading.stems)


def _groups(plain: str) -> Iterator[str]:
    for word in _WORD.findall(plain):
        edged = f"_{word}_"
        for size in range(SHORTEST_LETTERS, LONGEST_LETTERS + 1):
            for start in range(len(edged) - size + 1):
                yield edged[start : start + size]


def _counted(found: Sequence[Feature]) -> list[Feature]:
    """Each thing once, weighed by the logarithm of how often it stands there."""
    counts: dict[str, int] = {}
    places: dict[str, Feature] = {}
    for feature in found:
        counts[feature.name] = counts.get(feature.name, 0) + 1
        places.setdefault(feature.name, feature)
    return [
        Feature(name, 1 + log(counts[name]), each.first, each.last) if counts[name] > 1 else each
        for name, each in places.items()
    ]
