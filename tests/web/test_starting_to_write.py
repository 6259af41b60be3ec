"""A young person begins: what they want to tell us about, and whom they ask for."""

import pytest
from flask import Flask
from sqlalchemy import select

from tests.people import SmallCouncil
from tests.services import stories
from tests.settings import StandingClock
from tests.web.browser import Browser
from tests.web.browser import words_of
from voice_app.db import db
from voice_app.models.chats import Chat
from voice_app.models.worries import Worry
from voice_app.pages.chats import ASKS_FOR
from voice_app.pages.chats import STARTS


def worries() -> list[list[str]]:
    db.session.rollback()
    return list(db.session.scalars(select(Worry.families)))


def topic() -> str:
    db.session.rollback()
    return db.session.scalars(select(Chat.topic)).one()


@pytest.fixture
def code(council: SmallCouncil, clock: StandingClock) -> str:
    return stories.invite(council.child, clock)


def test_every_start_has_a_button_and_a_page(app: Flask, code: str) -> None:
    browser = Browser(app).show_sign(code)
    page = browser.get(f"/s/{code}/voice").text
    for key in (*STARTS, *ASKS_FOR):
        assert f"about={key}" in page
        opened = browser.get(f"/s/{code}/write?about={key}")
        assert f'value="{key}" checked' in opened.text


@pytest.mark.parametrize("about", ["not_ok", "call_me", "advocate"])
def test_a_press_is_enough_and_the_duty_desk_sees_it_at_once(
    app: Flask, code: str, about: str
) -> None:
    """No words are needed, and none are read to know it."""
    sent = Browser(app).post(f"/s/{code}/write", {"words": " ", "topic": about})
    assert sent.status_code == 303
    assert worries() == [["wants_contact"]]
    assert topic() == about


def test_what_was_pressed_stands_as_it_was_worded(app: Flask, code: str) -> None:
    browser = Browser(app)
    browser.post(f"/s/{code}/write", {"words": "", "topic": "call_me"})
    page = words_of(browser.get(f"/s/{code}/write"))
    assert "Please call me" in page


def test_good_news_is_no_worry_and_needs_words(app: Flask, code: str) -> None:
    browser = Browser(app)
    assert browser.post(f"/s/{code}/write", {"words": "", "topic": "good_news"}).status_code == 422
    browser.post(f"/s/{code}/write", {"words": "i passed maths", "topic": "good_news"})
    assert worries() == []
    assert topic() == "good_news"


def test_a_link_that_was_closed_meanwhile_gives_the_words_back(
    app: Flask, code: str, clock: StandingClock
) -> None:
    clock.forward(days=120)
    page = Browser(app).post(f"/s/{code}/write", {"words": "it took me ten minutes"})
    assert page.status_code == 410
    assert "it took me ten minutes" in page.text


def test_another_language_leaves_what_was_written_in_the_box(app: Flask, code: str) -> None:
    page = Browser(app).post(f"/s/{code}/write", {"words": "half of it", "language": "en-x-easy"})
    assert (page.status_code, "half of it</textarea>" in page.text) == (200, True)
    assert "Your message" in words_of(page)


def test_an_hour_that_ran_out_while_they_wrote_loses_no_word(app: Flask, code: str) -> None:
    Browser(app).show_sign(code)
    page = Browser(app).post(f"/s/{code}/brief/1", {"fate": "reworded", "words": "in my words"})
    assert (page.status_code, "in my words" in page.text) == (403, True)


def test_whoever_hands_the_phone_back_can_close_it_without_a_sign(app: Flask, code: str) -> None:
    browser = Browser(app)
    browser.post(f"/s/{code}", {"go": "start"})
    for place in ("check", "copy"):
        assert "Close it, others use this phone" in words_of(browser.get(f"/s/{code}/{place}"))


def test_closing_it_makes_every_browser_a_stranger(
    app: Flask, code: str, clock: StandingClock
) -> None:
    here, there = Browser(app).show_sign(code), Browser(app).show_sign(code)
    clock.forward(minutes=1)
    here.post(f"/s/{code}/close", {})
    assert there.get(f"/s/{code}/voice").status_code == 303


@pytest.mark.parametrize("path", ["back/9999999999999999999", "sound/9999999999999999999"])
def test_a_number_no_row_has_is_not_found(app: Flask, code: str, path: str) -> None:
    assert Browser(app).get(f"/s/{code}/{path}").status_code == 404
