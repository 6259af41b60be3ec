"""What Twilio's error codes come down to, and what is done about each: the table ``errors.json``.

``again`` is how often the text is tried once more, and how many seconds later (from, to; each wait
``grows`` times as long as the one before); ``then`` is what is done after the last try. Twilio
splits and moves its codes, so nothing hangs on one of them: a code that is not in the table is
``UNKNOWN``, and is not tried again.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
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


_UNKNOWN = Meaning(Trouble.UNKNOWN, Remedy(), means="a code we do not know")


def meaning(code: str) -> Meaning:
    """What a code of a refused send or of a receipt means."""
    return table().get(code, _UNKNOWN)


@cache
def table() -> Mapping[str, Meaning]:
    """Every code we know."""
    text = resources.files(__package__).joinpath("errors.json").read_text(encoding="utf-8")
    return {code: _meaning(row) for code, row in json.loads(text).items()}


def _meaning(row: Mapping[str, Any]) -> Meaning:
    remedy = Remedy(_again(row["again"]) if "again" in row else Again(), Then(row["then"]))
    return Meaning(Trouble(row["trouble"]), remedy, row["means"])


def _again(row: Mapping[str, Any]) -> Again:
    soonest, latest = (timedelta(seconds=each) for each in row["seconds"])
    return Again(row["times"], soonest, latest, row["grows"])
