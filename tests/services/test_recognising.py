"""The sign that opens what somebody said: chosen once, shown again, never locked for good."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.people import SmallCouncil
from tests.people import staff
from tests.services import stories
from tests.settings import StandingClock
from voice_app.db import db
from voice_app.models.people import Person
from voice_app.models.record import AccessLog
from voice_app.pages.sign import PICTURES
from voice_app.pages.sign import Outcome
from voice_app.pages.sign import SignPage
from voice_app.pages.sign import picked
from voice_app.services import recognising

MINE = ("star", "bus", "key")
NOT_MINE = ("star", "bus", "bed")


@pytest.fixture
def code(council: SmallCouncil, clock: StandingClock) -> str:
    """The link of a child who has chosen her sign."""
    code = stories.invite(council.child, clock)
    assert recognising.choose(code, MINE, now=clock())
    return code


def stands(code: str, clock: StandingClock, stamp: str = "") -> SignPage:
    page = recognising.look(code, stamp, now=clock())
    assert isinstance(page, SignPage)
    return page


def test_only_our_pictures_count_and_each_once() -> None:
    """What a form may carry besides, or twice, is no picture."""
    assert len(set(PICTURES)) == 16
    assert picked(["bus", "nonsense", "bus", "star"]) == ("star", "bus")


def test_the_same_three_in_any_order_are_right(code: str, clock: StandingClock) -> None:
    """A child remembers pictures, not their order."""
    assert recognising.check(code, MINE[::-1], now=clock()) == Outcome.RIGHT
    assert recognising.check(code, NOT_MINE, now=clock()) == Outcome.WRONG
    assert recognising.check(code, MINE[:2], now=clock()) == Outcome.COUNT


def test_a_sign_is_chosen_once_and_the_pictures_are_nowhere(
    code: str, council: SmallCouncil, clock: StandingClock
) -> None:
    """A second choice changes nothing; the row holds a hash that differs from person to person."""
    assert not recognising.choose(code, NOT_MINE, now=clock())
    other = stories.add_child(clock, "Kit", iro=council.iro, due_in=20)
    recognising.choose(stories.invite(other, clock), MINE, now=clock())
    rows = [db.session.get_one(Person, each).sign_index or "" for each in (council.child, other)]
    assert len(set(rows)) == 2
    assert not any(name in row for row in rows for name in MINE)


def test_five_wrong_in_a_row_wait_a_quarter_of_an_hour_and_never_longer(
    code: str, council: SmallCouncil, clock: StandingClock
) -> None:
    """Not even the right one counts meanwhile; another link of the same person is open still."""
    said = [recognising.check(code, NOT_MINE, now=clock()) for _ in range(5)]
    assert said == [Outcome.WRONG] * 4 + [Outcome.WAIT]
    assert recognising.check(code, MINE, now=clock()) == Outcome.WAIT
    assert stands(code, clock).wait_until == clock() + timedelta(minutes=15)
    clock.forward(minutes=15)
    assert stands(code, clock).wait_until is None
    assert recognising.check(code, NOT_MINE, now=clock()) == Outcome.WRONG
    assert recognising.check(code, MINE, now=clock()) == Outcome.RIGHT
    assert recognising.check(code, NOT_MINE, now=clock()) == Outcome.WRONG  # the count began anew


def test_a_right_answer_stamps_the_browser_until_the_sign_is_another(
    code: str, council: SmallCouncil, clock: StandingClock
) -> None:
    """Only who asked for help loses a sign, by a person; a browser that knew it is a stranger."""
    stamp = stands(code, clock).stamp
    assert stands(code, clock, stamp).known
    petra = staff("petra")
    assert not recognising.let_choose_again(council.child, user_id=petra, now=clock())
    recognising.cannot_remember(code, now=clock())
    recognising.cannot_remember(code, now=clock())
    (waits,) = recognising.forgotten(user_id=petra, now=clock())
    assert (waits.person_id, waits.since) == (council.child, clock())
    assert recognising.let_choose_again(council.child, user_id=petra, now=clock())
    assert not recognising.let_choose_again(council.child, user_id=petra, now=clock())
    assert recognising.forgotten(user_id=petra, now=clock()) == ()
    assert not stands(code, clock, stamp).chosen
    assert not stands(code, clock, stamp).known
    done = [row.reason for row in db.session.scalars(select(AccessLog)) if row.what == "sign"]
    assert done == ["chosen", "forgotten", "", "reset"]


def test_what_is_hidden_is_older_than_an_hour_or_than_closing(
    code: str, clock: StandingClock
) -> None:
    """Who is at it sees what they just said; after "Close it" nobody does without the sign."""
    assert stands(code, clock).hidden_before == clock() - timedelta(hours=1)
    recognising.close(code, now=clock())
    assert stands(code, clock).hidden_before == clock()
    assert stands(code, clock, stands(code, clock).stamp).hidden_before is None
