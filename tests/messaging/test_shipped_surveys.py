"""Every choice of every survey we ship can be texted back, and all we send fits in two parts."""

from collections.abc import Iterator

import pytest
from babel.support import NullTranslations

from messaging import prompts
from messaging.alphabet import Alphabet
from messaging.alphabet import measure
from messaging.keywords import asks_to_stop
from messaging.keywords import keyword
from messaging.replies import read
from surveys.engine import Answered
from surveys.library import shipped
from surveys.questionnaire import asked
from surveys.questions import Kind
from surveys.questions import Question


def readers() -> Iterator[tuple[str, str, str]]:
    for key, questionnaire in shipped().items():
        for band in questionnaire.bands:
            for language in questionnaire.languages:
                yield key, band, language


SERVICE = "Northbeck voices"
LINK = "https://voices.northbeck.example/s/j7k2m9p4tx"
READERS = pytest.mark.parametrize(("key", "band", "language"), list(readers()))


def questions(key: str, band: str) -> tuple[Question, ...]:
    return asked(tuple(shipped()[key].for_reader(band, by_text=True).questions))


@READERS
def test_each_choice_is_read_by_its_number_and_by_its_words(
    key: str, band: str, language: str
) -> None:
    for question in questions(key, band):
        for place, choice in enumerate(question.choices, start=1):
            several = question.kind is Kind.SEVERAL_CHOICES
            meant = Answered(question.key, (choice.value,) if several else choice.value)
            words = choice.wording.of(language, band)
            for reply in (str(place), words, words.upper()):
                assert read(question, reply, language=language, band=band) == meant


@READERS
def test_no_choice_is_taken_for_stop(key: str, band: str, language: str) -> None:
    for question in questions(key, band):
        for choice in question.choices:
            words = choice.wording.of(language, band)
            assert keyword(words) is None
            assert not asks_to_stop(words)


@READERS
def test_each_question_fits_in_two_parts(key: str, band: str, language: str) -> None:
    reader = prompts.Reader(NullTranslations(), language, band)
    for question in questions(key, band):
        text = prompts.question(question, reader, place=prompts.Place(8, 8))
        assert measure(text).parts <= 2, text


@READERS
def test_the_first_text_and_its_link_fit_in_two_parts(key: str, band: str, language: str) -> None:
    reader = prompts.Reader(NullTranslations(), language, band)
    count = len(questions(key, band))
    found = measure(prompts.opening(reader, service=SERVICE, questions=count, link=LINK))
    assert (found.alphabet, found.parts) == (Alphabet.GSM_7, 2)
    assert found.letters <= 306
