"""A young person's own page, and the pretend phone of the demonstration."""

import pytest
from flask import Flask
from sqlalchemy import select

from tests.people import SmallCouncil
from tests.services import stories
from tests.settings import StandingClock
from tests.web.browser import Browser
from tests.web.browser import words_of
from voice_app.db import db
from voice_app.models.messages import InboundText
from voice_app.models.quality import Confirmation
from voice_app.services import responding

TOLD = "Kit comes on Sunday."


@pytest.fixture
def told(council: SmallCouncil, clock: StandingClock) -> tuple[str, int]:
    """The address of their page, and what they were told."""
    code = stories.invite(council.child, clock)
    stories.fill_in(code, {"change": stories.WORDS}, clock)
    answer = stories.answer_of(stories.WORDS)
    response = responding.tell_back(answer, TOLD, user_id=council.iro, now=clock())
    return f"/s/{code}/voice", response


def knowing(app: Flask, told: tuple[str, int]) -> Browser:
    return Browser(app).show_sign(told[0].split("/")[2])


def confirmations() -> list[str]:
    db.session.rollback()
    return list(db.session.scalars(select(Confirmation.value)))


def test_it_shows_what_they_said_and_what_they_were_told(app: Flask, told: tuple[str, int]) -> None:
    page = words_of(knowing(app, told).get(told[0]))
    for words in (stories.WORDS, TOLD, "Maura Invented", "Not read yet", "Did it help?"):
        assert words in page


def test_did_it_help_is_answered_once(app: Flask, told: tuple[str, int]) -> None:
    browser = knowing(app, told)
    for value in ("a_bit", "worse"):
        sent = browser.post(told[0], {"response": told[1], "helped": value})
        assert (sent.status_code, sent.location) == (303, told[0])
    assert confirmations() == ["a_bit"]
    page = browser.get(told[0])
    assert "You said: A bit" in words_of(page)
    assert 'name="helped"' not in page.text


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"helped": "yes"},
        {"response": "x", "helped": "yes"},
        {"response": "9999", "helped": "yes"},
        {"response": "1", "helped": ""},
        {"response": "1", "helped": "of course"},
    ],
)
def test_half_a_form_changes_nothing_and_breaks_nothing(
    app: Flask, told: tuple[str, int], form: dict[str, object]
) -> None:
    assert knowing(app, told).post(told[0], form).status_code == 303
    assert confirmations() == []


def test_nobody_answers_with_another_childs_link(
    app: Flask, council: SmallCouncil, clock: StandingClock, told: tuple[str, int]
) -> None:
    other = stories.add_child(clock, "Other", iro=council.iro, due_in=20)
    path = f"/s/{stories.invite(other, clock)}/voice"
    browser = knowing(app, (path, 0))
    browser.post(path, {"response": told[1], "helped": "yes"})
    assert confirmations() == []
    assert stories.WORDS not in words_of(browser.get(path))


def test_the_phone_opens_on_the_first_number_and_shows_whose_it_is(
    app: Flask, council: SmallCouncil
) -> None:
    browser = Browser(app)
    assert browser.get("/phone/").location == "/phone/417"
    page = words_of(browser.get("/phone/417"))
    assert "07700 900417" in page
    assert "Jaz" in page


@pytest.mark.parametrize("slug", ["41", "4171", "abc", "41x", "%00%00%00"])
def test_there_is_no_phone_without_three_figures(
    app: Flask, council: SmallCouncil, slug: str
) -> None:
    browser = Browser(app)
    assert browser.get(f"/phone/{slug}").status_code == 404
    assert browser.press("/phone/417", f"/phone/{slug}/send", {"words": "hi"}).status_code == 404
    db.session.rollback()
    assert list(db.session.scalars(select(InboundText))) == []


def test_a_survey_is_started_and_answered_on_the_phone(
    app: Flask, council: SmallCouncil, clock: StandingClock
) -> None:
    browser = Browser(app)
    sent = browser.press("/phone/417", "/phone/417/start", {"survey": "after-a-visit"})
    assert sent.status_code == 303
    assert "A text is on its way" in words_of(browser.get("/phone/417"))
    clock.forward(seconds=5)
    stories.work()
    browser.press("/phone/417", "/phone/417/send", {"words": "2 tbh"})
    assert "Answered" in words_of(browser.get("/phone/417"))
    clock.forward(seconds=5)
    stories.work()
    browser.press("/phone/417", "/phone/417/send", {"words": "<b>bold</b>"})
    assert "&lt;b&gt;bold&lt;/b&gt;" in browser.get("/phone/417").text


def test_an_empty_text_is_not_sent(app: Flask, council: SmallCouncil) -> None:
    Browser(app).press("/phone/417", "/phone/417/send", {"words": "   "})
    assert list(db.session.scalars(select(InboundText))) == []
