"""Texts that come at the very same moment: nothing twice, nothing lost. On both databases."""

from datetime import timedelta

import pytest
from flask import Flask

from messaging.gateway import Inbound
from surveys.engine import Answered
from tests.at_once import Deed
from tests.at_once import at_once
from tests.phones import SERVICE
from tests.phones import Phone
from tests.rows import answers
from tests.rows import current
from tests.rows import every
from tests.rows import messages
from tests.rows import only
from tests.rows import outbox
from tests.rows import survey
from tests.rows import worries
from tests.settings import StandingClock
from voice_app.models.messages import InboundText
from voice_app.models.people import OptOut
from voice_app.models.quality import Confirmation
from voice_app.models.surveys import Invitation
from voice_app.policy import DEFAULT_WHO
from voice_app.services import conversations
from voice_app.services import responding
from voice_app.services.conversations import FromPage
from voice_app.store import people


def arrives(provider_id: str, words: str, phone: Phone) -> Deed:
    """A text that is about to come in."""
    inbound = Inbound(provider_id, phone.number, words)
    now = phone.clock.forward(seconds=1)
    return lambda: conversations.receive_text(inbound, service=SERVICE, now=now)


def test_one_text_delivered_eight_times_at_once_is_one_answer_and_one_reply(
    asked: Phone, app: Flask
) -> None:
    before = len(asked.screen)
    at_once(app, *[arrives("SM-same", "2", asked)] * 8)
    asked.work()
    assert len(every(InboundText)) == 1
    assert [row.value for row in answers("know_plan")] == ["a_bit"]
    assert len(asked.screen) - before == 1


def test_two_different_texts_at_once_are_both_kept(asked: Phone, app: Flask) -> None:
    """Whichever is taken first. One that says two things at once is no answer, yet is kept."""
    at_once(app, arrives("SM-one", "2 tbh", asked), arrives("SM-two", "4 sometimes", asked))
    asked.work()
    assert {row.words for row in [*answers("know_plan"), *messages()]} == {"2 tbh", "4 sometimes"}
    assert len([row for row in answers("know_plan") if row.replaced_at is None]) == 1
    assert "2 of 7" in asked.screen[-1]
    assert outbox("queued") == []


def test_five_texts_at_once_leave_five_sets_of_words(asked: Phone, app: Flask) -> None:
    said = [f"{number} because of reason {number}" for number in range(1, 6)]
    at_once(app, *[arrives(f"SM-{n}", words, asked) for n, words in enumerate(said)])
    asked.work()
    assert {row.words for row in answers("know_plan")} == set(said)


def test_a_text_and_a_page_at_once_lose_neither(
    asked: Phone, app: Flask, clock: StandingClock
) -> None:
    code = every(Invitation)[0].code
    given = FromPage(Answered("know_plan", "mostly"), DEFAULT_WHO)
    now = clock()

    def on_web() -> None:
        conversations.answer_on_web(code, given, now=now)

    at_once(app, on_web, arrives("SM-text", "1", asked))
    assert {row.value for row in answers("know_plan")} == {"mostly", "not_at_all"}


@pytest.mark.parametrize("times", [2, 6])
def test_a_button_pressed_at_once_leaves_one_row_and_one_worry(
    asked: Phone, app: Flask, clock: StandingClock, times: int
) -> None:
    code, now = every(Invitation)[0].code, clock()
    given = FromPage(Answered("safe", "no"), DEFAULT_WHO)
    at_once(app, *[lambda: conversations.answer_on_web(code, given, now=now)] * times)
    assert current("safe").value == "no"
    assert len(answers("safe")) == 1
    assert worries() == [("red", ["unsafe_home"])]


def test_stop_and_an_answer_at_once_both_stand(asked: Phone, app: Flask) -> None:
    at_once(app, arrives("SM-stop", "STOP", asked), arrives("SM-words", "2 tbh", asked))
    asked.work()
    kept = {row.words for row in [*answers("know_plan"), *messages()]}
    assert kept == {"2 tbh"}
    assert survey().state == "stopped"
    assert not any("2 of 7" in text.words for text in outbox("queued"))


def test_stop_twice_at_once_is_lifted_by_one_start(asked: Phone, app: Flask) -> None:
    at_once(app, arrives("SM-1", "STOP", asked), arrives("SM-2", "stop", asked))
    asked.text("START")
    assert every(OptOut) != []
    assert people.opted_out(people.phone_index(asked.number)) is None
    assert survey().state == "open"


def test_did_it_help_answered_twice_at_once_counts_once(
    asked: Phone, app: Flask, clock: StandingClock
) -> None:
    asked.text("2 tbh")
    iro = people.involved(survey().person_id or 0, "iro", (clock() + timedelta(0)).date())
    assert iro is not None
    responding.tell_back(current("know_plan").id, "We told you.", user_id=iro, now=clock())
    clock.forward(hours=6)
    asked.work()
    at_once(app, arrives("SM-1", "4", asked), arrives("SM-2", "worse", asked))
    assert only(Confirmation).value == "worse"
