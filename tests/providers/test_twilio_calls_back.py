"""The whole way round: our outbox, the real client, the stand-in for Twilio, and its calls back."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations
from urllib.parse import urlsplit

import pytest
from flask import Flask

from messaging.gateway import Gateway
from tests.people import PHONE
from tests.phones import Phone
from tests.providers.twilio import ACCOUNT
from tests.providers.twilio import DOWN_AFTER
from tests.providers.twilio import NONSENSE
from tests.providers.twilio import SERVICE
from tests.providers.twilio import TOO_MANY
from tests.providers.twilio import FakeTwilio
from tests.providers.twilio import posted_to
from tests.providers.twilio import running
from tests.rows import every
from tests.rows import last_inbound
from tests.rows import only
from tests.services.outbox import put
from tests.settings import StandingClock
from voice_app.jobs import gateways
from voice_app.jobs.worker import drain
from voice_app.models.messages import InboundText
from voice_app.models.messages import OutboundText
from voice_app.models.messages import Receipt

BEHIND_A_PROXY = "https://voices.northbeck.example/children"


@pytest.fixture
def twilio(app: Flask, clock: StandingClock) -> Iterator[FakeTwilio]:
    with running(clock=clock, post=posted_to(app)) as fake:
        yield fake
        assert fake.broken == []


@pytest.fixture
def gateway(app: Flask, twilio: FakeTwilio) -> Gateway:
    """As the worker makes it from the settings."""
    app.extensions["voice.settings"] = replace(
        app.extensions["voice.settings"],
        gateway="twilio",
        twilio_url=twilio.base_url,
        twilio_account=ACCOUNT,
        twilio_service=SERVICE,
    )
    return gateways.chosen(app)[0]


def sent(gateway: Gateway, clock: StandingClock) -> str:
    """One text that went out; Twilio's name for it."""
    put("one", clock)
    drain(gateway)
    return only(OutboundText).provider_id or ""


@pytest.mark.parametrize("order", list(permutations(["sent", "delivered", "queued"])))
def test_reports_in_any_order_and_more_than_once_end_the_same(
    gateway: Gateway, twilio: FakeTwilio, clock: StandingClock, order: tuple[str, ...]
) -> None:
    sid = sent(gateway, clock)
    for status in (*order, *order):
        assert twilio.report(sid, status) == 204
    assert (only(OutboundText).state, only(OutboundText).provider) == ("delivered", "twilio")
    assert len(every(Receipt)) == 6


def test_a_report_that_is_days_late_still_counts(
    gateway: Gateway, twilio: FakeTwilio, clock: StandingClock
) -> None:
    sid = sent(gateway, clock)
    clock.forward(days=3)
    twilio.report(sid, "delivered")
    assert only(OutboundText).state == "delivered"


def test_a_report_in_the_newer_scheme_is_believed_too(
    gateway: Gateway, twilio: FakeTwilio, clock: StandingClock
) -> None:
    assert twilio.report(sent(gateway, clock), "delivered", shared_key=True) == 204
    assert only(OutboundText).state == "delivered"


@pytest.mark.parametrize("fault", [DOWN_AFTER, NONSENSE])
def test_a_text_whose_answer_was_lost_is_settled_by_its_report(
    gateway: Gateway, twilio: FakeTwilio, clock: StandingClock, fault: object
) -> None:
    twilio.script = [fault]  # type: ignore[list-item]
    put("one", clock)
    drain(gateway)
    assert only(OutboundText).state == "parked"
    (sid,) = twilio.taken
    twilio.report(sid, "sent")
    assert (only(OutboundText).state, only(OutboundText).provider_id) == ("sent", sid)


def test_a_text_whose_answer_and_report_were_lost_is_found_in_the_list(
    gateway: Gateway, twilio: FakeTwilio, clock: StandingClock
) -> None:
    twilio.script = [DOWN_AFTER]
    put("one", clock)
    drain(gateway)
    clock.forward(minutes=3)
    drain(gateway)
    (sid,) = twilio.taken
    assert (only(OutboundText).state, only(OutboundText).provider_id) == ("accepted", sid)


def test_too_many_requests_puts_a_text_off_and_it_goes_once(
    gateway: Gateway, twilio: FakeTwilio, clock: StandingClock
) -> None:
    twilio.script = [TOO_MANY, TOO_MANY]
    put("one", clock)
    for _ in range(4):
        drain(gateway)
        clock.forward(minutes=2)
    assert (len(twilio.taken), only(OutboundText).state) == (1, "accepted")


@pytest.mark.parametrize(
    ("code", "state"), [(30003, "queued"), (30005, "queued"), (30006, None), (30008, "queued")]
)
def test_a_report_of_failure_does_what_the_table_says(
    gateway: Gateway, twilio: FakeTwilio, clock: StandingClock, code: int, state: str | None
) -> None:
    twilio.report(sent(gateway, clock), "undelivered", code)
    first, *again = every(OutboundText)
    assert (first.state, first.fault) == ("not_delivered", str(code))
    assert [row.state for row in again] == ([state] if state else [])


def test_behind_a_proxy_the_public_address_is_given_and_believed(
    app: Flask, twilio: FakeTwilio, clock: StandingClock
) -> None:
    """The proxy takes its own part of the path away, and calls us by an inner name."""
    app.extensions["voice.settings"] = replace(
        app.extensions["voice.settings"],
        public_url=BEHIND_A_PROXY,
        gateway="twilio",
        twilio_url=twilio.base_url,
        twilio_account=ACCOUNT,
        twilio_service=SERVICE,
    )
    inner = posted_to(app, outer=urlsplit(BEHIND_A_PROXY).path)
    twilio.post = inner
    sid = sent(gateways.chosen(app)[0], clock)
    assert twilio.taken[sid].fields["StatusCallback"].startswith(f"{BEHIND_A_PROXY}/hooks/twilio/")
    assert twilio.report(sid, "delivered") == 204
    assert only(OutboundText).state == "delivered"


def test_a_signed_text_of_a_child_is_taken_in(
    asked: Phone, gateway: Gateway, twilio: FakeTwilio
) -> None:
    assert twilio.text_in("http://127.0.0.1:8000/hooks/twilio/inbound", PHONE, "2") == 204
    assert last_inbound().words == "2"


def test_stop_is_signed_and_named_and_twilio_refuses_texts_from_then_on(
    asked: Phone, gateway: Gateway, twilio: FakeTwilio, clock: StandingClock
) -> None:
    assert twilio.text_in("http://127.0.0.1:8000/hooks/twilio/inbound", PHONE, "STOP") == 204
    assert len(every(InboundText)) == 1
    put("after", clock, to=PHONE)
    drain(gateway)
    assert twilio.to(PHONE) == []
