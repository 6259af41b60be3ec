"""Phrases looked up word by word. A phrase is found whatever small words stand inside it."""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from typing import Any
from typing import Generic
from typing import TypeVar

from analysis.comment import Span
from analysis.words import FILLERS
from analysis.words import NEGATIONS
from analysis.words import OWNERS
from analysis.words import Token
from analysis.words import tokens

Meaning = TypeVar("Meaning")

_SKIPPED = FILLERS | OWNERS


class PhraseFault(ValueError):
    """A phrase has no word of its own left to look for; the message names it."""


@dataclass(frozen=True)
class Hit(Generic[Meaning]):
    """A phrase found: ``first`` and ``last`` count tokens, ``span`` counts letters."""

    phrase: str
    meaning: Meaning
    first: int
    last: int
    span: Span

    def covers(self, other: "Hit[Meaning]") -> bool:
        """Whether the other stands wholly inside this one, which says more."""
        inside = self.first <= other.first and other.last <= self.last
        return inside and self.last - self.first > other.last - other.first

    def overlaps(self, other: "Hit[Any]") -> bool:
        """Whether the two share a word."""
        return self.first <= other.last and other.first <= self.last


@dataclass
class _Step(Generic[Meaning]):
    """One word on the way through the phrases that begin alike."""

    onward: dict[str, "_Step[Meaning]"] = field(default_factory=dict)
    ends: list[tuple[str, Meaning]] = field(default_factory=list)


class PhraseBook(Generic[Meaning]):
    """Phrases and what each means. ``vocabulary`` holds their words, for mending spelling."""

    def __init__(self, entries: Iterable[tuple[str, Meaning]]) -> None:
        self._start: _Step[Meaning] = _Step()
        vocabulary: set[str] = set()
        for phrase, meaning in entries:
            step = self._start
            for stem in essential(phrase):
                step = step.onward.setdefault(stem, _Step())
            step.ends.append((phrase, meaning))
            vocabulary.update(word for word in phrase.lower().split() if word.isalpha())
        self.vocabulary = frozenset(vocabulary)

    def read(self, text: str) -> tuple[Token, ...]:
        """The words of a text, with spelling mended towards this book's words."""
        return tokens(text, self.vocabulary)

    def find(self, words: Sequence[Token]) -> tuple[Hit[Meaning], ...]:
        """Every phrase found, in the order of its first word."""
        return tuple(hit for first in range(len(words)) for hit in self._from(words, first))

    def _from(self, words: Sequence[Token], first: int) -> Iterator[Hit[Meaning]]:
        """Follow every phrase that begins here; a small word is a step, or is stepped over."""
        ways = [self._start]
        for last in range(first, len(words)):
            word = words[last]
            if word.clause != words[first].clause:
                return
            taken = [way.onward[word.stem] for way in ways if word.stem in way.onward]
            for way in taken:
                span = Span(words[first].start, word.end)
                yield from (Hit(phrase, means, first, last, span) for phrase, means in way.ends)
            ways = taken + (ways if last > first and word.stem in _SKIPPED else [])
            if not ways:
                return


def clearest(hits: Sequence[Hit[Meaning]]) -> tuple[Hit[Meaning], ...]:
    """Without the hits that stand inside a longer one: "see my sister" says more than "sister"."""
    return tuple(hit for hit in hits if not any(other.covers(hit) for other in hits))


def essential(phrase: str) -> tuple[str, ...]:
    """The stems a phrase is looked up by: small words go, but a leading "my" stays.

    Where that would leave a single word, all stay: "being heard", "who I am". Raises
    ``PhraseFault`` when there are only small words.
    """
    stems = tuple(token.stem for token in tokens(phrase))
    if not set(stems) - _SKIPPED - NEGATIONS:
        raise PhraseFault(f"the phrase {phrase!r} holds only small words")
    kept = tuple(
        stem
        for place, stem in enumerate(stems)
        if stem not in FILLERS and (stem not in OWNERS or place == 0)
    )
    return kept if len(kept) > 1 else stems
