"""STOP, START and HELP, wherever in a conversation they come."""

from datetime import timedelta

import pytest
from flask import Flask

from messaging.gateway import Inbound
from surveys.engine import Stopped
from tests.people import SmallCouncil
from tests.people import staff
from tests.phones import SERVICE
from tests.phones import Phone
from tests.rows import answers
from tests.rows import current
from tests.rows import every
from tests.rows import last_inbound
from tests.rows import messages
from tests.rows import outbox
from tests.rows import survey
from tests.settings import StandingClock
from voice_app.db import db
from voice_app.models.people import OptOut
from voice_app.policy import DEFAULT_WHO
from voice_app.services import conversations
from voice_app.services import inviting
from voice_app.services import recording
from voice_app.services import worrying
from voice_app.store import people

SURVEY = "before-my-review"
STOPPED = "OK, no more questions."
BACK_ON = "OK, you are back on."


def to_read(clock: StandingClock) -> list[str]:
    """The words that wait for the duty desk."""
    page = worrying.reading_list(user_id=staff("rosa"), now=clock())
    return [row.quote.words for row in page.rows]


@pytest.mark.parametrize("before", [[], ["2"], ["2", "more", "4", "no"]])
@pytest.mark.parametrize("word", ["STOP", "stop", " Stop. ", "STOPALL", "unsubscribe"])
def test_stop_at_any_place_ends_the_questions_and_keeps_what_was_said(
    asked: Phone, before: list[str], word: str
) -> None:
    for reply in before:
        asked.text(reply)
    replies = asked.text(word)
    assert [reply.startswith(STOPPED) for reply in replies] == [True]
    assert survey().state == "stopped"
    assert len([row for row in every(OptOut) if row.lifted_at is None]) == 1
    kept = ["know_plan", "see_family", "listened", "safe"][: len(before)]
    assert [row.state for key in kept for row in answers(key)] == ["answered"] * len(kept)
    assert messages() == []
    assert last_inbound().read_as == "stop"


@pytest.mark.parametrize("word", ["START", "start!", "unstop", "YES START"])
def test_start_never_falls_into_an_answer(asked: Phone, word: str) -> None:
    asked.text("2")
    asked.text("STOP")
    replies = asked.text(word)
    if word == "YES START":
        assert last_inbound().read_as == "message"
        return
    assert replies[0].startswith(BACK_ON)
    assert "2 of 7" in replies[0]
    assert answers("see_family") == []
    assert survey().state == "open"


def test_start_in_the_middle_asks_the_same_question_again(asked: Phone) -> None:
    asked.text("2")
    (reply,) = asked.text("START")
    assert BACK_ON not in reply  # they never were off
    assert "2 of 7" in reply
    assert answers("see_family") == []


def test_start_with_nothing_open_asks_nothing(council: SmallCouncil, phone: Phone) -> None:
    (reply,) = phone.text("START")
    assert "We may text you questions now and then." in reply
    assert " of " not in reply
    assert outbox("queued") == []


def test_start_lifts_every_stop_of_a_phone(asked: Phone, council: SmallCouncil) -> None:
    asked.text("STOP")
    asked.text("STOP")
    asked.text("START")
    assert people.opted_out(people.phone_index(asked.number)) is None


def test_help_tells_where_help_is_and_a_person_reads_it(asked: Phone, clock: StandingClock) -> None:
    asked.text("2")
    (reply,) = asked.text("HELP")
    assert "999" in reply
    assert "0800 1111" in reply
    assert answers("see_family") == []
    assert "HELP" in to_read(clock)
    asked.text("more")
    assert current("see_family").value == "more"


@pytest.mark.parametrize(
    "words",
    [
        "please stop texting me",
        "dont txt me no more",
        "no more texts",
    ],
)
def test_a_clear_request_is_honoured_and_its_words_are_read(
    asked: Phone, clock: StandingClock, words: str
) -> None:
    (reply,) = asked.text(words)
    assert reply.startswith(STOPPED)
    assert survey().state == "stopped"
    assert answers("know_plan") == []
    assert words in to_read(clock)


def test_what_makes_somebody_say_stop_is_heard_too(asked: Phone, clock: StandingClock) -> None:
    words = "stop messaging me it makes me sad"
    (reply,) = asked.text(words)
    assert reply.startswith("Thank you for telling us.")
    assert survey().state == "stopped"
    assert words in to_read(clock)


@pytest.mark.parametrize("words", ["stop moving me", "stop changing my social worker pls"])
def test_words_that_begin_with_stop_and_mean_something_else_are_an_answer(
    asked: Phone, words: str
) -> None:
    for reply in ("2", "more", "4", "yes"):
        asked.text(reply)
    asked.text(words)
    assert current("change").value == words
    assert survey().state == "open"
    assert every(OptOut) == []


def test_after_stop_they_are_heard_answered_once_and_never_asked(
    asked: Phone, clock: StandingClock
) -> None:
    asked.text("STOP")
    thanked = asked.text("my mum didnt come again")
    assert [reply.startswith("Thank you for telling us.") for reply in thanked] == [True]
    assert asked.text("and nobody rang") == []
    clock.forward(minutes=61)
    assert asked.text("are you there") == []
    assert [row.value for row in messages()] == [
        "my mum didnt come again",
        "and nobody rang",
        "are you there",
    ]
    assert {"my mum didnt come again", "and nobody rang", "are you there"} <= set(to_read(clock))
    assert survey().state == "stopped"


def test_stop_takes_back_every_text_that_waits_for_this_phone(
    council: SmallCouncil, phone: Phone, clock: StandingClock
) -> None:
    """Asked in the morning, the first text waits until after school; STOP comes before it."""
    ask = inviting.Ask(council.child, SURVEY, "text", "before_review")
    inviting.invite(ask, now=clock())
    phone.work()
    assert len(outbox("queued")) == 2
    phone.text("STOP")
    clock.forward(hours=7)
    phone.work()
    assert [text.startswith(STOPPED) for text in phone.screen] == [True]


def test_start_before_the_first_text_was_due_asks_no_question_twice(
    council: SmallCouncil, phone: Phone, clock: StandingClock
) -> None:
    ask = inviting.Ask(council.child, SURVEY, "text", "before_review")
    inviting.invite(ask, now=clock())
    phone.work()
    phone.text("START")
    clock.forward(hours=7)
    phone.work()
    assert len([text for text in phone.screen if "1 of 7" in text]) == 1


def test_a_stop_that_the_provider_acted_on_is_a_stop_and_gets_no_second_reply(
    asked: Phone, clock: StandingClock
) -> None:
    """Its own list of stop words may be longer than ours; a reply of ours would be refused."""
    inbound = Inbound("SM-theirs", asked.number, "revoke all", opt_out="STOP")
    conversations.receive_text(inbound, service=SERVICE, now=clock.forward(minutes=1))
    asked.work()
    assert survey().state == "stopped"
    assert people.opted_out(people.phone_index(asked.number)) is not None
    assert not asked.screen[-1].startswith(STOPPED)
    assert "revoke all" in to_read(clock)


def test_stop_from_a_number_we_do_not_know_is_honoured(app: Flask, phone: Phone) -> None:
    (reply,) = phone.text("STOP")
    assert reply.startswith(STOPPED)
    assert phone.text("STOP pls i mean it")
    assert people.opted_out(people.phone_index(phone.number)) is not None


def test_stop_on_the_web_takes_back_what_waits_to_be_texted(
    council: SmallCouncil, phone: Phone, clock: StandingClock
) -> None:
    """They said no more on the page: the texts of four o'clock do not come."""
    ask = inviting.Ask(council.child, SURVEY, "text", "before_review")
    invited = inviting.invite(ask, now=clock())
    assert isinstance(invited, inviting.Invited)
    phone.work()
    gone = conversations.FromPage(Stopped(), DEFAULT_WHO)
    conversations.answer_on_web(invited.code, gone, now=clock())
    clock.forward(hours=7)
    phone.work()
    assert phone.screen == []


def test_a_picture_after_stop_brings_no_question(asked: Phone, clock: StandingClock) -> None:
    """They may go on by the web; texts do not go on by themselves."""
    asked.text("STOP")
    survey().state = "open"  # as the web makes it when they go on there
    db.session.commit()
    inbound = Inbound("SM-picture", asked.number, "", media=1)
    conversations.receive_text(inbound, service=SERVICE, now=clock.forward(minutes=1))
    asked.work()
    assert "1 of" not in asked.screen[-1]


def test_a_text_that_was_held_back_answers_no_later_question(
    council: SmallCouncil, phone: Phone, clock: StandingClock
) -> None:
    """It was written five hours before anything was asked."""
    ask = inviting.Ask(council.child, SURVEY, "text", "asked_for")
    inviting.invite(ask, now=clock())
    phone.work()
    early = clock() - timedelta(hours=5)
    inbound = Inbound("SM-late", phone.number, "3", received_at=early)
    conversations.receive_text(inbound, service=SERVICE, now=clock.forward(minutes=1))
    assert [row.value for row in messages()] == ["3"]


def test_the_phone_of_before_gets_no_question_by_start(
    asked: Phone, council: SmallCouncil, clock: StandingClock
) -> None:
    """She has another number now; whoever has the old one is a stranger."""
    recording.add_contact(council.child, "07700 900888", practice=True, by=None, now=clock())
    before = len(asked.screen)
    asked.text("START")
    assert not any("1 of" in text for text in asked.screen[before:])


def test_words_that_raise_a_worry_are_never_met_with_silence(
    council: SmallCouncil, phone: Phone
) -> None:
    """Others are thanked for once an hour; these each time, with where help is."""
    phone.text("can i talk to someone")
    assert phone.text("when is my review") == []
    (reply,) = phone.text("my foster dad hit me last night")
    assert "Childline" in reply


def test_a_stop_with_more_behind_it_hears_of_that_first(asked: Phone) -> None:
    """It may be a cry for help: help lines and a person's reading, and no more questions."""
    (reply,) = asked.text("stop texting me i cant do this anymore")
    assert reply.startswith("Thank you for telling us.")
    assert "No more questions." in reply
    assert "999" in reply
