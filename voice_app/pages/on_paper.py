"""Surveys on paper: the form to fill in, the letter with it, and what staff start from."""

from collections.abc import Collection
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import datetime

from surveys.questionnaire import Questionnaire
from surveys.questions import NOT_SURE
from surveys.questions import Condition
from surveys.questions import Kind
from surveys.questions import Problem
from surveys.questions import Question

SHORTEST, LONGEST = 3, 11  # digits of a reference
_CHECK = 97  # ISO 7064 mod 97-10: it finds every wrong digit and every two that changed places


@dataclass(frozen=True)
class OnlyIf:
    """A question is for those who gave one of these answers to an earlier one.

    ``picked`` in the words of the choices; empty: whatever they answered.
    """

    number: int
    picked: tuple[str, ...]


@dataclass(frozen=True)
class Item:
    """One question as it stands on paper. ``number`` counts from 1; 0 is an information screen."""

    number: int
    question: Question
    only_if: tuple[OnlyIf, ...] = ()
    nameless: bool = False  # it may be answered without a name


@dataclass(frozen=True)
class PaperForm:
    """A whole survey for one band in one language."""

    title: str
    intro: str
    thanks: str
    language: str
    worded: str  # the language of the survey's own words
    band: str
    items: tuple[Item, ...]
    reference: str = ""  # whose it is, for whoever types it in; empty on one for anybody
    reader: str = ""  # first name of the reviewing officer
    worker: str = ""  # first name of the social worker
    may_observe: bool = False  # a grown-up may write what they saw a child do


@dataclass(frozen=True)
class Letter:
    """What one person gets by post."""

    name: str
    title: str
    intro: str
    language: str
    worded: str
    band: str
    reader: str
    code: str
    parts: tuple[str, ...]  # the code as it is written and said
    until: date


@dataclass(frozen=True)
class SurveyOnPaper:
    """A published survey, and how it can be printed."""

    key: str
    title: str
    audience: str
    bands: tuple[str, ...]


@dataclass(frozen=True)
class PaperDesk:
    """What anybody may print, and in which languages."""

    surveys: tuple[SurveyOnPaper, ...]
    languages: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class AskedOnPaper:
    """One survey that somebody was asked to fill in. Never what they said."""

    invitation_id: int
    title: str
    asked_at: datetime
    until: datetime
    opens: bool  # its link still does
    state: str
    answered: int
    bands: tuple[str, ...]
    band: str
    language: str


@dataclass(frozen=True)
class MomentShown:
    """A survey that fits somebody today, and what happened (a key of ``surveys.moments``)."""

    survey: str
    moment: str
    on: date


@dataclass(frozen=True)
class PersonOnPaper:
    """One person's surveys, to print, to key in or to begin."""

    person_id: int
    name: str
    asked: tuple[AskedOnPaper, ...]
    surveys: tuple[SurveyOnPaper, ...]  # that could be put to them
    languages: tuple[tuple[str, str], ...]
    near: tuple[tuple[int, str], ...] = ()  # of a child: carers and parents, by id and name


def items(
    questionnaire: Questionnaire, language: str, band: str, *, nameless: Collection[str] = ()
) -> tuple[Item, ...]:
    """Every question that a reader of this band may come to, numbered in order.

    A paper can't leave a question out, so each says for whom it is.
    """
    reader = questionnaire.for_reader(band)
    numbers = dict(_numbers(reader))
    asked = {question.key: question for question in reader.questions}
    return tuple(
        Item(
            numbers.get(question.key, 0),
            question,
            tuple(
                _only_if(each, asked[each.question], numbers, (language, band))
                for each in question.only_if
                if each.question in numbers
            ),
            question.key in nameless,
        )
        for question in asked.values()
    )


def reference(invitation_id: int) -> str:
    """What stands on a paper form to say whose it is. It opens nothing, so it may lie about."""
    return f"{invitation_id}-{_check(invitation_id):02}"


def invitation_of(typed: str) -> int | None:
    """The invitation that a reference stands for; None where it was mistyped."""
    digits = "".join(each for each in typed if each in "0123456789")
    if not SHORTEST <= len(digits) <= LONGEST:
        return None
    number, check = int(digits[:-2]), int(digits[-2:])
    return number if _check(number) == check else None


def _check(number: int) -> int:
    return _CHECK + 1 - number * 100 % _CHECK


def _numbers(questionnaire: Questionnaire) -> Iterator[tuple[str, int]]:
    asked = (each for each in questionnaire.questions if each.kind is not Kind.INFORMATION)
    for number, question in enumerate(asked, start=1):
        yield question.key, number


def _only_if(
    condition: Condition, asked: Question, numbers: dict[str, int], reader: tuple[str, str]
) -> OnlyIf:
    found = [asked.choice(value) for value in sorted(map(str, condition.any_of - {NOT_SURE}))]
    words = {c.value: c.wording.of(*reader) for c in found if c is not None}
    ordered = tuple(words[c.value] for c in asked.choices if c.value in words)
    return OnlyIf(numbers[asked.key], ordered)


@dataclass(frozen=True)
class There:
    """An answer that is there already: how it came and when, never what it is."""

    state: str  # answered, skipped or not_understood
    channel: str
    at: datetime


@dataclass(frozen=True)
class KeyingPage:
    """One person's survey, for whoever types in their paper or what they say on the telephone."""

    invitation_id: int
    person_id: int
    name: str
    about: str  # the child that a carer or parent speaks about; empty of a child
    by: str  # paper or call
    form: PaperForm
    bands: tuple[str, ...]
    languages: tuple[tuple[str, str], ...]
    there: dict[str, There]  # by question
    keyed_by: str
    helped_by: str
    observed: bool


@dataclass(frozen=True)
class KeyedIn:
    """What became of a form that was typed in. With ``problems`` nothing was kept."""

    saved: int = 0
    empty: int = 0
    kept: int = 0  # were there already, and stand as they were
    apart: int = 0  # to questions this person is not asked: kept as a message
    worry: bool = False  # an answer asks for help at once
    problems: dict[str, Problem] = field(default_factory=dict)
    mixed: bool = False  # notes of what was seen can't stand among their own answers
