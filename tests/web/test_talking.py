"""A survey as a chat on the web: the same door, and to and fro with one question a page."""

import gzip
import json
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from surveys.library import shipped
from tests.people import SmallCouncil
from tests.services import stories
from tests.settings import StandingClock
from tests.web.browser import Browser
from tests.web.browser import words_of
from tests.web.test_survey_walk import KEPT
from tests.web.test_survey_walk import KINDS
from tests.web.test_survey_walk import ONE_FLIGHT
from tests.web.test_survey_walk import RIGHT
from voice_app.db import db
from voice_app.models.conversations import Answer
from voice_app.services import publishing


class Talk:
    """Somebody who answers in the chat."""

    def __init__(self, app: Flask, code: str) -> None:
        self.browser, self.path = Browser(app), f"/s/{code}"

    @property
    def page(self) -> str:
        return words_of(self.browser.get(f"{self.path}/chat"))

    def say(self, question: str, answer: object, **more: object) -> Any:
        form = {"question": question, "answer": answer, **more}
        return self.browser.post(f"{self.path}/chat", form)


@pytest.fixture
def talk(app: Flask, council: SmallCouncil, clock: StandingClock) -> Talk:
    """A survey that has one question of every kind, agreed to."""
    document = json.loads(KINDS.read_text(encoding="utf-8"))
    version = publishing.add_version(document, by=None, now=clock())
    agreed = publishing.Agreed(version, council.member)
    publishing.record_sign_off(agreed, by=council.participation, now=clock())
    publishing.publish(version, by=council.participation, now=clock())
    talk = Talk(app, stories.invite(council.child, clock, survey="kinds"))
    talk.browser.post(talk.path, {"go": "start"})
    return talk


def stored() -> dict[str, Any]:
    db.session.rollback()
    rows = db.session.scalars(select(Answer).where(Answer.replaced_at.is_(None)))
    return {row.question: row.value for row in rows if row.question != "welcome"}


def test_every_kind_of_question_is_answered_in_the_chat(talk: Talk) -> None:
    """Each answer leads to the newest, which stands at the foot under all that was said."""
    for key, answer in RIGHT.items():
        sent = talk.say(key, answer)
        assert (sent.status_code, sent.location) == (303, f"{talk.path}/chat#now")
    assert stored() == {key: value for key, value in KEPT.items() if key != "welcome"}
    page = talk.page
    said = ["I’m not sure", "Jay", "& it rained", "That was the last one"]
    assert [page.index(words) for words in said] == sorted(page.index(words) for words in said)
    assert "<script" not in talk.browser.get(f"{talk.path}/chat").text


def test_to_one_question_a_page_and_back_nothing_is_lost(talk: Talk) -> None:
    """The links lead to the very question; what was given stands in both."""
    talk.say("welcome", "seen")
    talk.say("pets", "yes")
    chat = talk.browser.get(f"{talk.path}/chat").text
    assert f'href="{talk.path}/q/rain"' in chat
    one = talk.browser.get(talk.path).text
    assert f'href="{talk.path}/chat#now"' in one
    talk.browser.post(talk.path, {"question": "rain", "answer": "yes", "go": "next"})
    assert "rain" in stored()
    assert talk.page.count("Change") >= 2


def test_an_answer_is_changed_and_one_that_cannot_be_taken_stays_in_the_box(talk: Talk) -> None:
    """Asked again at the foot; a problem is said there, with what was typed."""
    for key in list(RIGHT)[: list(RIGHT).index("trips")]:
        talk.say(key, RIGHT[key])
    wrong = talk.say("trips", "lots of them")
    assert wrong.status_code == 422
    assert "We need a number here" in words_of(wrong)
    assert 'value="lots of them"' in wrong.text
    again = talk.browser.get(f"{talk.path}/chat?change=pets").text
    assert 'name="question" value="pets"' in again
    talk.say("pets", "no")
    assert stored()["pets"] == "no"
    talk.say("trips", "", go="skip")
    assert stored()["trips"] is None


def test_another_language_keeps_what_was_typed_in_the_chat(talk: Talk) -> None:
    """And it is a chat still."""
    for key in list(RIGHT)[: list(RIGHT).index("story")]:
        talk.say(key, RIGHT[key])
    form = {"question": "story", "answer": "half a wo", "as": "chat", "language": "en-x-easy"}
    page = talk.browser.post(f"{talk.path}/language", form)
    assert "half a wo" in page.text
    assert f'action="{talk.path}/chat"' in page.text


def test_before_they_agreed_and_once_it_is_closed_the_other_page_says_so(
    app: Flask, council: SmallCouncil, clock: StandingClock
) -> None:
    """What was sent to a closed link is given back."""
    path = f"/s/{stories.invite(council.child, clock)}"
    browser = Browser(app)
    assert browser.get(f"{path}/chat").location == path
    clock.forward(days=90)
    sent = browser.post(f"{path}/chat", {"question": "change", "answer": "my own key"})
    assert (sent.status_code, sent.location) == (307, path)
    assert "my own key" in browser.post(path, {"question": "change", "answer": "my own key"}).text


def test_what_was_said_before_is_covered_in_the_chat_too(talk: Talk, clock: StandingClock) -> None:
    for key in RIGHT:
        talk.say(key, RIGHT[key])
    clock.forward(hours=2)
    for page in (talk.page, words_of(talk.browser.get(f"{talk.path}/chat?change=nickname"))):
        assert "Show your sign" in page
        assert "Jay" not in page


LONGEST = sorted(shipped(), key=lambda key: len(list(shipped()[key].questions)))[-2:]


@pytest.mark.parametrize("survey", LONGEST)
def test_a_whole_chat_is_one_flight(
    app: Flask, council: SmallCouncil, clock: StandingClock, survey: str
) -> None:
    """The longest of the shipped surveys, with all that was asked above the last question."""
    audience = shipped()[survey].audience
    who = council.child if audience == "child" else stories.add_adult(clock, council.child, "Lorna")
    code = stories.invite(who, clock, survey=survey)
    talk = Talk(app, code)
    talk.browser.post(talk.path, {"go": "start"})
    heaviest = 0
    for question in shipped()[survey].questions:
        talk.say(question.key, "", go="skip")
        page = talk.browser.get(f"{talk.path}/chat")
        heaviest = max(heaviest, len(gzip.compress(page.data, 9)))
    assert heaviest <= ONE_FLIGHT
