"""What Notify's errors and failures come down to, and what is done about each: ``errors.json``.

Notify has few kinds of error and says the rest in words, which may hold the number. So the words
are looked through here for what the table names, and only the name in the table is passed on.
"""

from collections.abc import Mapping
from functools import cache

from messaging.gateways.table import UNKNOWN
from messaging.gateways.table import Meaning
from messaging.gateways.table import read


def meaning(code: str) -> Meaning:
    """What a code of a refused send or a failed delivery means."""
    return table().get(code, UNKNOWN)


def code_of(kind: str, words: str) -> str:
    """The code of an error of this kind (``BadRequestError``, …) that says these words."""
    if kind in table():
        return kind
    said = words.casefold()
    found = (code for code, row in table().items() if any(part in said for part in row.says))
    return next(found, kind if kind.isidentifier() else "")


@cache
def table() -> Mapping[str, Meaning]:
    """Every code we know."""
    return read(__package__)
