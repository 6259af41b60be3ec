"""Fitting a linear model to examples: one label against the rest, seeded, the same each time."""

from collections import Counter
from collections.abc import Collection
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from analysis.features import APART
from analysis.features import LETTERS
from analysis.features import WORD
from analysis.features import Shown
from analysis.linear import Linear

LEAST_SEEN = {WORD: 2, APART: 2, LETTERS: 3}  # examples that must hold a feature, by its kind
SEED = 20261122


@dataclass(frozen=True)
class Example:
    """What a model is shown, which labels are right, and how much the example counts."""

    shown: Shown
    labels: Collection[str]
    weight: float = 1.0


@dataclass(frozen=True)
class Recipe:
    """``freedom`` is scikit-learn's C: the larger, the closer the weights follow the examples.

    With ``like``, the features are those of that model alone: nothing in children's words can
    become one.
    """

    labels: tuple[str, ...]
    freedom: float = 7.0
    about: Mapping[str, Any] | None = None
    like: Linear | None = None


def train(examples: Sequence[Example], recipe: Recipe) -> Linear:
    """A model of every label of the recipe."""
    like = recipe.like
    names, rarity = (like.names, like.rarity) if like else _vocabulary(examples)
    empty = np.zeros((len(names), len(recipe.labels)), np.float32)
    unfitted = Linear(
        recipe.about or {},
        recipe.labels,
        names,
        rarity,
        empty,
        np.zeros(len(recipe.labels), np.float32),
    )
    matrix = _matrix(unfitted, examples)
    weight = np.array([example.weight for example in examples])
    columns, bias = [], []
    for label in recipe.labels:
        right = np.array([label in example.labels for example in examples])
        fitted = LogisticRegression(
            C=recipe.freedom, solver="liblinear", random_state=SEED, tol=1e-3
        ).fit(matrix, right, sample_weight=weight)
        columns.append(fitted.coef_[0])
        bias.append(fitted.intercept_[0])
    weights = np.array(columns, np.float32).T
    return Linear(unfitted.about, recipe.labels, names, rarity, weights, np.array(bias, np.float32))


def _vocabulary(examples: Sequence[Example]) -> tuple[tuple[str, ...], NDArray[np.float32]]:
    """The features seen often enough, in alphabetical order, and how rare each is."""
    seen_in: Counter[str] = Counter()
    for example in examples:
        seen_in.update(example.shown.names())
    names = tuple(
        sorted(name for name, count in seen_in.items() if count >= LEAST_SEEN.get(_kind(name), 1))
    )
    rarity = [
        np.log((1 + len(examples)) / (1 + seen_in[name])) + 1 if _kind(name) in LEAST_SEEN else 1.0
        for name in names
    ]
    return names, np.array(rarity, np.float32)


def _matrix(model: Linear, examples: Sequence[Example]) -> csr_matrix:
    values: list[float] = []
    rows: list[int] = []
    starts = [0]
    for example in examples:
        parts = model.scales.learned(example.shown)
        rows += parts.keys()
        values += parts.values()
        starts.append(len(rows))
    return csr_matrix((values, rows, starts), shape=(len(examples), len(model.names)))


def _kind(name: str) -> str:
    return name.partition(" ")[0]
