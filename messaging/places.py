"""Ways to write a place among the choices that are no number yet: "b)", "4 out of 5", "⭐⭐⭐"."""

import re
from collections.abc import Iterable

from messaging.offer import Offer
from messaging.plain import folded
from messaging.plain import tokens
from messaging.vocabulary import Phrase
from surveys.questions import Kind
from surveys.questions import Question

_LETTERS = "abcdefgh"
_MARKED = re.compile(
    r"\(?(?<!\w)([a-h])\)|^\W*([a-h])(?:[.:]+(?=\s|$)|\s*[-–—:=]\s+)"
)  # "b)", "b -"
_NAMED = re.compile(r"\b(option|answer|letter|choice)\s+([a-h])\b")
_OUT_OF = re.compile(r"(?<!\w)(\w+)\s*(?:/|out of|outta|outa|of)\s*(\w+)(?!\w)")
_LESS = re.compile(r"\W*?[-−–]\d")  # "-1" is no 1
_RANGE = re.compile(r"(\d)\s*(?:-|–|to|till|until|through|thru)\s*(\d)")  # or is it 1 and 3?
NOT_WHOLE = re.compile(
    r"\d\s*(?:and|n|&|\+)?\s*(?:a\s*)?half\b|\b(?:and|n|&)\s*a?\s*half\b|\bor\s+(?:more|less|fewer)\b"
)
_AND = "و"
_STARS = frozenset("⭐🌟★")
_EMPTY_STAR = "☆"
_LETTERED_KINDS = frozenset({Kind.ONE_CHOICE, Kind.SEVERAL_CHOICES, Kind.SCALE})


def placed(question: Question, offer: Offer, written: str) -> Phrase:
    """The reply's tokens with letters and scores turned into places; none for "4/10" of five."""
    plain = folded(written)
    if question.kind is Kind.SCALE:
        return _on_a_scale(offer, plain)
    if question.kind is Kind.SEVERAL_CHOICES and _may_be_a_range(plain):
        return ()
    return _without_and(offer, _without_letters(question, offer, plain))


def _without_and(offer: Offer, said: Phrase) -> Phrase:
    """The Arabic "and" is written on to the next word: "yes and no" in two words."""
    apart: list[str] = []
    for token in said:
        joined = apart and token[0] == _AND and len(token) > 1 and not offer.at((token,), 0)
        known = offer.at((token[1:],), 0) if joined else None
        apart += [_AND, token[1:]] if known else [token]
    return tuple(apart)


def _on_a_scale(offer: Offer, plain: str) -> Phrase:
    if _LESS.match(plain) or NOT_WHOLE.search(plain):
        return ()
    score = _OUT_OF.search(plain)
    whole = offer.words.number(score[2]) if score else None
    if score and whole is not None and offer.words.number(score[1]) is not None:
        if not offer.leads_up_to(tokens(plain[: score.start()])) or whole != len(offer.values):
            return ()
        plain = f"{plain[: score.start()]} {score[1]} {plain[score.end() :]}"
    return _without_stars(_lettered(offer, plain) if offer.own else tokens(plain))


def _may_be_a_range(plain: str) -> bool:
    """Whether "1-3" may be three choices or two; "1-2" is the same two either way."""
    return any(abs(int(low) - int(high)) > 1 for low, high in _RANGE.findall(plain))


def _without_letters(question: Question, offer: Offer, plain: str) -> Phrase:
    return _lettered(offer, plain) if question.kind in _LETTERED_KINDS else tokens(plain)


def _without_stars(said: Phrase) -> Phrase:
    stars = [token in _STARS for token in said]
    count = stars.index(False) if False in stars else len(stars)
    if not count or True in stars[count:]:
        return said
    return (str(count), *(token for token in said[count:] if token != _EMPTY_STAR))


def _lettered(offer: Offer, plain: str) -> Phrase:
    marked = _MARKED.sub(lambda found: f" {_place(found[1] or found[2])} ", plain)
    named = _NAMED.sub(lambda found: f" {found[1]} {_place(found[2])} ", marked)
    said = tokens(named)
    letters = {token for token in said if len(token) == 1 and token in _LETTERS}
    if any(_is_a_word(offer, letter) for letter in letters):
        return said
    if not _only_letters(offer, said, letters):
        return (_place(said[0]), *said[1:]) if _opens(offer, said) else said
    return tuple(_place(token) if token in letters else token for token in said)


def _place(letter: str) -> str:
    return str(_LETTERS.index(letter) + 1)


def _is_a_word(offer: Offer, letter: str) -> bool:
    """Whether another choice begins with the word "a", or is said by one letter."""
    place = _LETTERS.index(letter)
    its_own = offer.values[place] if place < len(offer.values) else None
    found = offer.at((letter,), 0)
    opened = {way.value for way in offer.own if way.phrase[0] == letter}
    return bool((opened | (found.values if found else frozenset())) - {its_own})


def _only_letters(offer: Offer, said: Iterable[str], letters: Iterable[str]) -> bool:
    """Whether nothing but small words stands beside the letters: "a and c", "maybe b"."""
    words = offer.words
    beside = words.lists | words.joins | words.says_nothing
    beside |= words.before_a_number | words.before_words
    article = {"a"} if "a" in letters else set()
    others = set(said) - set(letters)
    return others <= beside and (not article or others <= words.lists | words.joins | _ASKING)


_ASKING = frozenset({"please", "pls", "plz", "thanks", "thx", "ty", "its", "maybe", "say", "id"})


def _opens(offer: Offer, said: Phrase) -> bool:
    """Whether the reply opens with a letter and a reason, or with a letter and its own words."""
    if len(said) < len("b x") or said[0] not in tuple(_LETTERS[1:]):
        return False
    again = offer.at(said, 1)
    return said[1] in offer.words.reasons or bool(again and not again.numbered)
