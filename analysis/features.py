"""What the model is shown of a comment: words and pairs of words, letters, phrases, the question.

The same comment shows the same in training and in use. Words and letters are weighed by how rare
they are; what is ``given`` (phrases of the lexicon, the question) has a weight of its own.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from itertools import pairwise

from analysis.words import CLAUSE_END
from analysis.words import Reading

SHORTEST_LETTERS = 3
LONGEST_LETTERS = 5
MOST_LETTERS = 60  # of what stands between two spaces; beyond it are keys leant on
SHORT = 4  # words; an answer this short leans on its question
MIDDLING = 10
PHRASES_SPEAK = 0.25  # beside words, which speak with 1: phrases repeat what words say already

WORD, APART, LETTERS = "w", "k", "c"  # what the name of a feature that is weighed by rarity begins
_WORD = re.compile(r"[\w'’]+|[\u2600-\u27bf\U0001f300-\U0001faff]")


@dataclass(frozen=True)
class Shown:
    """What a model is shown of a comment."""

    reading: Reading
    given: Mapping[str, float] = field(default_factory=dict)

    def names(self) -> set[str]:
        """Everything shown by the name it has in a model."""
        stems, telling = self.reading.stems, self.reading.telling
        found = {f"{WORD} {stem}" for stem in stems if stem}
        found |= {f"{WORD} {one} {two}" for one, two in pairwise(stems) if one and two}
        found |= {f"{APART} {one} {two}" for one, two in pairwise(telling) if one and two}
        for chunk in self.reading.chunks:
            found |= {f"{LETTERS} {group}" for group in groups(chunk)}
        return found | self.given.keys()


def groups(chunk: str) -> Counter[str]:
    """Groups of letters within the words of a chunk, so that odd spelling still speaks."""
    plain = unicodedata.normalize("NFKC", chunk[:MOST_LETTERS]).lower().replace("’", "'")
    return Counter(_groups(plain))


def of_phrases(strengths: Mapping[str, float]) -> dict[str, float]:
    """What the lexicon says of each theme; a strength is 0 to 1."""
    return {f"l {key}": PHRASES_SPEAK * strength for key, strength in strengths.items()}


def of_question(asked: Collection[str], reading: Reading) -> dict[str, float]:
    """What was asked about; an answer of few words leans on it more."""
    if not asked:
        return {"q none": 1.0}
    words = len(reading.stems) - reading.stems.count(CLAUSE_END)
    length = "short" if words <= SHORT else "middling" if words <= MIDDLING else "long"
    return {f"q {theme}{each}": 1.0 for theme in asked for each in ("", " " + length)}


def _groups(plain: str) -> Iterator[str]:
    for word in _WORD.findall(plain):
        edged = f"_{word}_"
        for size in range(SHORTEST_LETTERS, LONGEST_LETTERS + 1):
            for start in range(len(edged) - size + 1):
                yield edged[start : start + size]
