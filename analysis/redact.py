"""Names, numbers and places hidden before words are shared more widely. For quotes only.

The reader of a worry always sees the words as written. It hides too much rather than too little:
a carer called Will takes every "will" with him. A person still looks before anything is shared.
"""

import re
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from analysis.names import WORD
from analysis.names import forms
from analysis.names import is_name
from analysis.names import plain

NHS_DIGITS = 10
SHORTEST_NAME = 2  # letters; an initial is no name


class Kind(StrEnum):
    """What was hidden; it is also the mark that stands there instead."""

    NAME = "name"
    PHONE = "phone"
    POSTCODE = "postcode"
    EMAIL = "email"
    NHS_NUMBER = "nhs number"
    LINK = "link"
    HANDLE = "handle"


@dataclass(frozen=True, order=True)
class Cut:
    """One hidden stretch of the original: ``words[start:end]``."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True)
class Redacted:
    """The text with marks such as "[name]", and where they cover the original."""

    text: str
    cuts: tuple[Cut, ...]


_NHS_NUMBER = re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)")
_PATTERNS = (  # in the order in which one wins over another
    (Kind.EMAIL, re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    (
        Kind.LINK,
        re.compile(
            r"(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|uk|io|tv|gg|me|app)\b\S*",
            re.IGNORECASE,
        ),
    ),
    (Kind.HANDLE, re.compile(r"(?<!\w)@[\w.]*\w")),
    (
        Kind.PHONE,
        re.compile(r"(?<!\d)(?:(?:\+|00)44[\s.-]?(?:\(0\))?|\(?0)(?:[\s().-]{0,2}\d){9,10}(?!\d)"),
    ),
    (Kind.POSTCODE, re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[ABD-HJLNP-UW-Z]{2}\b", re.IGNORECASE)),
)


def redact(words: str, names: Iterable[str]) -> Redacted:
    """Hide a person's own network of ``names``, in any spelling near them, and what finds people.

    A full name is hidden part by part; parts that stand together become one mark.
    """
    text, after = [], 0
    cuts = tuple(_joined(words, _apart([*_patterned(words), *_named(words, names)])))
    for cut in cuts:
        text += [words[after : cut.start], f"[{cut.kind}]"]
        after = cut.end
    return Redacted("".join([*text, words[after:]]), cuts)


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits carry the NHS number's check digit (modulus 11)."""
    if len(digits) != NHS_DIGITS or not (digits.isascii() and digits.isdigit()):
        return False
    weighted = sum(int(digit) * (NHS_DIGITS - place) for place, digit in enumerate(digits[:-1]))
    return (11 - weighted % 11) % 11 == int(digits[-1])


def _patterned(words: str) -> Iterator[Cut]:
    for kind, pattern in _PATTERNS:
        yield from (Cut(*match.span(), kind) for match in pattern.finditer(words))
    for match in _NHS_NUMBER.finditer(words):
        if is_nhs_number(re.sub(r"\D", "", match.group())):
            yield Cut(*match.span(), Kind.NHS_NUMBER)


def _named(words: str, names: Iterable[str]) -> Iterator[Cut]:
    parts = {plain(part) for name in names for part in WORD.findall(name)}
    parts = {part for part in parts if len(part) >= SHORTEST_NAME}
    for match in WORD.finditer(words):
        written = plain(match.group())
        if any(is_name(form, part) for form in forms(written) for part in parts):
            yield Cut(*match.span(), Kind.NAME)


def _apart(cuts: Iterable[Cut]) -> list[Cut]:
    """Without those that touch an earlier one in the list, in reading order."""
    kept: list[Cut] = []
    for cut in cuts:
        if all(cut.end <= other.start or other.end <= cut.start for other in kept):
            kept.append(cut)
    return sorted(kept)


def _joined(words: str, cuts: Iterable[Cut]) -> Iterator[Cut]:
    """A first name and a surname, with nothing but space between them, are one name."""
    last: Cut | None = None
    for cut in cuts:
        if last and last.kind == cut.kind == Kind.NAME and not words[last.end : cut.start].strip():
            last = Cut(last.start, cut.end, Kind.NAME)
            continue
        if last:
            yield last
        last = cut
    if last:
        yield last
