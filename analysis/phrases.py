"""Phrases looked up word by word. A phrase is found whatever small words stand inside it."""

from collections.abc import Iterable
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any
from typing import Generic
from typing import NamedTuple
from typing import TypeVar

from analysis.words import CLAUSE_END
from analysis.words import FILLERS
from analysis.words import NEGATIONS
from analysis.words import OWNERS
from analysis.words import SMALL
from analysis.words import Reading
from analysis.words import Spelling

Meaning = TypeVar("Meaning")

_PLAIN = Spelling()


class PhraseFault(ValueError):
    """A phrase has no word of its own left to look for; the message names it."""


class Hit(NamedTuple, Generic[Meaning]):
    """A phrase found: ``first`` and ``last`` count the stems of the reading."""

    phrase: str
    meaning: Meaning
    first: int
    last: int

    def overlaps(self, other: "Hit[Any]") -> bool:
        """Whether the two share a word."""
        return self.first <= other.last and other.first <= self.last


class _End(NamedTuple, Generic[Meaning]):
    """A phrase that ends at a step.

    ``within`` are its stems from the last telling one back to the first, and ``after`` those
    behind it, where small ones are among them.
    """

    phrase: str
    meaning: Meaning
    within: tuple[str, ...]
    after: tuple[str, ...]


class _Step(Generic[Meaning]):
    """One word on the way through the phrases that begin alike, small words left out."""

    __slots__ = ("ends", "onward")

    def __init__(self) -> None:
        self.onward: dict[str, _Step[Meaning]] = {}
        self.ends: list[_End[Meaning]] = []


class PhraseBook(Generic[Meaning]):
    """Phrases and what each means. ``vocabulary`` holds their words, for mending spelling.

    Most texts hold few phrases, so phrases are opened by their only telling word or by their first
    two, and only those are followed word by word.
    """

    def __init__(self, entries: Iterable[tuple[str, Meaning]]) -> None:
        self._single: dict[str, _Step[Meaning]] = {}
        self._opened: dict[tuple[str, str], _Step[Meaning]] = {}
        self.entries = tuple(entries)
        vocabulary: set[str] = set()
        for phrase, meaning in self.entries:
            self._add(phrase, meaning)
            vocabulary.update(word for word in phrase.lower().split() if word.isalpha())
        self.vocabulary = frozenset(vocabulary)

    @cached_property
    def spelling(self) -> Spelling:
        """How to read a text for this book alone."""
        return Spelling(self.vocabulary)

    def read(self, text: str) -> Reading:
        """The words of a text, with spelling mended towards this book's words."""
        return self.spelling.read(text)

    def find(self, reading: Reading) -> list[Hit[Meaning]]:
        """Every phrase found, in the order of its first word; of two the longer one first."""
        telling = reading.telling
        reached = [(step, at, at) for at, step in enumerate(map(self._single.get, telling)) if step]
        for first, step in enumerate(map(self._opened.get, pairwise(telling))):
            if step:
                if step.ends:
                    reached.append((step, first, first + 1))
                if step.onward:
                    reached += _followed(step, telling, first)
        return _ended(reached, reading) if reached else []

    def _add(self, phrase: str, meaning: Meaning) -> None:
        stems = essential(phrase)
        one, *more = [stem for stem in stems if stem not in SMALL]
        if not more:
            step = self._single.setdefault(one, _Step())
        else:
            step = self._opened.setdefault((one, more[0]), _Step())
        for stem in more[1:]:
            step = step.onward.setdefault(stem, _Step())
        step.ends.append(_End(phrase, meaning, *_with_small_words(stems)))


def _followed(
    step: _Step[Meaning], telling: Sequence[str], first: int
) -> list[tuple[_Step[Meaning], int, int]]:
    """Where longer phrases end whose first two telling words stand at ``first``."""
    reached = []
    for last in range(first + 2, len(telling)):
        further = step.onward.get(telling[last])
        if further is None:
            break
        step = further
        if step.ends:
            reached.append((step, first, last))
    return reached


def _ended(
    reached: Sequence[tuple[_Step[Meaning], int, int]], reading: Reading
) -> list[Hit[Meaning]]:
    """The phrases that end there, those with small words of their own only where these stand."""
    hits = []
    places, stems = reading.places, reading.stems
    for step, one, other in reached:
        for phrase, meaning, within, after in step.ends:
            first, last = places[one], places[other]
            if within:
                first = _back_to(within, stems, last)
                if first >= 0 and after:
                    last = _on_to(after, stems, last)
                if first < 0 or last < 0:
                    continue
            hits.append(Hit(phrase, meaning, first, last))
    if len(hits) > 1:
        hits.sort(key=_in_order)
    return hits


def _in_order(hit: Hit[Any]) -> tuple[int, int]:
    return hit.first, -hit.last


def _with_small_words(stems: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """``within`` and ``after`` of an end; both empty where no stem is a small word."""
    telling = [place for place, stem in enumerate(stems) if stem not in SMALL]
    if len(telling) == len(stems):
        return (), ()
    return stems[: telling[-1] + 1][::-1], stems[telling[-1] + 1 :]


def _back_to(within: Sequence[str], stems: Sequence[str], at: int) -> int:
    """Where a phrase begins whose last telling word stands ``at``; -1 where a small one is missing.

    Its telling words are known to be there, with nothing but small words between.
    """
    for wanted in within[1:]:
        at -= 1
        while at >= 0 and stems[at] != wanted:
            if stems[at] not in SMALL:
                return -1
            at -= 1
        if at < 0:
            return -1
    return at


def _on_to(after: Sequence[str], stems: Sequence[str], at: int) -> int:
    """Where a phrase ends whose last telling word stands ``at``; -1 where a small one lacks."""
    for wanted in after:
        at += 1
        while at < len(stems) and stems[at] != wanted:
            if stems[at] not in SMALL:
                return -1
            at += 1
        if at == len(stems):
            return -1
    return at


def clearest(hits: Sequence[Hit[Meaning]]) -> Sequence[Hit[Meaning]]:
    """Without the hits that stand inside a longer one: "see my sister" says more than "sister".

    The hits come as found: in the order of their first words, and of two that begin together the
    longer one first. So one look back, at the last that was kept, is enough.
    """
    if len(hits) < 2:  # noqa: PLR2004 - one has nothing to stand inside
        return hits
    widest = hits[0]
    kept = []
    for hit in hits:
        if hit.last > widest.last or hit[2:] == widest[2:]:
            kept.append(hit)
            widest = hit
    return kept


def essential(phrase: str) -> tuple[str, ...]:
    """The stems a phrase is looked up by: small words go, but a leading "my" stays.

    Where that would leave a single word, all stay: "being heard", "who I am". Raises
    ``PhraseFault`` when there are only small words.
    """
    stems = tuple(stem for stem in _PLAIN.read(phrase).stems if stem != CLAUSE_END)
    if not set(stems) - SMALL - NEGATIONS:
        raise PhraseFault(f"the phrase {phrase!r} holds only small words")
    kept = tuple(
        stem
        for place, stem in enumerate(stems)
        if stem not in FILLERS and (stem not in OWNERS or place == 0)
    )
    return kept if len(kept) > 1 else stems
