"""Survey versions, and whether the Children in Care Council has signed them off."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class SignOffShown:
    """A recorded sign-off."""

    by: str
    helper: str
    on: date
    note: str
    denied: bool = False  # by the one who is said to have spoken


@dataclass(frozen=True)
class QuestionShown:
    """A question, and how many people said they do not understand it; None: nobody, or too few."""

    words: str
    unclear: int | None


@dataclass(frozen=True)
class VersionShown:
    """One version of a survey."""

    version_id: int
    number: int
    state: str  # draft or published
    published_on: date | None
    questions: tuple[QuestionShown, ...]
    on_web: int  # questions that one reader is asked at most
    by_text: int
    sign_offs: tuple[SignOffShown, ...]
    without_them: bool = False  # it went round the council


@dataclass(frozen=True)
class SurveyShown:
    """A survey with its versions, newest first."""

    key: str
    title: str
    audience: str
    versions: tuple[VersionShown, ...]
