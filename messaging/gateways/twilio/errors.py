"""What Twilio's error codes come down to, and what is done about each: the table ``errors.json``.

Twilio splits and moves its codes, so nothing hangs on one of them: a code that is not in the table
is ``UNKNOWN``, and is not tried again.
"""

from collections.abc import Mapping
from functools import cache

from messaging.gateways.table import UNKNOWN
from messaging.gateways.table import Meaning
from messaging.gateways.table import read


def meaning(code: str) -> Meaning:
    """What a code of a refused send or of a receipt means."""
    return table().get(code, UNKNOWN)


@cache
def table() -> Mapping[str, Meaning]:
    """Every code we know."""
    return read(__package__)
