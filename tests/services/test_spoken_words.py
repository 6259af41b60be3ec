"""What was said in a call: fetched, heard by who may, written down, and deleted."""

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace

import pytest
from flask import Flask

from surveys.engine import Answered
from tests.people import PHONE
from tests.people import SmallCouncil
from tests.people import make_user
from tests.phones import Keeps
from tests.phones import Phone
from tests.providers.http import Answer
from tests.providers.http import Call as Request
from tests.providers.http import serving
from tests.rows import current
from tests.rows import every
from tests.rows import messages
from tests.rows import only
from tests.rows import worries
from tests.settings import TWILIO_TOKEN
from tests.settings import StandingClock
from tests.web.browser import Browser
from voice_app.jobs.worker import drain
from voice_app.models.calls import Recording
from voice_app.models.chats import Chat
from voice_app.models.jobs import Job
from voice_app.models.messages import InboundText
from voice_app.models.record import AccessLog
from voice_app.models.surveys import Invitation
from voice_app.policy import Role
from voice_app.policy import Who
from voice_app.services import conversations
from voice_app.services import placing
from voice_app.services import recording as recording_service

ADDRESS = "https://api.twilio.com/2010-04-01/Accounts/AC1/Recordings/RE1"
SOUND = "ID3 a voice"
STRANGER = "+447700900888"


@dataclass
class KeepsSound:
    """The provider: it keeps one recording, and is down for so many calls."""

    down: int = 0
    asked: list[tuple[str, str]] = field(default_factory=list)
    signed_in: set[str] = field(default_factory=set)

    def answer(self, request: Request) -> Answer:
        self.asked.append((request.method, request.path))
        self.signed_in.add(request.headers.get("Authorization", ""))
        if self.down:
            self.down -= 1
            return Answer(503)
        if request.method == "DELETE":
            return Answer(204)
        return Answer(200, SOUND, kind="audio/mpeg")


@pytest.fixture
def provider(app: Flask) -> Iterator[KeepsSound]:
    keeper = KeepsSound()
    with serving(keeper.answer) as address:
        settings = app.extensions["voice.settings"]
        app.extensions["voice.settings"] = replace(
            settings, twilio_url=address, twilio_account="AC1", twilio_token=TWILIO_TOKEN
        )
        yield keeper


def heard(clock: StandingClock, *, number: str = PHONE, address: str = ADDRESS) -> int:
    """Leave a message in a call, and let the worker fetch it."""
    ring = conversations.Pressed("CA1", number)
    conversations.receive_call(ring, service="Northbeck voices", now=clock())
    conversations.record_call(ring, conversations.Recorded("RE1", address, 12), now=clock())
    drain(Keeps())
    return only(Recording).id


def test_the_sound_is_fetched_kept_encrypted_and_deleted_at_the_provider(
    council: SmallCouncil, provider: KeepsSound, clock: StandingClock
) -> None:
    """With our own sign-in, once."""
    heard(clock)
    row = only(Recording)
    assert (row.state, row.sound, row.address) == ("fetched", SOUND.encode(), "")
    path = "/2010-04-01/Accounts/AC1/Recordings/RE1"
    assert provider.asked == [("GET", f"{path}.mp3"), ("DELETE", f"{path}.json")]
    assert all(each.startswith("Basic ") for each in provider.signed_in)


def test_a_provider_that_is_down_is_asked_again(
    council: SmallCouncil, provider: KeepsSound, clock: StandingClock
) -> None:
    """It takes up where it broke off."""
    provider.down = 2
    found = heard(clock)
    assert only(Recording).state == "waiting"
    with pytest.raises(conversations.WrittenAlready):  # what nobody could hear is not put away
        conversations.cannot_hear(found, user_id=council.duty, now=clock())
    for _ in range(3):
        clock.forward(minutes=5)
        drain(Keeps())
    assert (only(Recording).state, only(Recording).address) == ("fetched", "")


def test_what_never_comes_is_lost_and_a_person_is_told(
    council: SmallCouncil, provider: KeepsSound, clock: StandingClock
) -> None:
    """Somebody spoke, and that is not forgotten."""
    provider.down = 100
    heard(clock)
    for _ in range(8):
        clock.forward(hours=2)
        drain(Keeps())
    (waiting,) = conversations.recordings(user_id=council.duty, now=clock())
    assert (waiting.state, waiting.said_by) == ("lost", "Jaz Merrin")


@pytest.mark.parametrize(
    "address", ["https://elsewhere.example/RE1", "http://api.twilio.com/RE1", "https://api.twilio.com@x/RE1"]
)  # fmt: skip
def test_our_sign_in_goes_to_the_provider_alone(
    council: SmallCouncil, provider: KeepsSound, clock: StandingClock, address: str
) -> None:
    """Whatever address is named."""
    heard(clock, address=address)
    assert provider.asked == []
    assert {job.fault for job in every(Job) if job.name == "fetch_recording"} == {"NotTheirs"}


def test_a_voice_that_was_given_up_is_deleted_at_the_provider_too(
    council: SmallCouncil, provider: KeepsSound, clock: StandingClock
) -> None:
    """The page says that it is gone: so it is, as soon as the provider answers."""
    provider.down = 100
    found = heard(clock)
    for _ in range(8):
        clock.forward(hours=2)
        drain(Keeps())
    provider.down = 0
    conversations.cannot_hear(found, user_id=council.duty, now=clock())
    drain(Keeps())
    assert only(Recording).address == ""
    assert provider.asked[-1][0] == "DELETE"


@pytest.fixture
def spoken_to(asked: Phone, provider: KeepsSound, clock: StandingClock) -> int:
    """She said what she would change."""
    ring = conversations.Pressed("CA1", PHONE)
    said = conversations.receive_call(ring, service="Northbeck voices", now=clock())
    said = conversations.answer_call(replace(ring, keys="1"), now=clock())
    while said.at != "change":
        pressed = replace(ring, keys="0", at=said.at, again=said.again)
        said = conversations.answer_call(pressed, now=clock())
    sound = conversations.Recorded("RE1", ADDRESS, 12)
    conversations.record_call(replace(ring, at="change"), sound, now=clock())
    drain(Keeps())
    return only(Recording).id


def test_own_words_become_the_answer_and_are_screened(
    council: SmallCouncil, spoken_to: int, clock: StandingClock
) -> None:
    """As they were said, and read for worries like all others."""
    words = "he hits me every night"
    assert conversations.write_down(spoken_to, words, user_id=council.iro, now=clock())
    drain(Keeps())
    row = current("change")
    assert (row.state, row.words, row.channel) == ("answered", words, "voice")
    assert row.flag == "red"
    assert worries()
    kept = only(Recording)
    assert (kept.state, kept.sound, kept.answer_id) == ("written", None, row.id)
    with pytest.raises(conversations.WrittenAlready):
        conversations.write_down(spoken_to, "again", user_id=council.duty, now=clock())


def test_what_was_answered_since_is_not_written_over(
    council: SmallCouncil, spoken_to: int, clock: StandingClock, asked: Phone
) -> None:
    """The newer words stand; what was said in the call is a message."""
    newer = conversations.FromPage(Answered("change", "typed since"), Who.IRO)
    conversations.answer_on_web(only(Invitation).code, newer, now=clock())
    conversations.write_down(spoken_to, "said before", user_id=council.iro, now=clock())
    assert current("change").words == "typed since"
    assert [row.words for row in messages()] == ["said before"]


def test_a_message_of_a_known_person_is_theirs(
    council: SmallCouncil, provider: KeepsSound, clock: StandingClock
) -> None:
    """It stands in their chat."""
    found = heard(clock)
    conversations.write_down(found, "can you ring me", user_id=council.iro, now=clock())
    assert [row.words for row in messages()] == ["can you ring me"]
    assert only(Chat).person_id == council.child
    assert only(InboundText).waiting == ""


@pytest.mark.parametrize(("number", "chats"), [(STRANGER, 1), ("anonymous", 0)])
def test_a_message_of_nobody_known_waits_to_be_placed(
    council: SmallCouncil, provider: KeepsSound, clock: StandingClock, number: str, chats: int
) -> None:
    """Where the number is withheld there is no chat that several strangers would share."""
    found = heard(clock, number=number)
    with pytest.raises(conversations.NotYours):
        conversations.write_down(found, "hello", user_id=council.iro, now=clock())
    conversations.write_down(found, "it is jaz", user_id=council.duty, now=clock())
    (waiting,) = placing.inbox(user_id=council.duty, now=clock()).texts
    assert waiting.words == "it is jaz"
    assert len(every(Chat)) == chats
    recording_service.place_text("RE1", council.child, by=council.duty, now=clock())
    assert placing.inbox(user_id=council.duty, now=clock()).texts == ()
    assert [chat.person_id for chat in every(Chat)][-1] == council.child


def test_an_officer_hears_their_own_children_and_nobody_elses(
    app: Flask, council: SmallCouncil, spoken_to: int, clock: StandingClock
) -> None:
    """The page, the sound, and each deed ask the same question."""
    mine, other = Browser(app), Browser(app)
    mine.be(council.iro)
    other.be(make_user("another", Role.IRO, clock))
    path = f"/spoken/{spoken_to}"
    assert "Jaz" in mine.get("/spoken/").text
    assert mine.get(f"{path}/sound").data == SOUND.encode()
    assert "Jaz" not in other.get("/spoken/").text
    assert other.get(f"{path}/sound").status_code == 404
    app.config["WTF_CSRF_ENABLED"] = False
    assert other.post(f"{path}/words", {"words": "x"}).status_code == 404
    assert other.post(f"{path}/unclear").status_code == 404
    looks = [
        (row.user_id, row.reason) for row in every(AccessLog) if row.what.startswith("recording:")
    ]
    assert looks == [(council.iro, ""), (council.iro, "heard")]


def test_the_page_keeps_what_was_typed_and_puts_away_what_cannot_be_heard(
    app: Flask, council: SmallCouncil, spoken_to: int
) -> None:
    """Nothing typed is lost; what nobody can hear stays a question that is ours."""
    browser = Browser(app)
    browser.be(council.iro)
    path = f"/spoken/{spoken_to}"
    long = "long words " * 1000
    again = browser.press("/spoken/", f"{path}/words", {"words": long})
    assert (again.status_code, "still here" in again.text, long.strip() in again.text) == (
        422,
        True,
        True,
    )
    assert browser.press("/spoken/", f"{path}/unclear").status_code == 303
    assert (only(Recording).state, only(Recording).sound) == ("lost", None)
    assert current("change").state == "not_understood"
    assert "0 recordings" in browser.get("/spoken/").text
