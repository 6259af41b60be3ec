"""A linear model in one file: one row of weights a feature, one column a label.

It is read in the worker only. What it says can be traced back to words: the score of a label is a
sum over features, and each feature knows its place in the text.
"""

import hashlib
import json
import zlib
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import exp
from math import sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.features import Feature

MARK = b"voice model 1\n"
WORDS_OR_LETTERS = ("w", "k", "c")  # kinds whose features are weighed by rarity
_STEPS = 127  # a weight is kept as one of so many steps to either side of zero


class ModelFault(ValueError):
    """The file is not a model, is broken, or does not fit; the message says what."""


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

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {name: row for row, name in enumerate(self.names)}

    def vector(self, features: Iterable[Feature]) -> tuple[list[Feature], NDArray[np.float32]]:
        """The features that the model knows, and the value of each."""
        known = [feature for feature in features if feature.name in self._rows]
        rarity = self.rarity[self.rows(known)].tolist()
        raw = [each.value * rare for each, rare in zip(known, rarity, strict=True)]
        squares = [0.0, 0.0, 0.0]
        kinds = [_kind(feature) for feature in known]
        for kind, value in zip(kinds, raw, strict=True):
            squares[kind] += value * value
        sizes = (1.0, sqrt(squares[1]) or 1.0, sqrt(squares[2]) or 1.0)
        values = [value / sizes[kind] for kind, value in zip(kinds, raw, strict=True)]
        return known, np.array(values, np.float32)

    def rows(self, known: Sequence[Feature]) -> NDArray[np.intp]:
        """The row of each feature that the model knows."""
        return np.array([self._rows[feature.name] for feature in known], np.intp)

    def scores(self, features: Iterable[Feature]) -> NDArray[np.float32]:
        """How likely each label is, 0 to 1, in the order of ``labels``."""
        known, values = self.vector(features)
        sums = values @ self.weights[self.rows(known)] + self.bias
        return np.array([1 / (1 + exp(-each)) for each in sums.tolist()], np.float32)

    def leaning(self, features: Iterable[Feature], label: str) -> dict[tuple[int, int], float]:
        """How much each place of the text (first and last stem) speaks for a label."""
        known, values = self.vector(features)
        parts = values * self.weights[self.rows(known), self.labels.index(label)]
        places: dict[tuple[int, int], float] = {}
        for feature, part in zip(known, parts.tolist(), strict=True):
            if feature.first >= 0:
                place = (feature.first, feature.last)
                places[place] = places.get(place, 0.0) + part
        return places

    def packed(self) -> bytes:
        """The model as one file; ``read`` is the other way."""
        steps, scale = _in_steps(self.weights)
        header = {**self.about, "labels": list(self.labels), "features": len(self.names)}
        parts = (
            json.dumps(header, sort_keys=True, ensure_ascii=False).encode(),
            "\n".join(self.names).encode(),
            self.rarity.astype("<f2").tobytes(),
            scale.astype("<f4").tobytes(),
            self.bias.astype("<f4").tobytes(),
            steps.tobytes(),
        )
        whole = b"".join(len(part).to_bytes(4, "little") + part for part in parts)
        pressed = zlib.compress(whole, 9)
        return MARK + hashlib.sha256(pressed).digest() + pressed


def read(file: bytes) -> Linear:
    """A model from its file; raises ``ModelFault`` for a broken one."""
    try:
        about, names, rarity, scale, bias, steps = _parts(file)
        header = json.loads(about)
        labels = tuple(header.pop("labels"))
        shape = (header.pop("features"), len(labels))
        whole = np.frombuffer(steps, "<i1").reshape(shape).astype(np.float32)
        model = Linear(
            about=header,
            labels=labels,
            names=tuple(names.decode().split("\n")),
            rarity=np.frombuffer(rarity, "<f2").astype(np.float32),
            weights=whole * np.frombuffer(scale, "<f4"),
            bias=np.frombuffer(bias, "<f4"),
        )
    except (ValueError, KeyError, TypeError, zlib.error) as fault:
        raise ModelFault(f"it is broken: {fault}") from fault
    if not len(model.names) == len(model.rarity) == len(model.weights):
        raise ModelFault("its parts do not fit together")
    return model


def _parts(file: bytes) -> list[bytes]:
    if not file.startswith(MARK):
        raise ModelFault("it is not a model of this format")
    digest, pressed = file[len(MARK) :][:32], file[len(MARK) + 32 :]
    if hashlib.sha256(pressed).digest() != digest:
        raise ModelFault("its check sum does not fit: it was changed or cut short")
    whole, parts = zlib.decompress(pressed), []
    while whole:
        size = int.from_bytes(whole[:4], "little")
        parts.append(whole[4 : 4 + size])
        whole = whole[4 + size :]
    return parts


def _in_steps(weights: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Weights as whole steps, and the size of a step for each label."""
    scale = np.maximum(np.abs(weights).max(axis=0), 1e-9) / _STEPS
    return np.rint(weights / scale).astype(np.int8), scale.astype(np.float32)


def _kind(feature: Feature) -> int:
    """1 for words, 2 for letters, 0 for what has its own weight."""
    return {"w": 1, "k": 1, "c": 2}.get(feature.name[0], 0)
