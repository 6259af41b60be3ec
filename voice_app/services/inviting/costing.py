"""What asking one person by text would cost, and when it would go."""

from dataclasses import dataclass
from datetime import datetime

from messaging import prompts
from messaging.alphabet import measure
from messaging.hours import hours_for
from messaging.hours import next_allowed
from surveys.questionnaire import Questionnaire
from surveys.questionnaire import asked
from surveys.questionnaire import band_for
from voice_app.clock import bank_holidays
from voice_app.clock import london_day
from voice_app.models.people import Person
from voice_app.store import languages
from voice_app.store import people
from voice_app.store import settings
from voice_app.store import surveys
from voice_app.words import phrases

FIRST_PARTS = 4  # message parts: the opening and the first question, two each at most
OPENING_PARTS = 2


@dataclass(frozen=True)
class Cost:
    """Message parts if every question of the shortest way is asked; the hour of the first text."""

    parts: int
    goes_at: datetime


@dataclass(frozen=True)
class AsTexts:
    """A survey as one language and age band gets it by text. ``pence`` is of all questions."""

    title: str
    language: str
    band: str
    questions: tuple["QuestionCost", ...]
    parts: int
    pence: float


@dataclass(frozen=True)
class QuestionCost:
    """One question as the text it becomes."""

    key: str
    words: str
    letters: int
    parts: int
    alphabet: str
    foreign: str  # the letters that keep it out of GSM-7


def of(person: Person, survey: str, *, now: datetime) -> Cost:
    """The cost of one person's survey; raises ``LookupError`` where nothing is published."""
    version = surveys.published(survey)
    if version is None:
        raise LookupError(survey)
    questionnaire = surveys.questionnaire(version.id)
    band = band_for(people.age(person.born, london_day(now)), questionnaire.audience)
    band = band if band in questionnaire.bands else questionnaire.bands[-1]
    language = languages.asked_in(person.language, questionnaire, by_text=True)
    texts = questions(questionnaire, language, band)
    goes_at = next_allowed(now, hours_for(band), bank_holidays())
    return Cost(OPENING_PARTS + sum(each.parts for each in texts), goes_at)


def as_texts(version_id: int) -> tuple[AsTexts, ...]:
    """A version of a survey as each of its readers gets it by text, while it is being written."""
    whole, pence = surveys.questionnaire(version_id), settings.value("text_pence")
    found = []
    for language in whole.languages:
        for band in whole.bands:
            texts = questions(whole, language, band)
            parts = OPENING_PARTS + sum(each.parts for each in texts)
            title = whole.title.of(language, band)
            found.append(AsTexts(title, language, band, texts, parts, round(parts * pence, 1)))
    return tuple(found)


def newest_as_texts(survey: str) -> tuple[AsTexts, ...]:
    """The newest version of a survey, draft or out; raises ``LookupError`` for one nobody knows."""
    row = surveys.by_key(survey)
    version = surveys.newest(row.id) if row else None
    if version is None:
        raise LookupError(survey)
    return as_texts(version.id)


def questions(whole: Questionnaire, language: str, band: str) -> tuple[QuestionCost, ...]:
    """Each question of a survey as one reader gets it by text, in order, whatever they answer."""
    mine = whole.for_reader(band, by_text=True)
    reader = prompts.Reader(phrases(language), language, band)
    path = asked(tuple(mine.questions))
    return tuple(
        _cost(question.key, prompts.question(question, reader, place=prompts.Place(n, len(path))))
        for n, question in enumerate(path, start=1)
    )


def _cost(key: str, words: str) -> QuestionCost:
    size = measure(words)
    foreign = "".join(dict.fromkeys(letter for letter in words if _is_foreign(letter)))
    return QuestionCost(key, words, size.letters, size.parts, str(size.alphabet), foreign)


def _is_foreign(letter: str) -> bool:
    return str(measure(letter).alphabet) != "GSM-7"
