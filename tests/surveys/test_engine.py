"""One move in, one turn out: what the engine keeps true whatever comes, and in what order."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_surveys import MOVES
from random_surveys import VALUES
from random_surveys import branching

from surveys.engine import Answered
from surveys.engine import Misread
from surveys.engine import Move
from surveys.engine import Progress
from surveys.engine import Skipped
from surveys.engine import Stopped
from surveys.engine import Turn
from surveys.engine import advance
from surveys.engine import begin
from surveys.engine import on_path_answers
from surveys.questionnaire import Questionnaire
from surveys.questions import Problem
from surveys.questions import Value

Example = Callable[[str], Questionnaire]


def after(questionnaire: Questionnaire, *made: Move) -> Turn:
    turn = begin(questionnaire, Progress())
    for move in made:
        turn = advance(questionnaire, turn.progress, move)
    return turn


def asks(turn: Turn) -> str | None:
    return turn.ask.key if turn.ask else None


# What holds for any survey and any moves


@given(branching(), st.lists(MOVES, max_size=8))
def test_any_moves_end_or_ask_something_that_is_still_open(
    survey: Questionnaire, made: list[Move]
) -> None:
    turn = after(survey, *made)
    if turn.ask is None:
        path = survey.path(turn.progress.answers)
        assert turn.progress.stopped or all(turn.progress.has_left(q.key) for q in path)
    elif turn.problem is None:
        assert not turn.progress.has_left(turn.ask.key)
    assert turn.ask is None or turn.ask in survey.path(turn.progress.answers)


@given(branching(), st.lists(MOVES, max_size=8), MOVES)
def test_a_move_for_a_question_off_the_path_changes_nothing_and_asks_again(
    survey: Questionnaire, made: list[Move], late: Move
) -> None:
    before = after(survey, *made).progress
    keys = {question.key for question in survey.path(before.answers)}
    if isinstance(late, Stopped) or late.question in keys:
        late = Skipped("nowhere")
    turn = advance(survey, before, late)
    assert turn == Turn(before, begin(survey, before).ask, Problem.NOT_ASKED_NOW)


@given(branching(), st.lists(MOVES, max_size=8), VALUES)
def test_a_value_is_saved_or_the_question_is_repeated_with_its_problem(
    survey: Questionnaire, made: list[Move], value: Value
) -> None:
    before = after(survey, *made)
    question = begin(survey, before.progress).ask
    if question is None:
        return
    turn = advance(survey, before.progress, Answered(question.key, value))
    problem = question.check(value)
    if problem:
        assert turn == Turn(before.progress, question, problem, saved=None)
    else:
        assert turn.progress.answers[question.key] == value
        assert (turn.saved, turn.problem) == (question.key, None)


@given(branching(), st.lists(MOVES, max_size=8), st.lists(MOVES, max_size=3))
def test_stop_wins_and_nothing_is_taken_after_it(
    survey: Questionnaire, made: list[Move], late: list[Move]
) -> None:
    stopped = after(survey, *made, Stopped())
    assert stopped.ask is None
    assert stopped.saved is None
    assert after(survey, *made, Stopped(), *late).progress == stopped.progress


@given(branching(), st.lists(MOVES, max_size=8))
def test_only_answers_on_the_path_count_and_each_of_them_would_be_taken(
    survey: Questionnaire, made: list[Move]
) -> None:
    progress = after(survey, *made).progress
    path = {question.key: question for question in survey.path(progress.answers)}
    counted = on_path_answers(survey, progress)
    assert counted == {k: v for k, v in progress.answers.items() if k in path}
    assert all(path[key].check(value) is None for key, value in counted.items())


@given(branching())
def test_skipping_all_the_way_reaches_the_end(survey: Questionnaire) -> None:
    turn = begin(survey, Progress())
    turns = 0
    while turn.ask:
        turn = advance(survey, turn.progress, Skipped(turn.ask.key))
        turns += 1
    assert turns <= len(list(survey.questions))
    assert not turn.progress.answers


# What happens, move by move


def test_it_begins_with_the_first_question(example: Example) -> None:
    turn = begin(example("branch"), Progress())
    assert (asks(turn), turn.problem, turn.saved) == ("pet", None, None)


def test_it_goes_on_after_a_pause_where_the_person_was(example: Example) -> None:
    assert asks(begin(example("branch"), Progress(answers={"pet": "yes"}))) == "big"


def test_a_branch_opens_and_the_end_is_reached(example: Example) -> None:
    opened = [Answered("pet", "yes"), Answered("big", "yes"), Answered("how_big", "huge")]
    assert asks(after(example("branch"), *opened)) == "last"
    assert asks(after(example("branch"), *opened, Skipped("last"))) is None


def test_a_skip_is_no_answer_and_opens_nothing(example: Example) -> None:
    turn = after(example("branch"), Skipped("pet"))
    assert asks(turn) == "last"
    assert turn.progress.answers == {}
    assert turn.progress.skipped == {"pet"}


def test_an_answer_takes_the_place_of_a_skip_and_a_skip_of_an_answer(example: Example) -> None:
    answered = after(example("branch"), Skipped("pet"), Answered("pet", "no")).progress
    assert answered.answers == {"pet": "no"}
    assert answered.skipped == frozenset()
    skipped = after(example("branch"), Answered("pet", "no"), Skipped("pet")).progress
    assert skipped.answers == {}
    assert skipped.skipped == {"pet"}


def test_a_changed_answer_closes_a_branch_and_its_answers_no_longer_count(
    example: Example,
) -> None:
    survey = example("branch")
    made = [Answered("pet", "yes"), Answered("big", "no"), Answered("pet", "no")]
    turn = after(survey, *made)
    assert asks(turn) == "last"
    assert turn.progress.answers["big"] == "no"
    assert on_path_answers(survey, turn.progress) == {"pet": "no"}


def test_a_changed_answer_opens_a_branch_again_with_what_was_said(example: Example) -> None:
    survey = example("branch")
    made = [Answered("pet", "yes"), Answered("big", "no"), Answered("pet", "no")]
    turn = after(survey, *made, Answered("pet", "yes"))
    assert on_path_answers(survey, turn.progress) == {"pet": "yes", "big": "no"}
    assert asks(turn) == "last"


def test_a_late_text_for_a_closed_branch_is_not_taken(example: Example) -> None:
    turn = after(example("branch"), Answered("pet", "no"), Answered("big", "yes"))
    assert (asks(turn), turn.problem, turn.saved) == ("last", Problem.NOT_ASKED_NOW, None)


def test_words_not_understood_are_asked_for_once_more(example: Example) -> None:
    turn = after(example("branch"), Misread("pet", "???"))
    assert (asks(turn), turn.problem, turn.saved) == ("pet", Problem.NOT_UNDERSTOOD, "pet")
    assert not turn.progress.has_left("pet")


def test_the_second_time_the_question_is_left_and_the_words_are_no_answer(
    example: Example,
) -> None:
    survey = example("branch")
    turn = after(survey, Misread("pet", "???"), Misread("pet", "!!!"))
    assert (asks(turn), turn.problem, turn.saved) == ("last", Problem.NOT_UNDERSTOOD, "pet")
    assert turn.progress.not_understood == {"pet"}
    assert turn.progress.skipped == frozenset()
    assert on_path_answers(survey, turn.progress) == {}


def test_words_for_a_question_that_is_behind_change_nothing(example: Example) -> None:
    before = after(example("branch"), Answered("pet", "no"))
    turn = advance(example("branch"), before.progress, Misread("pet", "???"))
    assert turn == replace(before, problem=Problem.NOT_ASKED_NOW, saved=None)


@pytest.mark.parametrize("clear", [Answered("pet", "no"), Skipped("pet")])
def test_a_clear_move_forgets_that_words_were_misread(example: Example, clear: Move) -> None:
    progress = after(example("branch"), Misread("pet", "?"), Misread("pet", "?"), clear).progress
    assert progress.not_understood == progress.misread_once == frozenset()
    assert progress.has_left("pet")
