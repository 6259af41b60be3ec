"""A whole survey against the bars of each of its readers: by age band, and by text.

Advice, never a block: the Children in Care Council may say that a word stays.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import mean

from surveys.questionnaire import Questionnaire
from surveys.questions import Question
from surveys.syllables import syllables
from surveys.wording import BARS
from surveys.wording import TEXT
from surveys.wording import Advice
from surveys.wording import Advised
from surveys.wording import Bars
from surveys.wording import advice
from surveys.wording import advice_on_question
from surveys.wording import in_words
from surveys.wording import is_long
from surveys.wording import rare_words
from surveys.wording import sentences

ENOUGH_WORDS = 100  # below this a reading age swings wildly (domain note 4.3)
ENGLISH = "en"


@dataclass(frozen=True)
class Reader:
    """Who reads it: an age band, on the web or by text."""

    band: str
    by_text: bool = False

    @property
    def bars(self) -> Bars:
        """What this reader can be asked to read."""
        return BARS[TEXT] if self.by_text else BARS[self.band]


@dataclass(frozen=True)
class Found:
    """One thing to look at: ``place`` is a question's key, or title, intro, thanks or survey."""

    reader: Reader
    place: str
    advice: Advice


def check(survey: Questionnaire) -> tuple[Found, ...]:
    """Everything that may be hard in the English of a survey, for each of its readers."""
    if ENGLISH not in survey.languages:
        return ()
    ways = (False,) if survey.anonymous else (False, True)  # it is never sent by text
    readers = [Reader(band, by_text) for band in survey.bands for by_text in ways]
    return tuple(found for reader in readers for found in check_for(survey, reader))


def check_for(survey: Questionnaire, reader: Reader) -> Iterator[Found]:
    """What may be hard for one reader: place by place, then in the whole."""
    offered = survey.for_reader(reader.band, by_text=reader.by_text)
    for place, words in _said(offered, reader):
        for each in (*advice(words), *rare_words(words)):
            yield Found(reader, place, each)
    asked = [(question.key, _asked(question, reader)) for question in offered.questions]
    for place, words in asked:
        for each in advice_on_question(words, reader.bars):
            yield Found(reader, place, each)
    for each in _of_the_whole([words for _, words in asked], offered, reader):
        yield Found(reader, "survey", each)


def reading_age(texts: Iterable[str]) -> float | None:
    """Years, by Flesch and Kincaid (their grade and five); None where the words are too few."""
    said = [sentence for text in texts for sentence in sentences(text)]
    words = [word for sentence in said for word in in_words(sentence) if not word.isdigit()]
    if len(words) < ENOUGH_WORDS:
        return None
    in_a_sentence = len(words) / len(said)
    in_a_word = sum(syllables(word) for word in words) / len(words)
    return 0.39 * in_a_sentence + 11.8 * in_a_word - 15.59 + 5


def _of_the_whole(asked: list[str], offered: Questionnaire, reader: Reader) -> Iterator[Advice]:
    average = mean(len(in_words(words)) for words in asked) if asked else 0
    if average > reader.bars.aimed_at:
        yield Advice(Advised.LONG_ON_AVERAGE, f"{average:.1f}")
    said = [words for _, words in _said(offered, reader)]
    words = [word for text in said for word in in_words(text)]
    long = [word for word in words if is_long(word)]
    if words and len(long) / len(words) > reader.bars.long_words:
        yield Advice(Advised.LONG_WORDS, ", ".join(sorted(set(long))))
    age = reading_age(words for _, words in _said(offered, reader, choices=False))
    if age is not None and age > reader.bars.reading_age:
        yield Advice(Advised.READING_AGE, f"{age:.1f}")


def _said(
    offered: Questionnaire, reader: Reader, *, choices: bool = True
) -> Iterator[tuple[str, str]]:
    """All that this reader meets, with its place; the intro and the hints are for the page."""
    yield "title", offered.title.of(ENGLISH, reader.band)
    yield "thanks", offered.thanks.of(ENGLISH, reader.band)
    if not reader.by_text:
        yield "intro", offered.intro.of(ENGLISH, reader.band)
    for question in offered.questions:
        yield question.key, _asked(question, reader)
        if not reader.by_text:
            yield question.key, question.hint.of(ENGLISH, reader.band)
        for choice in question.choices if choices else ():
            yield question.key, choice.wording.of(ENGLISH, reader.band)


def _asked(question: Question, reader: Reader) -> str:
    words = question.by_text if reader.by_text and question.by_text else question.wording
    return words.of(ENGLISH, reader.band)
