"""Texts that a person must settle, and providers that are paused: counts and no words."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class StuckText:
    """A text nobody knows the fate of, or that nobody got. ``to`` is masked, ``why`` a code."""

    text_id: int
    to: str
    why: str
    since: datetime
    looked_up: int  # times
    may_go_again: bool  # its moment has not passed, and nothing newer was said


@dataclass(frozen=True)
class Paused:
    """A provider that nothing goes out by, and why (a code)."""

    pause_id: int
    provider: str
    reason: str
    since: datetime


@dataclass(frozen=True)
class Stuck:
    """All that waits for a person."""

    texts: tuple[StuckText, ...]
    in_doubt: int  # being looked up
    pauses: tuple[Paused, ...]
    waiting: int  # in the queue
    not_sent: tuple[StuckText, ...]  # nobody got them, for no reason of theirs; the newest
    not_sent_in_all: int


@dataclass(frozen=True)
class DeadNumber:
    """Somebody whose number does not work: no mobile, or nobody's. ``number`` is masked."""

    name: str
    number: str
    since: datetime
