"""What is done about each failure, at the call or by receipt: again, never again, or a pause."""

from datetime import timedelta

import pytest
from flask import Flask

from messaging.gateway import DeliveryState
from messaging.gateway import Receipt
from messaging.gateway import Refused
from messaging.gateways.twilio.errors import meaning
from tests.people import SmallCouncil
from tests.rows import every
from tests.rows import only
from tests.services.outbox import Says
from tests.services.outbox import put
from tests.settings import StandingClock
from voice_app.db import db
from voice_app.db import writing
from voice_app.jobs.worker import drain
from voice_app.models.messages import OutboundText
from voice_app.models.messages import ProviderPause
from voice_app.models.people import ContactPoint
from voice_app.models.people import OptOut
from voice_app.services import health
from voice_app.services import sending

HALF = sending.Pace(chance=lambda: 0.5)


def lost(text_id: int, code: str, clock: StandingClock) -> None:
    """The provider says that a text did not reach the phone."""
    found = meaning(code)
    receipt = Receipt(
        f"SM{text_id}",
        DeliveryState.NOT_DELIVERED,
        code,
        trouble=found.trouble,
        remedy=found.remedy,
    )
    sending.receive_receipt(text_id, receipt, now=clock(), pace=HALF)


def refusal(code: str) -> Refused:
    found = meaning(code)
    return Refused(code, found.trouble, found.remedy)


def lasting(key: str, clock: StandingClock, **span: float) -> int:
    """A text that has gone out and may still be tried for so long."""
    text_id = put(key, clock)
    with writing():
        db.session.get_one(OutboundText, text_id).expires_at = clock() + timedelta(**span)
    drain(Says())
    return text_id


def newest() -> OutboundText:
    return every(OutboundText)[-1]


def test_a_phone_that_is_off_is_tried_three_times_more_each_with_a_key_of_its_own(
    app: Flask, clock: StandingClock
) -> None:
    text_id = lasting("one", clock, days=2)
    for number in (2, 3, 4):
        lost(text_id, "30003", clock)
        again = newest()
        assert (again.key, again.state, again.words) == (f"one:try{number}", "queued", "Hello")
        assert again.due_at - clock() == timedelta(minutes=45)
        clock.now = again.due_at
        drain(Says())
        text_id = again.id
    lost(text_id, "30003", clock)
    rows = every(OutboundText)
    assert [row.state for row in rows] == ["not_delivered"] * 4
    assert len({row.expires_at for row in rows}) == 1


def test_a_receipt_that_is_repeated_tries_again_once(app: Flask, clock: StandingClock) -> None:
    text_id = lasting("one", clock, days=2)
    for _ in range(3):
        lost(text_id, "30003", clock)
    assert [row.key for row in every(OutboundText)] == ["one", "one:try2"]


def test_a_text_that_arrived_after_all_is_not_tried_again(app: Flask, clock: StandingClock) -> None:
    text_id = lasting("one", clock, days=2)
    lost(text_id, "30003", clock)
    arrived = Receipt(f"SM{text_id}", DeliveryState.DELIVERED)
    sending.receive_receipt(text_id, arrived, now=clock())
    clock.forward(hours=2)
    gateway = Says()
    drain(gateway)
    assert (gateway.texts, newest().fault) == ([], "went_after_all")


def test_a_text_whose_time_is_over_is_not_tried_again(app: Flask, clock: StandingClock) -> None:
    lost(lasting("one", clock, minutes=40), "30003", clock)
    assert [row.key for row in every(OutboundText)] == ["one"]


def test_no_second_try_comes_in_the_night(app: Flask, clock: StandingClock) -> None:
    clock.now = clock().replace(hour=19)
    lost(lasting("one", clock, hours=6), "30003", clock)
    assert len(every(OutboundText)) == 1
    clock.forward(days=1)
    lost(lasting("two", clock, hours=20), "30003", clock)
    assert newest().due_at == clock().replace(hour=9) + timedelta(days=1)


def test_a_network_that_gives_no_reason_is_tried_once_more(
    app: Flask, clock: StandingClock
) -> None:
    first = lasting("one", clock, days=1)
    lost(first, "30008", clock)
    clock.now = newest().due_at
    drain(Says())
    lost(newest().id, "30008", clock)
    assert [row.state for row in every(OutboundText)] == ["not_delivered"] * 2


def test_a_providers_full_queue_is_tried_on_as_long_as_a_text_may_go(
    app: Flask, clock: StandingClock
) -> None:
    """Three tries are what its table says; they were used up within ten minutes."""
    text_id = lasting("one", clock, hours=1)
    for _ in range(8):
        lost(text_id, "30001", clock)
        clock.now = newest().due_at
        drain(Says())
        text_id = newest().id
    assert (newest().key, newest().state) == ("one:try9", "accepted")
    clock.forward(hours=1)
    lost(text_id, "30001", clock)
    assert (newest().key, newest().fault) == ("one:try9", "too_fast 30001")


def test_a_phone_that_said_stop_meanwhile_is_not_tried_again(
    app: Flask, clock: StandingClock
) -> None:
    first, second = lasting("one", clock, days=1), lasting("two", clock, days=1)
    lost(first, "21610", clock)
    lost(second, "30003", clock)
    assert len(every(OptOut)) == 1
    assert [row.key for row in every(OutboundText)] == ["one", "two"]


def test_a_receipt_that_says_stop_takes_back_what_waits(app: Flask, clock: StandingClock) -> None:
    first = lasting("one", clock, days=1)
    put("two", clock)
    lost(first, "21610", clock)
    assert (newest().state, newest().fault) == ("expired", "stopped")


def the_number(council: SmallCouncil) -> ContactPoint:
    db.session.rollback()
    return next(row for row in every(ContactPoint) if row.person_id == council.child)


@pytest.mark.parametrize("code", ["21211", "21614", "21635"])
def test_a_number_that_is_no_mobile_is_marked_at_the_first_refusal(
    council: SmallCouncil, clock: StandingClock, code: str
) -> None:
    put("one", clock, to=the_number(council).address)
    drain(Says([refusal(code)]))
    assert the_number(council).bad_since == clock()


def test_a_number_nobody_has_is_marked_when_two_texts_were_lost(
    council: SmallCouncil, clock: StandingClock
) -> None:
    to = the_number(council).address
    first, second = put("one", clock, to=to), put("two", clock, to=to)
    with writing():
        for row in every(OutboundText):
            row.expires_at = clock() + timedelta(minutes=10)  # no time for another try
    drain(Says())
    lost(first, "30005", clock)
    assert the_number(council).bad_since is None
    lost(second, "30005", clock)
    assert the_number(council).bad_since == clock()


def test_our_own_account_refused_pauses_everything_and_loses_nothing(
    app: Flask, clock: StandingClock
) -> None:
    put("one", clock)
    put("two", clock, to="+447700900555")
    gateway = Says([refusal("20003")])
    drain(gateway)
    drain(gateway)
    assert len(gateway.texts) == 1
    assert [(row.state, row.attempts) for row in every(OutboundText)] == [("queued", 0)] * 2
    pause = only(ProviderPause)
    assert (pause.provider, pause.reason, pause.lifted_at) == ("says", "account", None)
    assert health.health(now=clock()).providers_paused == 1
    sending.start_again(pause.id, user_id=1, now=clock())
    drain(gateway)
    assert [row.state for row in every(OutboundText)] == ["accepted"] * 2


def test_while_a_provider_is_paused_texts_expire_in_their_time(
    app: Flask, clock: StandingClock
) -> None:
    put("one", clock)
    gateway = Says([refusal("20003")])
    drain(gateway)
    clock.forward(hours=6)
    drain(gateway)
    assert (only(OutboundText).state, only(OutboundText).fault) == ("expired", "too_late")


def test_a_text_taken_for_spam_stops_the_rest(app: Flask, clock: StandingClock) -> None:
    first = lasting("one", clock, days=1)
    put("two", clock)
    lost(first, "30007", clock)
    gateway = Says()
    drain(gateway)
    assert gateway.texts == []
    assert (only(ProviderPause).reason, newest().state) == ("filtered", "queued")


def test_a_code_nobody_knows_is_a_failure_and_no_more(app: Flask, clock: StandingClock) -> None:
    lost(lasting("one", clock, days=1), "39999", clock)
    assert (only(OutboundText).state, only(OutboundText).fault) == ("not_delivered", "39999")
    assert (every(OptOut), every(ProviderPause)) == ([], [])
