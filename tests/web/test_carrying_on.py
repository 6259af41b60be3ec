"""When the signal drops: what the script is told, and that nothing comes twice."""

import re

import pytest
from flask import Flask

from tests.people import PHONE
from tests.people import SmallCouncil
from tests.people import make_child
from tests.services import stories
from tests.settings import StandingClock
from tests.web.browser import Browser
from voice_app.pages.answering import ClosedLink
from voice_app.services import chatting
from voice_app.web.scripts import version


@pytest.fixture
def code(app: Flask, council: SmallCouncil, clock: StandingClock) -> str:
    """Of somebody who has said yes to being asked."""
    found = stories.invite(council.child, clock)
    Browser(app).post(f"/s/{found}", {"go": "start"})
    return found


def messages(code: str, clock: StandingClock) -> list[str]:
    page = chatting.my_chat(code, now=clock())
    assert not isinstance(page, ClosedLink)
    return [each.words for each in page.messages]


def test_the_script_is_told_where_to_go_on_and_a_page_without_it_is_sent_there(
    app: Flask, code: str
) -> None:
    form: dict[str, object] = {"question": "know_plan", "go": "next", "answer": "a_bit"}
    carried = Browser(app).post(f"/s/{code}", form, **{"X-Carry": "1"})
    assert (carried.status_code, carried.headers["X-Next"]) == (204, f"/s/{code}")
    assert Browser(app).post(f"/s/{code}", form).status_code == 303
    wrong = Browser(app).post(f"/s/{code}", {**form, "answer": "pear"}, **{"X-Carry": "1"})
    assert wrong.status_code == 422


def test_a_page_of_the_desk_is_never_carried(app: Flask, council: SmallCouncil) -> None:
    answer = Browser(app).get("/children/", **{"X-Carry": "1"})
    assert answer.status_code == 302
    assert "X-Next" not in answer.headers


def test_a_message_tried_again_hours_later_is_one_message(
    app: Flask, code: str, clock: StandingClock
) -> None:
    browser = Browser(app)
    browser.post(f"/s/{code}/write", {"words": "the bus never came"})
    clock.forward(hours=20)
    browser.post(f"/s/{code}/write", {"words": "the bus never came", "again": "1"})
    assert messages(code, clock) == ["the bus never came"]
    browser.post(f"/s/{code}/write", {"words": "the bus never came"})
    assert len(messages(code, clock)) == 2  # said anew, hours later, it is news


@pytest.mark.parametrize("path", ["", "/write"])
def test_keeping_is_offered_unticked_and_under_a_name_that_is_not_the_link(
    app: Flask, code: str, path: str
) -> None:
    page = Browser(app).get(f"/s/{code}{path}").text
    panel = re.findall(r"<div[^>]*data-carry.*?</div>", page, re.DOTALL)[0]
    box = re.findall(r"<input type=\"checkbox\"[^>]*>", panel)
    assert box == ['<input type="checkbox">']
    assert panel.splitlines()[0].endswith("hidden>")
    name = re.findall(r'data-carry="([^"]+)"', panel)[0]
    assert len(name) == 16
    assert name not in code


def test_on_a_phone_that_others_share_keeping_is_not_offered(
    app: Flask, council: SmallCouncil, clock: StandingClock
) -> None:
    make_child(clock, age=12, mobile=PHONE)
    code = stories.invite(council.child, clock, channel="text")
    browser = Browser(app)
    browser.post(f"/s/{code}", {"go": "start"})
    for path in ("", "/write"):
        page = browser.get(f"/s/{code}{path}").text
        assert "data-carry" in page
        assert "Keep what I write" not in page


def test_who_says_that_others_use_the_phone_leaves_no_draft_on_it(app: Flask, code: str) -> None:
    closed = Browser(app).show_sign(code).post(f"/s/{code}/close")
    assert closed.headers["Clear-Site-Data"] == '"storage"'


def test_the_worker_sees_to_survey_pages_only_and_may_ask_us(app: Flask, code: str) -> None:
    browser = Browser(app)
    page = browser.get(f"/s/{code}").text
    address = re.findall(r'data-worker="([^"]+)"', page)[0].replace("&amp;", "&")
    assert address.startswith("/s/worker.js?")
    assert f"v={version('carry.js')}" in address
    worker = browser.get(address)
    assert worker.mimetype == "text/javascript"
    assert "connect-src 'self'" in worker.headers["Content-Security-Policy"]
    assert "Service-Worker-Allowed" not in worker.headers  # no wider than its own folder


def test_the_page_for_no_signal_holds_nobody_and_the_help_page_says_what_stays(
    app: Flask, code: str
) -> None:
    browser = Browser(app)
    offline = browser.get("/s/offline?language=en")
    assert offline.status_code == 200
    assert code not in offline.text
    assert "tel:999" in offline.text
    assert "does not clear that" in browser.get(f"/s/{code}/help").text
