"""Which texts a person should check next: those the machine doubts most, and some by lot.

Of every ten, nine are the most uncertain ones: there a word teaches most. One is drawn by lot and
read without the machine's tags, so that how often it is right is measured on texts like all.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

IN_A_ROW = 10  # of so many, one is drawn by lot


@dataclass(frozen=True)
class Waiting:
    """A text that somebody may check. ``strengths`` are those of its tags, 0 to 1."""

    key: int
    strengths: tuple[float, ...]


@dataclass(frozen=True)
class ToCheck:
    """A text to check; ``drawn`` by lot: then the machine's tags stay hidden."""

    key: int
    drawn: bool


def in_order(waiting: Iterable[Waiting]) -> Iterator[ToCheck]:
    """The texts in the order in which they should be checked."""
    drawn: list[Waiting] = []
    doubted: list[Waiting] = []
    for each in waiting:
        (drawn if is_drawn(each.key) else doubted).append(each)
    doubted.sort(key=lambda each: (-doubt(each.strengths), each.key))
    drawn.sort(key=lambda each: _lot(each.key))
    while drawn or doubted:
        yield from (ToCheck(each.key, drawn=True) for each in _taken(drawn, 1))
        yield from (ToCheck(each.key, drawn=False) for each in _taken(doubted, IN_A_ROW - 1))


def doubt(strengths: Sequence[float]) -> float:
    """How uncertain the machine is about a text, 0 to 1: by the tag nearest to a half.

    Words on which it said nothing at all are doubtful too.
    """
    return max((1 - abs(2 * strength - 1) for strength in strengths), default=0.5)


def is_drawn(key: int) -> bool:
    """Whether the lot falls on a text: one in ten, always the same ones, whatever they say."""
    return _lot(key) % IN_A_ROW == 0


def _lot(key: int) -> int:
    return int.from_bytes(sha256(f"check {key}".encode()).digest()[:6], "big")


def _taken(texts: list[Waiting], most: int) -> list[Waiting]:
    taken = texts[:most]
    del texts[:most]
    return taken
