"""WhatsApp through Twilio: the same person, number and opt-out by another channel."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace

import pytest
from flask import Flask

from tests.people import PHONE
from tests.people import SmallCouncil
from tests.phones import Phone
from tests.providers import notify as govuk
from tests.providers import twilio as provider
from tests.providers.twilio import FakeTwilio
from tests.rows import answers
from tests.rows import current
from tests.rows import last_inbound
from tests.rows import outbox
from tests.services.outbox import put
from tests.settings import StandingClock
from voice_app.db import db
from voice_app.db import writing
from voice_app.jobs import gateways
from voice_app.jobs.worker import drain
from voice_app.models.messages import OutboundText
from voice_app.models.people import Person
from voice_app.store import people

WHATSAPP = f"whatsapp:{PHONE}"
TEMPLATE = "HX" + "c" * 32
INBOUND = "http://127.0.0.1:8000/hooks/twilio/inbound"


@dataclass
class Line:
    """A council with WhatsApp, and its one child's phone."""

    app: Flask
    clock: StandingClock
    twilio: FakeTwilio
    child: int

    def set(self, **more: str) -> None:
        """Change the settings."""
        self.app.extensions["voice.settings"] = replace(
            self.app.extensions["voice.settings"],
            gateway="twilio",
            twilio_url=self.twilio.base_url,
            twilio_account=provider.ACCOUNT,
            twilio_service=provider.SERVICE,
            **{"whatsapp_sender": provider.SENDER, "whatsapp_template": TEMPLATE, **more},
        )

    def likes(self, channel: str) -> None:
        """How the child likes to be asked."""
        with writing():
            db.session.get_one(Person, self.child).likes_channel = channel

    def put(self, key: str, words: str = "Hello") -> None:
        """A text for the child."""
        text_id = put(key, self.clock, to=PHONE)
        with writing():
            row = db.session.get_one(OutboundText, text_id)
            row.person_id, row.words = self.child, words

    def says(self, words: str, sender: str = WHATSAPP) -> None:
        """The child writes."""
        assert self.twilio.text_in(INBOUND, sender, words) == 204

    def work(self) -> list[dict[str, str]]:
        """What went out in one sweep: the requests' fields."""
        before = len(self.twilio.taken)
        drain(*gateways.chosen(self.app))
        self.clock.forward(minutes=1)
        return [dict(each.fields) for each in list(self.twilio.taken.values())[before:]]


@pytest.fixture
def line(app: Flask, council: SmallCouncil, clock: StandingClock) -> Iterator[Line]:
    with provider.running(clock=clock, post=provider.posted_to(app)) as fake:
        made = Line(app, clock, fake, council.child)
        made.set()
        yield made
        assert fake.broken == []


def test_a_reply_goes_out_where_they_wrote_and_answers_the_open_question(
    asked: Phone, line: Line
) -> None:
    line.says("2")
    assert (last_inbound().sender, last_inbound().channel) == (PHONE, "whatsapp")
    assert current("know_plan").value == "a_bit"
    (sent,) = line.work()
    assert (sent["To"], sent["From"]) == (WHATSAPP, f"whatsapp:{provider.SENDER}")
    assert "MessagingServiceSid" not in sent
    assert "2 of 7" in sent["Body"]
    assert outbox("accepted")[-1].channel == "whatsapp"


def test_who_changes_over_to_texts_is_answered_by_text(asked: Phone, line: Line) -> None:
    line.says("2")
    line.work()
    line.says("1", PHONE)
    (sent,) = line.work()
    assert (sent["To"], sent["MessagingServiceSid"]) == (PHONE, provider.SERVICE)


def test_first_words_go_by_what_the_person_likes_in_the_template_on_one_line(line: Line) -> None:
    line.likes("whatsapp")
    line.put("one", "How are you?\n1 Good\n2 Bad")
    (sent,) = line.work()
    assert (sent["To"], sent["ContentSid"]) == (WHATSAPP, TEMPLATE)
    assert json.loads(sent["ContentVariables"]) == {"1": "How are you? 1 Good 2 Bad"}
    assert "Body" not in sent


@pytest.mark.parametrize(
    ("likes", "settings"),
    [
        ("text", {}),
        ("web", {}),
        ("whatsapp", {"whatsapp_template": ""}),
        ("whatsapp", {"whatsapp_sender": ""}),
    ],
)
def test_first_words_go_by_text_to_all_others(
    line: Line, likes: str, settings: dict[str, str]
) -> None:
    line.set(**settings)
    line.likes(likes)
    line.put("one")
    (sent,) = line.work()
    assert (sent["To"], sent["Body"]) == (PHONE, "Hello")


def test_words_too_long_for_a_template_go_by_text(line: Line) -> None:
    line.likes("whatsapp")
    line.put("one", "a" * 901)
    assert [sent["To"] for sent in line.work()] == [PHONE]


def test_a_day_after_their_last_words_it_takes_the_template_again(line: Line) -> None:
    line.likes("whatsapp")
    line.says("hello there")
    line.put("one")
    assert all("Body" in sent for sent in line.work())
    line.clock.forward(hours=24)
    line.put("two")
    assert [sent.get("ContentSid") for sent in line.work()] == [TEMPLATE]


@pytest.mark.parametrize("code", [63003, 63016, 63024])
def test_what_whatsapp_would_not_bring_goes_by_text_once(line: Line, code: int) -> None:
    line.likes("whatsapp")
    line.put("one")
    line.work()
    (sid,) = line.twilio.taken
    line.twilio.report(sid, "undelivered", code)
    line.clock.forward(minutes=1)
    assert [sent["To"] for sent in line.work()] == [PHONE]
    line.put("two")
    assert [sent["To"] for sent in line.work()] == [PHONE]


def test_what_whatsapp_refuses_at_once_goes_by_text(line: Line) -> None:
    line.likes("whatsapp")
    line.twilio.script = [provider.Fault(400, 63003)]
    line.put("one")
    assert line.work() == []
    assert [sent["To"] for sent in line.work()] == [PHONE]


def test_stop_on_whatsapp_is_stop_for_texts_too(asked: Phone, line: Line) -> None:
    line.says("STOP")
    assert people.opted_out(people.phone_index(PHONE)) is not None
    line.work()
    line.says("2", PHONE)
    assert (last_inbound().read_as, answers("know_plan")) == ("message", [])


def test_a_doubt_on_whatsapp_is_looked_up_there(line: Line) -> None:
    """A text to the same number, taken at the same time, is not mistaken for it."""
    line.twilio.script = [provider.DOWN_AFTER]
    line.likes("whatsapp")
    line.put("one")
    line.work()
    line.clock.forward(minutes=4)
    line.work()
    (sid,) = line.twilio.taken
    (row,) = outbox("accepted")
    assert (row.provider_id, row.channel) == (sid, "whatsapp")


def test_another_provider_has_no_whatsapp_and_sends_a_text(line: Line) -> None:
    line.likes("whatsapp")
    with govuk.running(clock=line.clock, post=govuk.posted_to(line.app)) as notify:
        line.app.extensions["voice.settings"] = replace(
            line.app.extensions["voice.settings"],
            gateway="twilio,notify",
            notify_url=notify.base_url,
            notify_key=govuk.KEY,
            notify_template=govuk.TEMPLATE,
        )
        line.twilio.script = [provider.NO_SIGN_IN]
        line.put("one")
        line.work()
        (taken,) = notify.taken.values()
    assert taken.fields["phone_number"] == PHONE
    assert outbox("accepted")[-1].channel == "text"
