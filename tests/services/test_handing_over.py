"""A short code opens a survey on one other device, once, for a day."""

from datetime import timedelta

import pytest

from tests.people import SmallCouncil
from tests.rows import only
from tests.services import stories
from tests.settings import StandingClock
from voice_app.models.surveys import Invitation
from voice_app.pages.answering import ClosedLink
from voice_app.pages.answering import HandedOver
from voice_app.services import conversations
from voice_app.services import inviting


@pytest.fixture
def code(council: SmallCouncil, clock: StandingClock) -> str:
    return stories.invite(council.child, clock)


def short(code: str, clock: StandingClock) -> str:
    page = conversations.hand_over(code, now=clock())
    assert isinstance(page, HandedOver)
    return " ".join(page.parts)


def test_it_opens_once_however_it_is_typed(code: str, clock: StandingClock) -> None:
    """And again for ten minutes, where the first answer may not have arrived."""
    said = short(code, clock)
    typed = f"  {said.replace(' ', '-').upper()} "
    assert conversations.take_over(typed, now=clock()) == code
    assert conversations.take_over(typed, now=clock.forward(minutes=9)) == code
    assert conversations.take_over(typed, now=clock.forward(minutes=2)) == ""
    assert short(code, clock) != said


def test_it_is_not_kept_in_the_open_and_one_that_waits_is_shown_again(
    code: str, clock: StandingClock
) -> None:
    said = short(code, clock)
    assert short(code, clock) == said
    assert said.replace(" ", "") not in (only(Invitation).short_index or "")


def test_after_a_day_it_opens_nothing(code: str, clock: StandingClock) -> None:
    said = short(code, clock)
    clock.forward(days=1)
    assert conversations.take_over(said, now=clock()) == ""
    assert short(code, clock) != said


def test_with_its_link_it_is_closed_too(code: str, clock: StandingClock) -> None:
    said = short(code, clock)
    inviting.revoke(only(Invitation).id, now=clock())
    assert conversations.take_over(said, now=clock()) == ""
    assert conversations.hand_over(code, now=clock()) == ClosedLink("revoked")


@pytest.mark.parametrize("wrong", ["", " ", "nonsense", "x" * 5000, "a\x00b", "2222 2222", "٧"])
def test_a_code_nobody_was_given_opens_nothing(code: str, clock: StandingClock, wrong: str) -> None:
    assert conversations.take_over(wrong, now=clock()) == ""


def test_a_code_lasts_a_day_to_the_second(code: str, clock: StandingClock) -> None:
    said = short(code, clock)
    clock.now += timedelta(hours=23, minutes=59, seconds=59)
    assert conversations.take_over(said, now=clock()) == code
