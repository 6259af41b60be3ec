"""Recordings of the questions: what can be heard, and what a participation worker looks after."""

from dataclasses import dataclass
from datetime import date

LARGEST = 1_000_000  # bytes of one recording: half a minute; phones pay for every one of them


@dataclass(frozen=True)
class Heard:
    """The sound itself, its media type, and a digest to tell it from another."""

    sound: bytes
    kind: str
    digest: str


@dataclass(frozen=True)
class Recorded:
    """What is known of one recording."""

    sound_id: int
    spoken_by: str
    on: date
    size: int  # bytes


@dataclass(frozen=True)
class Piece:
    """Words to be read out as one: a question with its hint, or a choice, as some bands have it."""

    question: str
    choice: str  # empty: the question
    digest: str
    words: str
    bands: tuple[str, ...]
    recorded: Recorded | None = None

    @property
    def name(self) -> str:
        """What a form calls it."""
        return f"{self.question}/{self.choice}/{self.digest[:16]}"


@dataclass(frozen=True)
class Stale:
    """A recording of words that this version has changed."""

    question: str
    choice: str
    recorded: Recorded


@dataclass(frozen=True)
class SoundsPage:
    """One version in one language: every piece, and the recordings that fit none of them."""

    version_id: int
    number: int
    title: str
    language: str
    languages: tuple[tuple[str, str], ...]  # and what each calls itself
    pieces: tuple[Piece, ...]
    stale: tuple[Stale, ...]

    @property
    def missing(self) -> int:
        """How many pieces nobody has recorded."""
        return sum(piece.recorded is None for piece in self.pieces)
