"""A draft of a survey, while the council builds it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ChoiceBuilt:
    """An answer to pick, in English."""

    value: str
    words: str


@dataclass(frozen=True)
class QuestionBuilt:
    """A question of a draft, with all that can be set."""

    key: str
    kind: str
    words: str
    hint: str
    choices: tuple[ChoiceBuilt, ...]
    only_if: str  # another question's key
    only_if_words: str
    values: tuple[str, ...]
    faces: str
    not_sure: bool
    repeats: bool
    web_only: bool


@dataclass(frozen=True)
class SectionBuilt:
    """A heading with its questions."""

    key: str
    title: str
    questions: tuple[QuestionBuilt, ...]


@dataclass(frozen=True)
class Banked:
    """A question of the bank: where it is asked, and how many people answered it."""

    place: str  # survey/key
    words: str
    surveys: tuple[str, ...]
    answered: int | None  # people; None: too few to say


@dataclass(frozen=True)
class DraftPage:
    """The newest version of a survey, to be built on."""

    version_id: int
    number: int
    survey: str
    title: str
    state: str  # draft or published
    digest: str  # of the words that this page shows
    sections: tuple[SectionBuilt, ...]
    languages: tuple[str, ...]
    left: tuple[str, ...]  # languages that the one that is out has, and this has not
    no_longer_compared: tuple[str, ...]  # questions compared over the years, with new words

    def question(self, key: str) -> QuestionBuilt | None:
        """The question with this key."""
        every = (question for section in self.sections for question in section.questions)
        return next((each for each in every if each.key == key), None)


@dataclass(frozen=True)
class PlaceToTranslate:
    """One piece of wording beside its translation."""

    place: str
    english: str
    words: str  # as they were before, if they were
    stale: bool  # the English has changed since
    missing: bool


@dataclass(frozen=True)
class TranslationPage:
    """A language of a draft, side by side with its English."""

    version_id: int
    title: str
    language: str
    places: tuple[PlaceToTranslate, ...]


@dataclass(frozen=True)
class AskedTo:
    """A question as one reader meets it on the web."""

    words: str
    hint: str
    kind: str
    choices: tuple[str, ...]
    waits_for: str  # the question whose answer opens it; empty: always asked


@dataclass(frozen=True)
class SurveyAsRead:
    """A whole version as one age band meets it."""

    version_id: int
    title: str
    band: str
    bands: tuple[str, ...]
    intro: str
    thanks: str
    questions: tuple[AskedTo, ...]
