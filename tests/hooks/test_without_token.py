"""An installation without a token of the provider takes no call at all."""

from dataclasses import replace

from flask import Flask
from twilio.request_validator import RequestValidator

from tests.people import PHONE
from tests.rows import every
from voice_app.factory import create_app
from voice_app.models.messages import InboundText


def test_without_a_token_not_even_an_empty_one_signs(app: Flask) -> None:
    settings = replace(app.extensions["voice.settings"], twilio_token="")
    other = create_app(settings)
    form = {"MessageSid": "SM1", "From": PHONE, "Body": "2"}
    address = f"{settings.public_url}/hooks/twilio/inbound"
    signature = RequestValidator("").compute_signature(address, form)
    client = other.test_client()
    headers = {"X-Twilio-Signature": signature}
    response = client.post("/hooks/twilio/inbound", data=form, headers=headers)
    assert response.status_code == 403
    assert every(InboundText) == []
