"""A model's weights laid out for reading: words by their stems, letters by the chunk.

Words, and letters, are each weighed as a vector of one length, however many there are: long texts
say no more than short ones. The letters of a chunk are worked out once and remembered.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from itertools import repeat
from math import sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.comment import Span
from analysis.features import APART
from analysis.features import LETTERS
from analysis.features import WORD
from analysis.features import Shown
from analysis.features import groups
from analysis.words import Reading

MOST_LEANED_ON = 3  # stretches of words shown for a tag
LETTERS_SPEAK = 1.0  # beside words, which speak with 1
MOST_CHUNKS = 50_000  # different chunks whose letters are remembered

Pair = tuple[str, str]


@dataclass(frozen=True)
class Weighed:
    """How likely each label is (0 to 1), and what was read to say so."""

    likely: Mapping[str, float]
    reading: Reading
    _labels: tuple[str, ...]
    _rows: Sequence[int | None]
    _strengths: NDArray[np.float32]

    def leaned_on(self, label: str) -> tuple[Span, ...]:
        """The words that spoke most for a label, in their order in the text."""
        places = [at for at, row in enumerate(self._rows) if row is not None]
        said = self._strengths[: len(places), self._labels.index(label)].tolist()
        least = sorted(said)[-MOST_LEANED_ON:][:1]
        strong = [
            at
            for at, strength in zip(places, said, strict=True)
            if strength > 0 and strength >= least[0]
        ]
        return tuple(sorted({self._span(at) for at in strong[:MOST_LEANED_ON]}))

    def _span(self, at: int) -> Span:
        """Where the word or pair of words stands that was looked up as number ``at``."""
        reading, words = self.reading, len(self.reading.stems)
        if at < words:
            return reading.span(at, at)
        if at < 2 * words - 1:
            return reading.span(at - words, at - words + 1)
        telling = at - (2 * words - 1)
        return reading.span(*reading.places[telling : telling + 2])


class Parts(NamedTuple):
    """The rows that a comment shows, words first, and the value of each.

    ``looked_up`` are the rows of all words, with None where the model does not know one.
    """

    rows: list[int]
    values: list[float]
    looked_up: Sequence[int | None]


class Scales:
    """``strengths`` has a row a feature, then one for each chunk whose letters were read."""

    def __init__(
        self, names: Sequence[str], rarity: NDArray[np.float32], weights: NDArray[np.float32]
    ) -> None:
        self._single: dict[str, int] = {}
        self._pair: dict[Pair, int] = {}
        self._apart: dict[Pair, int] = {}
        self._group: dict[str, int] = {}
        self._given: dict[str, int] = {}
        for row, name in enumerate(names):
            self._lay_out(name, row)
        self._rarity: list[float] = rarity.tolist()
        self._weights = weights
        self.strengths = np.zeros((len(names) + MOST_CHUNKS, weights.shape[1]), np.float32)
        self.strengths[: len(names)] = weights * rarity[:, np.newaxis]
        self._squares = [*(rarity**2).tolist(), *repeat(0.0, MOST_CHUNKS)]
        self._chunks: dict[str, int] = {}
        self._features = len(names)

    def parts(self, shown: Shown) -> Parts:
        """What a comment shows of what the model knows."""
        looked_up = self._looked_up(shown.reading)
        rows = [row for row in looked_up if row is not None]
        letters = self._letters(shown.reading.chunks)
        given = {name: value for name, value in shown.given.items() if name in self._given}
        return Parts(
            [*rows, *letters, *map(self._given.__getitem__, given)],
            [*self._evenly(rows, 1), *self._evenly(letters, LETTERS_SPEAK), *given.values()],
            looked_up,
        )

    def learned(self, shown: Shown) -> dict[int, float]:
        """The value of each feature of a comment, letter by letter, to learn from."""
        words = [row for row in self._looked_up(shown.reading) if row is not None]
        found = dict.fromkeys(words, 0.0)
        for row, value in zip(words, self._evenly(words, 1), strict=True):
            found[row] += self._rarity[row] * value
        chunks = [dict(self._groups(chunk)) for chunk in shown.reading.chunks]
        length = _length(value**2 for values in chunks for value in values.values())
        for values in chunks:
            for row, value in values.items():
                found[row] = found.get(row, 0.0) + LETTERS_SPEAK * value / length
        given = shown.given.items()
        return found | {self._given[name]: value for name, value in given if name in self._given}

    def _lay_out(self, name: str, row: int) -> None:
        kind, _, rest = name.partition(" ")
        one, _, two = rest.partition(" ")
        if kind == LETTERS:
            self._group[rest] = row
        elif kind == APART:
            self._apart[one, two] = row
        elif kind == WORD and two:
            self._pair[one, two] = row
        elif kind == WORD:
            self._single[one] = row
        else:
            self._given[name] = row

    def _looked_up(self, reading: Reading) -> list[int | None]:
        """The row of every word, pair, and pair with small words left out."""
        return [
            *map(self._single.get, reading.stems),
            *map(self._pair.get, pairwise(reading.stems)),
            *map(self._apart.get, pairwise(reading.telling)),
        ]

    def _letters(self, chunks: Sequence[str]) -> list[int]:
        """The row of each chunk's letters."""
        if len(self._chunks) + len(chunks) > MOST_CHUNKS:
            self._chunks.clear()
        for chunk in chunks[:MOST_CHUNKS]:
            if chunk not in self._chunks:
                self._chunks[chunk] = self._remembered(chunk)
        return [self._chunks[chunk] for chunk in chunks[:MOST_CHUNKS]]

    def _remembered(self, chunk: str) -> int:
        place = self._features + len(self._chunks)
        found = dict(self._groups(chunk))
        rows, values = list(found), np.array(list(found.values()), np.float32)
        self.strengths[place] = values @ self._weights[rows]
        self._squares[place] = float(values @ values)
        return place

    def _groups(self, chunk: str) -> Iterator[tuple[int, float]]:
        """The rows of a chunk's groups of letters, with how often and how rare they are."""
        for group, count in groups(chunk).items():
            row = self._group.get(group)
            if row is not None:
                yield row, count * self._rarity[row]

    def _evenly(self, rows: Sequence[int], length: float) -> Iterable[float]:
        """The value that makes a vector of these rows so long."""
        return repeat(length / _length(map(self._squares.__getitem__, rows)), len(rows))


def _length(squares: Iterable[float]) -> float:
    """The length of a vector, or 1 for an empty one."""
    return sqrt(sum(squares)) or 1.0
