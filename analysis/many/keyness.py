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
    ours, theirs = Counter[str](), Counter[str]()
    written: dict[str, str] = {}
    hidden = {stem for word in left_out for stem in _PLAIN.read(word).stems}
    for texts, counts in ((group, ours), (others, theirs)):
        for said in texts.values():
            used = _used(said)
            counts.update(used.keys() - hidden)
            written.update({**used, **written})
    found = [
        KeyWord(written[stem], _z((people, len(group)), (theirs[stem], len(others))), people)
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


def _z(ours: tuple[int, int], theirs: tuple[int, int]) -> float:
    """How far apart two groups' log-odds of using a word are, in standard errors.

    Each is how many people used the word, of how many.
    """
    (used, people), (others_used, others) = ours, theirs
    prior = PRIOR * (used + others_used + 1) / (people + others + 2)
    one, two, rest = used + prior, others_used + prior, PRIOR - prior
    apart = log(one / (people - used + rest)) - log(two / (others - others_used + rest))
    return apart / sqrt(1 / one + 1 / two)
