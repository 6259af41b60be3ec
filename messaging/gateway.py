"""One envelope for every provider of text messages: what comes in, goes out, and what became of it.

``GatewayProblem`` is everything that can go wrong with a send, sorted by what to do next:

- ``TryAgain``: it did not go; send it again later.
- ``Refused``: it did not go and will not; do not send it again.
- ``InDoubt``: nobody knows; wait for a receipt or ask the provider, never send it again blindly.
"""

from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from enum import StrEnum
from typing import Protocol

from messaging.channels import Channel


@dataclass(frozen=True)
class Inbound:
    """A text that came in. ``words`` are exactly as written; pictures are counted, not fetched."""

    provider_id: str  # the provider's own name for it: a repeat has the same one
    sender: str  # as the provider gave it: E.164, or a name or short code
    words: str
    received_at: datetime | None = None  # UTC; None when the provider does not say
    media: int = 0  # pictures, sounds
    opt_out: str = ""  # STOP, START or HELP, where the provider has acted on the word itself
    channel: Channel = Channel.TEXT


@dataclass(frozen=True)
class Outbound:
    """A text to send, and not after ``expires_at`` (UTC): a late text must not land at night."""

    key: str  # our own name for it
    to: str  # E.164
    words: str
    expires_at: datetime
    channel: Channel = Channel.TEXT
    freely: bool = True  # on WhatsApp: they wrote within a day, so that no template is needed


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


class Trouble(StrEnum):
    """What a provider's error code comes down to."""

    OPTED_OUT = "opted_out"  # the network was told STOP: never again, and show the worker
    BAD_NUMBER = "bad_number"  # not a number, not a mobile, nobody's: ask the worker
    UNREACHABLE = "unreachable"  # off, no signal: later
    FILTERED = "filtered"  # taken for spam: stop, and look at the words and links
    TOO_FAST = "too_fast"
    ACCOUNT = "account"  # our own sign-in or credit: stop sending, tell the administrator
    EXPIRED = "expired"  # too late to send
    TOO_LONG = "too_long"  # more words than this provider takes
    OTHER_CHANNEL = "other_channel"  # not by WhatsApp: the same phone may take a text
    NO_LINE = "no_line"  # the provider itself cannot be reached
    UNKNOWN = "unknown"

    @property
    def is_the_providers(self) -> bool:
        """Whether the reason is the provider's own, so that another may take the same text."""
        return self in _THE_PROVIDERS

    @property
    def passes(self) -> bool:
        """Whether it is over once the provider is well again: until then a text only waits."""
        return self in _PASSING

    @property
    def is_the_recipients(self) -> bool:
        """Whether the reason is the phone that was to get it, whoever sends."""
        return self in _THE_RECIPIENTS


_THE_PROVIDERS = {Trouble.ACCOUNT, Trouble.TOO_FAST, Trouble.TOO_LONG, Trouble.NO_LINE}
_PASSING = {Trouble.TOO_FAST, Trouble.NO_LINE}
_THE_RECIPIENTS = {Trouble.OPTED_OUT, Trouble.BAD_NUMBER, Trouble.UNREACHABLE}


class Then(StrEnum):
    """What is done about a trouble once trying again is over."""

    GIVE_UP = "give_up"
    OPT_OUT = "opt_out"  # as if the phone had told us STOP
    ASK_WORKER = "ask_worker"  # the number is marked as one that does not work
    PAUSE = "pause"  # nothing more by this provider until the administrator says so


@dataclass(frozen=True)
class Again:
    """How often a text that did not arrive is tried again, and how long after."""

    times: int = 0
    soonest: timedelta = timedelta()
    latest: timedelta = timedelta()
    grows: float = 1.0  # each wait is this many times as long as the one before

    def wait(self, tried: int, chance: float) -> timedelta:
        """How long to wait after ``tried`` tries; ``chance`` (0 to 1) is the jitter."""
        first = self.soonest + (self.latest - self.soonest) * chance
        longer: float = self.grows ** (tried - 1)
        return first * longer


@dataclass(frozen=True)
class Remedy:
    """What to do about a text that did not arrive: first again, then the rest."""

    again: Again = Again()
    then: Then = Then.GIVE_UP


SOON = Again(5, timedelta(seconds=10), timedelta(seconds=20), grows=2)
REMEDIES = {
    Trouble.OPTED_OUT: Remedy(then=Then.OPT_OUT),
    Trouble.BAD_NUMBER: Remedy(then=Then.ASK_WORKER),
    Trouble.FILTERED: Remedy(then=Then.PAUSE),
    Trouble.ACCOUNT: Remedy(then=Then.PAUSE),
    Trouble.TOO_FAST: Remedy(SOON),
}


def remedy_for(trouble: Trouble) -> Remedy:
    """What is done where the provider's own table says nothing more exact."""
    return REMEDIES.get(trouble, Remedy())


@dataclass(frozen=True)
class Receipt:
    """What the provider says became of a text."""

    provider_id: str
    state: DeliveryState
    error_code: str = ""  # the provider's own
    at: datetime | None = None  # UTC; None when the provider does not say
    trouble: Trouble = Trouble.UNKNOWN
    remedy: Remedy = Remedy()


@dataclass(frozen=True)
class Sightings:
    """What a provider's list of messages shows that may be one text of ours.

    ``ids`` are the provider's names of them, whoever else may own those. ``surely_this_number``:
    each went to the text's own number, not to one that looks like it once it is masked.
    ``complete``: the list holds all that was taken, so that nothing in it means it did not go.
    ``exact``: it was asked by our own key, so that what it shows is this text and no other.
    """

    ids: tuple[str, ...]
    surely_this_number: bool
    complete: bool
    exact: bool = False


class GatewayProblem(Exception):
    """A text was not surely sent. ``code`` is the provider's own; no number and no words in it."""

    def __init__(
        self, code: str = "", trouble: Trouble = Trouble.UNKNOWN, remedy: Remedy | None = None
    ) -> None:
        self.code = code
        self.trouble = trouble
        self.remedy = remedy or remedy_for(trouble)
        super().__init__(f"{trouble} {code}".strip())


class TryAgain(GatewayProblem):
    """It did not go; send it again later."""

    def __init__(
        self, code: str = "", trouble: Trouble = Trouble.UNKNOWN, remedy: Remedy | None = None
    ) -> None:
        super().__init__(code, trouble, remedy or Remedy(SOON, remedy_for(trouble).then))


class Refused(GatewayProblem):
    """It did not go, and sending it again would not help."""


class InDoubt(GatewayProblem):
    """It may have gone: the answer was lost. Never send it again blindly."""


class Gateway(Protocol):
    """A way out for texts. Raises ``TryAgain``, ``Refused`` or ``InDoubt``."""

    @property
    def name(self) -> str:
        """What the outbox calls this provider."""

    def send(self, outbound: Outbound, *, callback: str) -> Accepted:
        """Hand a text over; ``callback`` is the address that receipts for it come to."""

    def look_up(self, outbound: Outbound, *, since: datetime) -> Sightings:
        """What the provider's list shows of a text handed over at ``since`` (UTC) or after."""
