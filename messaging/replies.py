"""Words of a text + the question last asked → a move. STOP and its kin are read before this.

Children answer as they speak: "yh", "2 tbh", "4/5", a thumb. What is clear is read; what could mean
two things never is: it is kept as written, and asked once more.
"""

import re

from messaging.choosing import choose_one
from messaging.choosing import choose_several
from messaging.counting import count
from messaging.counting import count_in
from messaging.counting import plain_count
from messaging.offer import Offer
from messaging.places import NOT_WHOLE
from messaging.places import placed
from messaging.plain import tokens
from messaging.second_look import listed_in_pieces
from messaging.second_look import looks
from messaging.second_look import one_of_its_clauses
from messaging.second_look import put_right
from messaging.second_look import wished
from messaging.second_look import without_what_is_not_meant
from messaging.skips import skips
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

_YES_NO = frozenset({Kind.YES_NO, Kind.YES_NO_SOMETIMES})
_ASKS = re.compile(r"[?？؟\s]+")  # the last option of a question that takes "not sure" is "?"


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
    if not _is_worded(question, said, language, band) and _skips(question, said, known):
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
    if skips(said, known, own_words=question.kind in FREE_TEXT):
        return True
    return question.kind is not Kind.NUMBER and len(said) == 1 and known.number(said[0]) == 0


def _is_worded(question: Question, said: Phrase, language: str, band: str) -> bool:
    """Whether this is a choice in its own words: "Prefer not to say" may be offered."""
    return any(tokens(choice.wording.of(language, band)) == said for choice in question.choices)


def _find(
    question: Question, written: str, *, language: str, band: str
) -> tuple[Value, bool] | None:
    """The value, and whether the reply was no more than that."""
    known = vocabulary(language)
    if question.kind is Kind.NUMBER:
        return count(written, known) or _second_count(written, known)
    offer = Offer(question, language=language, band=band)
    now = None if offer.says("now") else put_right(known, written)
    if now is not None:
        return _again(question, offer, now)
    said = placed(question, offer, written)
    if not said or (said[0] == "y" and not known.asks_why.isdisjoint(said[1:2])):
        return None  # "y r u asking": they ask us why
    return _choose(question, offer, said) or _second(question, offer, written, said)


def _choose(question: Question, offer: Offer, said: Phrase) -> tuple[Value, bool] | None:
    if not said:
        return None
    if question.kind is Kind.SEVERAL_CHOICES:
        several = choose_several(offer, said)
        return _alone(several) if several else None
    return choose_one(offer, said)


def _again(question: Question, offer: Offer, said: Phrase) -> tuple[Value, bool] | None:
    """The same with less of the reply, which then says more than the answer."""
    found = _choose(question, offer, said)
    return (found[0], False) if found else None


def _second(
    question: Question, offer: Offer, written: str, said: Phrase
) -> tuple[Value, bool] | None:
    """What is meant once asides and what was taken back are out."""
    several = question.kind is Kind.SEVERAL_CHOICES
    clause = None if several else one_of_its_clauses(question, offer, written)
    if clause:
        return clause, False
    if several and (listed := listed_in_pieces(offer, written)):
        return listed, False
    meant = said if question.kind in _YES_NO else without_what_is_not_meant(offer, said)
    agreed = _behind_a_yes(offer, said)
    for short in (agreed, *([meant] if meant != said else []), *looks(offer.words, said)):
        found = _again(question, offer, short)
        if found:
            return found
    value = None if question.kind in _YES_NO or several else wished(offer, meant)
    return (value, False) if value else None


def _behind_a_yes(offer: Offer, said: Phrase) -> Phrase:
    """What stands behind a yes that only agrees to answer: "yh sometimes". A no unsays the yes."""
    known = offer.words
    yes = (said[0],) in known.ways_to_say(("yes",))
    sure = known.negative.isdisjoint(said) and all(known.number(token) is None for token in said)
    return said[1:] if yes and sure else ()


def _second_count(written: str, known: Vocabulary) -> tuple[Value, bool] | None:
    now = put_right(known, written)
    said = tokens(plain_count(written))
    for short in [now] if now is not None else looks(known, said):
        found = count_in(short, known)
        if found and not NOT_WHOLE.search(written):
            return found[0], False
    return None


def _alone(several: tuple[tuple[str, ...], bool]) -> tuple[Value, bool]:
    """A list of nothing but "not sure" is that one value."""
    values, bare = several
    return (NOT_SURE if values == (NOT_SURE,) else values), bare
