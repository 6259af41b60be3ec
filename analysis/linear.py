"""A linear model: one row of weights a feature, one column a label.

It is read in the worker only. What it says can be traced back to words: the score of a label is a
sum over features, and each word knows its place in the text.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.features import Shown
from analysis.scales import Scales
from analysis.scales import Weighed


@dataclass(frozen=True)
class Linear:
    """``weights`` has a row a feature and a column a label; ``rarity`` weighs words and letters.

    ``about`` is what the card says: version, thresholds, seed, corpus.
    """

    about: Mapping[str, Any]
    labels: tuple[str, ...]
    names: tuple[str, ...]
    rarity: NDArray[np.float32]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]

    @property
    def version(self) -> str:
        """What tags say of who made them."""
        return str(self.about["version"])

    def weigh(self, shown: Shown) -> Weighed:
        """How likely each label is, and the words that say so."""
        part = self.scales.parts(shown)
        strengths = self.scales.strengths.take(part.rows, axis=0)
        sums = np.array(part.values, np.float32) @ strengths + self.bias
        shares = (1 / (1 + np.exp(-sums.astype(np.float64)))).tolist()
        likely = dict(zip(self.labels, shares, strict=True))
        return Weighed(likely, shown.reading, self.labels, part.looked_up, strengths)

    @cached_property
    def scales(self) -> Scales:
        """The weights laid out for reading."""
        return Scales(self.names, self.rarity, self.weights)
