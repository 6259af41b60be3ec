"""A reply at any hour is for somebody who waits for it; a late one does not ring in the night."""

import pytest
from flask import Flask

from messaging.gateway import Trouble
from messaging.gateway import TryAgain
from tests.people import PHONE
from tests.phones import Phone
from tests.rows import every
from tests.rows import only
from tests.services.outbox import Says
from tests.services.outbox import put
from tests.settings import StandingClock
from voice_app.jobs.worker import drain
from voice_app.models.messages import OutboundText
from voice_app.services import sending


@pytest.fixture
def night(clock: StandingClock) -> StandingClock:
    """Ten in the evening."""
    clock.now = clock().replace(hour=22)
    return clock


def keys(gateway: Says) -> list[str]:
    return [text.key for text in gateway.texts]


def test_a_reply_goes_at_night_within_half_an_hour(app: Flask, night: StandingClock) -> None:
    put("one", night)
    gateway = Says()
    night.forward(minutes=30)
    drain(gateway)
    assert keys(gateway) == ["one"]


def test_a_late_reply_does_not_go_at_night_and_its_time_is_over_before_the_morning(
    app: Flask, night: StandingClock
) -> None:
    put("one", night)
    gateway = Says([TryAgain(trouble=Trouble.NO_LINE) for _ in range(9)])
    for _ in range(9):
        drain(gateway)
        night.forward(minutes=5)
    gateway.problems, tried = [], len(gateway.texts)
    drain(gateway)
    night.forward(hours=6)
    drain(gateway)
    assert len(gateway.texts) == tried
    assert (only(OutboundText).state, only(OutboundText).fault) == ("expired", "too_late")


def test_a_late_reply_of_the_small_hours_goes_in_the_morning(
    app: Flask, clock: StandingClock
) -> None:
    clock.now = clock().replace(hour=4)
    put("one", clock)
    gateway = Says()
    clock.now = clock().replace(hour=8, minute=59)
    drain(gateway)
    assert keys(gateway) == []
    clock.forward(minutes=1)
    drain(gateway)
    assert keys(gateway) == ["one"]


def test_a_late_reply_holds_up_no_answer_of_the_moment(app: Flask, night: StandingClock) -> None:
    put("late", night)
    night.forward(hours=1)
    put("now", night)
    gateway = Says()
    drain(gateway)
    assert keys(gateway) == ["now"]


def test_who_writes_again_is_awake_and_gets_what_waited(asked: Phone, night: StandingClock) -> None:
    put("late", night, to=PHONE)
    night.forward(hours=1)
    assert "Hello" in asked.text("2")


def test_by_hand_too_a_late_one_waits_for_the_day(app: Flask, night: StandingClock) -> None:
    text_id = put("one", night)
    sending.claim_text(now=night())
    night.forward(hours=1)
    drain(Says())
    drain(Says())
    (page,) = sending.stuck(user_id=1, now=night()).texts
    assert not page.may_go_again
    with pytest.raises(sending.NotStuck):
        sending.settle(text_id, sending.Settled.AGAIN, user_id=1, now=night())
    assert len(every(OutboundText)) == 1
