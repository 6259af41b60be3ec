"""What one person wrote, with what is known about the question it answers."""

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True)
class Comment:
    """Words as they were written. An empty stage or no themes: no question was asked."""

    words: str
    language: str = "en"
    question_stage: str = ""
    question_themes: tuple[str, ...] = ()


class Span(NamedTuple):
    """A stretch of the words as written: ``words[start:end]``."""

    start: int
    end: int
