"""Two providers over real HTTP: who is handed a text, who is handed it next, and who never."""

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask

from messaging.gateway import Gateway
from tests.people import PHONE
from tests.phones import Phone
from tests.providers import notify as govuk
from tests.providers import twilio as american
from tests.providers.notify import FakeNotify
from tests.providers.twilio import FakeTwilio
from tests.rows import every
from tests.rows import only
from tests.services.outbox import put
from tests.settings import StandingClock
from voice_app.db import db
from voice_app.db import writing
from voice_app.jobs import gateways
from voice_app.jobs.worker import drain
from voice_app.models.messages import OutboundText
from voice_app.models.messages import ProviderPause
from voice_app.services import sending
from voice_app.store import outbox


@dataclass
class Both:
    """Twilio first, then Notify."""

    app: Flask
    clock: StandingClock
    twilio: FakeTwilio
    notify: FakeNotify

    def ways(self, order: str = "twilio,notify") -> tuple[Gateway, ...]:
        """As the worker makes them from the settings."""
        self.app.extensions["voice.settings"] = replace(
            self.app.extensions["voice.settings"],
            gateway=order,
            twilio_url=self.twilio.base_url,
            twilio_account=american.ACCOUNT,
            twilio_service=american.SERVICE,
            notify_url=self.notify.base_url,
            notify_key=govuk.KEY,
            notify_template=govuk.TEMPLATE,
        )
        return gateways.chosen(self.app)

    def work(self, order: str = "twilio,notify", *, rounds: int = 1) -> None:
        """So many sweeps, ten minutes apart."""
        ways = self.ways(order)
        for _ in range(rounds):
            drain(*ways)
            self.clock.forward(minutes=10)

    @property
    def taken(self) -> tuple[int, int]:
        """How many texts each took."""
        return len(self.twilio.taken), len(self.notify.taken)


@pytest.fixture
def both(app: Flask, clock: StandingClock) -> Iterator[Both]:
    with (
        american.running(clock=clock, post=american.posted_to(app)) as twilio,
        govuk.running(clock=clock, post=govuk.posted_to(app)) as notify,
    ):
        yield Both(app, clock, twilio, notify)


def test_the_first_takes_what_it_can_and_is_named(both: Both) -> None:
    put("one", both.clock)
    both.work()
    assert (both.taken, only(OutboundText).provider) == ((1, 0), "twilio")


@pytest.mark.parametrize("order", ["notify", "notify,twilio"])
def test_the_order_is_as_the_settings_say(both: Both, order: str) -> None:
    put("one", both.clock)
    both.work(order)
    assert (both.taken, only(OutboundText).provider) == ((0, 1), "notify")
    (message,) = both.notify.taken.values()
    assert message.fields["reference"] == "one"
    assert both.notify.report(message.id, "delivered") == 204
    assert only(OutboundText).state == "delivered"


def test_where_the_first_is_paused_the_next_takes_over_until_it_is_started_again(
    both: Both, council: object, clock: StandingClock
) -> None:
    both.twilio.script = [american.NO_SIGN_IN]
    put("one", both.clock)
    put("two", both.clock, to="+447700900418")
    both.work()
    assert both.taken == (0, 2)
    (pause,) = every(ProviderPause)
    assert (pause.provider, pause.reason) == ("twilio", "account")
    sending.start_again(pause.id, user_id=1, now=clock())
    put("three", both.clock)
    both.work()
    assert both.taken == (1, 2)


def test_too_fast_is_tried_again_and_then_goes_to_the_next(both: Both) -> None:
    both.twilio.script = [american.TOO_MANY] * 20
    put("one", both.clock)
    both.work(rounds=5)
    assert both.taken == (0, 0)
    both.work(rounds=2)
    assert (both.taken, only(OutboundText).provider) == ((0, 1), "notify")
    assert len(both.twilio.calls) == 6


def test_a_server_that_nobody_reaches_is_passed_by(both: Both) -> None:
    both.twilio.base_url = "http://127.0.0.1:9"  # nobody listens there
    put("one", both.clock)
    both.work(rounds=7)
    assert (both.taken, only(OutboundText).state) == ((0, 1), "accepted")


def test_where_none_has_room_it_waits_and_goes_by_whoever_has_first(both: Both) -> None:
    both.twilio.script = [american.TOO_MANY] * 8
    both.notify.script = [govuk.TOO_MANY] * 200
    put("one", both.clock)
    both.work(rounds=13)
    assert (both.taken, only(OutboundText).state) == ((0, 0), "queued")
    both.work()
    assert (both.taken, only(OutboundText).provider) == ((1, 0), "twilio")


def test_while_the_only_one_with_room_for_it_is_down_it_waits_for_that_one(both: Both) -> None:
    """Twilio cannot be reached, and Notify takes no words so long: nothing has failed by that."""
    both.twilio.script = [american.TOO_MANY] * 7
    lengthen(put("one", both.clock))
    both.work(rounds=9)
    assert (both.taken, only(OutboundText).state) == ((1, 0), "accepted")
    assert only(OutboundText).not_by == "too_long:notify,"


def test_a_paused_provider_is_not_waited_for(both: Both) -> None:
    """Until a person starts it again, the one that is only busy is tried on."""
    both.twilio.script = [american.TOO_MANY] * 8
    with writing():
        db.session.add(ProviderPause(provider="notify", reason="account", since=both.clock()))
    put("one", both.clock)
    both.work(rounds=10)
    assert (both.taken, only(OutboundText).provider) == ((1, 0), "twilio")


def test_notify_is_handed_nothing_once_its_time_is_over(both: Both, clock: StandingClock) -> None:
    """It has no validity period, so ours is looked at before each try."""
    both.notify.script = [govuk.TOO_MANY]
    text_id = put("one", both.clock)
    with writing():
        db.session.get_one(OutboundText, text_id).expires_at = clock() + timedelta(minutes=5)
    both.work("notify", rounds=3)
    assert (both.taken, len(both.notify.calls)) == ((0, 0), 1)
    assert (only(OutboundText).state, only(OutboundText).fault) == ("expired", "too_late")


def test_words_too_long_for_notify_go_by_twilio(both: Both) -> None:
    text_id = put("one", both.clock)
    lengthen(text_id)
    both.work("notify,twilio")
    assert (both.taken, len(both.notify.calls)) == ((1, 0), 0)


def test_words_too_long_for_the_only_provider_have_failed_with_a_reason(both: Both) -> None:
    lengthen(put("one", both.clock))
    both.work("notify")
    assert (only(OutboundText).state, only(OutboundText).fault) == ("failed", "too_long")


@pytest.mark.parametrize("code", [21211, 21610])
def test_what_is_the_recipients_reason_goes_to_nobody_else(both: Both, code: int) -> None:
    both.twilio.script = [american.Fault(400, code)]
    put("one", both.clock)
    both.work(rounds=3)
    assert (both.taken, only(OutboundText).state) == ((0, 0), "failed")


def test_in_doubt_it_goes_to_nobody_else(both: Both) -> None:
    both.twilio.script = [american.DOWN]
    put("one", both.clock)
    both.work(rounds=6)
    assert (both.taken, only(OutboundText).state) == ((0, 0), "parked")


@pytest.mark.parametrize("fault", [govuk.DOWN_AFTER, govuk.NONSENSE], ids=str)
def test_notify_tells_that_a_text_in_doubt_went(both: Both, fault: govuk.Fault) -> None:
    both.notify.script = [fault]
    put("one", both.clock)
    both.work("notify,twilio", rounds=2)
    (taken,) = both.notify.taken
    assert (only(OutboundText).state, only(OutboundText).provider_id) == ("accepted", taken)
    assert both.taken == (0, 1)


@pytest.mark.parametrize("fault", [govuk.DOWN, govuk.DROPPED], ids=str)
def test_notify_tells_that_a_text_in_doubt_did_not_go_and_it_goes_once(
    both: Both, fault: govuk.Fault
) -> None:
    both.notify.script = [fault]
    put("one", both.clock)
    both.work("notify", rounds=2)
    assert (both.taken, only(OutboundText).state) == ((0, 1), "accepted")


def test_two_in_doubt_to_one_phone_are_told_apart_by_their_keys(both: Both) -> None:
    both.notify.script = [govuk.DOWN_AFTER, govuk.DOWN_AFTER]
    put("one", both.clock)
    put("two", both.clock)
    both.work("notify", rounds=3)
    assert [row.state for row in every(OutboundText)] == ["accepted", "accepted"]
    assert both.taken == (0, 2)


def test_what_a_provider_we_left_was_handed_is_left_to_a_person(both: Both) -> None:
    both.notify.script = [govuk.DROPPED_AFTER]
    put("one", both.clock)
    drain(*both.ways("notify"))
    assert (only(OutboundText).state, outbox.parked(), outbox.in_doubt()) == ("parked", 0, 1)
    both.work("twilio")
    assert (outbox.parked(), outbox.in_doubt(), both.taken) == (1, 0, (0, 1))


def test_stop_said_to_one_provider_holds_at_the_other(asked: Phone, both: Both) -> None:
    """Twilio knows of the STOP; Notify does not, and would send. Our own list is asked first."""
    url = "http://127.0.0.1:8000/hooks/twilio/inbound"
    put("before", both.clock, to=PHONE)
    assert both.twilio.text_in(url, PHONE, "STOP") == 204
    both.twilio.script = [american.NO_SIGN_IN] * 3
    both.work(rounds=2)
    assert all(each.words != "Hello" for each in both.notify.taken.values())


def lengthen(text_id: int) -> None:
    """Make its words longer than Notify takes."""
    with writing():
        db.session.get_one(OutboundText, text_id).words = "x" * 1000
