"""An anonymous survey: all its questions on one page, sent once, by nobody we know."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field

from surveys.questions import Problem
from surveys.questions import Question
from surveys.questions import Value


@dataclass(frozen=True)
class Given:
    """What stood in the boxes of one question."""

    value: Value = ""
    comment: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether it was left out."""
        empty = not self.value.strip() if isinstance(self.value, str) else self.value == ()
        return empty and not self.comment


@dataclass(frozen=True)
class NamelessPage:
    """The whole survey, with what was typed where it could not be taken."""

    code: str
    version_id: int  # the words that were on the page: a form that is sent names them
    token: str  # drawn by lot for this page: by it a form sent twice is known
    title: str
    intro: str
    language: str
    worded: str  # the language of the survey's own words
    band: str
    questions: tuple[Question, ...]
    given: Mapping[str, Given] = field(default_factory=dict)
    problems: Mapping[str, Problem] = field(default_factory=dict)
    sounds: Mapping[str, Mapping[str, int]] = field(default_factory=dict)  # by question, choice
    empty: bool = False  # it was sent with nothing in it
    question: Question | None = None  # a page of one question has one; this has all


@dataclass(frozen=True)
class NamelessSent:
    """It is sent; ``again``: it was there already, and counts once."""

    code: str
    title: str
    thanks: str
    language: str
    worded: str
    band: str
    again: bool = False
    by_link: bool = False  # this personal link was used before: what came now is not kept


@dataclass(frozen=True)
class NamelessForm:
    """A form that was sent."""

    version_id: int
    token: str
    language: str
    given: Mapping[str, Given]
