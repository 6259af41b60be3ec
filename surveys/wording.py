"""Are these words plain enough for a child? Advice for whoever writes them, never a block.

Sentences of at most 15 words (domain note 4.2), and words of the trade with a child's own words for
them. English only: other languages get the length check, and a reader who speaks them.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

LONGEST_SENTENCE = 15  # words
_SENTENCE = re.compile(r"[^.!?\n]+")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


class Advised(StrEnum):
    """What may be hard to read."""

    LONG_SENTENCE = "long_sentence"
    TRADE_WORD = "trade_word"


@dataclass(frozen=True)
class Advice:
    """One thing to look at: ``found`` as it was written, and what to say ``instead``."""

    why: Advised
    found: str
    instead: str = ""


def advice(words: str) -> tuple[Advice, ...]:
    """What may be hard in these words, in the order written; empty where nothing is."""
    sentences = [found[0].strip() for found in _SENTENCE.finditer(words)]
    long = [s for s in sentences if len(_WORD.findall(s)) > LONGEST_SENTENCE]
    trade = {match[0].casefold(): match[0] for match in _trade_words().finditer(words)}
    return (
        *(Advice(Advised.LONG_SENTENCE, sentence) for sentence in long),
        *(Advice(Advised.TRADE_WORD, found, plain_words()[key]) for key, found in trade.items()),
    )


@cache
def plain_words() -> Mapping[str, str]:
    """Words of the trade, in small letters, and what a child would say."""
    path = resources.files("surveys").joinpath("plain_words.en.json")
    kept: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))["words"]
    return {word.casefold(): plain for word, plain in kept.items()}


@cache
def _trade_words() -> re.Pattern[str]:
    """Any of them as a whole word, the longest first: "LAC review" before "LAC"."""
    longest_first = sorted(plain_words(), key=len, reverse=True)
    either = "|".join(re.escape(word) for word in longest_first)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)
