"""Plain words: what is long or of the trade is named, with something better beside it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.document import read
from surveys.journey import shipped
from surveys.questionnaire import Questionnaire
from surveys.reading_check import check
from surveys.reading_check import reading_age
from surveys.wording import BARS
from surveys.wording import LONGEST_SENTENCE
from surveys.wording import Advised
from surveys.wording import advice
from surveys.wording import advice_on_question
from surveys.wording import plain_words
from surveys.wording import rare_words


def test_plain_words_raise_nothing() -> None:
    """Short and said to a child: no advice."""
    assert advice("You can ring Jaz on Sundays. Dev puts it in your plan.") == ()


def test_a_long_sentence_is_named_and_a_short_one_beside_it_is_not() -> None:
    """Each sentence is counted for itself."""
    long = " ".join(["you"] * (LONGEST_SENTENCE + 1))
    (found,) = advice(f"Short one. {long}. Short two.")
    assert (found.why, found.found) == (Advised.LONG_SENTENCE, long)


@pytest.mark.parametrize(
    ("words", "found", "instead"),
    [
        ("Your LAC review is in May.", "LAC review", "your review"),
        ("Contact with mum.", "Contact", "seeing your family"),
        ("your siblings", "siblings", "brothers and sisters"),
    ],
)
def test_a_word_of_the_trade_has_a_childs_word_beside_it(
    words: str, found: str, instead: str
) -> None:
    """The longest that fits, in any case, as it was written."""
    (each,) = advice(words)
    assert (each.why, each.found, each.instead) == (Advised.TRADE_WORD, found, instead)


def test_a_part_of_a_word_is_not_the_word() -> None:
    """A "replacement" is no placement."""
    assert advice("A replacement key. Black is fine. Pepper too.") == ()


@given(st.sampled_from(sorted(plain_words())))
def test_every_word_of_the_list_is_found(word: str) -> None:
    """None hides behind another, and no advice is a word of the trade again."""
    (found,) = advice(word.upper())
    assert found.instead == plain_words()[word]
    assert advice(found.instead) == ()


OLDER = BARS["12-17"]


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("Were you told about the plan?", Advised.PASSIVE),
        ("Has your plan been written?", Advised.PASSIVE),
        ("Do you not like it there?", Advised.NEGATIVE),
        ("Don’t you feel heard there?", Advised.NEGATIVE),
        ("Do you feel safe and happy?", Advised.TWO_THINGS),
        ("Can you see your mum/dad?", Advised.TWO_THINGS),
        ("Do you like it? Do you feel safe?", Advised.TWO_THINGS),
        ("Do you" + " really" * 13 + " like it?", Advised.LONG_QUESTION),
    ],
)
def test_a_question_hard_to_answer_is_named(question: str, why: Advised) -> None:
    """One thing, said as it is done, in fifteen words."""
    assert why in [each.why for each in advice_on_question(question, OLDER)]


@pytest.mark.parametrize(
    "question",
    [
        "Are you worried about home?",
        "Who or what has helped you?",
        "Do you feel safe where you live? If not, we tell a person who can help.",
        "May we use your words, without your name?",
    ],
)
def test_a_plain_question_raises_nothing(question: str) -> None:
    """A feeling is nothing done to anybody, and what is said beside a question is no question."""
    assert advice_on_question(question, OLDER) == ()


def test_words_outside_the_everyday_are_named_once_and_the_plain_ones_are_not() -> None:
    """Endings are seen through: "stopping" is "stop", "tries" is "try"."""
    found = rare_words("She tries stopping the bureaucracy. I've hopes. Bureaucracy happily bit 9.")
    assert [(each.why, each.found) for each in found] == [(Advised.RARE_WORD, "Bureaucracy")]


def test_a_word_of_the_trade_may_be_introduced_by_its_name() -> None:
    """The paper has that name on it, and the reader will meet it."""
    assert advice("Some people call it a PEP. It says what helps you learn.") == ()
    assert advice("Is your PEP good?")


def survey(**ask: str) -> Questionnaire:
    """The smallest survey that says enough for a reading age, with one question."""
    words = "We want to know how things are for you here at home. " * 10
    document = {
        "format": 1, "key": "s", "audience": "child",
        "languages": [*ask], "bands": ["8-11"], "intro": dict.fromkeys(ask, words),
        "thanks": dict.fromkeys(ask, "Thank you."), "title": dict.fromkeys(ask, "My day"),
        "sections": [{"key": "s", "title": dict.fromkeys(ask, "My day"), "questions": [
            {"key": "q", "kind": "long_text", "ask": ask},
        ]}],
    }  # fmt: skip
    return read(document, shipped())


def test_a_survey_is_checked_for_each_reader_and_each_place() -> None:
    """On the web and by text, with the question that it was found in."""
    found = check(survey(en="Were you told why?"))
    assert [(f.reader.by_text, f.place, f.advice.why) for f in found] == [
        (False, "q", Advised.PASSIVE),
        (True, "q", Advised.PASSIVE),
    ]


def test_long_words_and_a_high_reading_age_are_found_in_the_whole() -> None:
    """Weighed over all its words, because one word moves a single question by ten grades."""
    hard = "Participation documentation necessitates multidisciplinary considerations. " * 12
    found = {f.advice.why for f in check(survey(en=hard)) if f.place == "survey"}
    assert found == {Advised.LONG_ON_AVERAGE, Advised.LONG_WORDS, Advised.READING_AGE}


def test_too_few_words_have_no_reading_age_and_no_english_is_not_checked() -> None:
    """A formula swings wildly on one question; another language has readers of its own."""
    assert reading_age(["Do you feel safe where you live?"]) is None
    assert check(survey(pl="Participation nie?")) == ()
