"""A respondent's page in their own language: picked, kept, marked, and never a loss."""

import re
from dataclasses import replace
from datetime import UTC
from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from surveys.library import shipped
from tests.people import SmallCouncil
from tests.services import stories
from tests.settings import StandingClock
from tests.web.browser import Browser
from voice_app import words
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.conversations import Answer
from voice_app.models.people import Person
from voice_app.services import settling
from voice_app.store import languages

WRITTEN = re.compile(r'<textarea[^>]*name="answer"')
ASKED = re.compile(r'name="question" value="([^"]+)"')
MARK = "Not yet checked by somebody who speaks it."


@pytest.fixture(autouse=True)
def written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is translated so far: here Arabic, Polish and Easy Read are."""
    monkeypatch.setattr(words, "ready", lambda: frozenset({"en", "en-x-easy", "ar", "pl"}))


@pytest.fixture
def desk(app: Flask, council: SmallCouncil) -> Browser:
    """The administrator's desk."""
    desk = Browser(app)
    desk.be(council.administrator)
    return desk


@pytest.fixture
def arabic(council: SmallCouncil, clock: StandingClock) -> None:
    """The authority offers Arabic."""
    settling.change("language-ar", True, by=council.administrator, now=clock())


@pytest.fixture
def code(arabic: None, council: SmallCouncil, clock: StandingClock) -> str:
    """A link, where Arabic is offered."""
    return stories.invite(council.child, clock)


def pick(browser: Browser, code: str, language: str, **form: object) -> TestResponse:
    return browser.post(f"/s/{code}/language", {"language": language, **form})


def skip_to_words(browser: Browser, code: str) -> str:
    """Skip what is picked; the first question that is answered in words."""
    browser.post(f"/s/{code}", {"go": "start"})
    while not WRITTEN.search(page := browser.get(f"/s/{code}").text):
        browser.post(f"/s/{code}", {"question": ASKED.findall(page)[0], "go": "skip"})
    return str(ASKED.findall(page)[0])


def test_a_language_is_picked_without_a_script_and_the_page_turns(app: Flask, code: str) -> None:
    """Right to left, said in the page's own language, with the way back beside it."""
    browser = Browser(app)
    assert '<html lang="en" dir="ltr"' in browser.get(f"/s/{code}").text
    answer = pick(browser, code, "ar", next=f"/s/{code}/help")
    assert (answer.status_code, answer.location) == (303, f"/s/{code}/help")
    page = Browser(app).get(f"/s/{code}").text  # kept with the survey: another phone, no cookie
    assert '<html lang="ar" dir="rtl"' in page
    assert re.search(r'value="en-x-easy" lang="en-x-easy" dir="ltr">Easy words<', page)
    assert re.search(r'value="ar" lang="ar" dir="rtl" aria-current="true">العربية<', page)


def test_words_that_nobody_checked_say_so_in_english_too(app: Flask, code: str) -> None:
    """Every page of an unchecked language carries the mark; English has none."""
    browser = Browser(app)
    assert MARK not in browser.get(f"/s/{code}").text
    browser.show_sign(code)
    pick(browser, code, "ar")
    for path in ("", "/who", "/help", "/voice", "/write"):
        assert MARK in browser.get(f"/s/{code}{path}").text, path
    pick(browser, code, "en-x-easy")
    assert "Nobody who uses easy words has checked" in browser.get(f"/s/{code}").text


def test_questions_without_the_language_are_in_english_and_the_page_says_so(
    app: Flask, code: str
) -> None:
    """The page stays in theirs: only the question is English, and written as English."""
    browser = Browser(app)
    pick(browser, code, "ar")
    browser.post(f"/s/{code}", {"go": "start"})
    page = browser.get(f"/s/{code}").text
    assert '<html lang="ar" dir="rtl"' in page
    assert '<h1 id="asked" lang="en" dir="ltr">' in page
    assert 'name="go" value="next"' in page


def test_what_was_typed_and_what_was_answered_outlives_the_change(app: Flask, code: str) -> None:
    """Changed midway: answers stay, and the half-written one stands in its box, not yet sent."""
    browser = Browser(app)
    key = skip_to_words(browser, code)
    db.session.rollback()
    before = [(row.question, row.state) for row in db.session.scalars(select(Answer))]
    page = browser.get(f"/s/{code}").text
    assert f'form="answers" formaction="/s/{code}/language"' in page
    answer = pick(browser, code, "ar", question=key, answer="half a tho", who="review")
    assert answer.status_code == 200
    assert '<html lang="ar" dir="rtl"' in answer.text
    assert "half a tho</textarea>" in answer.text
    db.session.rollback()
    assert [(row.question, row.state) for row in db.session.scalars(select(Answer))] == before


def test_the_language_of_their_record_comes_first(
    app: Flask, arabic: None, council: SmallCouncil, clock: StandingClock
) -> None:
    """Nobody has to find the switch in a language they do not read."""
    with writing():
        db.session.get_one(Person, council.child).language = "ar"
    code = stories.invite(council.child, clock)
    assert '<html lang="ar" dir="rtl"' in Browser(app).get(f"/s/{code}").text


def test_a_language_that_is_not_offered_changes_nothing(app: Flask, code: str) -> None:
    """Not switched on, unknown, or switched off since: English."""
    browser = Browser(app)
    for language in ("pl", "xx", ""):
        assert pick(browser, code, language).status_code == 303
        assert '<html lang="en"' in browser.get(f"/s/{code}").text
    pick(browser, code, "ar")
    settling.change("language-ar", False, by=None, now=datetime.now(UTC))
    assert '<html lang="en"' in browser.get(f"/s/{code}").text


def test_without_a_link_the_browser_or_the_address_says_which(app: Flask, arabic: None) -> None:
    """No cookie is set for it; the desk stays English."""
    browser = Browser(app)
    there = browser.get("/help-now", **{"Accept-Language": "ar-SY,en;q=0.5"})
    assert '<html lang="ar" dir="rtl"' in there.text
    assert "Set-Cookie" not in there.headers
    asked = browser.get("/help-now?language=en", **{"Accept-Language": "ar"})
    assert '<html lang="en"' in asked.text
    assert '<html lang="ar"' in browser.get("/s/nosuchlink", **{"Accept-Language": "ar"}).text
    desk = browser.get("/sign-in", **{"Accept-Language": "ar"})
    assert '<html lang="en"' in desk.text


def test_an_authority_is_told_what_unchecked_means_and_who_switched_it_on(
    app: Flask, council: SmallCouncil
) -> None:
    """A language whose words are not all written can't be offered at all."""
    desk = Browser(app)
    desk.be(council.administrator)
    page = desk.get("/settings").text
    assert "nobody who does has read them" in page
    assert 'id="language-ar-yes"' in page
    assert 'id="language-ur-yes"' not in page
    assert desk.press("/settings", "/settings/language-ar", {"value": "yes"}).status_code == 303
    assert "Set by Sol Invented" in desk.get("/settings").text
    assert desk.press("/settings", "/settings/language-ur", {"value": "yes"}).status_code == 422
    assert languages.offered() == ("en", "en-x-easy", "ar")


def test_a_text_says_everything_in_one_language(council: SmallCouncil, arabic: None) -> None:
    """By text a survey that is not in theirs goes out in English whole, never half and half."""
    english = shipped()[stories.REVIEW]
    both = replace(english, languages=("en", "ar"))
    assert languages.asked_in("ar", english, by_text=True) == "en"
    assert languages.asked_in("ar", english, by_text=False) == "ar"
    assert languages.asked_in("ar", both, by_text=True) == "ar"
    assert languages.asked_in("pl", both, by_text=False) == "en"


def test_words_beside_a_choice_outlive_the_change_too(app: Flask, code: str) -> None:
    browser = Browser(app)
    browser.post(f"/s/{code}", {"go": "start"})
    key = str(ASKED.findall(browser.get(f"/s/{code}").text)[0])
    answer = pick(browser, code, "ar", question=key, comment="only at school")
    assert "only at school</textarea>" in answer.text


def test_whoever_mistypes_a_link_is_told_so_in_their_language(
    app: Flask, arabic: None, desk: Browser
) -> None:
    """By somebody who reads Arabic; at the desk it stays a page of the desk."""
    page = Browser(app).get("/x/y", **{"Accept-Language": "ar"})
    assert page.status_code == 404
    assert '<html lang="ar" dir="rtl"' in page.text
    assert "/help-now" in page.text
    page = desk.get("/x/y", **{"Accept-Language": "ar"})
    assert '<html lang="en" dir="ltr"' in page.text
    assert "Sign out" in page.text
