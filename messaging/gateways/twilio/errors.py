"""What Twilio's error codes come down to. The table is ``errors.json``.

Twilio splits and moves its codes, so nothing hangs on one of them: a code that is not in the table
is ``UNKNOWN`` and is not tried again.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from messaging.gateway import Trouble


@dataclass(frozen=True)
class Meaning:
    """One code: what the trouble is, and whether the same text may be tried again later."""

    trouble: Trouble
    again: bool
    means: str


_UNKNOWN = Meaning(Trouble.UNKNOWN, again=False, means="a code we do not know")


def meaning(code: str) -> Meaning:
    """What a code of a refused send or of a receipt means."""
    return _table().get(code, _UNKNOWN)


@cache
def _table() -> Mapping[str, Meaning]:
    text = resources.files(__package__).joinpath("errors.json").read_text(encoding="utf-8")
    return {
        code: Meaning(Trouble(row["trouble"]), again=row["again"], means=row["means"])
        for code, row in json.loads(text).items()
    }
