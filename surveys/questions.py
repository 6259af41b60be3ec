"""Kinds of question. Each checks a value and answers with a problem *code*, never with words.

A value is what is stored: ``"yes"``, the key of a choice, a tuple of such keys, a whole number,
or the person's own words. ``NOT_SURE`` is a value too: it is an answer, neither a skip nor a point
on a scale.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

Value = str | int | tuple[str, ...]

NOT_SURE = "not_sure"
SEEN = "seen"
LONGEST_TEXT = 5_000  # letters; longer words are refused with a kind message, never cut
LONGEST_SHORT_TEXT = 300  # letters


class Kind(StrEnum):
    """What sort of answer a question takes."""

    YES_NO = "yes_no"
    YES_NO_SOMETIMES = "yes_no_sometimes"
    ONE_CHOICE = "one_choice"
    SEVERAL_CHOICES = "several_choices"
    SCALE = "scale"
    NUMBER = "number"
    SHORT_TEXT = "short_text"
    LONG_TEXT = "long_text"
    INFORMATION = "information"


class Problem(StrEnum):
    """Why a value cannot be taken. Each channel finds its own words."""

    NOTHING_GIVEN = "nothing_given"
    NOT_A_CHOICE = "not_a_choice"
    NOT_A_NUMBER = "not_a_number"
    TOO_SMALL = "too_small"
    TOO_BIG = "too_big"
    TOO_LONG = "too_long"
    NOT_UNDERSTOOD = "not_understood"
    NOT_ASKED_NOW = "not_asked_now"


FREE_TEXT = frozenset({Kind.SHORT_TEXT, Kind.LONG_TEXT})
CHOOSES_ONE = frozenset({Kind.YES_NO, Kind.YES_NO_SOMETIMES, Kind.ONE_CHOICE, Kind.SCALE})
CHOOSES = CHOOSES_ONE | {Kind.SEVERAL_CHOICES}


@dataclass(frozen=True)
class Wording:
    """Words by language and age band: ``{"en": {"all": "…", "8-11": "…"}}``.

    ``of`` falls back from the band to ``"all"`` and from the language to the document's first.
    """

    by_language: Mapping[str, Mapping[str, str]]

    def of(self, language: str, band: str) -> str:
        """The words for a reader; empty when the document has none."""
        words = self.by_language.get(language) or next(iter(self.by_language.values()), {})
        return words.get(band) or words.get("all", "")

    def __bool__(self) -> bool:
        return any(self.by_language.values())


NO_WORDING = Wording({})


@dataclass(frozen=True)
class Choice:
    """One thing to pick. ``value`` is stored and never changes; the number shown is its place.

    ``points`` is its place on a scale (1 is least), the same in every band, so that answers of
    different ages compare even where a younger band is offered fewer steps.
    """

    value: str
    wording: Wording
    bands: frozenset[str] = frozenset()  # empty: every band
    points: int | None = None
    picture: str = ""
    other: bool = False  # "something else": what it is can be written beside it
    alerts: str = ""  # the worry family that this answer raises at once, without reading any words


@dataclass(frozen=True)
class Condition:
    """Ask only if an earlier question on the path was answered with one of ``any_of``.

    An empty ``any_of`` means: answered at all.
    """

    question: str
    any_of: frozenset[Value] = frozenset()


@dataclass(frozen=True)
class Question:
    """One thing asked, in every language and band the council wrote it in."""

    key: str
    kind: Kind
    wording: Wording
    by_text: Wording = NO_WORDING  # a shorter wording for a text message
    hint: Wording = NO_WORDING
    short_label: Wording = NO_WORDING  # for the brief: "People at home listen"
    choices: tuple[Choice, ...] = ()
    only_if: tuple[Condition, ...] = ()
    bands: frozenset[str] = frozenset()  # empty: every band
    themes: tuple[str, ...] = ()
    stage: str = ""
    faces: str = ""  # the set of faces: how_much, how_was_it, which_feelings
    least: int | None = None
    most: int | None = None
    not_sure: bool = False  # "I'm not sure" is offered
    web_only: bool = False
    asks_who_sees: bool = False
    repeats: bool = False  # compared then and now in the brief
    purpose: str = ""  # one of document.PURPOSES: read by the shell

    def check(self, value: Value, comment: str = "") -> Problem | None:
        """Say why ``value`` cannot be taken as an answer, or None when it can."""
        if len(comment) > LONGEST_TEXT:
            return Problem.TOO_LONG
        if value == NOT_SURE and self.not_sure:
            return None
        return _CHECKS[self.kind](self, value)

    @property
    def values(self) -> frozenset[str]:
        """The values of its choices."""
        return frozenset(choice.value for choice in self.choices)

    def choice(self, value: Value) -> Choice | None:
        """The choice stored as ``value``, if there is one."""
        return next((choice for choice in self.choices if choice.value == value), None)

    @property
    def other(self) -> Choice | None:
        """The choice that means something else, if there is one."""
        return next((choice for choice in self.choices if choice.other), None)

    def alert(self, value: Value) -> str:
        """The worry family this answer raises, or an empty string."""
        choice = self.choice(value)
        return choice.alerts if choice else ""


def _check_one(question: Question, value: Value) -> Problem | None:
    if value in ("", ()):
        return Problem.NOTHING_GIVEN
    return None if value in question.values else Problem.NOT_A_CHOICE


def _check_several(question: Question, value: Value) -> Problem | None:
    if not isinstance(value, tuple):
        return Problem.NOT_A_CHOICE
    if not value:
        return Problem.NOTHING_GIVEN
    if len(set(value)) != len(value) or not question.values.issuperset(value):
        return Problem.NOT_A_CHOICE
    return None


def _check_number(question: Question, value: Value) -> Problem | None:
    if isinstance(value, bool) or not isinstance(value, int):
        return Problem.NOT_A_NUMBER
    if question.least is not None and value < question.least:
        return Problem.TOO_SMALL
    if question.most is not None and value > question.most:
        return Problem.TOO_BIG
    return None


def _check_text(question: Question, value: Value) -> Problem | None:
    if not isinstance(value, str) or not value.strip():
        return Problem.NOTHING_GIVEN
    longest = LONGEST_SHORT_TEXT if question.kind is Kind.SHORT_TEXT else LONGEST_TEXT
    return Problem.TOO_LONG if len(value) > longest else None


def _check_seen(_question: Question, value: Value) -> Problem | None:
    return None if value == SEEN else Problem.NOT_A_CHOICE


_CHECKS = {
    Kind.YES_NO: _check_one,
    Kind.YES_NO_SOMETIMES: _check_one,
    Kind.ONE_CHOICE: _check_one,
    Kind.SCALE: _check_one,
    Kind.SEVERAL_CHOICES: _check_several,
    Kind.NUMBER: _check_number,
    Kind.SHORT_TEXT: _check_text,
    Kind.LONG_TEXT: _check_text,
    Kind.INFORMATION: _check_seen,
}
