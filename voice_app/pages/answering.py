"""What a person who answers a survey sees."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from enum import StrEnum

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
    worded: str = "en"  # the language of the survey's own words, where it is not in theirs
    bands: tuple[str, ...] = ()  # the ways it can be shown, the youngest first
    question: Question | None = None
    place: int = 0
    of: int = 0
    who_sees: str = "iro"  # who may see this answer, as they chose before
    worker: str = ""  # the first name of their social worker
    nameless: bool = False  # whether this question may be answered without a name
    value: Value | None = None  # what they gave before, when they come back to change it
    problem: Problem | None = None
    row: int = 0  # of the answer that stands there; 0: none
    elsewhere: bool = (
        False  # they answered it since, on another phone or page: asked before it goes
    )
    typed: str = ""  # what they typed that could not be taken
    comment: str = ""  # what they wrote beside what they picked
    left: bool = False  # they answered or skipped it before, whether that is shown here or not
    previous: str = ""  # the key of the question before this one on their path
    last_time: tuple[Promise, ...] = ()
    covered: bool = False  # there is a last time, shown to who has shown their sign
    declined: bool = False  # they said no to this survey
    finished: bool = False
    stopped: bool = False
    answered: int = 0
    practice: bool = False
    before_review: bool = False  # they may look at what will be passed on
    sounds: Mapping[str, int] = field(default_factory=dict)  # by choice; the question under ""
    shared: bool = False  # others may hold this link: nothing is kept on the phone


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


@dataclass(frozen=True)
class Given:
    """One question of their survey, and what they said to it.

    ``state`` is answered, skipped, not_understood (by us) or not_asked.
    """

    key: str
    question: str
    state: str
    picked: str = ""  # the choice, in its words
    words: str = ""  # what they wrote
    not_sure: bool = False
    unclear: bool = False  # skipped: they do not understand the question
    answer_id: int = 0
    fixed: bool = False  # it stands on a brief that has gone out
    covered: bool = False  # said a while ago: shown to who has shown their sign

    @property
    def said(self) -> bool:
        """Whether there is something of theirs to show."""
        return bool(self.picked or self.words or self.not_sure)


@dataclass(frozen=True)
class Overview:
    """A whole sitting: to check before they finish, and to keep a copy of."""

    code: str
    title: str
    language: str
    band: str
    given: tuple[Given, ...]
    finished: bool  # nothing is left to ask
    last_at: datetime
    helped_by: str = ""
    observed: bool = False
    keyed_by: str = ""  # who typed some of it in, from paper or a telephone call

    @property
    def covered(self) -> bool:
        """Whether something of it is not shown here."""
        return any(given.covered for given in self.given)


@dataclass(frozen=True)
class ToTakeBack:
    """One answer that may be taken back."""

    code: str
    language: str
    band: str
    given: Given
    said_at: datetime


class TakenBack(StrEnum):
    """What became of a wish to take an answer back."""

    DONE = "done"
    TOO_LATE = "too_late"  # it stands on a brief that has gone out
    NOT_THERE = "not_there"


@dataclass(frozen=True)
class HandedOver:
    """How to go on later, or on another device."""

    code: str
    language: str
    band: str
    parts: tuple[str, ...]  # the short code, as it is written and said; empty: none was made
    until: datetime | None


@dataclass(frozen=True)
class HelpedPage:
    """Who helped them; ``may_observe``: a grown-up may write what they saw a child do."""

    code: str
    title: str
    language: str
    band: str
    helped_by: str  # a key of ``words.HELPERS``; empty: nobody has said
    observed: bool
    may_observe: bool
