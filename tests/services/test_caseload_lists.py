"""The caseload's filters, orders, pages and last calls; more children cost no more queries."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import event

from tests.people import SmallCouncil
from tests.services import stories
from tests.settings import StandingClock
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.people import Person
from voice_app.pages.caseload import CaseRow
from voice_app.pages.caseload import NotHeardWish
from voice_app.pages.caseload import Wish
from voice_app.services import caseload
from voice_app.services import recording
from voice_app.services import worrying
from voice_app.store import record


def rows(council: SmallCouncil, clock: StandingClock, **wish: object) -> list[CaseRow]:
    asked = Wish(**wish)  # type: ignore[arg-type]
    page = caseload.mine(user_id=council.iro, wish=asked, now=clock())
    return [row for group in page.groups for row in group.rows]


def names(council: SmallCouncil, clock: StandingClock, **wish: object) -> list[str]:
    return [row.name.split()[0] for row in rows(council, clock, **wish)]


@contextmanager
def counted() -> Iterator[list[str]]:
    """Every statement that is sent to the database."""
    sent: list[str] = []

    def note(*call: object) -> None:
        sent.append(str(call[2]))

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def fill(council: SmallCouncil, clock: StandingClock, first: int, last: int) -> None:
    """Children who were asked, answered, visited, planned for and worried about."""
    for number in range(first, last):
        child = stories.add_child(clock, f"Child{number}", iro=council.iro, due_in=number)
        stories.fill_in(
            stories.invite(child, clock), {"change": f"word {number}", "call_me": "yes"}, clock
        )
        today = clock().date()
        plan = recording.NewPlan("care", today - timedelta(days=300), today - timedelta(days=9))
        recording.record_plan(child, plan, by=None, now=clock())
        visit = recording.NewMeeting("social_work_visit", held_on=today)
        recording.record_meeting(child, visit, by=None, now=clock())


@pytest.mark.parametrize("words", [False, True])
def test_thirty_children_take_as_many_queries_as_three(
    app: Flask, council: SmallCouncil, clock: StandingClock, words: bool
) -> None:
    """No query is made for each child, on either list, with their words or without."""

    def cost() -> tuple[int, int]:
        db.session.expire_all()
        with counted() as mine:
            page = caseload.mine(user_id=council.iro, wish=Wish(words=words), now=clock())
        with counted() as list_:
            caseload.not_heard(user_id=council.iro, wish=NotHeardWish(), now=clock())
        assert page.shown == len(rows(council, clock))
        return len(mine), len(list_)

    fill(council, clock, 1, 3)
    cost()  # surveys are read once
    three = cost()
    fill(council, clock, 3, 30)
    assert len(rows(council, clock)) == 30
    assert cost() == three


def test_words_that_are_hidden_are_not_even_fetched(
    council: SmallCouncil, clock: StandingClock
) -> None:
    stories.say(council.child, clock)
    db.session.expire_all()
    with counted() as sent:
        rows(council, clock)
    assert not [query for query in sent if "answer.words" in query or "answer.value" in query]


def test_the_chain_of_looks_holds_when_many_are_written_at_once(
    council: SmallCouncil, clock: StandingClock
) -> None:
    stories.add_child(clock, "Other", iro=council.iro, due_in=3)
    rows(council, clock)
    rows(council, clock)
    assert record.broken_at() is None


def test_each_filter_shows_its_own_children(council: SmallCouncil, clock: StandingClock) -> None:
    late = stories.add_child(clock, "Late", iro=council.iro, due_in=-3)
    calls = stories.add_child(clock, "Calls", iro=council.iro, due_in=5)
    read = stories.add_child(clock, "Read", iro=council.iro, due_in=6)
    stories.fill_in(stories.invite(calls, clock), {"call_me": "yes"}, clock)
    stories.work()
    worrying.mark_read(stories.say(read, clock, "a word"), user_id=council.duty, now=clock())
    stories.say(council.child, clock)
    today = clock().date()
    pause = recording.NotNow("a move", today, today + timedelta(days=3))
    recording.do_not_ask(late, pause, by=None, now=clock())
    assert names(council, clock, show="not_heard") == ["Late"]
    assert names(council, clock, show="not_read") == ["Jaz"]
    assert names(council, clock, show="call") == ["Calls"]
    assert names(council, clock, show="overdue") == ["Late"]
    assert names(council, clock, show="not_now") == ["Late"]
    assert len(names(council, clock, show="something else")) == 4


def test_children_stand_by_name_or_by_who_has_not_been_heard_for_longest(
    council: SmallCouncil, clock: StandingClock
) -> None:
    never = stories.add_child(clock, "Zed", iro=council.iro, due_in=1)
    stories.say(council.child, clock)
    assert names(council, clock, sort="name") == ["Jaz", "Zed"]
    assert names(council, clock, sort="longest") == ["Zed", "Jaz"]
    clock.forward(days=1)
    stories.say(never, clock, "a word of mine")
    assert names(council, clock, sort="longest") == ["Jaz", "Zed"]


def test_the_last_call_comes_eight_working_days_before_and_goes_with_the_first_answer(
    council: SmallCouncil, clock: StandingClock
) -> None:
    """The review is on Wednesday 9 December: the day is Friday 27 November."""

    def calls() -> bool:
        return rows(council, clock)[0].last_call

    clock.forward(days=3)
    assert not calls()
    clock.forward(days=1)
    assert calls()
    stories.say(council.child, clock)
    assert not calls()


def test_a_child_to_be_left_in_peace_has_no_last_call(
    council: SmallCouncil, clock: StandingClock
) -> None:
    clock.forward(days=5)
    today = clock().date()
    pause = recording.NotNow("a funeral", today, today + timedelta(days=30))
    recording.do_not_ask(council.child, pause, by=None, now=clock())
    assert not rows(council, clock)[0].last_call


def test_plans_that_are_overdue_and_plans_that_are_missing_are_counted(
    council: SmallCouncil, clock: StandingClock
) -> None:
    """A child in care ought to have four plans; one is late, one is current, two are missing."""
    today = clock().date()
    for kind, due in (("care", -1), ("health", 40)):
        made = recording.NewPlan(kind, today - timedelta(days=100), today + timedelta(days=due))
        recording.record_plan(council.child, made, by=None, now=clock())
    owed = rows(council, clock)[0].owed
    assert (owed.plans_overdue, owed.plans_missing) == (1, 2)


@pytest.mark.parametrize("closed", ["sealed", "died"])
def test_a_record_that_is_closed_is_on_no_list(
    council: SmallCouncil, clock: StandingClock, closed: str
) -> None:
    with writing():
        db.session.get_one(Person, council.child).record = closed
    assert rows(council, clock) == []
    assert caseload.not_heard(user_id=council.iro, now=clock()).groups == ()
    assert caseload.not_heard(user_id=council.participation, now=clock()).groups == ()


def test_a_page_holds_fifty_children_and_only_those_are_looked_at(
    council: SmallCouncil, clock: StandingClock
) -> None:
    for number in range(1, 53):
        stories.add_child(clock, f"Child{number:02}", iro=council.iro, due_in=number)
    first = caseload.mine(user_id=council.iro, wish=Wish(), now=clock())
    assert (first.shown, first.found, first.pages) == (50, 53, 2)
    before = len(stories.looks("caseload"))
    last = caseload.mine(user_id=council.iro, wish=Wish(number=9), now=clock())
    assert (last.shown, last.wish.number) == (3, 2)
    assert len(stories.looks("caseload")) == before + 3
