"""Our verbs as Twilio reads them, and its form fields as we do."""

from xml.etree import ElementTree

import pytest

from messaging.gateways.twilio import calls
from messaging.gateways.twilio.inbound import FormFault

FORM = {"CallSid": "CA1", "From": "+447700900417", "CallStatus": "in-progress"}


def read(*verbs: calls.Verb) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(calls.twiml(verbs)))  # noqa: S314 - our own words


def test_a_question_is_said_while_one_key_may_be_pressed() -> None:
    """Silence is told too, so that nobody is left in it."""
    (gather,) = read(calls.Gather("Tom & Kit <3?", "/answer?at=a&again=0"))
    assert gather.attrib == {
        "action": "/answer?at=a&again=0",
        "actionOnEmptyResult": "true",
        "finishOnKey": "",
        "input": "dtmf",
        "numDigits": "1",
        "timeout": "8",
    }
    assert (gather[0].tag, gather[0].text) == ("Say", "Tom & Kit <3?")
    assert gather[0].attrib == {"language": "en-GB"}


def test_several_keys_end_with_hash() -> None:
    """There is no count of keys then."""
    (gather,) = read(calls.Gather("Which?", "/answer", several=True))
    assert gather.attrib["finishOnKey"] == "#"
    assert "numDigits" not in gather.attrib


def test_speech_is_recorded_and_silence_leads_on() -> None:
    """Twilio calls no action for a silent recording, so the next verb must."""
    say, record, redirect = read(calls.Record("Speak.", "/recorded", "/answer"))
    assert (say.text, redirect.text) == ("Speak.", "/answer")
    assert record.attrib["action"] == "/recorded"
    assert record.attrib["finishOnKey"] == "#"


def test_goodbye() -> None:
    """Said, then hung up."""
    assert [each.tag for each in read(calls.Say("Bye"), calls.Hangup())] == ["Say", "Hangup"]


def test_the_fields_of_a_call() -> None:
    """What was pressed, and whether it is over."""
    assert calls.call_in({**FORM, "Digits": "1*2"}).keys == "1*2"
    assert calls.call_in(FORM).keys == ""
    assert calls.call_in({**FORM, "Digits": "#"}).keys == "?"
    assert not calls.call_in(FORM).over
    assert calls.call_in({**FORM, "CallStatus": "completed"}).over


@pytest.mark.parametrize("missing", ["CallSid", "From"])
def test_a_call_without_what_we_need_is_a_fault(missing: str) -> None:
    """Named by its field, never by a value."""
    with pytest.raises(FormFault, match=missing):
        calls.call_in({name: value for name, value in FORM.items() if name != missing})


def test_the_fields_of_a_recording() -> None:
    """An odd length is no reason to lose it."""
    form = {"RecordingSid": "RE1", "RecordingUrl": "https://x.example/RE1"}
    assert calls.spoken({**form, "RecordingDuration": "12"}).seconds == 12
    assert calls.spoken({**form, "RecordingDuration": "²"}).seconds == 0
    with pytest.raises(FormFault, match="RecordingUrl"):
        calls.spoken({"RecordingSid": "RE1"})
