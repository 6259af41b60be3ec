"""Pages of the desk as they are read: the number on demand, failed texts, a refusal."""

from dataclasses import replace

import pytest
from flask import Flask
from flask import render_template

from tests.people import PHONE
from tests.people import SmallCouncil
from tests.rows import every
from tests.services import stories
from tests.settings import StandingClock
from tests.web.browser import Browser
from tests.web.browser import words_of
from voice_app.db import writing
from voice_app.models.messages import OutboundText
from voice_app.pages.quality import ThreadList
from voice_app.services import linking
from voice_app.services import worrying


@pytest.fixture
def browser(app: Flask) -> Browser:
    return Browser(app)


def test_a_number_is_on_the_page_only_when_asked_for_and_never_in_an_address(
    browser: Browser, council: SmallCouncil, clock: StandingClock
) -> None:
    stories.fill_in(stories.invite(council.child, clock), {"safe": "no"}, clock)
    worry = worrying.queue(user_id=council.duty, now=clock()).worries[0].worry_id
    browser.be(council.duty)
    page = f"/worries/{worry}"
    assert PHONE not in browser.get(page).text
    shown = browser.press(page, f"{page}/number")
    assert (shown.status_code, shown.location) == (200, None)
    assert f"Their number: {PHONE}" in words_of(shown)
    assert PHONE not in browser.get(page).text


def test_who_may_not_work_with_a_voice_is_refused_its_action(
    browser: Browser, council: SmallCouncil, clock: StandingClock
) -> None:
    kept = stories.say(council.child, clock)
    new = linking.NewAction(kept, "Ask for a visit", "social_worker")
    action = linking.start_action(new, user_id=council.iro, now=clock())
    browser.be(council.qa)
    assert browser.press("/threads", f"/actions/{action}/done").status_code == 403


def test_an_administrator_sees_how_many_texts_failed(
    browser: Browser, council: SmallCouncil, clock: StandingClock
) -> None:
    stories.invite(council.child, clock, channel="text")
    stories.work()
    with writing():
        every(OutboundText)[-1].state = "failed"
    browser.be(council.administrator)
    assert "0 waiting, 1 failed, 0 parked" in words_of(browser.get("/accounts"))


def test_a_list_of_threads_that_is_cut_says_so(app: Flask) -> None:
    whole = ThreadList(rows=(), total=0, with_gap=0, waiting=0, show="all")
    with app.test_request_context("/threads"):
        assert "The first" not in render_template("quality/threads.html", page=whole)
        cut = render_template("quality/threads.html", page=replace(whole, total=2))
    assert "The first 0 of 2 are here" in cut
