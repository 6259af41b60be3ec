"""The path follows from the answers, and a reader sees only what is meant for them."""

from collections.abc import Callable
from collections.abc import Mapping

import pytest

from surveys.questionnaire import Questionnaire
from surveys.questionnaire import asked
from surveys.questionnaire import band_for
from surveys.questions import Value

Example = Callable[[str], Questionnaire]


def path(questionnaire: Questionnaire, answers: Mapping[str, Value]) -> list[str]:
    return [question.key for question in questionnaire.path(answers)]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, ["pet", "last"]),
        ({"pet": "no"}, ["pet", "last"]),
        ({"pet": "yes"}, ["pet", "big", "last"]),
        ({"pet": "yes", "big": "yes"}, ["pet", "big", "how_big", "last"]),
        ({"pet": "not_sure"}, ["pet", "why_not_sure", "last"]),
    ],
)
def test_an_answer_opens_a_branch(
    example: Example, answers: dict[str, Value], expected: list[str]
) -> None:
    assert path(example("branch"), answers) == expected


def test_closing_a_branch_closes_every_branch_behind_it(example: Example) -> None:
    old_answers: dict[str, Value] = {"pet": "no", "big": "yes", "how_big": "huge"}
    assert path(example("branch"), old_answers) == ["pet", "last"]


@pytest.mark.parametrize(
    ("answers", "opened"),
    [
        ({}, set()),
        ({"snacks": ("nuts",)}, {"any_snack"}),
        ({"snacks": ("nuts", "plum")}, {"which_fruit", "any_snack"}),
        ({"trips": 0}, {"none"}),
        ({"trips": 1}, set()),
        ({"trips": 1, "snacks": ("plum",)}, {"which_fruit", "any_snack", "both"}),
        ({"trips": 3, "snacks": ("plum",)}, {"which_fruit", "any_snack"}),
    ],
)
def test_conditions_look_at_choices_numbers_and_whether_there_is_an_answer(
    example: Example, answers: dict[str, Value], opened: set[str]
) -> None:
    assert set(path(example("conditions"), answers)) - {"snacks", "trips"} == opened


@pytest.mark.parametrize(
    ("band", "by_text", "expected"),
    [
        ("4-7", False, ["fun", "toys"]),
        ("8-11", False, ["fun"]),
        ("12-17", False, ["fun", "essay"]),
        ("12-17", True, ["fun"]),
    ],
)
def test_a_reader_is_offered_the_questions_of_their_band_and_channel(
    example: Example, band: str, by_text: bool, expected: list[str]
) -> None:
    reader = example("bands").for_reader(band, by_text=by_text)
    assert [question.key for question in reader.questions] == expected


def test_a_younger_reader_is_offered_fewer_steps_with_the_same_points(example: Example) -> None:
    younger = example("bands").for_reader("8-11").question("fun")
    older = example("bands").for_reader("18+").question("fun")
    assert younger is not None
    assert older is not None
    assert [choice.points for choice in younger.choices] == [1, 5]
    assert [choice.points for choice in older.choices] == [1, 3, 5]


def test_the_survey_itself_is_left_as_it_was(example: Example) -> None:
    survey = example("bands")
    survey.for_reader("8-11", by_text=True)
    assert [question.key for question in survey.questions] == ["fun", "toys", "essay"]


def test_a_question_is_found_by_its_key(example: Example) -> None:
    story = example("kinds").question("story")
    assert story is not None
    assert story.asks_who_sees
    assert example("kinds").question("nowhere") is None


def test_information_waits_for_no_answer(example: Example) -> None:
    questions = example("kinds").path({})
    assert questions[0].key == "welcome"
    assert "welcome" not in [question.key for question in asked(questions)]
    assert len(asked(questions)) == len(questions) - 1


@pytest.mark.parametrize(
    ("age", "band"),
    [(4, "4-7"), (7, "4-7"), (8, "8-11"), (11, "8-11"), (12, "12-17"), (17, "12-17"), (18, "18+")],
)
def test_a_child_starts_in_the_band_of_their_age(age: int, band: str) -> None:
    assert band_for(age) == band


def test_a_child_of_unknown_age_is_not_talked_down_to() -> None:
    assert band_for(None) == "12-17"


@pytest.mark.parametrize("audience", ["parent", "carer"])
def test_grown_ups_read_the_grown_up_words(audience: str) -> None:
    assert band_for(None, audience) == band_for(16, audience) == "18+"
