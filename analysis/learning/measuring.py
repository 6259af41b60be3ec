"""Scores across writers, with intervals. Nothing here is shown a message that it learned from."""

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.features import Shown
from analysis.learning.training import SEED
from analysis.linear import Linear
from analysis.many.shares import wilson

DRAWS = 1_000  # of the bootstrap
TOP = 3
Marks = NDArray[np.bool_]  # a row a message, a column a label
Scores = NDArray[np.float32]  # the same shape, 0 to 1


@dataclass(frozen=True)
class Interval:
    """A figure, and where it lies in 95 of 100 draws."""

    figure: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.figure:.3f} ({self.low:.3f} to {self.high:.3f})"


@dataclass(frozen=True)
class Judged:
    """What is right, what was asserted, and how likely each label was said to be."""

    right: Marks
    asserted: Marks
    scores: Scores

    def part(self, rows: NDArray[np.intp]) -> "Judged":
        """These messages only."""
        return Judged(self.right[rows], self.asserted[rows], self.scores[rows])


def likely(model: Linear, shown: Shown) -> list[float]:
    """How likely each label is, in the order of the model's labels."""
    return list(model.weigh(shown).likely.values())


def micro_f1(judged: Judged) -> float:
    """Over all labels together."""
    both = int((judged.right & judged.asserted).sum())
    return 2 * both / max(1, int(judged.right.sum() + judged.asserted.sum()))


def macro_f1(judged: Judged) -> float:
    """The mean over labels, each counting the same."""
    return float(np.mean(f1_by_label(judged)))


def f1_by_label(judged: Judged) -> NDArray[np.float64]:
    """F1 of each label; 0 where it was neither right nor asserted."""
    both = (judged.right & judged.asserted).sum(axis=0)
    whole = judged.right.sum(axis=0) + judged.asserted.sum(axis=0)
    return np.asarray(2 * both / np.maximum(1, whole), np.float64)


def precision(judged: Judged) -> float:
    """How many of the asserted labels are right."""
    return float((judged.right & judged.asserted).sum() / max(1, int(judged.asserted.sum())))


def recall(judged: Judged) -> float:
    """How many of the right labels are asserted."""
    return float((judged.right & judged.asserted).sum() / max(1, int(judged.right.sum())))


def recall_at_three(judged: Judged) -> float:
    """How many of the right labels are among the three most likely."""
    order = np.argsort(-judged.scores, axis=1, kind="stable")[:, :TOP]
    top = np.zeros_like(judged.right)
    np.put_along_axis(top, order, values=True, axis=1)
    return float((judged.right & top).sum() / max(1, int(judged.right.sum())))


FIGURES: Mapping[str, Callable[[Judged], float]] = {
    "micro F1": micro_f1,
    "macro F1": macro_f1,
    "precision": precision,
    "recall": recall,
    "recall in the top three": recall_at_three,
}


def intervals(judged: Judged, figures: Mapping[str, Any] = FIGURES) -> dict[str, Interval]:
    """Each figure with the interval that drawing the messages again gives."""
    drawn: dict[str, list[float]] = {name: [] for name in figures}
    dice = np.random.default_rng(SEED)
    for _ in range(DRAWS):
        again = judged.part(dice.integers(0, len(judged.right), len(judged.right)))
        for name, figure in figures.items():
            drawn[name].append(figure(again))
    return {
        name: Interval(figure(judged), *np.percentile(drawn[name], [2.5, 97.5]).tolist())
        for name, figure in figures.items()
    }


def share(hits: int, of: int) -> Interval:
    """A share with Wilson's 95 % interval."""
    return Interval(hits / of if of else 0.0, *wilson(hits, of))


def threshold_for_precision(right: Marks, scores: Scores, least: float) -> float:
    """The lowest threshold at which so many of the asserted labels are right."""
    order = np.argsort(-scores, axis=None, kind="stable")
    hits = np.cumsum(right.ravel()[order])
    enough = np.nonzero(hits / np.arange(1, hits.size + 1) >= least)[0]
    return float(scores.ravel()[order[enough[-1]]]) if enough.size else 1.0


def threshold_for_share(scores: Sequence[float], share: float) -> float:
    """The threshold that this share of the scores reaches."""
    return float(np.quantile(np.asarray(scores), 1 - share))
