"""The child closes a thread; a gap is seen; nothing is opened again twice."""

from dataclasses import replace
from datetime import date
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.thread import GAP_DAYS
from analysis.thread import SILENCE_DAYS
from analysis.thread import ActionState
from analysis.thread import Confirmation
from analysis.thread import Helped
from analysis.thread import Owed
from analysis.thread import State
from analysis.thread import StepName
from analysis.thread import StepState
from analysis.thread import ThreadFacts
from analysis.thread import after_confirmation
from analysis.thread import standing

SAID = date(2026, 9, 1)
TODAY = SAID + timedelta(10)
DAY = timedelta(1)

said = ThreadFacts(SAID)
was_read = replace(said, read_at=SAID + DAY)
themed = replace(was_read, themed_at=SAID + DAY)
linked = replace(themed, linked_at=SAID + 2 * DAY)
agreed = replace(linked, action=ActionState.AGREED)
done = replace(linked, action=ActionState.DONE, settled_at=SAID + 5 * DAY)
told = replace(done, told_at=SAID + 6 * DAY)
asked = replace(told, asked_at=SAID + 7 * DAY)


def answered(*values: Helped, reopened: int = 0) -> ThreadFacts:
    words = tuple(Confirmation(value, SAID + 8 * DAY) for value in values)
    return replace(asked, confirmations=words, reopened_count=reopened)


@pytest.mark.parametrize(
    ("facts", "state", "owed"),
    [
        (said, State.OPEN, Owed.READING),
        (was_read, State.OPEN, Owed.THEME),
        (themed, State.OPEN, Owed.LINK),
        (linked, State.OPEN, Owed.ACTION),
        (agreed, State.OPEN, Owed.ACTION),
        (replace(agreed, action=ActionState.STARTED), State.OPEN, Owed.ACTION),
        (done, State.AWAITING_CHILD, Owed.TELLING),
        (replace(done, action=ActionState.NOT_DOING), State.AWAITING_CHILD, Owed.TELLING),
        (told, State.AWAITING_CHILD, Owed.ASKING),
        (asked, State.AWAITING_CHILD, Owed.NOTHING),
        (answered(Helped.YES), State.CONFIRMED, Owed.NOTHING),
        (answered(Helped.A_BIT), State.CONFIRMED, Owed.NOTHING),
        (answered(Helped.SAME), State.REOPENED, Owed.ACTION),
        (answered(Helped.WORSE), State.REOPENED, Owed.ACTION),
        (answered(Helped.WORSE, Helped.YES), State.CONFIRMED, Owed.NOTHING),
        (replace(linked, told_at=SAID + 3 * DAY), State.AWAITING_CHILD, Owed.ASKING),
        (replace(was_read, no_theme=True), State.OPEN, Owed.TELLING),
        (replace(was_read, no_theme=True, told_at=TODAY), State.CLOSED, Owed.NOTHING),
    ],
)
def test_where_a_thread_stands_and_what_is_owed_next(
    facts: ThreadFacts, state: State, owed: Owed
) -> None:
    found = standing(facts, TODAY)
    assert (found.state, found.owed) == (state, owed)


def test_an_action_opened_again_goes_round_once_more_and_then_a_person_talks() -> None:
    opened = replace(answered(Helped.SAME, reopened=1), action=ActionState.AGREED)
    assert standing(opened, TODAY).state is State.REOPENED
    assert standing(opened, TODAY).owed is Owed.ACTION
    done_again = answered(Helped.SAME, reopened=1)
    assert standing(done_again, TODAY).state is State.AWAITING_CHILD
    better = answered(Helped.SAME, Helped.YES, reopened=1)
    assert standing(better, TODAY).state is State.CONFIRMED
    no_better = answered(Helped.SAME, Helped.SAME, reopened=1)
    assert standing(no_better, TODAY).state is State.NOT_HELPED
    assert standing(no_better, TODAY).owed is Owed.TALKING


def test_an_answer_before_the_one_that_opened_it_again_is_used_up_too() -> None:
    facts = answered(Helped.YES, Helped.WORSE, reopened=1)
    assert standing(facts, TODAY).state is State.AWAITING_CHILD


def test_silence_ends_the_waiting_after_28_days_and_a_late_word_still_counts() -> None:
    assert asked.asked_at is not None
    last_day = asked.asked_at + timedelta(SILENCE_DAYS)
    assert standing(asked, last_day).state is State.AWAITING_CHILD
    assert standing(asked, last_day + DAY).state is State.UNCONFIRMED
    late = replace(asked, confirmations=(Confirmation(Helped.SAME, last_day + 9 * DAY),))
    assert standing(late, last_day + 9 * DAY).state is State.REOPENED


def test_staff_alone_cannot_close_what_rests_on_a_voice() -> None:
    for facts in (said, was_read, themed, linked, agreed, done, told, asked):
        assert standing(facts, TODAY).state not in {State.CONFIRMED, State.CLOSED}


@pytest.mark.parametrize("value", list(Helped))
def test_no_answer_opens_an_action_a_second_time(value: Helped) -> None:
    assert not after_confirmation(value, 1).reopens
    again = after_confirmation(value, 0)
    assert again.reopens is (value in {Helped.SAME, Helped.WORSE})
    assert again.reopens is (again.state is State.REOPENED)


def test_the_steps_are_six_and_say_since_when() -> None:
    steps = standing(linked, TODAY).steps
    assert [step.name for step in steps] == list(StepName)
    assert [(step.state, step.since) for step in steps] == [
        (StepState.DONE, SAID),
        (StepState.DONE, SAID + DAY),
        (StepState.DONE, SAID + 2 * DAY),
        (StepState.WAITING, SAID + 2 * DAY),
        (StepState.WAITING, None),
        (StepState.WAITING, None),
    ]


def test_a_step_passed_over_is_a_gap() -> None:
    skipped = replace(told, linked_at=None)
    states = [step.state for step in standing(skipped, TODAY).steps]
    assert states[2] is StepState.GAP
    assert states[3] is StepState.DONE


def test_a_step_that_waits_too_long_is_a_gap() -> None:
    last_day = SAID + 2 * DAY + timedelta(GAP_DAYS)
    assert standing(linked, last_day).steps[3].state is StepState.WAITING
    assert standing(linked, last_day + DAY).steps[3].state is StepState.GAP
    assert standing(linked, last_day + DAY).steps[4].state is StepState.WAITING


def test_a_reader_who_found_no_theme_has_done_that_step() -> None:
    step = standing(replace(was_read, no_theme=True), TODAY).steps[1]
    assert (step.state, step.since) == (StepState.DONE, was_read.read_at)


days = st.none() | st.dates(SAID, SAID + timedelta(90))
facts_of_any_kind = st.builds(
    ThreadFacts,
    said_at=st.just(SAID),
    read_at=days,
    themed_at=days,
    no_theme=st.booleans(),
    linked_at=days,
    action=st.none() | st.sampled_from(ActionState),
    settled_at=days,
    told_at=days,
    asked_at=days,
    confirmations=st.lists(
        st.builds(Confirmation, st.sampled_from(Helped), st.just(TODAY)), max_size=3
    ).map(tuple),
    reopened_count=st.integers(0, 1),
)


@given(facts_of_any_kind, st.dates(SAID, SAID + timedelta(200)))
def test_whatever_the_records_say_a_thread_stands_somewhere(
    facts: ThreadFacts, today: date
) -> None:
    found = standing(facts, today)
    assert [step.name for step in found.steps] == list(StepName)
    assert all(step.since for step in found.steps if step.state is StepState.DONE)
    if found.state is State.CONFIRMED:
        assert facts.confirmations[-1].value in {Helped.YES, Helped.A_BIT}
    if found.state in {State.CONFIRMED, State.UNCONFIRMED, State.CLOSED}:
        assert found.owed is Owed.NOTHING
