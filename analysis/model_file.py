"""A linear model as one file: small, checked by its sum, the same bytes for the same model."""

import hashlib
import json
import zlib

import numpy as np
from numpy.typing import NDArray

from analysis.linear import Linear

MARK = b"voice model 2\n"
_STEPS = 127  # a weight is kept as one of so many steps to either side of zero


class ModelFault(ValueError):
    """The file is not a model, is broken, or does not fit; the message says what."""


def packed(model: Linear) -> bytes:
    """The model as one file; ``read`` is the other way."""
    steps, scale = _in_steps(model.weights)
    header = {**model.about, "labels": list(model.labels), "features": len(model.names)}
    parts = (
        json.dumps(header, sort_keys=True, ensure_ascii=False).encode(),
        "\n".join(model.names).encode(),
        model.rarity.astype("<f2").tobytes(),
        scale.astype("<f4").tobytes(),
        model.bias.astype("<f4").tobytes(),
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
