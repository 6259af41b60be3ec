"""One envelope for every provider of text messages: what comes in, goes out, and what became of it.

``GatewayProblem`` is everything that can go wrong with a send, sorted by what to do next:

- ``TryAgain``: it did not go; send it again later.
- ``Refused``: it did not go and will not; do not send it again.
- ``InDoubt``: nobody knows; wait for a receipt or ask the provider, never send it again blindly.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


@dataclass(frozen=True)
class Inbound:
    """A text that came in. ``words`` are exactly as written; pictures are counted, not fetched."""

    provider_id: str  # the provider's own name for it: a repeat has the same one
    sender: str  # as the provider gave it: E.164, or a name or short code
    words: str
    received_at: datetime | None = None  # UTC; None when the provider does not say
    media: int = 0  # pictures, sounds


@dataclass(frozen=True)
class Outbound:
    """A text to send, and not after ``expires_at`` (UTC): a late text must not land at night."""

    key: str  # our own name for it
    to: str  # E.164
    words: str
    expires_at: datetime


@dataclass(frozen=True)
class Accepted:
    """The provider took the text. That is not yet a delivery."""

    provider_id: str


class DeliveryState(StrEnum):
    """How far a text has come, in order; the last three are the end of it."""

    ACCEPTED = "accepted"
    SENT = "sent"
    DELIVERED = "delivered"
    NOT_DELIVERED = "not_delivered"  # the network or the phone would not have it
    FAILED = "failed"  # it never left the provider

    @property
    def is_final(self) -> bool:
        """Whether nothing more is to be heard of it."""
        return self in _FINAL


_FINAL = {DeliveryState.DELIVERED, DeliveryState.NOT_DELIVERED, DeliveryState.FAILED}
_ORDER = list(DeliveryState)


def later(old: DeliveryState, new: DeliveryState) -> DeliveryState:
    """The state after a receipt. They come out of order: nothing goes back, least of all an end."""
    if old.is_final:
        return old
    return max(old, new, key=_ORDER.index)


@dataclass(frozen=True)
class Receipt:
    """What the provider says became of a text."""

    provider_id: str
    state: DeliveryState
    error_code: str = ""  # the provider's own
    at: datetime | None = None  # UTC; None when the provider does not say


class Trouble(StrEnum):
    """What a provider's error code comes down to."""

    OPTED_OUT = "opted_out"  # the network was told STOP: never again, and show the worker
    BAD_NUMBER = "bad_number"  # not a number, not a mobile, nobody's: ask the worker
    UNREACHABLE = "unreachable"  # off, no signal: later
    FILTERED = "filtered"  # taken for spam: stop, and look at the words and links
    TOO_FAST = "too_fast"
    ACCOUNT = "account"  # our own sign-in or credit: stop sending, tell the administrator
    EXPIRED = "expired"  # too late to send
    UNKNOWN = "unknown"


class GatewayProblem(Exception):
    """A text was not surely sent. ``code`` is the provider's own; no number and no words in it."""

    def __init__(self, code: str = "", trouble: Trouble = Trouble.UNKNOWN) -> None:
        self.code = code
        self.trouble = trouble
        super().__init__(f"{trouble} {code}".strip())


class TryAgain(GatewayProblem):
    """It did not go; send it again later."""


class Refused(GatewayProblem):
    """It did not go, and sending it again would not help."""


class InDoubt(GatewayProblem):
    """It may have gone: the answer was lost. Never send it again blindly."""


class Gateway(Protocol):
    """A way out for texts. Raises ``TryAgain``, ``Refused`` or ``InDoubt``."""

    def send(self, outbound: Outbound, *, callback: str) -> Accepted:
        """Hand a text over; ``callback`` is the address that receipts for it come to."""
