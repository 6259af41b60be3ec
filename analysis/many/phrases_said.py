"""Phrases that people keep saying: neighbours that stand together more often than by chance."""

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from analysis.counts import LEAST_INSIDE
from analysis.words import CLAUSE_END
from analysis.words import FILLERS
from analysis.words import OWNERS
from analysis.words import Spelling

LEAST_TIMES = 3  # a pair said more rarely is left out before anything is reckoned
MOST_SHOWN = 20
_SMALL = FILLERS | OWNERS
_PLAIN = Spelling()


@dataclass(frozen=True)
class PhraseSaid:
    """Two words that belong together, how strongly (likelihood ratio), and by how many people."""

    words: str
    strength: float
    people: int


def phrases_said(
    texts: Mapping[str, Iterable[str]],
    *,
    least: int = LEAST_INSIDE,
    left_out: Collection[str] = (),
) -> tuple[PhraseSaid, ...]:
    """Phrases of at least ``least`` people, strongest first; ``texts`` by person."""
    # Loaded when somebody asks: it takes half a second, and pages import this module.
    from nltk.collocations import BigramCollocationFinder  # noqa: PLC0415
    from nltk.metrics import BigramAssocMeasures  # noqa: PLC0415

    hidden = {stem for word in left_out for stem in _PLAIN.read(word).stems}
    clauses: list[list[str]] = []
    people: dict[tuple[str, str], set[str]] = {}
    written: dict[str, str] = {}
    for person, said in texts.items():
        for text in said:
            for clause in _clauses(text, written):
                clauses.append(clause)
                for pair in pairwise(clause):
                    people.setdefault(pair, set()).add(person)
    finder = BigramCollocationFinder.from_documents(clauses)
    finder.apply_freq_filter(LEAST_TIMES)
    finder.apply_word_filter(lambda stem: stem in _SMALL or stem in hidden)
    scored = finder.score_ngrams(BigramAssocMeasures.likelihood_ratio)
    found = [
        PhraseSaid(f"{written[one]} {written[two]}", round(score, 1), len(people[one, two]))
        for (one, two), score in scored
        if len(people.get((one, two), ())) >= least
    ]
    return tuple(found[:MOST_SHOWN])


def _clauses(text: str, written: dict[str, str]) -> list[list[str]]:
    """The stems of each clause; ``written`` keeps how each was first written."""
    clauses: list[list[str]] = [[]]
    for word in text.lower().split():
        for stem in _PLAIN[word]:
            if stem == CLAUSE_END:
                clauses.append([])
            else:
                clauses[-1].append(stem)
                written.setdefault(stem, word.strip(".,!?;:…\"'()"))
    return [clause for clause in clauses if clause]
