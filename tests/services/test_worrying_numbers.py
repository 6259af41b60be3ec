"""Whose phone number the duty desk is shown beside a worry, and that each showing is recorded."""

from flask import Flask

from tests.people import PHONE
from tests.people import SmallCouncil
from tests.phones import Phone
from tests.services import stories
from tests.settings import StandingClock
from voice_app.pages.worries import WorryRow
from voice_app.services import worrying


def first(council: SmallCouncil, clock: StandingClock) -> WorryRow:
    return worrying.queue(user_id=council.duty, now=clock()).worries[0]


def test_the_number_of_the_person_is_shown_and_each_showing_is_on_record(
    council: SmallCouncil, clock: StandingClock
) -> None:
    stories.fill_in(stories.invite(council.child, clock), {"safe": "no"}, clock)
    worry = first(council, clock).worry_id
    for _ in range(2):
        assert worrying.number(worry, user_id=council.duty, now=clock()) == PHONE
    showings = [look for look in stories.looks(f"worry:{worry}") if look.reason == "number"]
    assert [(each.user_id, each.person_id) for each in showings] == [
        (council.duty, council.child)
    ] * 2


def test_the_number_of_an_unknown_sender_is_the_one_they_texted_from(
    app: Flask, council: SmallCouncil, clock: StandingClock
) -> None:
    stranger = Phone(app, clock, number="+447700900999")
    stranger.text("i want to run away tonight")
    row = first(council, clock)
    assert row.name == "Unknown number"
    shown = worrying.number(row.worry_id, user_id=council.duty, now=clock())
    assert shown == stranger.number


def test_somebody_without_a_phone_has_no_number(
    council: SmallCouncil, clock: StandingClock
) -> None:
    child = stories.add_child(clock, "Phoneless", iro=council.iro, due_in=20)
    stories.fill_in(stories.invite(child, clock), {"safe": "no"}, clock)
    worry = first(council, clock).worry_id
    assert worrying.number(worry, user_id=council.duty, now=clock()) == ""
