"""The pages to withdraw: what happens is said first, one decision a page."""

import pytest
from flask import Flask

from tests.people import SmallCouncil
from tests.services import stories
from tests.settings import StandingClock
from tests.web.browser import Browser
from tests.web.browser import words_of


@pytest.fixture
def code(council: SmallCouncil, clock: StandingClock) -> str:
    code = stories.invite(council.child, clock)
    stories.fill_in(code, {"change": stories.WORDS, "share_words": "yes"}, clock)
    return code


def test_my_voice_leads_to_each_and_each_says_first_what_happens(app: Flask, code: str) -> None:
    """Then it is done, and the page says so."""
    browser = Browser(app).show_sign(code)
    at = f"/s/{code}/withdraw"
    assert f'href="{at}"' in browser.get(f"/s/{code}/voice").text
    steps = [
        ("stop", {"go": "stop"}, "Stop asking you?", "OK, no more questions"),
        ("stop", {"go": "again"}, "OK, no more questions", "Stop asking you?"),
        ("words", {}, "Where they were used before, they stay", "Nobody uses your words"),
        ("back", {}, "the duty desk keeps it", "You took it back"),
    ]
    for what, form, before, after in steps:
        assert f'href="{at}/{what}"' in browser.get(at).text
        assert before in words_of(browser.get(f"{at}/{what}"))
        done = browser.post(f"{at}/{what}", dict(form))
        assert after in words_of(browser.get(done.location))
    assert stories.WORDS not in words_of(browser.get(f"/s/{code}/voice"))


def test_stopping_needs_the_link_alone_and_taking_back_the_sign(app: Flask, code: str) -> None:
    """As STOP needs a phone alone; what was said is for who said it."""
    Browser(app).show_sign(code)
    stranger = Browser(app)
    assert stranger.get(f"/s/{code}/withdraw/stop").status_code == 200
    for what in ("back", "words"):
        assert "/sign" in stranger.get(f"/s/{code}/withdraw/{what}").location
        assert "/sign" in stranger.post(f"/s/{code}/withdraw/{what}").location
    assert stories.WORDS in Browser(app).show_sign(code).get(f"/s/{code}/voice").text


@pytest.mark.parametrize("what", ["", "/stop", "/back", "/words"])
def test_a_link_that_is_none_leads_nowhere(app: Flask, what: str) -> None:
    assert Browser(app).get(f"/s/nobody-gave-this/withdraw{what}").status_code == 410
