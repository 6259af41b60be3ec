"""Words that one group uses more than another: log-odds with an informative prior.

After Monroe, Colaresi and Quinn, "Fightin' Words" (2008). People are counted, not words: who says
"mum" ten times counts once. A word that fewer than five people of the group used is never shown:
it could point at one of them.
"""

from collections import Counter
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from math import log
from math import sqrt

from analysis.counts import LEAST_INSIDE
from analysis.words import CLAUSE_END
from analysis.words import FILLERS
from analysis.words import NEGATIONS
from analysis.words import OWNERS
from analysis.words import SUBJECTS
from analysis.words import Spelling

SURE = 1.96  # z beyond which a difference is more than chance, 95 of 100
PRIOR = 50.0  # people that the whole council's way of speaking counts for
_SMALL = FILLERS | OWNERS | NEGATIONS | SUBJECTS | {CLAUSE_END}
_PLAIN = Spelling()


@dataclass(frozen=True)
class KeyWord:
    """A word as it was most often written, how sure we are (z), and how many people used it."""

    word: str
    z: float
    people: int


def key_words(
    group: Mapping[str, Iterable[str]],
    others: Mapping[str, Iterable[str]],
    *,
    least: int = LEAST_INSIDE,
    left_out: Collection[str] = (),
) -> tuple[KeyWord, ...]:
    """Words typical of a group of people, surest first.

    ``group`` and ``others`` hold each person's texts under any key that tells people apart.
    ``left_out`` are words that must not be shown, such as names.
    """
    ours, theirs, written = Counter[str](), Counter[str](), {}
    hidden = {stem for word in left_out for stem in _PLAIN.read(word).stems}
    for texts, counts in ((group, ours), (others, theirs)):
        for said in texts.values():
            used = _used(said)
            counts.update(used.keys() - hidden)
            written.update({**used, **written})
    found = [
        KeyWord(written[stem], _z(stem, ours, theirs, len(group), len(others)), people)
        for stem, people in ours.items()
        if people >= least
    ]
    return tuple(
        sorted((each for each in found if each.z > SURE), key=lambda each: (-each.z, each.word))
    )


def _used(texts: Iterable[str]) -> dict[str, str]:
    """The stems that one person used, each as they first wrote it; small words are left out."""
    used: dict[str, str] = {}
    for text in texts:
        for word in text.lower().split():
            for stem in _PLAIN[word]:
                if stem not in _SMALL and stem.isalpha():
                    used.setdefault(stem, word.strip(".,!?;:…\"'()"))
    return used


def _z(stem: str, ours: Counter[str], theirs: Counter[str], people: int, others: int) -> float:
    """How far apart the two groups' log-odds of using a word are, in standard errors."""
    prior = PRIOR * (ours[stem] + theirs[stem] + 1) / (people + others + 2)
    rest = PRIOR - prior
    one, two = ours[stem] + prior, theirs[stem] + prior
    apart = log(one / (people - ours[stem] + rest)) - log(two / (others - theirs[stem] + rest))
    return apart / sqrt(1 / one + 1 / two)
