"""The words of ``reply_words.json``: how people say yes, no, skip and not sure, and count."""

import json
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from messaging.plain import tokens

Phrase = tuple[str, ...]
ENGLISH = "en"
OUT_OF_REACH = 10_000  # no question counts so far: a phone number, a slip of the thumb


@dataclass(frozen=True)
class Vocabulary:
    """What one language understands; English is always understood beside it."""

    skip: frozenset[Phrase]
    not_sure: frozenset[Phrase]
    no_answer: frozenset[Phrase]  # begins like an answer and is none: "never mind"
    same_as: tuple[frozenset[Phrase], ...]  # groups of phrases that mean the same
    numbers: Mapping[str, int]
    alone: frozenset[Phrase]  # an answer only with nothing behind it: "of course"
    none: frozenset[Phrase]  # says 0 where a number is asked for
    before_a_number: frozenset[str]
    before_a_count: frozenset[str]
    before_words: frozenset[str]
    counted: frozenset[str]  # after a number these make it a count, or slang: "2 of them", "4 me"
    joins: frozenset[str]
    lists: frozenset[str]
    reasons: frozenset[str]  # begin a comment after a list of answers
    says_nothing: frozenset[str]  # beside an answer, these are not worth keeping as a comment
    small: frozenset[str]
    negative: frozenset[str]

    def number(self, token: str) -> int | None:
        """The whole number a token stands for; None for a word, ``OUT_OF_REACH`` for a long one."""
        if token.isdigit():
            return int(token) if len(token) <= _MOST_DIGITS else OUT_OF_REACH
        return self.numbers.get(token)

    def ways_to_say(self, phrase: Phrase) -> frozenset[Phrase]:
        """Everything that means the same as ``phrase``, itself included."""
        return frozenset({phrase}).union(*(group for group in self.same_as if phrase in group))


_MOST_DIGITS = 4
_SETS = (
    "before_a_number", "before_a_count", "before_words", "counted", "joins", "lists", "reasons",
    "says_nothing", "small", "negative",
)  # fmt: skip


@cache
def vocabulary(language: str) -> Vocabulary:
    """The vocabulary for a reader of ``language``; only English for one that is not in the file."""
    document = _document()
    spoken = (ENGLISH, language) if language != ENGLISH else (ENGLISH,)
    groups = [g for spoken_here in spoken for g in document["same_as"].get(spoken_here, ())]
    return Vocabulary(
        skip=_spoken(document["skip"], spoken),
        not_sure=_spoken(document["not_sure"], spoken),
        no_answer=_spoken(document["no_answer"], spoken),
        same_as=tuple(_phrases(group) for group in groups),
        numbers=document["numbers"],
        alone=_phrases(document["alone"]),
        none=_phrases(document["none"]),
        **{name: frozenset(document[name]) for name in _SETS},
    )


def _spoken(by_language: Mapping[str, Iterable[str]], spoken: Iterable[str]) -> frozenset[Phrase]:
    return frozenset().union(*(_phrases(by_language.get(name, ())) for name in spoken))


def _phrases(written: Iterable[str]) -> frozenset[Phrase]:
    return frozenset(tokens(words) for words in written)


@cache
def _document() -> Mapping[str, Any]:
    text = resources.files("messaging").joinpath("reply_words.json").read_text(encoding="utf-8")
    document: Mapping[str, Any] = json.loads(text)
    return document
