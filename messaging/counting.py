"""The one whole number in a reply to "how many?"; never one of two."""

import re

from messaging.places import NOT_WHOLE
from messaging.plain import folded
from messaging.plain import tokens
from messaging.vocabulary import OUT_OF_REACH
from messaging.vocabulary import Phrase
from messaging.vocabulary import Vocabulary

_KEYCAP = "\u20e3"
_TEN, _HUNDRED = 10, 100
_NO_WHOLE_NUMBER = re.compile(r"[-−–]\s*\d|\d\s*[.,/⁄:]\s*\d")  # -2, 1.5, 1/2: not ours to round
_THOUSANDS = re.compile(r"(?<![\d,.])(\d{1,3}),(\d{3})(?![\d,.])")
_HAVE = re.compile(r"(?:we|i|weve|ive) (?:(?:have|had|ve)(?: \w+)?|\w+ed|had|got|met|saw)")
_TOO = ("too",)


def count(written: str, known: Vocabulary) -> tuple[int, bool] | None:
    """The number, and whether the reply was no more than that."""
    plain = plain_count(written)
    if _NO_WHOLE_NUMBER.search(plain) or NOT_WHOLE.search(plain):
        return None
    return count_in(tokens(plain), known)


def plain_count(written: str) -> str:
    """Without the frames of 1️⃣2️⃣, which is 12 here, and without the comma of 1,200."""
    return _THOUSANDS.sub(r"\1\2", folded(written.replace(_KEYCAP, "")))


def count_in(said: Phrase, known: Vocabulary) -> tuple[int, bool] | None:
    """The one number that these words open with, if there is no other."""
    if said in known.none:
        return 0, True
    numbers = _numbers(said, known)
    numbers = [one for at, one in enumerate(numbers) if not (at and _is_a_thing(said, one[0]))]
    if len(numbers) != 1:
        return None
    starts, ends, number = numbers[0]
    if number == OUT_OF_REACH or _says_no(said[:ends]):
        return None
    before = set(said[:starts])
    openers = known.before_a_number | known.before_a_count
    if not before <= openers and not _HAVE.fullmatch(" ".join(said[:starts])):
        return None
    if said[ends : ends + 1] == _TOO:  # "one too many"
        return None
    return number, known.says_nothing.issuperset({*before, *said[ends:]})


def _numbers(said: Phrase, known: Vocabulary) -> list[tuple[int, int, int]]:
    """Where each number begins and ends; "twenty one" and "two hundred" are one number."""
    found: list[tuple[int, int, int]] = []
    for at, token in enumerate(said):
        number = known.times.get(token, known.number(token))
        if number is None:
            continue
        starts, ends, last = found[-1] if found else (0, -1, 0)
        together = _together(last, number) if ends == at and token.isalpha() else None
        if together is not None and said[at - 1].isalpha():
            found[-1] = (starts, at + 1, together)
        else:
            found.append((at, at + 1, number))
    return found


def _together(last: int, number: int) -> int | None:
    """Two number words side by side, as one number; None where they are two."""
    if number == _HUNDRED and 0 < last < _TEN:
        return last * number
    if 0 < number < _TEN and last >= _TEN * 2 and last % _TEN == 0:
        return last + number
    return None


def _is_a_thing(said: Phrase, at: int) -> bool:
    """Whether this "one" is a thing: "the emergency one"."""
    return said[at] == "one" and said[at - 1].isalpha() and said[at - 1] not in ("or", "and", "not")


def _says_no(said: Phrase) -> bool:
    """Whether "no" is no short "number": "no one"."""
    return any(word == "no" and not said[at + 1].isdigit() for at, word in enumerate(said[:-1]))
