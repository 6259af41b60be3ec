"""Whom words speak of: the people and homes around one young person, by name or by what they are.

A message about a carer, worker or home must not go first, or only, to them (domain note 3.3). So it
finds too much rather than too little, and says what it found and why: a person may put it right.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from analysis.names import WORD
from analysis.names import forms
from analysis.names import is_name
from analysis.names import plain

SHORTEST_NAME = 2  # letters; an initial is no name
SHORTEST_PART = 3  # letters of a part that counts where it is no first name

# First names and surnames that are everyday words too. Alone they count only where they are
# written like a name: with a capital, and not where every sentence has one.
_EVERYDAY = """
al amber angel april art august autumn bill bird black brown care case chance child cook daily
dawn day dean down drew eve faith field fine foster fox frank friend good grace grant green guy
hall happy hill holiday holly home honey hope house hunter ice ivy jack jay joy june king lane
little long love mark may miles mo moody moon my north old olive page park pat peace pearl penny
pound power price rain ray reason rich rob robin rock rose ruby sandy saint sharp short sky
small snow so sonny south star stone street storm street sue summer sunny sweet violet ward west
white will wise winter wood worth young
"""
EVERYDAY = frozenset(_EVERYDAY.split())


class How(StrEnum):
    """Why we think that words speak of somebody."""

    NAME = "name"
    ROLE = "role"  # "my social worker"


@dataclass(frozen=True)
class Known:
    """Somebody or somewhere that words may speak of; ``called`` is what else they go by."""

    key: str
    name: str
    called: tuple[str, ...] = ()


@dataclass(frozen=True)
class Named:
    """Words that speak of ``key``: ``words[start:end]``."""

    key: str
    start: int
    end: int
    how: How


@dataclass(frozen=True)
class _Word:
    """One written word, and whether its capital says anything."""

    start: int
    end: int
    plain: str
    as_a_name: bool


def named(words: str, known: Iterable[Known]) -> tuple[Named, ...]:
    """Everybody of ``known`` that the words speak of, each once, in the order of ``known``."""
    written = _written(words)
    found = (_first(each, written) for each in known)
    return tuple(each for each in found if each)


def _first(one: Known, written: list[_Word]) -> Named | None:
    by_name = next(_by_name(one, written), None)
    return by_name or next(_by_role(one, written), None)


def _by_name(one: Known, written: list[_Word]) -> Iterator[Named]:
    parts = [plain(part) for part in WORD.findall(one.name)]
    first, rest = parts[:1], parts[1:]
    parts = [part for part in first if len(part) >= SHORTEST_NAME]
    parts += [part for part in rest if len(part) >= SHORTEST_PART]
    whole = _runs([plain(part) for part in WORD.findall(one.name)], written)
    if whole:
        yield Named(one.key, *whole, How.NAME)
    for word in written:
        if any(_is_part(word, part) for part in parts):
            yield Named(one.key, word.start, word.end, How.NAME)


def _is_part(word: _Word, part: str) -> bool:
    """Whether a word stands for this part of a name; a home's "House" alone is any house."""
    if part in EVERYDAY:
        return word.as_a_name and part in forms(word.plain)
    if any(form == part for form in forms(word.plain)):
        return True
    near = word.plain[:1] == part[:1] and word.plain not in EVERYDAY
    return near and any(is_name(form, part) for form in forms(word.plain))


def _by_role(one: Known, written: list[_Word]) -> Iterator[Named]:
    for called in one.called:
        run = _runs([plain(part) for part in WORD.findall(called)], written)
        if run:
            yield Named(one.key, *run, How.ROLE)


def _runs(parts: list[str], written: list[_Word]) -> tuple[int, int] | None:
    """Where these words stand one behind the other."""
    for at in range(len(written) - len(parts) + 1 if parts else 0):
        run = written[at : at + len(parts)]
        if all(part in forms(word.plain) for word, part in zip(run, parts, strict=True)):
            return run[0].start, run[-1].end
    return None


def _written(words: str) -> list[_Word]:
    shouting = words.upper() == words
    return [
        _Word(
            match.start(),
            match.end(),
            plain(match.group()),
            match.group()[:1].isupper() and not shouting and not _begins(words, match.start()),
        )
        for match in WORD.finditer(words)
    ]


def _begins(words: str, at: int) -> bool:
    """Whether a sentence begins here, where every word has a capital."""
    before = words[:at].rstrip()
    return not before or before[-1] in ".!?\n"
