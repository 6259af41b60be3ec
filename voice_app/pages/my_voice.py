"""A young person's own page: what I said, who read it, what came of it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class ToldToMe:
    """What we told them, and whether we may still ask if it helped."""

    response_id: int
    words: str
    by: str
    at: datetime
    helped: str  # their answer: yes, a_bit, same, worse, or empty
    may_answer: bool


@dataclass(frozen=True)
class Said:
    """One thing they said."""

    words: str
    question: str  # empty when they began it themselves
    at: datetime
    channel: str
    read_by: str
    read_at: datetime | None
    read_due: datetime  # when somebody should have read it
    told: tuple[ToldToMe, ...]


@dataclass(frozen=True)
class MyVoice:
    """All of it, newest first."""

    code: str
    band: str
    language: str
    said: tuple[Said, ...]
