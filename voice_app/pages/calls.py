"""A telephone call step by step, and the recordings that wait to be written down."""

from dataclasses import dataclass
from datetime import datetime

from messaging.spoken import Want


@dataclass(frozen=True)
class SaidNext:
    """What is said, what we wait for, and for which question (empty: the menu, or a message).

    ``again`` says how often in a row it was asked; an answer to an older one is a repeat.
    """

    words: str
    want: Want
    at: str = ""
    again: int = 0


@dataclass(frozen=True)
class Waiting:
    """A recording nobody has written down yet. ``question`` is empty for a message."""

    recording_id: int
    said_by: str  # empty: nobody knows
    question: str
    seconds: int
    received_at: datetime
    state: str  # waiting (not here yet), fetched, lost
