"""A reply to "did it happen?" → yes, a bit or not yet; None where it could mean two things."""

from dataclasses import dataclass

from messaging import replies
from messaging.plain import tokens
from messaging.vocabulary import vocabulary
from surveys.did_it_happen import BY_TEXT
from surveys.did_it_happen import IN_THEIR_WORDS
from surveys.engine import Answered
from surveys.engine import Move


@dataclass(frozen=True)
class Happened:
    """What came of a promise, and the reply as written where it says more than that."""

    value: str  # yes, a_bit, not_yet
    comment: str = ""


def read(words: str, *, language: str = "en", band: str) -> Happened | None:
    """Read a reply. A number is one of the two that the text offered; words may say "a bit"."""
    offered = replies.read(BY_TEXT, words, language=language, band=band)
    meant = replies.read(IN_THEIR_WORDS, words, language=language, band=band)
    if not isinstance(meant, Answered) or not _fits(offered, meant, words, language):
        return None
    return Happened(str(meant.value), meant.comment)


def _fits(offered: Move, meant: Answered, words: str, language: str) -> bool:
    if isinstance(offered, Answered):
        return offered.value == meant.value
    known = vocabulary(language)
    return all(known.number(token) is None for token in tokens(words))
