"""The pages on which a survey is put to a group."""

import pytest
from flask import Flask

from tests.people import SmallCouncil
from tests.phones import Phone
from tests.rows import every
from tests.rows import only
from tests.settings import StandingClock
from tests.web.browser import Browser
from tests.web.browser import words_of
from voice_app.db import writing
from voice_app.models.chats import Chat
from voice_app.models.record import AccessLog
from voice_app.models.surveys import AskedInRound
from voice_app.models.surveys import AskingRound
from voice_app.models.surveys import Invitation
from voice_app.store.kept import keep
from voice_app.store.worries import Alarm
from voice_app.store.worries import raise_worry


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
    sent = browser.post(
        "/ask/",
        {
            "survey": "before-my-review",
            "from_age": "8",
            "shown": person,
            "person": person,
            "remind_after": "8",
        },
    )
    page = words_of(browser.get(sent.location))
    assert "Being asked: 1 to go." in page
    assert only(AskingRound).reminder_days == 8
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


def test_whoever_is_unticked_is_left_out_and_it_is_written_down(
    browser: Browser, council: SmallCouncil
) -> None:
    """A box that is not ticked is not sent: nobody is asked, and who left them out is kept."""
    looked = browser.get("/ask/look?survey=before-my-review").text
    assert f'<input type="checkbox" name="person" value="{council.child}" checked>' in looked
    sent = browser.post("/ask/", {"survey": "before-my-review", "shown": str(council.child)})
    assert "1: Left out by whoever sent it." in words_of(browser.get(sent.location))
    (one,) = every(AskedInRound)
    assert (one.outcome, only(AskingRound).sent_by) == ("left_out", council.participation)
    noted = [row for row in every(AccessLog) if row.reason == "left_out"]
    assert [(row.user_id, row.person_id) for row in noted] == [
        (council.participation, council.child)
    ]


def test_the_look_says_that_something_waits_and_never_what(
    browser: Browser, council: SmallCouncil, clock: StandingClock, phone: Phone
) -> None:
    """Only the fact; of a chat that is kept from this very colleague, nothing at all."""
    look = "/ask/look?survey=before-my-review"
    phone.text("can somebody ring me about saturday")
    with writing():
        alarm = Alarm(None, council.child, "person", "amber", ("safety",))
        raise_worry(alarm, now=clock())
    page = words_of(browser.get(look))
    assert "A worry about them is open. They wrote, and wait for an answer." in page
    assert "saturday" not in page
    with writing():
        keep(only(Chat), council.participation, "by_hand", now=clock())
    assert "They wrote" not in words_of(browser.get(look))


def test_the_look_says_how_many_each_filter_leaves(browser: Browser) -> None:
    """In order, and what was chosen goes with the sending."""
    assert "Foster carers" in browser.get("/ask/").text
    looked = browser.get("/ask/look?survey=before-my-review&placement=Foster carers&language=cy")
    page = words_of(looked)
    assert "And of that language: 0" in page
    assert "And living so: 0" in page
