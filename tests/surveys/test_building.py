"""A draft built one change at a time; what it had is never lost unless it was meant."""

from copy import deepcopy
from typing import Any

import pytest

from surveys import building
from surveys.building import Add
from surveys.building import CannotRemove
from surveys.building import Change
from surveys.building import Edit
from surveys.building import Move
from surveys.building import Remove
from surveys.document import read
from surveys.editing import NoSuchPlace
from surveys.editing import StepsAreFixed
from surveys.journey import shipped
from surveys.library import in_every_language
from surveys.questionnaire import Questionnaire

Doc = dict[str, Any]
ALONE = Edit(
    "time_alone",
    "Did you have time with just your worker?",
    hint="Just the two of you, so you could talk.",
    not_sure=True,
    repeats=True,
)


@pytest.fixture
def visit() -> Doc:
    return deepcopy(dict(in_every_language()["after-a-visit"]))


def after(document: Doc, *changes: Change) -> Questionnaire:
    kept = deepcopy(document)
    new = document
    for change in changes:
        new = building.changed(new, change)
    assert document == kept, "the document before is as it was"
    return read(new, shipped())


def keys(made: Questionnaire) -> list[str]:
    return [question.key for question in made.questions]


def test_a_form_sent_as_it_was_changes_nothing(visit: Doc) -> None:
    assert building.changed(visit, ALONE) == visit


def test_a_question_moves_by_one_and_stops_at_the_ends(visit: Doc) -> None:
    first, second, *_ = keys(read(visit, shipped()))
    assert keys(after(visit, Move(second, -1)))[:2] == [second, first]
    assert keys(after(visit, Move(first, -1)))[:2] == [first, second]


def test_a_move_leaves_every_language_in(visit: Doc) -> None:
    assert after(visit, Move("time_alone", 1)).languages == tuple(visit["languages"])


def test_a_question_moves_into_the_next_section(visit: Doc) -> None:
    made = after(visit, Add("Was it OK?", "yes_no", heading="Afterwards"), Move("best_part", 1))
    assert [len(section.questions) for section in made.sections] == [3, 2]
    assert made.sections[1].questions[0].key == "best_part"


def test_a_question_that_another_waits_for_is_not_removed(visit: Doc) -> None:
    wait = Edit("best_part", "What was the best part of the visit?", only_if="time_alone")
    with pytest.raises(CannotRemove, match="best_part"):
        after(visit, wait, Remove("time_alone"))
    assert "time_alone" not in keys(after(visit, Remove("time_alone")))


def test_only_if_opens_a_question_for_some_answers(visit: Doc) -> None:
    words = "What was the best part of the visit?"
    made = after(visit, Edit("best_part", words, only_if="time_alone", values=("yes",)))
    assert "best_part" in [q.key for q in made.path({"time_alone": "yes"})]
    assert "best_part" not in [q.key for q in made.path({"time_alone": "no"})]


def test_a_condition_of_several_answers_stays_where_nobody_touches_it() -> None:
    survey = deepcopy(dict(in_every_language()["after-a-referral-child"]))
    safer = read(survey, shipped()).question("safer")
    assert safer is not None
    words = safer.wording.of("en", "12-17")
    kept = after(survey, Edit("safer", words + " Say it your way.")).question("safer")
    assert kept is not None
    assert kept.only_if == safer.only_if
    free = after(survey, Edit("safer", words, only_if="")).question("safer")
    assert free is not None
    assert free.only_if == ()


def test_other_words_are_for_every_age_and_translations_wait(visit: Doc) -> None:
    made = after(visit, Edit("worker_listened", "Did they hear you?"))
    asked = made.question("worker_listened")
    assert asked is not None
    assert {asked.wording.of("en", band) for band in made.bands} == {"Did they hear you?"}
    assert made.languages == ("en",)


def test_reworded_choices_keep_their_values(visit: Doc) -> None:
    made = after(visit, Edit("time_alone", ALONE.words, choices=("Yeah", "Nah")))
    asked = made.question("time_alone")
    assert asked is not None
    assert [(c.value, c.wording.of("en", "all")) for c in asked.choices] == [
        ("yes", "Yeah"),
        ("no", "Nah"),
    ]


def test_a_scale_takes_no_more_steps(visit: Doc) -> None:
    words = ("No", "Bit", "Some", "Mostly", "Yes", "Very")
    with pytest.raises(StepsAreFixed):
        after(visit, Edit("worker_listened", "Did they hear you?", choices=words))


def test_a_question_of_the_bank_comes_with_all_it_has_but_its_condition(visit: Doc) -> None:
    whole = deepcopy(visit["sections"][0]["questions"][2])
    whole["only_if"] = [{"question": "elsewhere"}]
    made = after(visit, Add(whole=whole))
    assert keys(made)[-1] == "will_do_2"
    assert list(made.questions)[-1].only_if == ()


@pytest.mark.parametrize("change", [Move("nowhere", 1), Remove("nowhere"), Edit("nowhere", "x")])
def test_a_place_that_is_not_there_is_named(visit: Doc, change: Change) -> None:
    with pytest.raises(NoSuchPlace, match="nowhere"):
        building.changed(visit, change)
