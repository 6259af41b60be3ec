"""Each kind of question takes what it should, and says by code why it cannot take the rest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.did_it_help import DID_IT_HELP
from surveys.questions import LONGEST_SHORT_TEXT
from surveys.questions import LONGEST_TEXT
from surveys.questions import NO_WORDING
from surveys.questions import NOT_SURE
from surveys.questions import SEEN
from surveys.questions import Choice
from surveys.questions import Kind
from surveys.questions import Problem
from surveys.questions import Question
from surveys.questions import Value
from surveys.questions import Wording

WORDS = Wording({"en": {"all": "Words"}})


def question(kind: Kind, *values: str, not_sure: bool = False) -> Question:
    choices = tuple(Choice(value, WORDS) for value in values)
    return Question("q", kind, WORDS, choices=choices, not_sure=not_sure)


YES_NO = question(Kind.YES_NO, "yes", "no")
SNACKS = question(Kind.SEVERAL_CHOICES, "plum", "nuts", "toast")
TRIPS = Question("trips", Kind.NUMBER, WORDS, least=0, most=9)
ANY_NUMBER = question(Kind.NUMBER)
NICKNAME = question(Kind.SHORT_TEXT)
STORY = question(Kind.LONG_TEXT)
WELCOME = question(Kind.INFORMATION)


@pytest.mark.parametrize(
    ("asked", "value"),
    [
        (YES_NO, "yes"),
        (YES_NO, "no"),
        (question(Kind.YES_NO_SOMETIMES, "yes", "sometimes", "no"), "sometimes"),
        (question(Kind.ONE_CHOICE, "blue", "green"), "green"),
        (question(Kind.SCALE, "quiet", "loud"), "quiet"),
        (SNACKS, ("plum",)),
        (SNACKS, ("toast", "plum", "nuts")),
        (TRIPS, 0),
        (TRIPS, 9),
        (ANY_NUMBER, -40_000),
        (NICKNAME, "Jaz"),
        (NICKNAME, "j" * LONGEST_SHORT_TEXT),
        (STORY, "n" * LONGEST_TEXT),
        (STORY, " it was ok \n"),
        (WELCOME, SEEN),
    ],
)
def test_a_fitting_value_has_no_problem(asked: Question, value: Value) -> None:
    assert asked.check(value) is None


@pytest.mark.parametrize(
    ("asked", "value", "problem"),
    [
        (YES_NO, "", Problem.NOTHING_GIVEN),
        (YES_NO, (), Problem.NOTHING_GIVEN),
        (YES_NO, "maybe", Problem.NOT_A_CHOICE),
        (YES_NO, 1, Problem.NOT_A_CHOICE),
        (YES_NO, ("yes",), Problem.NOT_A_CHOICE),
        (SNACKS, (), Problem.NOTHING_GIVEN),
        (SNACKS, "plum", Problem.NOT_A_CHOICE),
        (SNACKS, ("plum", "plum"), Problem.NOT_A_CHOICE),
        (SNACKS, ("plum", "crisps"), Problem.NOT_A_CHOICE),
        (TRIPS, "3", Problem.NOT_A_NUMBER),
        (TRIPS, True, Problem.NOT_A_NUMBER),
        (TRIPS, -1, Problem.TOO_SMALL),
        (TRIPS, 10, Problem.TOO_BIG),
        (NICKNAME, "", Problem.NOTHING_GIVEN),
        (NICKNAME, 7, Problem.NOTHING_GIVEN),
        (NICKNAME, "j" * (LONGEST_SHORT_TEXT + 1), Problem.TOO_LONG),
        (STORY, " \n ", Problem.NOTHING_GIVEN),
        (STORY, "n" * (LONGEST_TEXT + 1), Problem.TOO_LONG),
        (WELCOME, "yes", Problem.NOT_A_CHOICE),
    ],
)
def test_another_value_has_a_problem(asked: Question, value: Value, problem: Problem) -> None:
    assert asked.check(value) is problem


@pytest.mark.parametrize("kind", [Kind.SCALE, Kind.SEVERAL_CHOICES])
def test_not_sure_is_an_answer_only_where_it_is_offered(kind: Kind) -> None:
    assert question(kind, "a", "b", not_sure=True).check(NOT_SURE) is None
    assert question(kind, "a", "b").check(NOT_SURE) is Problem.NOT_A_CHOICE


def test_the_words_not_sure_are_words_to_a_question_that_takes_words() -> None:
    assert STORY.check(NOT_SURE) is None


@given(
    st.sampled_from([YES_NO, SNACKS, TRIPS, ANY_NUMBER, NICKNAME, STORY, WELCOME]),
    st.text() | st.integers() | st.lists(st.text()).map(tuple),
)
def test_every_value_is_taken_or_has_a_code(asked: Question, value: Value) -> None:
    problem = asked.check(value)
    assert problem is None or problem in Problem


def test_a_choice_is_found_by_what_is_stored() -> None:
    found = SNACKS.choice("nuts")
    assert found is not None
    assert found.value == "nuts"
    assert SNACKS.choice("crisps") is None
    assert SNACKS.choice(("nuts",)) is None


def test_an_answer_alerts_by_its_choice_alone() -> None:
    safe = Question(
        "safe",
        Kind.YES_NO,
        WORDS,
        choices=(Choice("yes", WORDS), Choice("no", WORDS, alerts="unsafe_home")),
    )
    assert safe.alert("no") == "unsafe_home"
    assert safe.alert("yes") == ""
    assert safe.alert(NOT_SURE) == ""


def test_words_fall_back_from_band_to_all_and_from_language_to_the_first() -> None:
    wording = Wording({"en": {"all": "Everyone", "4-7": "Small"}, "ar": {"all": "الكل"}})
    assert wording.of("en", "4-7") == "Small"
    assert wording.of("en", "18+") == "Everyone"
    assert wording.of("ar", "4-7") == "الكل"
    assert wording.of("pl", "4-7") == "Small"


def test_no_words_are_empty_and_false() -> None:
    assert NO_WORDING.of("en", "4-7") == ""
    assert not NO_WORDING
    assert not Wording({"en": {}})
    assert Wording({"en": {"4-7": "Small"}})
    assert Wording({"en": {"4-7": "Small"}}).of("en", "18+") == ""


@pytest.mark.parametrize("value", ["yes", "a_bit", "same", "worse"])
def test_did_it_help_takes_its_four_answers(value: str) -> None:
    assert DID_IT_HELP.check(value) is None


def test_did_it_help_takes_no_other() -> None:
    assert DID_IT_HELP.check("no") is Problem.NOT_A_CHOICE
