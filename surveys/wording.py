"""Are these words plain enough for who reads them? Advice for whoever writes them, never a block.

The bars of the domain note (4.2, 4.3) for each reader, words of the trade with a child's own words
for them, and our own list of everyday words. English only: other languages get the length check,
and a reader who speaks them. What is found comes as a code and the words it was found in; each
channel says it in its own way.
"""

import json
import re
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from functools import lru_cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from surveys.syllables import syllables

LONGEST_SENTENCE = 15  # words
LONG_WORD = 3  # syllables
NO_WORDS_OF_THEIR_OWN: Mapping[str, str] = MappingProxyType({})
TEXT = "text"  # the reader of a text message, of any age
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_ENDINGS = (
    *("'s", "n't", "'ve", "'re", "'ll", "'m"),
    *("ing", "est", "ed", "es", "er", "ly", "s", "d", "r", "y"),
)
_NEGATIVE = re.compile(
    r"\b(?:not|never|nobody|no one|nothing|none|cannot|\w+n['’]t)\b", re.IGNORECASE
)
_TWO_THINGS = re.compile(r"\b(?:and|or)\b|/", re.IGNORECASE)
_SAID_TOGETHER = re.compile(
    r"\bwho or what\b", re.IGNORECASE
)  # one thing to a child: whatever it was
_INTRODUCED = re.compile(r"\b(?:call it|called|calls it) (?:a |an |the |your )?$", re.IGNORECASE)
_DONE_TO = re.compile(
    r"\b(?:am|is|are|was|were|be|been|being) (?:(?:you|it|they|we|he|she|this|that|your \w+) )?"
    r"(?!(?:scared|worried|tired|bored|excited|pleased|interested|relaxed|mixed|need|indeed)\b)"
    r"(?:\w{2,}ed|told|given|taken|made|done|seen|heard|shown|written|kept|put|sent|held|paid"
    r"|brought|found|chosen|said|known)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Bars:
    """What one reader can be asked to read. Years, words, and shares of all words."""

    reading_age: float  # of the whole survey, where it has words enough to tell
    question_words: int = 15  # in one question, at most
    aimed_at: float = 12.0  # words in a question, on average
    long_words: float = 0.02  # share of words with three syllables or more that are not known early


BARS: Mapping[str, Bars] = MappingProxyType({
    "4-7": Bars(reading_age=8),  # read aloud to them
    "8-11": Bars(reading_age=8),
    "12-17": Bars(reading_age=9, long_words=0.03),
    "18+": Bars(reading_age=9, long_words=0.03),
    TEXT: Bars(reading_age=8),
})  # fmt: skip


class Advised(StrEnum):
    """What may be hard to read."""

    LONG_SENTENCE = "long_sentence"
    TRADE_WORD = "trade_word"
    LONG_QUESTION = "long_question"
    RARE_WORD = "rare_word"
    PASSIVE = "passive"
    NEGATIVE = "negative"
    TWO_THINGS = "two_things"
    LONG_ON_AVERAGE = "long_on_average"
    LONG_WORDS = "long_words"
    READING_AGE = "reading_age"


@dataclass(frozen=True)
class Advice:
    """One thing to look at: ``found`` as it was written, and what to say ``instead``."""

    why: Advised
    found: str
    instead: str = ""


def advice(words: str, own: Mapping[str, str] = NO_WORDS_OF_THEIR_OWN) -> tuple[Advice, ...]:
    """What may be hard in these words, in the order written; empty where nothing is.

    ``own`` are the young people's words for a word of the trade: they go before ours.
    """
    long = [each for each in sentences(words) if len(in_words(each)) > LONGEST_SENTENCE]
    plain = {**plain_words(), **{word.casefold(): say for word, say in own.items()}}
    trade = {
        match[0].casefold(): match[0]
        for match in _any_of(frozenset(plain)).finditer(words)
        if not _INTRODUCED.search(words[: match.start()])
    }
    return (
        *(Advice(Advised.LONG_SENTENCE, sentence.rstrip(".!?")) for sentence in long),
        *(Advice(Advised.TRADE_WORD, found, plain[key]) for key, found in trade.items()),
    )


def advice_on_question(words: str, bars: Bars) -> tuple[Advice, ...]:
    """What may be hard in one question. What is said beside it counts for its length only."""
    asked = [each for each in sentences(words) if each.endswith("?")] or [words]
    long = [each for each in asked if len(in_words(each)) > bars.question_words]
    return (
        *(Advice(Advised.LONG_QUESTION, each) for each in long),
        *(found for each in asked for found in _of_its_form(each)),
        *([Advice(Advised.TWO_THINGS, words)] if len(asked) > 1 else []),
    )


def rare_words(words: str) -> tuple[Advice, ...]:
    """Words that are not among the everyday ones, each once; numbers and trade words are not."""
    trade = {part for word in plain_words() for part in word.split()}
    rare = {
        word.casefold(): word
        for word in in_words(words)
        if not word[0].isdigit() and not is_everyday(word) and word.casefold() not in trade
    }
    return tuple(Advice(Advised.RARE_WORD, word) for word in rare.values())


def is_everyday(word: str) -> bool:
    """It, its plain form, or each of its parts is one of the everyday words."""
    small = word.casefold().replace("’", "'")
    return any(form in everyday_words() for form in _plain_forms(small)) or (
        "-" in small and all(is_everyday(part) for part in small.split("-"))
    )


def is_long(word: str) -> bool:
    """Three syllables or more, and none that children meet early."""
    return syllables(word) >= LONG_WORD and word.casefold() not in long_but_known()


def sentences(words: str) -> list[str]:
    """Its sentences, each with its full stop or question mark."""
    return [found[0].strip() for found in _SENTENCE.finditer(words) if _WORD.search(found[0])]


def in_words(words: str) -> list[str]:
    """Its words and numbers."""
    return _WORD.findall(words)


@cache
def plain_words() -> Mapping[str, str]:
    """Words of the trade, in small letters, and what a child would say."""
    kept: dict[str, str] = _shipped("plain_words.en.json")["words"]
    return {word.casefold(): plain for word, plain in kept.items()}


@cache
def everyday_words() -> frozenset[str]:
    """Plain forms of the words that most children of eight say and hear."""
    groups: dict[str, str] = _shipped("everyday_words.en.json")["words"]
    return frozenset(word for group in groups.values() for word in group.split())


@cache
def long_but_known() -> frozenset[str]:
    """Long words that children meet early."""
    known: str = _shipped("everyday_words.en.json")["long_but_known"]
    return frozenset(known.split())


def _of_its_form(question: str) -> Iterator[Advice]:
    if found := _DONE_TO.search(question):
        yield Advice(Advised.PASSIVE, found[0])
    if found := _NEGATIVE.search(question):
        yield Advice(Advised.NEGATIVE, found[0])
    if _TWO_THINGS.search(_SAID_TOGETHER.sub("", question)):
        yield Advice(Advised.TWO_THINGS, question)


def _plain_forms(word: str) -> Iterator[str]:
    """The word, and what it may be without its ending: "stopping" is "stop", "tries" is "try"."""
    yield word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + (ending[0] != "'"):
            stem = word.removesuffix(ending)
            yield stem
            yield f"{stem}e"
            yield f"{stem[:-1]}y" if stem.endswith("i") else stem
            yield stem[:-1] if stem[-1] == stem[-2:-1] else stem


@lru_cache(maxsize=8)
def _any_of(words: frozenset[str]) -> re.Pattern[str]:
    """Any of them as a whole word, the longest first: "LAC review" before "LAC"."""
    longest_first = sorted(words, key=len, reverse=True)
    either = "|".join(re.escape(word) for word in longest_first)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)


def _shipped(name: str) -> Mapping[str, Any]:
    path = resources.files("surveys").joinpath(name)
    kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return kept
