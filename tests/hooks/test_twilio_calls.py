"""A survey by telephone, as Twilio's requests come to our door."""

from dataclasses import dataclass
from dataclasses import field
from xml.etree import ElementTree

import pytest
from flask import Flask

from tests.hooks.test_twilio import PUBLIC
from tests.hooks.test_twilio import call as signed_call
from tests.hooks.test_twilio import post
from tests.people import PHONE
from tests.people import SmallCouncil
from tests.phones import Phone
from tests.rows import answers
from tests.rows import current
from tests.rows import every
from tests.rows import only
from tests.rows import survey
from tests.settings import StandingClock
from voice_app.models.calls import Call
from voice_app.models.calls import Recording
from voice_app.models.conversations import Answer
from voice_app.models.jobs import Job
from voice_app.models.messages import InboundText

RINGS = "/hooks/twilio/call"
STRANGER = "+447700900888"


@dataclass
class Caller:
    """Somebody with a phone at their ear. Every request comes ``times`` times."""

    app: Flask
    number: str = PHONE
    times: int = 1
    sid: str = "CA1"
    heard: str = ""
    twiml: ElementTree.Element = field(default_factory=lambda: ElementTree.Element("Response"))

    def rings(self) -> str:
        return self._go(RINGS, {})

    def press(self, keys: str) -> str:
        """Press keys, or none and wait."""
        return self._go(self._action("Gather"), {"Digits": keys} if keys else {})

    def speak(self, recording: str = "RE1") -> str:
        form = {
            "RecordingSid": recording,
            "RecordingUrl": f"https://api.twilio.com/2010-04-01/Accounts/AC/Recordings/{recording}",
            "RecordingDuration": "12",
        }
        return self._go(self._action("Record"), form)

    def say_nothing(self) -> str:
        redirect = self.twiml.find("Redirect")
        assert redirect is not None
        return self._go((redirect.text or "").removeprefix(PUBLIC), {})

    @property
    def is_over(self) -> bool:
        return self.twiml.find("Hangup") is not None

    def _action(self, verb: str) -> str:
        found = self.twiml.find(verb)
        assert found is not None, self.heard
        return found.attrib["action"].removeprefix(PUBLIC)

    def _go(self, path: str, more: dict[str, str]) -> str:
        form = {"CallSid": self.sid, "From": self.number, "CallStatus": "in-progress", **more}
        replies = [signed_call(self.app, path, form) for _ in range(self.times)]
        assert [reply.status_code for reply in replies] == [200] * self.times
        assert len({reply.text for reply in replies}) == 1, "a repeat was answered otherwise"
        self.twiml = ElementTree.fromstring(replies[0].text)  # noqa: S314 - our own words
        self.heard = " ".join(each.text or "" for each in self.twiml.iter("Say"))
        return self.heard


@pytest.fixture
def caller(asked: Phone, app: Flask) -> Caller:
    """The child, with a survey open on this phone."""
    return Caller(app)


def test_first_who_we_are_then_a_soft_check_and_nothing_of_them(caller: Caller) -> None:
    """Whoever holds the phone hears this: no name, and no word of care."""
    said = caller.rings()
    assert "A person listens" in said
    assert "Childline, 0 8 0 0, 1 1 1 1" in said
    assert said.endswith("press 1. To leave a message, press 2.")
    assert not any(word in said for word in ("Jaz", "care", "review", "plan", "worker"))


@pytest.mark.parametrize("times", [1, 2])
def test_a_survey_is_answered_with_keys(caller: Caller, times: int) -> None:
    """The same questions and the same rows as by text; a request that is repeated adds nothing."""
    caller.times = times
    caller.rings()
    assert "Press 1 for" in caller.press("1")
    assert caller.press("2").startswith("Got it:")
    assert caller.press("0").startswith("OK, skipped.")
    row = current("know_plan")
    assert (row.state, row.value, row.channel) == ("answered", "a_bit", "voice")
    assert current("see_family").state == "skipped"
    assert [len(answers(key)) for key in ("know_plan", "see_family")] == [1, 1]
    assert only(Call).conversation_id == survey().id


def test_the_whole_survey_ends_with_thanks(caller: Caller) -> None:
    """Every question has a key to go on, and the last one hangs up."""
    caller.rings()
    caller.press("1")
    for _ in range(30):
        if caller.is_over:
            break
        caller.press("0")
    assert "Goodbye" in caller.heard
    assert survey().state == "finished"


@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("keys", ["", "9", "#"])
def test_a_wrong_key_or_silence_is_asked_once_more_and_then_left(
    caller: Caller, keys: str, times: int
) -> None:
    """Nobody is stuck or nagged, and nothing waits to be read where nothing was said."""
    caller.times = times
    caller.rings()
    first = caller.press("1")
    assert caller.press(keys) == f"Sorry, we did not get that. {first}"
    assert caller.press(keys).startswith("That is OK. We leave that one.")
    assert [row.state for row in answers("know_plan")] == ["misread", "not_understood"]
    assert not any(row.has_words for row in every(Answer))


def test_a_phone_that_lies_on_the_table_is_hung_up_and_the_survey_stays_open(
    caller: Caller,
) -> None:
    """Else every question would be left, one by one."""
    caller.rings()
    caller.press("1")
    for _ in range(4):
        assert not caller.is_over
        caller.press("")
    assert caller.is_over
    assert survey().state == "open"


def test_star_says_it_again_and_changes_nothing(caller: Caller) -> None:
    """As often as they want."""
    caller.rings()
    first = caller.press("1")
    assert [caller.press("*") for _ in range(3)] == [first] * 3
    assert answers("know_plan") == []


def test_silence_at_the_menu_is_asked_once_more_then_goodbye(caller: Caller) -> None:
    """Kindly."""
    caller.times = 2
    caller.rings()
    assert caller.press("").startswith("Sorry, we did not get that.")
    assert caller.press("") == "You can call us any time. Goodbye."
    assert caller.is_over


def to_own_words(caller: Caller) -> None:
    """Go on to the first question that takes words."""
    caller.rings()
    caller.press("1")
    for _ in range(10):
        if "in your own words" in caller.heard:
            return
        caller.press("0")
    raise AssertionError(caller.heard)


@pytest.mark.parametrize("times", [1, 2])
def test_own_words_are_recorded_and_the_survey_goes_on(caller: Caller, times: int) -> None:
    """They wait for a person; until then the question is ours to have not understood."""
    caller.times = times
    to_own_words(caller)
    assert "after the tone" in caller.press("1")
    assert caller.speak().startswith("Thank you. A person will listen")
    row = only(Recording)
    assert (row.state, row.seconds, row.question) == ("waiting", 12, "change")
    assert current("change").state == "not_understood"
    fetches = [job for job in every(Job) if job.name == "fetch_recording"]
    assert [job.subject for job in fetches] == [row.id]


def test_silence_after_the_tone_is_asked_once_more(caller: Caller) -> None:
    """Nothing was recorded, so nothing waits."""
    to_own_words(caller)
    caller.press("1")
    assert caller.say_nothing().startswith("Sorry")
    assert every(Recording) == []


@pytest.mark.parametrize("times", [1, 2])
def test_a_message_may_be_left_in_place_of_the_survey(caller: Caller, times: int) -> None:
    """It answers no question."""
    caller.times = times
    caller.rings()
    caller.press("2")
    assert caller.speak().endswith("Goodbye.")
    assert only(Recording).question == ""
    assert answers("know_plan") == []


def test_a_number_nobody_knows_may_leave_a_message(caller: Caller) -> None:
    """They hear who we are and the tone, and not that there are questions."""
    stranger = Caller(caller.app, number=STRANGER)
    assert "questions" not in stranger.rings()
    assert stranger.speak().endswith("Goodbye.")
    assert [row.question for row in every(Recording)] == [""]
    assert [text.sender for text in every(InboundText)] == [STRANGER]


def test_who_said_stop_may_call_and_is_still_not_texted(
    caller: Caller, asked: Phone, clock: StandingClock
) -> None:
    """STOP means stop asking, not stop listening."""
    asked.text("STOP")
    caller.rings()
    assert "Press 1 for" in caller.press("1")
    caller.press("2")
    before = len(asked.screen)
    asked.work()
    assert (current("know_plan").value, len(asked.screen)) == ("a_bit", before)


def test_the_end_of_a_call_is_written_down(caller: Caller) -> None:
    """Once, and the survey stays open."""
    caller.rings()
    caller.press("1")
    form = {"CallSid": "CA1", "From": PHONE, "CallStatus": "completed"}
    for _ in range(2):
        assert signed_call(caller.app, f"{RINGS}/status", form).status_code == 204
    assert only(Call).ended_at is not None
    assert survey().state == "open"


@pytest.mark.parametrize("path", ["", "/answer", "/recorded", "/status"])
def test_an_unsigned_call_is_refused_and_nothing_is_stored(
    app: Flask, council: SmallCouncil, path: str
) -> None:
    """Before anything is looked at."""
    form = {"CallSid": "CA1", "From": PHONE, "RecordingSid": "RE1", "RecordingUrl": "x"}
    assert post(app, f"{RINGS}{path}", form).status_code == 403
    assert every(Call) == []


@pytest.mark.parametrize("missing", ["CallSid", "From"])
def test_a_signed_call_without_what_we_need_is_400(app: Flask, missing: str) -> None:
    """Not our fault, and not kept."""
    form = {"CallSid": "CA1", "From": PHONE}
    del form[missing]
    assert signed_call(app, RINGS, form).status_code == 400
