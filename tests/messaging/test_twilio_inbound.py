"""Twilio's forms become our own small values; what we do not know changes nothing."""

from datetime import UTC
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messaging.gateway import DeliveryState
from messaging.gateway import Inbound
from messaging.gateway import Receipt
from messaging.gateways.twilio.errors import meaning
from messaging.gateways.twilio.inbound import FormFault
from messaging.gateways.twilio.inbound import inbound
from messaging.gateways.twilio.inbound import receipt

AT = datetime(2026, 11, 24, 17, tzinfo=UTC)
TEXT = {
    "MessageSid": "SM1",
    "AccountSid": "AC1",
    "From": "+447700900417",
    "To": "+447700900001",
    "Body": " 2 tbh 😊\n",
    "NumMedia": "0",
    "SmsStatus": "received",
}


def test_a_text_on_whatsapp_is_of_the_same_number() -> None:
    found = inbound({**TEXT, "From": "whatsapp:+447700900417"}, AT)
    assert (found.sender, found.channel) == ("+447700900417", "whatsapp")
    with pytest.raises(FormFault):
        inbound({**TEXT, "From": "whatsapp:"}, AT)


def test_a_text_is_taken_exactly_as_written() -> None:
    assert inbound(TEXT, AT) == Inbound("SM1", "+447700900417", " 2 tbh 😊\n", AT, 0)


def test_a_picture_without_words_is_counted() -> None:
    taken = inbound({**TEXT, "Body": "", "NumMedia": "2"})
    assert (taken.words, taken.media, taken.received_at) == ("", 2, None)


@pytest.mark.parametrize("count", ["", "many", "-1", "999999999"])
def test_a_count_of_pictures_that_makes_no_sense_is_none(count: str) -> None:
    assert inbound({**TEXT, "NumMedia": count}).media == 0


@pytest.mark.parametrize(
    ("given", "taken"),
    [("STOP", "STOP"), ("START", "START"), ("HELP", "HELP"), ("x", ""), ("", "")],
)
def test_what_twilio_took_a_text_for_is_passed_on(given: str, taken: str) -> None:
    """Advanced Opt-Out knows stop words of many languages, and acts on them by itself."""
    assert inbound({**TEXT, "OptOutType": given}).opt_out == taken


@pytest.mark.parametrize("missing", ["MessageSid", "From"])
def test_a_form_without_what_we_need_is_refused_by_name(missing: str) -> None:
    with pytest.raises(FormFault, match=f"^{missing}$"):
        inbound({name: value for name, value in TEXT.items() if name != missing})


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("queued", DeliveryState.ACCEPTED),
        ("sending", DeliveryState.ACCEPTED),
        ("sent", DeliveryState.SENT),
        ("delivered", DeliveryState.DELIVERED),
        ("read", DeliveryState.DELIVERED),
        ("undelivered", DeliveryState.NOT_DELIVERED),
        ("failed", DeliveryState.FAILED),
        ("canceled", DeliveryState.FAILED),
        ("something_new", DeliveryState.ACCEPTED),
    ],
)
def test_each_status_is_one_of_ours(status: str, state: DeliveryState) -> None:
    form = {"MessageSid": "SM1", "MessageStatus": status, "ErrorCode": "30003"}
    found = meaning("30003")
    assert receipt(form, AT) == Receipt(
        "SM1", state, "30003", AT, trouble=found.trouble, remedy=found.remedy
    )


@given(st.dictionaries(st.sampled_from([*TEXT, "MessageStatus", "ErrorCode"]), st.text()))
def test_a_form_is_refused_only_for_what_it_lacks(form: dict[str, str]) -> None:
    if form.get("MessageSid") and form.get("From"):
        assert inbound(form).words == form.get("Body", "")
    else:
        with pytest.raises(FormFault):
            inbound(form)
