"""Phrases looked up word by word. A phrase is found whatever small words stand inside it."""

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from functools import cached_property
from typing import Any
from typing import Generic
from typing import NamedTuple
from typing import TypeVar

from analysis.words import CLAUSE_END
from analysis.words import FILLERS
from analysis.words import MOST_REMEMBERED
from analysis.words import NEGATIONS
from analysis.words import OWNERS
from analysis.words import Reading
from analysis.words import Spelling

Meaning = TypeVar("Meaning")

_SKIPPED = FILLERS | OWNERS
_PLAIN = Spelling()


class PhraseFault(ValueError):
    """A phrase has no word of its own left to look for; the message names it."""


class Hit(NamedTuple, Generic[Meaning]):
    """A phrase found: ``first`` and ``last`` count the stems of the reading."""

    phrase: str
    meaning: Meaning
    first: int
    last: int

    def covers(self, other: "Hit[Any]") -> bool:
        """Whether the other stands wholly inside this one, which says more."""
        inside = self.first <= other.first and other.last <= self.last
        return inside and self.last - self.first > other.last - other.first

    def overlaps(self, other: "Hit[Any]") -> bool:
        """Whether the two share a word."""
        return self.first <= other.last and other.first <= self.last


class _Step(Generic[Meaning]):
    """One word on the way through the phrases that begin alike."""

    __slots__ = ("ends", "onward")

    def __init__(self) -> None:
        self.onward: dict[str, _Step[Meaning]] = {}
        self.ends: list[tuple[str, Meaning]] = []


class PhraseBook(Generic[Meaning]):
    """Phrases and what each means. ``vocabulary`` holds their words, for mending spelling."""

    def __init__(self, entries: Iterable[tuple[str, Meaning]]) -> None:
        self._start: _Step[Meaning] = _Step()
        self.entries = tuple(entries)
        vocabulary: set[str] = set()
        for phrase, meaning in self.entries:
            step = self._start
            for stem in essential(phrase):
                step = step.onward.setdefault(stem, _Step())
            step.ends.append((phrase, meaning))
            vocabulary.update(word for word in phrase.lower().split() if word.isalpha())
        self._openings = _Openings(self._start.onward)
        self.vocabulary = frozenset(vocabulary)

    @cached_property
    def spelling(self) -> Spelling:
        """How to read a text for this book alone."""
        return Spelling(self.vocabulary)

    def read(self, text: str) -> Reading:
        """The words of a text, with spelling mended towards this book's words."""
        return self.spelling.read(text)

    def find(self, reading: Reading) -> list[Hit[Meaning]]:
        """Every phrase found, in the order of its first word."""
        stems = reading.stems
        beyond = [*stems, CLAUSE_END, CLAUSE_END]
        steps = map(self._openings.__getitem__, zip(stems, beyond[1:], beyond[2:], strict=False))
        found = [(first, step) for first, step in enumerate(steps) if step]
        return [hit for first, step in found for hit in _follow(step, stems, first)]


class _Openings(dict[tuple[str, str, str], "_Step[Meaning] | None"], Generic[Meaning]):
    """The step that a word opens, given the two words after it; most open nothing."""

    def __init__(self, begins: Mapping[str, "_Step[Meaning]"]) -> None:
        super().__init__()
        self._begins = begins

    def __missing__(self, words: tuple[str, str, str]) -> "_Step[Meaning] | None":
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        step = self._begins.get(words[0])
        self[words] = opened = step if step and _leads_on(step, *words[1:]) else None
        return opened


def _leads_on(step: _Step[Any], after: str, beyond: str) -> bool:
    if step.ends or after in step.onward:
        return True
    return after in _SKIPPED and (beyond in step.onward or beyond in _SKIPPED)


def _follow(step: _Step[Meaning], stems: Sequence[str], first: int) -> list[Hit[Meaning]]:
    """Every phrase that begins here; a small word is a step, or is stepped over."""
    hits = [Hit(phrase, means, first, first) for phrase, means in step.ends]
    ways = [step]
    for last in range(first + 1, len(stems)):
        stem = stems[last]
        taken = [way.onward[stem] for way in ways if stem in way.onward]
        for way in taken:
            if way.ends:
                hits += [Hit(phrase, means, first, last) for phrase, means in way.ends]
        ways = taken + ways if stem in _SKIPPED else taken
        if not ways:
            break
    return hits


def clearest(hits: Sequence[Hit[Meaning]]) -> Sequence[Hit[Meaning]]:
    """Without the hits that stand inside a longer one: "see my sister" says more than "sister"."""
    if len(hits) < 2:  # noqa: PLR2004 - one hit has nothing to stand inside
        return hits
    return [hit for hit in hits if not any(other.covers(hit) for other in hits)]


def essential(phrase: str) -> tuple[str, ...]:
    """The stems a phrase is looked up by: small words go, but a leading "my" stays.

    Where that would leave a single word, all stay: "being heard", "who I am". Raises
    ``PhraseFault`` when there are only small words.
    """
    stems = tuple(stem for stem in _PLAIN.read(phrase).stems if stem != CLAUSE_END)
    if not set(stems) - _SKIPPED - NEGATIONS:
        raise PhraseFault(f"the phrase {phrase!r} holds only small words")
    kept = tuple(
        stem
        for place, stem in enumerate(stems)
        if stem not in FILLERS and (stem not in OWNERS or place == 0)
    )
    return kept if len(kept) > 1 else stems
