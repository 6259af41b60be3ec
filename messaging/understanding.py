"""One reply to one question, read as a real text is, with no survey and no database.

The order is that of a text: STOP, START and HELP first, then a plain wish to be left alone, then
the reader of replies. A question is made of its type and its options; options stand numbered in a
text, so their place is understood beside their words.
"""

import re
from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from messaging.keywords import Keyword
from messaging.keywords import asks_to_stop
from messaging.keywords import keyword
from messaging.plain import tokens
from messaging.replies import read
from messaging.vocabulary import vocabulary
from surveys.engine import Answered
from surveys.engine import Move
from surveys.engine import Skipped
from surveys.questions import CHOOSES
from surveys.questions import NO_WORDING
from surveys.questions import Choice
from surveys.questions import Kind
from surveys.questions import Question
from surveys.questions import Wording

TYPES: Mapping[str, Kind] = {
    "yes_no": Kind.YES_NO,
    "yes_no_sometimes": Kind.YES_NO_SOMETIMES,
    "single_choice": Kind.ONE_CHOICE,
    "one_choice": Kind.ONE_CHOICE,
    "multiple_choice": Kind.SEVERAL_CHOICES,
    "several_choices": Kind.SEVERAL_CHOICES,
    "scale": Kind.SCALE,
    "number": Kind.NUMBER,
    "free_text": Kind.LONG_TEXT,
    "long_text": Kind.LONG_TEXT,
    "short_text": Kind.SHORT_TEXT,
}
_SCALE = re.compile(r"scale_1_([2-9]|10)")
_STEPS = 5  # of a scale that does not say how many
_NUMBERED = re.compile(r"\s*\(?\d{1,2}\s*[).:=–-]\s*(?=\S)")  # "1. At home": the place is ours
_KEY = "asked"
_BAND = "all"
_YES_NO = ("yes", "no")
_YES_NO_SOMETIMES = ("yes", "sometimes", "no")

Given = str | float | Sequence[str] | None


class CannotAsk(ValueError):
    """No such type of question, or not the options it needs."""


class Outcome(StrEnum):
    """What became of a reply."""

    ANSWER = "answer"
    REASK = "reask"
    SKIP = "skip"
    OPT_OUT = "opt_out"
    OPT_IN = "opt_in"
    HELP = "help"


@dataclass(frozen=True)
class Understood:
    """What a reply was taken to mean; ``value`` is None unless it is an answer.

    ``comment`` is the whole reply where it says more than the bare answer.
    """

    outcome: Outcome
    value: Given = None
    comment: str | None = None


@dataclass(frozen=True)
class Asked:
    """A question of the engine, and what each of its choices is called outside."""

    question: Question
    outside: Mapping[str, str | int]

    @classmethod
    def of(cls, kind: str, options: Sequence[str] | None, language: str = "en") -> "Asked":
        """The question of this type; raises ``CannotAsk`` when there is none.

        Scales are 1 to 5 where nothing else is said, with or without words for their steps (or
        for their two ends). Their value is the number, whatever the words are.
        """
        asked = Kind.SCALE if _SCALE.fullmatch(kind) else TYPES.get(kind)
        if asked is None:
            raise CannotAsk(kind)
        outside = _CHOICES.get(asked, _none)(kind, options, language)
        choices = tuple(
            Choice(value, _worded(words, language) if words else NO_WORDING)
            for value, _, words in outside
        )
        question = Question(_KEY, asked, NO_WORDING, choices=choices)
        return cls(question, {value: name for value, name, _ in outside})


def understand(asked: Asked, reply: str, *, language: str = "en") -> Understood:
    """Read a reply as it would be read when it came as a text. It never raises."""
    known = keyword(reply)
    if known is Keyword.STOP or asks_to_stop(reply):
        return Understood(Outcome.OPT_OUT)
    if known:
        return Understood(Outcome.OPT_IN if known is Keyword.START else Outcome.HELP)
    return _of_move(asked, read(asked.question, reply, language=language, band=_BAND))


def _of_move(asked: Asked, move: Move) -> Understood:
    if isinstance(move, Skipped):
        return Understood(Outcome.SKIP)
    if not isinstance(move, Answered) or asked.question.check(move.value):
        return Understood(Outcome.REASK)
    value: Given = move.value
    if isinstance(move.value, tuple):
        value = [str(asked.outside[one]) for one in move.value]
    elif asked.question.kind in CHOOSES:
        value = asked.outside[str(move.value)]
    return Understood(Outcome.ANSWER, value, move.comment or None)


_Options = Sequence[str] | None
_Outside = tuple[str, str | int, str]  # the engine's value, ours outside, the words of the choice


def _none(_kind: str, _options: _Options, _language: str) -> list[_Outside]:
    return []


def _offered(_kind: str, options: _Options, _language: str) -> list[_Outside]:
    if not options:
        raise CannotAsk("options")
    return [(str(n), words, _unnumbered(words)) for n, words in enumerate(options, 1)]


def _unnumbered(words: str) -> str:
    return _NUMBERED.sub("", words, count=1) or words


def _steps(kind: str, options: _Options, _language: str) -> list[_Outside]:
    """Every step of a scale. Two words stand for its ends, three for its ends and middle."""
    sized = _SCALE.fullmatch(kind)
    labels = list(options or ())
    count = int(sized[1]) if sized else len(labels) or _STEPS
    spread = len(labels) - 1
    if labels and len(labels) != count and (not spread or (count - 1) % spread):
        raise CannotAsk("options")
    words = [""] * count
    for place, label in enumerate(labels):
        step = place * (count - 1) // max(spread, 1)
        words[step] = "" if label.strip() == str(step + 1) else _unnumbered(label)
    return [(str(n), n, word) for n, word in enumerate(words, 1)]


def _yes_no(kind: str, options: _Options, language: str) -> list[_Outside]:
    """Yes and no by their words, in whatever order; the first of two is yes where none says so."""
    usual = _YES_NO_SOMETIMES if TYPES[kind] is Kind.YES_NO_SOMETIMES else _YES_NO
    if not options:
        return [(value, value, value) for value in usual]
    said = [_yes_or_no(words, language) for words in options]
    if len(said) == len(_YES_NO) and not all(said):
        other = {"yes": "no", "no": "yes"}
        first = said[0] or other.get(said[1] or "", "yes")
        said = [first, other[first]]
    if len({value for value in said if value}) != len([value for value in said if value]):
        raise CannotAsk("options")
    return [
        (value or str(n), value or words, _unnumbered(words))
        for n, (value, words) in enumerate(zip(said, options, strict=True), 1)
    ]


def _yes_or_no(words: str, language: str) -> str | None:
    """Which of the two an option is: "Yes", "Yes, I do", "نعم"."""
    phrase = tokens(_unnumbered(words))
    known = vocabulary(language)
    for value in _YES_NO:
        ways = known.ways_to_say((value,))
        if phrase in ways or phrase[:1] in ways:
            return value
    return None


_CHOICES: Mapping[Kind, Callable[[str, _Options, str], list[_Outside]]] = {
    Kind.YES_NO: _yes_no,
    Kind.YES_NO_SOMETIMES: _yes_no,
    Kind.ONE_CHOICE: _offered,
    Kind.SEVERAL_CHOICES: _offered,
    Kind.SCALE: _steps,
}


def _worded(words: str, language: str) -> Wording:
    return Wording({language: {_BAND: words}})
