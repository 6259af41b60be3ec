"""Words of a text + the question last asked → a move. STOP and its kin are read before this.

Children answer as they speak: "yh", "2 tbh", "4/5", a thumb. What is clear is read; what could mean
two things never is: it is kept as written, and asked once more.
"""

import re

from messaging.choosing import Offer
from messaging.choosing import choose_one
from messaging.choosing import choose_several
from messaging.plain import folded
from messaging.plain import tokens
from messaging.vocabulary import OUT_OF_REACH
from messaging.vocabulary import Phrase
from messaging.vocabulary import Vocabulary
from messaging.vocabulary import vocabulary
from surveys.engine import Answered
from surveys.engine import Misread
from surveys.engine import Move
from surveys.engine import Skipped
from surveys.questions import FREE_TEXT
from surveys.questions import NOT_SURE
from surveys.questions import Kind
from surveys.questions import Question
from surveys.questions import Value

_ZERO = ("0",)
_ASKS = re.compile(r"[?？؟\s]+")  # the last option of a question that takes "not sure" is "?"
_LETTER = re.compile(r"\W*([a-h])(?:([).:]+)(?:\s|$)|\s*$)")  # "b)" is the second choice
_OUT_OF = re.compile(r"\W*(\d{1,2})\s*(?:/|out of|of)\s*(\d{1,2})(?!\w)")  # "4/5" on a scale
_NO_WHOLE_NUMBER = re.compile(r"[-−–]\s*\d|\d\s*[.,/⁄:]\s*\d")  # -2, 1.5, 1/2: not ours to round


def read(question: Question, words: str, *, language: str = "en", band: str) -> Move:
    """Read a reply to ``question``, the reader's own: a number is the place of a choice, from 1.

    The comment is the whole reply as written, whenever it says more than the bare answer. Nothing
    waits for an answer at an information screen, so there every reply is ``Misread``.
    """
    written = words.strip()
    said = tokens(written)
    known = vocabulary(language)
    if not written or question.kind is Kind.INFORMATION:
        return Misread(question.key, words)
    if _skips(question, said, known):
        return Skipped(question.key)
    if question.not_sure and (said in known.not_sure or _ASKS.fullmatch(written)):
        return Answered(question.key, NOT_SURE)
    if question.kind in FREE_TEXT:
        return Answered(question.key, written)
    found = _find(question, written, language=language, band=band)
    if found is None:
        return Misread(question.key, words)
    value, bare = found
    return Answered(question.key, value, "" if bare else written)


def _skips(question: Question, said: Phrase, known: Vocabulary) -> bool:
    """A word for skip, or 0; but where a number is asked for, 0 is a number."""
    return said in known.skip or (said == _ZERO and question.kind is not Kind.NUMBER)


def _find(
    question: Question, written: str, *, language: str, band: str
) -> tuple[Value, bool] | None:
    """The value, and whether the reply was no more than that."""
    if question.kind is Kind.NUMBER:
        return _count(written, vocabulary(language))
    offer = Offer(question, language=language, band=band)
    said = tokens(_with_places(question, offer, written))
    if question.kind is Kind.SEVERAL_CHOICES:
        several = choose_several(offer, said)
        return _alone(several) if several else None
    return choose_one(offer, said)


def _alone(several: tuple[tuple[str, ...], bool]) -> tuple[Value, bool]:
    """A list of nothing but "not sure" is that one value."""
    values, bare = several
    return (NOT_SURE if values == (NOT_SURE,) else values), bare


def _with_places(question: Question, offer: Offer, written: str) -> str:
    """The reply with "b)" and "4/5" turned into a place; nothing for "4/10" on a scale of five."""
    plain = folded(written)
    lettered = _LETTER.match(plain)
    if lettered and (lettered[2] or not _is_a_word(offer, lettered[1])):
        return f"{ord(lettered[1]) - ord('a') + 1} {plain[lettered.end() :]}"
    out_of = _OUT_OF.match(plain) if question.kind is Kind.SCALE else None
    if out_of:
        whole = int(out_of[2]) == len(question.choices)
        return f"{out_of[1]} {plain[out_of.end() :]}" if whole else ""
    return written


def _is_a_word(offer: Offer, letter: str) -> bool:
    """Whether a choice begins with the word "a", or is said by one letter."""
    return offer.at((letter,), 0) is not None or any(w.phrase[0] == letter for w in offer.own)


def _count(written: str, known: Vocabulary) -> tuple[int, bool] | None:
    """The one whole number in a reply, if it opens with it and there is no other."""
    said = tokens(written)
    if said in known.none:
        return 0, True
    numbers = [(at, n) for at, token in enumerate(said) if (n := known.number(token)) is not None]
    if len(numbers) != 1 or _NO_WHOLE_NUMBER.search(folded(written)):
        return None
    at, number = numbers[0]
    if number == OUT_OF_REACH:
        return None
    before = set(said[:at])
    if not before <= known.before_a_number | known.before_a_count:
        return None
    return number, known.says_nothing.issuperset({*before, *said[at + 1 :]})
