"""What many people said, counted in people, with quotes that stand for others."""

from dataclasses import dataclass

from analysis.many.keyness import KeyWord
from analysis.many.phrases_said import PhraseSaid
from analysis.many.shares import Share


@dataclass(frozen=True)
class ThemeOverTime:
    """A theme and its shares, quarter by quarter."""

    key: str
    label: str
    shares: tuple[Share, ...]


@dataclass(frozen=True)
class QuoteOffered:
    """A quote that stands for others, names hidden; ``approved`` by whom, or empty."""

    answer_id: int
    words: str
    sense: str
    approved: str


@dataclass(frozen=True)
class ManyPage:
    """The whole page; what belongs to one theme is empty until one is chosen."""

    quarters: tuple[str, ...]
    rows: tuple[ThemeOverTime, ...]
    theme: str  # key
    label: str
    key_words: tuple[KeyWord, ...]
    phrases: tuple[PhraseSaid, ...]
    quotes: tuple[QuoteOffered, ...]
    themes: tuple[tuple[str, str], ...]
