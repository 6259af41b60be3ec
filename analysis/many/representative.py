"""Quotes that stand for many: the one nearest to all others, then ones that add something.

The medoid first, then maximal marginal relevance (Carbonell and Goldstein, 1998). Praise and worry
are both among them wherever both were said. Quotes are chosen, never written: each is somebody's
own words, and a person approves it before it leaves the case.
"""

from collections import Counter
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from math import sqrt

from analysis.sense import Sense
from analysis.words import CLAUSE_END
from analysis.words import FILLERS
from analysis.words import OWNERS
from analysis.words import Spelling

RELEVANCE = 0.7  # how much being like all counts, against being unlike what is chosen already
_SMALL = FILLERS | OWNERS | {CLAUSE_END}
_PLAIN = Spelling()
_Vector = Mapping[str, float]


@dataclass(frozen=True)
class Candidate:
    """Words that may be quoted. ``key`` tells them apart, ``person`` who said them."""

    key: str
    person: str
    words: str
    sense: Sense = Sense.NEITHER


def representative(candidates: Sequence[Candidate], most: int = 5) -> tuple[Candidate, ...]:
    """Up to ``most`` quotes, one a person, the most typical first."""
    vectors = _vectors([each.words for each in candidates])
    like_all = [sum(_alike(one, two) for two in vectors) / max(1, len(vectors)) for one in vectors]
    chosen: list[int] = []
    while len(chosen) < most:
        wanted = _missing_sense(candidates, chosen, most)
        people = {candidates[place].person for place in chosen}
        left = [
            place
            for place, each in enumerate(candidates)
            if each.person not in people and (wanted is None or each.sense in wanted)
        ]
        if not left:
            break
        chosen.append(max(left, key=lambda place: _worth(place, chosen, vectors, like_all)))
    return tuple(candidates[place] for place in chosen)


def _worth(
    place: int, chosen: Sequence[int], vectors: Sequence[_Vector], like_all: Sequence[float]
) -> float:
    said = max((_alike(vectors[place], vectors[other]) for other in chosen), default=0.0)
    return RELEVANCE * like_all[place] - (1 - RELEVANCE) * said


def _missing_sense(
    candidates: Sequence[Candidate], chosen: Sequence[int], most: int
) -> frozenset[Sense] | None:
    """With two places left to fill at the latest, the sense that is not yet heard comes next."""
    if not chosen or most < 2:  # noqa: PLR2004 - one place has room for one sense
        return None
    heard = {candidates[place].sense for place in chosen}
    people = {candidates[place].person for place in chosen}
    for sense in (Sense.WORRY, Sense.PRAISE):
        speaks = frozenset({sense, Sense.BOTH})
        there = any(e.sense in speaks and e.person not in people for e in candidates)
        if there and not heard & speaks:
            return speaks
    return None


def _vectors(texts: Sequence[str]) -> list[_Vector]:
    """Each text's words, weighed by how rare they are among these texts, as length 1."""
    counted = [Counter(s for s in _PLAIN.read(text).stems if s not in _SMALL) for text in texts]
    spread = Counter(stem for counts in counted for stem in counts)
    vectors: list[_Vector] = []
    for counts in counted:
        weighed = {
            stem: (1 + log(count)) * (log((1 + len(texts)) / (1 + spread[stem])) + 1)
            for stem, count in counts.items()
        }
        size = sqrt(sum(value * value for value in weighed.values())) or 1.0
        vectors.append({stem: value / size for stem, value in weighed.items()})
    return vectors


def _alike(one: _Vector, two: _Vector) -> float:
    """The cosine of two vectors of length 1."""
    return sum(value * two.get(stem, 0.0) for stem, value in one.items())
