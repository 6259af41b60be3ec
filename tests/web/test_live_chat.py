"""Live chat: a mark says that there is something new; no words, no look, no hour begun anew."""

import re

import pytest
from flask import Flask

from tests.people import SmallCouncil
from tests.people import staff
from tests.phones import Phone
from tests.services import stories
from tests.settings import StandingClock
from tests.web.browser import Browser
from voice_app.pages.chats import Shown
from voice_app.services import chatting

LIVE = re.compile(r'data-live="([^"]+)" data-page="([^"]+)" data-mark="([^"]+)"')


@pytest.fixture
def chat(phone: Phone, council: SmallCouncil, clock: StandingClock) -> int:
    """A chat with one message that waits."""
    phone.text("is my bus pass sorted yet")
    (row,) = chatting.chats(Shown(), user_id=council.duty, now=clock()).rows
    return row.chat_id


def news(browser: Browser, path: str) -> tuple[int, str]:
    """What the script hears that has just opened this page, or opened it a while ago."""
    live, page, mark = LIVE.findall(browser.get(path).text)[0]
    assert page == path
    return browser.get(f"{live}?mark={mark}").status_code, f"{live}?mark={mark}"


def test_the_desk_hears_of_a_new_message_and_no_look_is_written_down_for_asking(
    app: Flask, chat: int, phone: Phone, council: SmallCouncil
) -> None:
    rosa = Browser(app)
    rosa.be(council.duty)
    status, again = news(rosa, f"/chats/{chat}")
    assert status == 204
    looks = len(stories.looks(f"chat:{chat}"))
    phone.text("hello? anybody there")
    answer = rosa.get(again)
    assert (answer.status_code, answer.text) == (200, "")
    assert len(stories.looks(f"chat:{chat}")) == looks


def test_only_who_may_see_a_chat_hears_of_it(app: Flask, chat: int) -> None:
    hal = Browser(app)
    hal.be(staff("hal"))
    assert hal.get(f"/chats/{chat}/news").status_code == 403
    rosa = Browser(app)
    rosa.be(staff("rosa"))
    assert rosa.get("/chats/999/news").status_code == 404
    page = rosa.get(f"/chats/{chat}")
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]
    assert "carry.js" not in page.text  # nothing of the desk is kept anywhere


def test_a_young_person_hears_of_an_answer_and_asking_is_not_opening(
    app: Flask, chat: int, council: SmallCouncil, clock: StandingClock
) -> None:
    code = stories.invite(council.child, clock)
    her = Browser(app).show_sign(code)
    path = f"/s/{code}/write"
    status, again = news(her, path)
    assert status == 204
    chatting.reply(chat, "Yes. It is in the post.", user_id=council.duty, now=clock())
    assert her.get(again).status_code == 200
    assert chatting.new_answers(code, now=clock()) == 1
    assert "Set-Cookie" not in her.get(again).headers
    assert news(her, path)[0] == 204
    assert chatting.new_answers(code, now=clock()) == 0
    assert her.get("/s/nosuchcode/write/news").status_code == 410


def test_when_the_hour_is_over_the_words_are_covered_without_a_reload(
    app: Flask, chat: int, council: SmallCouncil, clock: StandingClock
) -> None:
    code = stories.invite(council.child, clock)
    her = Browser(app).show_sign(code)
    _status, again = news(her, f"/s/{code}/write")
    clock.forward(minutes=61)
    assert her.get(again).status_code == 200
    assert "bus pass" not in her.get(f"/s/{code}/write").text
