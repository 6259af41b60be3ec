"""What a provider's error codes come down to, read from a table that is a file beside its client.

Each row has ``trouble`` (what it is), ``means`` (in words), ``then`` (what is done after the last
try), and perhaps ``again``: how often the text is tried once more, and how many seconds later
(from, to; each wait ``grows`` times as long as the one before).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from importlib import resources
from typing import Any

from messaging.gateway import Again
from messaging.gateway import Remedy
from messaging.gateway import Then
from messaging.gateway import Trouble


@dataclass(frozen=True)
class Meaning:
    """One code: what the trouble is, and what to do about it."""

    trouble: Trouble
    remedy: Remedy
    means: str
    says: tuple[str, ...] = ()  # words of an answer by which it is known, where codes are too few


UNKNOWN = Meaning(Trouble.UNKNOWN, Remedy(), means="a code we do not know")


def read(package: str) -> Mapping[str, Meaning]:
    """Every code in the table of a package."""
    text = resources.files(package).joinpath("errors.json").read_text(encoding="utf-8")
    return {code: _meaning(row) for code, row in json.loads(text).items()}


def _meaning(row: Mapping[str, Any]) -> Meaning:
    remedy = Remedy(_again(row["again"]) if "again" in row else Again(), Then(row["then"]))
    return Meaning(Trouble(row["trouble"]), remedy, row["means"], tuple(row.get("says", ())))


def _again(row: Mapping[str, Any]) -> Again:
    soonest, latest = (timedelta(seconds=each) for each in row["seconds"])
    return Again(row["times"], soonest, latest, row["grows"])
