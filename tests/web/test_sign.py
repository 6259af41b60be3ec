"""The sign before what was said: in a browser, on a shared phone, without cookies."""

import gzip
from datetime import timedelta

import pytest
from flask import Flask

from tests.people import SmallCouncil
from tests.services import stories
from tests.settings import StandingClock
from tests.web.browser import SIGN
from tests.web.browser import Browser
from tests.web.browser import words_of
from voice_app.services import responding

ONE_FLIGHT = 14_600  # bytes of a whole page, as it goes over the air
LIGHT = 8_000
WRONG = ["star", "bus", "bed"]


@pytest.fixture
def code(council: SmallCouncil, clock: StandingClock) -> str:
    """The link of a child who has answered some of her questions, two hours ago."""
    code = stories.invite(council.child, clock)
    stories.fill_in(code, {"change": stories.WORDS}, clock)
    clock.forward(hours=2)
    return code


def test_a_first_visit_chooses_sees_it_once_more_and_goes_on_to_where_it_was_going(
    app: Flask, code: str
) -> None:
    """Nothing is kept before they said that it is theirs."""
    browser = Browser(app)
    sent = browser.get(f"/s/{code}/voice")
    assert (sent.status_code, sent.location) == (303, f"/s/{code}/sign?next=/s/{code}/voice")
    page = browser.get(sent.location)
    assert "Choose your sign" in words_of(page)
    assert len(gzip.compress(page.data, 9)) <= ONE_FLIGHT
    assert browser.post(f"/s/{code}/sign", {"picture": SIGN[:2]}).status_code == 422
    looked = browser.post(f"/s/{code}/sign", {"picture": SIGN, "next": f"/s/{code}/copy"})
    assert "Is this your sign?" in words_of(looked)
    assert "Choose your sign" in words_of(browser.get(f"/s/{code}/sign"))
    kept = browser.post(
        f"/s/{code}/sign", {"picture": SIGN, "go": "keep", "next": f"/s/{code}/copy"}
    )
    assert browser.get(kept.location).location == f"/s/{code}/copy"
    assert stories.WORDS in browser.get(f"/s/{code}/copy").text
    assert "Choose" not in words_of(Browser(app).get(f"/s/{code}/sign"))


@pytest.mark.parametrize("path", ["/voice", "/brief", "/copy", "/check", "/q/change", "/write"])
def test_a_strangers_browser_is_shown_no_word_of_before(app: Flask, code: str, path: str) -> None:
    """Wherever it looks, and after a wrong sign too; with the right one all of it is there."""
    Browser(app).show_sign(code)
    stranger = Browser(app)
    stranger.post(f"/s/{code}/sign", {"picture": WRONG})
    assert stories.WORDS not in stranger.get(f"/s/{code}{path}").text
    if path not in ("/write", "/brief"):
        assert stories.WORDS in stranger.show_sign(code).get(f"/s/{code}{path}").text


def test_taking_back_what_was_said_long_ago_asks_for_the_sign(app: Flask, code: str) -> None:
    """Looking at it and doing it."""
    Browser(app).show_sign(code)
    back = f"/s/{code}/back/{stories.answer_of(stories.WORDS)}"
    stranger = Browser(app)
    for sent in (stranger.get(back), stranger.post(back)):
        assert (sent.status_code, "/sign" in sent.location) == (303, True)
    assert "Take this back?" in words_of(stranger.show_sign(code).get(back))


def test_a_fresh_survey_needs_no_sign(app: Flask, code: str, clock: StandingClock) -> None:
    """On a bus: asked, answered, looked over and written to by the link alone."""
    Browser(app).show_sign(code)
    browser = Browser(app)
    assert browser.get(f"/s/{code}").status_code == 200
    given = {"question": "change", "answer": "a new bed", "go": "next"}
    assert browser.post(f"/s/{code}", given).status_code == 303
    assert "a new bed" in words_of(browser.get(f"/s/{code}/check"))
    assert browser.post(f"/s/{code}/write", {"words": "hi there"}).status_code == 303
    assert "hi there" in words_of(browser.get(f"/s/{code}/write"))
    clock.forward(minutes=1)
    browser.post(f"/s/{code}/close")
    for path in ("/check", "/write"):
        page = words_of(browser.get(f"/s/{code}{path}"))
        assert "Show your sign" in page
        assert "a new bed" not in page
        assert "hi there" not in page


def test_it_is_remembered_for_an_hour_of_use_and_closed_at_once(
    app: Flask, code: str, clock: StandingClock
) -> None:
    """Each page begins the hour anew; the cookie is for this link's pages and for no script."""
    browser = Browser(app)
    right = browser.post(f"/s/{code}/sign", {"picture": SIGN, "go": "keep"})
    cookie = right.headers["Set-Cookie"]
    for said in (f"Path=/s/{code}", "HttpOnly", "SameSite=Lax", "Max-Age=3600"):
        assert said in cookie
    for _ in range(2):
        clock.forward(minutes=50)
        assert browser.get(f"/s/{code}/voice").status_code == 200
    clock.forward(minutes=61)
    assert browser.get(f"/s/{code}/voice").status_code == 303
    browser.show_sign(code)
    closed = browser.post(f"/s/{code}/close")
    assert "It is closed" in words_of(browser.get(closed.location))
    assert browser.get(f"/s/{code}/voice").status_code == 303


def test_too_many_tries_wait_with_the_time_and_the_survey_does_not(
    app: Flask, code: str, clock: StandingClock
) -> None:
    """Said kindly; after it the right one opens."""
    Browser(app).show_sign(code)
    browser = Browser(app)
    for _ in range(5):
        page = browser.post(f"/s/{code}/sign", {"picture": WRONG})
    until = (clock() + timedelta(minutes=15)).strftime("%H:%M")
    assert f"You can try again after 23 Nov, {until}" in words_of(page)
    assert len(gzip.compress(page.data, 9)) <= LIGHT
    assert browser.get(f"/s/{code}").status_code == 200
    clock.forward(minutes=15)
    assert browser.show_sign(code).get(f"/s/{code}/voice").status_code == 200


def test_a_browser_that_keeps_no_cookies_is_told_so(app: Flask, code: str) -> None:
    """Plainly, and with what works without."""
    Browser(app).show_sign(code)
    right = Browser(app).post(f"/s/{code}/sign", {"picture": SIGN})
    page = words_of(Browser(app).get(right.location))
    assert "keeps no cookies" in page
    assert "This works without your sign" in page


def test_nobody_is_sent_elsewhere_by_the_way_back(app: Flask, code: str) -> None:
    """The page after the sign is one of this very link."""
    for wanted in ("https://example.org/", "//example.org", "/s/another/voice", f"/s/{code}x"):
        sent = Browser(app).show_sign(code).get(f"/s/{code}/sign?next={wanted}")
        assert sent.location in (None, f"/s/{code}/voice")
    known = Browser(app).show_sign(code)
    assert known.get(f"/s/{code}/sign?next=//example.org").location == f"/s/{code}/voice"


def test_who_forgot_is_helped_by_a_person_and_chooses_anew(
    app: Flask, code: str, council: SmallCouncil, clock: StandingClock
) -> None:
    """Asked on their page, done at the desk, and then theirs to choose."""
    Browser(app).show_sign(code)
    browser = Browser(app)
    assert "They talk to you first" in words_of(browser.get(f"/s/{code}/sign/forgot"))
    asked = browser.post(f"/s/{code}/sign/forgot")
    assert "We have asked a person" in words_of(browser.get(asked.location))
    petra = Browser(app)
    petra.be(council.participation)
    assert "1 person can't remember" in words_of(petra.get("/signs/"))
    petra.press("/signs/", f"/signs/{council.child}")
    assert "They can choose a new sign now" in words_of(petra.get("/signs/"))
    assert "Choose your sign" in words_of(browser.get(f"/s/{code}/sign"))


def test_last_time_is_for_whoever_shows_the_sign(
    app: Flask, code: str, council: SmallCouncil, clock: StandingClock
) -> None:
    """The next survey opens by its link; what came of their words comes first with the sign."""
    answer = stories.answer_of(stories.WORDS)
    responding.tell_back(answer, "Kit comes on Sunday.", user_id=council.iro, now=clock())
    fresh = stories.invite(council.child, clock, survey="after-a-visit")
    Browser(app).show_sign(code)
    browser = Browser(app)
    page = browser.get(f"/s/{fresh}")
    assert "There is something to tell you" in words_of(page)
    assert "Kit comes" not in page.text
    assert "Yes, ask me" in page.text
    assert "Kit comes on Sunday." in browser.show_sign(fresh).get(f"/s/{fresh}").text
