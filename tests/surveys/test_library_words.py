"""The words of the shipped surveys: short, kind, plain, and small enough for one text.

Bars of the domain note (4.2 and 4.4): at most 15 words a sentence of a question and 12 as a rule,
few long words, no jargon, no two things in one question.
"""

import re
from collections.abc import Iterator
from statistics import mean

import pytest
import smsutil

from surveys import library
from surveys.questionnaire import Questionnaire
from surveys.questions import Question
from surveys.reading_check import check
from surveys.syllables import syllables

SHIPPED = library.shipped()
READERS = [(survey, band) for survey in SHIPPED.values() for band in survey.bands]
NAMES = [f"{survey.key} {band}" for survey, band in READERS]

MOST_WORDS = 15
AIMED_AT = 12
MOST_WORDS_AROUND = 20  # in a sentence that is not a question
LONG_WORD = 3  # syllables
RARE = 0.02  # of all words
LETTERS_IN_A_TEXT = 160  # of the GSM-7 alphabet
LONGEST_INTRO = 85  # words; a screen of a small phone

JARGON = frozenset({
    "placement", "placements", "contact", "lac", "cla", "iro", "pep", "respite", "sibling",
    "siblings", "statutory", "advocate", "participation", "permanence", "pathway", "safeguarding",
    "wellbeing", "keyworker", "cin", "caf", "eet", "section",
})  # fmt: skip
KNOWN_AT_SEVEN = frozenset({"nobody", "family", "every", "something", "sometimes"})
ALLOWED = {  # the name of their own plan, on the paper itself
    "leaving-care-check-in": {"pathway"},
    "my-pathway-plan": {"pathway"},
    "my-school-plan": {"pep"},
}
NEGATIVES = re.compile(r"\b(not|never|no one|nobody|nothing|don’t|didn’t|isn’t|aren’t)\b")
DOUBLE = re.compile(r"\band\b|\bor\b|/")
SAID_TOGETHER = {"Who or what"}


def asked_of(survey: Questionnaire, band: str) -> Iterator[tuple[Question, str]]:
    for question in survey.for_reader(band).questions:
        yield question, question.wording.of("en", band)


def sentences(text: str) -> list[str]:
    return [sentence for sentence in re.split(r"(?<=[.?!])\s+", text) if sentence]


def words(text: str) -> list[str]:
    return re.findall(r"[A-Za-z’'-]+|\d+", text)


def all_words(survey: Questionnaire, band: str) -> Iterator[str]:
    reader = survey.for_reader(band)
    for wording in (reader.title, reader.intro, reader.thanks):
        yield wording.of("en", band)
    for section in reader.sections:
        yield section.title.of("en", band)
        for question in section.questions:
            for wording in (question.wording, question.by_text, question.hint):
                yield wording.of("en", band)
            for choice in question.choices:
                yield choice.wording.of("en", band)


def as_sent(question: Question, band: str) -> str:
    """A question as a text message would carry it, with its options and the longest count."""
    ask = question.by_text.of("en", band) or question.wording.of("en", band)
    options = [
        f"{place} {choice.wording.of('en', band)}"
        for place, choice in enumerate(question.choices, 1)
    ]
    if question.not_sure:
        options.append("? not sure")
    return f"8 of 8. {ask} {', '.join(options)}. 0 skip".replace("’", "'")


@pytest.mark.parametrize("survey", SHIPPED.values(), ids=SHIPPED.keys())
def test_the_reading_check_finds_nothing(survey: Questionnaire) -> None:
    """In every age band, on the web and by text: no warning at all."""
    assert check(survey) == ()


@pytest.mark.parametrize(("survey", "band"), READERS, ids=NAMES)
def test_a_question_is_short(survey: Questionnaire, band: str) -> None:
    lengths = []
    for question, text in asked_of(survey, band):
        for sentence in sentences(text):
            assert len(words(sentence)) <= MOST_WORDS, question.key
        lengths.append(len(words(text)))
    assert mean(lengths) <= AIMED_AT


@pytest.mark.parametrize(("survey", "band"), READERS, ids=NAMES)
def test_every_other_sentence_is_short_too(survey: Questionnaire, band: str) -> None:
    for text in all_words(survey, band):
        for sentence in sentences(text):
            assert len(words(sentence)) <= MOST_WORDS_AROUND, sentence


@pytest.mark.parametrize(("survey", "band"), READERS, ids=NAMES)
def test_no_jargon(survey: Questionnaire, band: str) -> None:
    said = {word.lower() for text in all_words(survey, band) for word in words(text)}
    assert said & JARGON <= ALLOWED.get(survey.key, set())


@pytest.mark.parametrize(("survey", "band"), READERS, ids=NAMES)
def test_long_words_are_rare(survey: Questionnaire, band: str) -> None:
    said = [word for text in all_words(survey, band) for word in words(text)]
    long = [w for w in said if syllables(w) >= LONG_WORD and w.lower() not in KNOWN_AT_SEVEN]
    assert len(long) / len(said) < RARE, sorted(set(long))


@pytest.mark.parametrize(("survey", "band"), READERS, ids=NAMES)
def test_a_question_asks_one_thing_and_denies_none(survey: Questionnaire, band: str) -> None:
    for question, text in asked_of(survey, band):
        lone = text
        for phrase in SAID_TOGETHER:
            lone = lone.replace(phrase, "")
        assert not DOUBLE.search(lone), question.key
        assert not NEGATIVES.search(text.lower()), question.key
        assert text.count("?") == 1, question.key


@pytest.mark.parametrize(("survey", "band"), READERS, ids=NAMES)
def test_a_question_with_its_options_fits_one_text(survey: Questionnaire, band: str) -> None:
    for question in survey.for_reader(band, by_text=True).questions:
        split = smsutil.split(as_sent(question, band))
        assert len(split.parts) == 1, (question.key, len(as_sent(question, band)))
        assert len(as_sent(question, band)) <= LETTERS_IN_A_TEXT, question.key


@pytest.mark.parametrize(("survey", "band"), READERS, ids=NAMES)
def test_the_thanks_fit_one_text_and_say_what_happens_next(
    survey: Questionnaire, band: str
) -> None:
    thanks = survey.thanks.of("en", band)
    assert len(smsutil.split(thanks).parts) == 1
    assert re.search(r"\b(reads|will read)\b", thanks)


@pytest.mark.parametrize(("survey", "band"), READERS, ids=NAMES)
def test_the_first_words_say_who_sees_it_what_is_passed_on_and_where_help_is(
    survey: Questionnaire, band: str
) -> None:
    intro = survey.intro.of("en", band)
    assert re.search(r"who (runs|checks)", intro)
    assert re.search(r"may get hurt, we (have to )?tell a person who can help", intro)
    assert re.search(r"Nobody (watches|looks at) this day and night", intro)
    assert re.search(r"\b[Ss]kip\b", intro)
    assert re.search(r"\b[Ss]top\b", intro)
    assert "999" in intro
    assert ("116 123" if band == "18+" else "0800 1111") in intro
    assert len(words(intro)) <= LONGEST_INTRO


@pytest.mark.parametrize(("survey", "band"), READERS, ids=NAMES)
def test_the_tone_is_straight(survey: Questionnaire, band: str) -> None:
    for text in all_words(survey, band):
        assert "!" not in text
        assert not re.search(r"\b(well done|great job|awesome|secret|promise you)\b", text.lower())
