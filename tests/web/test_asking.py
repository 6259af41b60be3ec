"""The pages on which a survey is put to a group."""

import pytest
from flask import Flask

from tests.people import SmallCouncil
from tests.rows import every
from tests.web.browser import Browser
from tests.web.browser import words_of
from voice_app.models.surveys import AskingRound
from voice_app.models.surveys import Invitation


@pytest.fixture
def browser(app: Flask, council: SmallCouncil) -> Browser:
    app.config["WTF_CSRF_ENABLED"] = False  # the token has its own test
    browser = Browser(app)
    browser.be(council.participation)
    return browser


def test_the_look_comes_before_the_sending(browser: Browser) -> None:
    """Who, on which phone, when and for how much; nothing is sent by looking."""
    assert "Before my review" in words_of(browser.get("/ask/"))
    page = words_of(browser.get("/ask/look?survey=before-my-review&from_age=8&to_age="))
    assert "1 person would be asked." in page
    assert "07… " in page
    assert "£" in page
    assert every(Invitation) == every(AskingRound) == []


def test_a_round_is_sent_seen_and_stopped(browser: Browser) -> None:
    """One press each; the page says how it stands in numbers."""
    looked = browser.get("/ask/look?survey=before-my-review&from_age=8").text
    person = looked.partition('name="person" value="')[2].partition('"')[0]
    sent = browser.post("/ask/", {"survey": "before-my-review", "from_age": "8", "person": person})
    page = words_of(browser.get(sent.location))
    assert "Being asked: 1 to go." in page
    browser.post(f"{sent.location}/stop", {})
    assert "Stopped." in words_of(browser.get(sent.location))


def test_a_survey_that_is_not_there_is_not_found(browser: Browser) -> None:
    """A slip in the address, or a form of yesterday."""
    assert browser.get("/ask/look?survey=nothing").status_code == 404
    assert browser.post("/ask/", {"survey": "nothing"}).status_code == 404


def test_a_survey_is_shown_as_the_texts_it_will_be(browser: Browser) -> None:
    """Each question with its letters and parts, for each age, with what all of it costs."""
    page = words_of(browser.get("/surveys/1/texts"))
    assert "1 of " in page
    assert "1 part" in page
    assert "Ages 12-17, en" in page
