"""Whether someone praises or worries, so that praise can go to people and worry to systems.

A small list and no score: it misses sarcasm and much else. The child's own answer on a scale is
always the better witness. Nothing here may be added up into a mood.
"""

import json
from enum import StrEnum
from functools import cache
from importlib import resources

from analysis.comment import Comment
from analysis.language import ENGLISH
from analysis.language import tongue
from analysis.phrases import PhraseBook
from analysis.phrases import clearest
from analysis.words import negated


class Sense(StrEnum):
    """What a comment does; *neither* is also said of words we cannot read."""

    PRAISE = "praise"
    WORRY = "worry"
    BOTH = "both"
    NEITHER = "neither"


_TURNED = {Sense.PRAISE: Sense.WORRY, Sense.WORRY: Sense.PRAISE}


def sense(comment: Comment) -> Sense:
    """Praise, worry, both or neither; "not" before a word turns it round."""
    if tongue(comment) != ENGLISH:
        return Sense.NEITHER
    book = _phrases()
    reading = book.read(comment.words)
    found = {
        _TURNED[hit.meaning] if negated(reading.stems, hit.first) else hit.meaning
        for hit in clearest(book.find(reading))
    }
    if len(found) > 1:
        return Sense.BOTH
    return next(iter(found), Sense.NEITHER)


@cache
def _phrases() -> PhraseBook[Sense]:
    text = resources.files("analysis").joinpath("sense.en.json").read_text(encoding="utf-8")
    document = json.loads(text)
    return PhraseBook(
        (phrase, each) for each in (Sense.PRAISE, Sense.WORRY) for phrase in document[each]
    )
