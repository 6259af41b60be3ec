"""What a person who answers a survey sees."""

from dataclasses import dataclass

from surveys.questions import Problem
from surveys.questions import Question
from surveys.questions import Value


@dataclass(frozen=True)
class Promise:
    """What happened to something they said last time, shown before the first question."""

    you_said: str
    we_did: str
    said_on: str
    told_by: str


@dataclass(frozen=True)
class SurveyPage:
    """One question, or the welcome, or the end. ``place`` counts from 1."""

    code: str
    title: str
    language: str
    band: str
    reader: str  # who reads the answers: "Maura, who runs your review"
    intro: str
    thanks: str
    agreed: bool  # to be asked, having read how it works
    question: Question | None = None
    place: int = 0
    of: int = 0
    who_sees: str = "iro"  # who may see this answer, as they chose before
    value: Value | None = None  # what they gave before, when they come back to change it
    problem: Problem | None = None
    typed: str = ""  # what they typed that could not be taken
    previous: str = ""  # the key of the question before this one on their path
    last_time: tuple[Promise, ...] = ()
    declined: bool = False  # they said no to this survey
    finished: bool = False
    stopped: bool = False
    answered: int = 0
    practice: bool = False
    before_review: bool = False  # they may look at what will be passed on


@dataclass(frozen=True)
class ClosedLink:
    """A link that no longer opens a survey, and why: unknown, expired or revoked."""

    reason: str


@dataclass(frozen=True)
class AskedPage:
    """The question that a form was for, and how it was worded."""

    question: Question
    language: str
    band: str
