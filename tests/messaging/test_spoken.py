"""What is said in a call, and what each key means."""

import pytest
from babel.support import NullTranslations
from hypothesis import given
from hypothesis import strategies as st

from messaging import spoken
from messaging.prompts import Reader
from messaging.spoken import Want
from messaging.spoken import Wish
from surveys.engine import Answered
from surveys.engine import Misread
from surveys.engine import Skipped
from surveys.questions import NOT_SURE
from surveys.questions import Choice
from surveys.questions import Kind
from surveys.questions import Question
from surveys.questions import Wording

CHILD = Reader(NullTranslations())
GROWN = Reader(NullTranslations(), band="18+")


def says(words: str) -> Wording:
    return Wording({"en": {"all": words}})


def choices(*words: str) -> tuple[Choice, ...]:
    return tuple(Choice(each.lower(), says(each)) for each in words)


LISTENED = Question(
    "listened", Kind.SCALE, says("Do they listen?"), choices=choices("No", "A bit"), not_sure=True
)
TOPICS = Question("topics", Kind.SEVERAL_CHOICES, says("What?"), choices=choices("Room", "Food"))
TWELVE = Question("twelve", Kind.SEVERAL_CHOICES, says("Which?"), choices=choices(*"ABCDEFGHIJKL"))
NIGHTS = Question("nights", Kind.NUMBER, says("How many nights?"), least=0, most=7)
FRIENDS = Question("friends", Kind.NUMBER, says("How many friends?"), least=1)
BETTER = Question("better", Kind.LONG_TEXT, says("What would make it better?"))
QUESTIONS = (LISTENED, TOPICS, TWELVE, NIGHTS, FRIENDS, BETTER)


def test_the_opening_says_who_listens_when_and_where_help_is() -> None:
    """A child who cannot read hears it before anything is asked."""
    said = spoken.opening(CHILD, service="Northbeck voices")
    for words in ("Northbeck voices", "A person listens", "not day and night", "9 9 9"):
        assert words in said
    assert "Childline, 0 8 0 0, 1 1 1 1" in said
    assert "Samaritans" in spoken.opening(GROWN, service="Northbeck voices")


def test_the_soft_check_says_nothing_of_them() -> None:
    """Whoever holds the phone hears it."""
    assert spoken.menu(CHILD) == (
        "If you want to answer some questions, press 1. To leave a message, press 2."
    )


def test_a_question_names_the_key_of_each_choice_and_the_ways_out() -> None:
    """Nobody must keep the order in mind, or wonder how to stop."""
    assert spoken.question(LISTENED, CHILD, before="OK, skipped.") == (
        "OK, skipped. Do they listen? Press 1 for No, 2 for A bit, 3 for not sure. "
        "To skip, press 0. To hear it again, press star. You can hang up at any time."
    )


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (TOPICS, "You can pick more than one. Press hash at the end."),
        (TWELVE, "Press star between two, and hash at the end."),
        (NIGHTS, "Press the number, then hash. To skip, press star, 0."),
        (FRIENDS, "Press the number, then hash. To skip, press 0."),
        (BETTER, "To say it in your own words, press 1. To skip, press 0."),
    ],
)
def test_each_kind_says_its_keys(asked: Question, words: str) -> None:
    """What is said fits what is read."""
    assert words in spoken.question(asked, CHILD)


@pytest.mark.parametrize(
    ("asked", "keys", "meant"),
    [
        (LISTENED, "2", Answered("listened", "a bit")),
        (LISTENED, "3", Answered("listened", NOT_SURE)),
        (LISTENED, "0", Skipped("listened")),
        (LISTENED, "*", Wish.AGAIN),
        (LISTENED, "4", Misread("listened", "")),
        (LISTENED, "#", Misread("listened", "")),
        (LISTENED, "12", Misread("listened", "")),
        (LISTENED, "", Misread("listened", "")),
        (TOPICS, "21", Answered("topics", ("room", "food"))),
        (TOPICS, "22", Answered("topics", ("food",))),
        (TOPICS, "23", Misread("topics", "")),
        (TOPICS, "0", Skipped("topics")),
        (TWELVE, "12*1", Answered("twelve", ("a", "l"))),
        (TWELVE, "1*", Misread("twelve", "")),
        (NIGHTS, "0", Answered("nights", 0)),
        (NIGHTS, "8", Misread("nights", "")),
        (NIGHTS, "*0", Skipped("nights")),
        (NIGHTS, "*", Wish.AGAIN),
        (FRIENDS, "0", Skipped("friends")),
        (FRIENDS, "10", Answered("friends", 10)),
        (BETTER, "1", Wish.SPEAK),
        (BETTER, "0", Skipped("better")),
        (BETTER, "5", Misread("better", "")),
    ],
)
def test_a_key_means_one_thing(asked: Question, keys: str, meant: object) -> None:
    """Never a guess: what fits no choice is asked again."""
    assert spoken.read(asked, keys) == meant


@given(st.sampled_from(QUESTIONS), st.text(alphabet="0123456789*#²é ", max_size=12))
def test_whatever_is_pressed_a_value_that_is_taken_is_valid(asked: Question, keys: str) -> None:
    """No key leads to a value that the question does not take."""
    move = spoken.read(asked, keys)
    if isinstance(move, Answered):
        assert asked.check(move.value) is None


def test_what_was_pressed_is_said_back() -> None:
    """A slip of the finger is heard at once."""
    move = Answered("topics", ("room", "food"))
    assert spoken.acknowledged(TOPICS, move, CHILD) == "Got it: Room, Food."
    assert spoken.acknowledged(NIGHTS, Answered("nights", 3), CHILD) == "Got it: 3."
    assert spoken.acknowledged(NIGHTS, Skipped("nights"), CHILD) == "OK, skipped."


def test_one_key_or_several() -> None:
    """Only where more than one key may come must they end with hash."""
    wants = [spoken.wanted(asked) for asked in QUESTIONS]
    assert wants == [Want.KEY, Want.KEYS, Want.KEYS, Want.KEYS, Want.KEYS, Want.KEY]
