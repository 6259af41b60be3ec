"""A model made again with what people corrected, and held against corrections it never saw.

One correction in five is held back, always the same ones. A model that is worse on those than the
one in use is refused, whoever would like to have it.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import numpy as np

from analysis import lexicon
from analysis import themes
from analysis.comment import Comment
from analysis.learning.corpus import Corpus
from analysis.learning.corpus import Part
from analysis.learning.examples import phrase_examples
from analysis.learning.examples import theme_examples
from analysis.learning.making import FREEDOM_THEMES
from analysis.learning.measuring import Judged
from analysis.learning.measuring import intervals
from analysis.learning.measuring import likely
from analysis.learning.measuring import micro_f1
from analysis.learning.training import Example
from analysis.learning.training import Recipe
from analysis.learning.training import train
from analysis.linear import Linear
from analysis.weighing import themes_shown

ENOUGH = 300  # corrections; fewer teach a model nothing that a word list would not teach at once
HELD_BACK = 5  # of so many, one is held back
WEIGHT = 1.0  # of a correction, beside a message of the corpus


class TooFew(ValueError):
    """There are not enough corrections yet; the message says how many there are."""


@dataclass(frozen=True)
class Correction:
    """A text and what people say it is about. ``key`` tells texts apart, and draws the lot."""

    key: int
    comment: Comment
    themes: frozenset[str]

    @property
    def is_held_back(self) -> bool:
        """Whether the lot keeps it out of training, for measuring."""
        drawn = sha256(f"held back {self.key}".encode()).digest()
        return drawn[0] % HELD_BACK == 0


@dataclass(frozen=True)
class Remade:
    """A model, and whether it may be used: not worse on what was held back."""

    model: Linear
    is_better: bool
    card: Mapping[str, Any]


def remake(
    corrections: Sequence[Correction], used: Linear, *, version: str, corpus: Corpus | None = None
) -> Remade:
    """Train on the corpus and the corrections; raises ``TooFew``."""
    if len(corrections) < ENOUGH:
        raise TooFew(f"There are {len(corrections)} corrections; a model needs {ENOUGH}.")
    learned = [each for each in corrections if not each.is_held_back]
    told = [
        *theme_examples((corpus or Corpus()).themes(Part.TRAINING)),
        *phrase_examples(),
        *(_example(each) for each in learned),
    ]
    about = {**used.about, "version": version, "corrections": len(learned)}
    labels = tuple(themes.shipped().themes)
    model = train(told, Recipe(labels, FREEDOM_THEMES, about, like=used))
    before, after = measured(corrections, used), measured(corrections, model)
    card = {
        "version": version,
        "corrections": len(learned),
        "held back": len(corrections) - len(learned),
        "before": _figures(before),
        "after": _figures(after),
    }
    return Remade(model, micro_f1(after) >= micro_f1(before), card)


def measured(corrections: Iterable[Correction], model: Linear) -> Judged:
    """What a model says of the corrections that were held back."""
    labels = tuple(themes.shipped().themes)
    back = [each for each in corrections if each.is_held_back]
    scores = [likely(model, _example(each).shown) for each in back]
    right = np.array([[label in each.themes for label in labels] for each in back])
    said = np.array(scores, np.float32).reshape(len(back), len(labels))
    return Judged(right.reshape(said.shape), said >= model.about["assert"], said)


def _example(correction: Correction) -> Example:
    words = lexicon.shipped()["en"]
    return Example(themes_shown(words, correction.comment), correction.themes, WEIGHT)


def _figures(judged: Judged) -> dict[str, str]:
    return {name: str(figure) for name, figure in intervals(judged).items()}
