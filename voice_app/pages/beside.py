"""One thing said, with all that is laid beside it: who read it, translations, what came of it."""

from dataclasses import dataclass
from datetime import datetime

from voice_app.pages.words import Quote


@dataclass(frozen=True)
class ReadBy:
    """Somebody read these words."""

    name: str
    at: datetime


@dataclass(frozen=True)
class Corrected:
    """A translation that another took the place of."""

    words: str
    by: str
    replaced_at: datetime


@dataclass(frozen=True)
class WordsPage:
    """The page of one answer."""

    person_id: int
    name: str
    quote: Quote | None  # None: kept private
    language: str  # in English
    readers: tuple[ReadBy, ...]
    changed: bool  # they gave another answer later
    corrected: tuple[Corrected, ...]
    review_id: int | None  # the review this view is to be answered at
    may_use: bool
    plan_kinds: tuple[tuple[str, str], ...]
    themes: tuple[tuple[str, str], ...]  # key and label of those that are not laid on it
