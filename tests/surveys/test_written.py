"""A survey that is written down and read again is the same survey."""

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import settings
from random_surveys import questionnaires

from surveys import journey
from surveys import library
from surveys.document import read
from surveys.questionnaire import Questionnaire
from surveys.written import write

Example = Callable[[str], Questionnaire]


@settings(max_examples=40)  # whole surveys take a while to make up
@given(questionnaires())
def test_any_survey_reads_back_the_same(survey: Questionnaire) -> None:
    through_json = json.loads(json.dumps(write(survey)))
    assert read(through_json, journey.shipped()) == survey


@pytest.mark.parametrize("key", sorted(library.shipped()))
def test_every_shipped_survey_reads_back_the_same(key: str) -> None:
    survey = library.shipped()[key]
    assert read(write(survey), journey.shipped()) == survey


def test_what_says_nothing_is_left_out(example: Example) -> None:
    question = write(example("one_question"))["sections"][0]["questions"][0]
    assert question == {
        "key": "tell_us",
        "kind": "long_text",
        "ask": {"en": "What would you like to say?"},
    }


def test_nought_is_not_nothing(example: Example) -> None:
    writing = write(example("kinds"))["sections"][1]["questions"]
    assert (writing[0]["least"], writing[0]["most"]) == (0, 9)
