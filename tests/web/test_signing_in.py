"""Signing in and out, and where it leads: to a page of ours or nowhere."""

import pytest
from flask import Flask
from hypothesis import example
from hypothesis import given
from hypothesis import strategies as st

from tests.people import SmallCouncil
from tests.services import stories
from tests.settings import StandingClock
from tests.web.browser import Browser
from tests.web.browser import words_of
from voice_app.services import accounts
from voice_app.web.ways import safe

ELSEWHERE = (
    "//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil.example",
    "/\t/evil.example", "/\n/evil.example", "javascript:alert(1)", "evil.example",
    "///evil.example", "/\r\\evil.example", "/\t\\evil.example",
)  # fmt: skip


@pytest.fixture
def browser(app: Flask) -> Browser:
    return Browser(app)


@pytest.mark.parametrize(
    ("name", "first_page"),
    [
        ("maura", "/children/"),
        ("rosa", "/worries"),
        ("hal", "/threads"),
        ("sol", "/accounts"),
        ("petra", "/surveys/"),
        ("aaliyah", "/council/"),
    ],
)
def test_everybody_comes_to_their_own_first_page(
    browser: Browser, council: SmallCouncil, name: str, first_page: str
) -> None:
    signed = browser.sign_in(name)
    assert (signed.status_code, signed.location) == (303, "/")
    front = browser.get("/")
    assert (front.status_code, front.location) == (302, first_page)
    assert browser.get(first_page).status_code == 200


def test_what_does_not_fit_is_not_told_apart(browser: Browser, council: SmallCouncil) -> None:
    wrong = browser.sign_in("maura", "not the password")
    unknown = browser.sign_in("nobody", "not the password")
    assert wrong.status_code == unknown.status_code == 422
    assert "do not fit" in words_of(wrong)
    assert words_of(wrong) == words_of(unknown).replace("nobody", "maura")
    assert browser.get("/children/").status_code == 302


def test_an_empty_form_says_what_is_missing(browser: Browser, council: SmallCouncil) -> None:
    answer = browser.press("/sign-in", "/sign-in", {"sign_in": "", "password": ""})
    assert answer.status_code == 422
    assert "Write your name." in words_of(answer)
    assert "Write your password." in words_of(answer)


def test_the_password_never_comes_back_in_the_page(browser: Browser, council: SmallCouncil) -> None:
    assert "a secret try" not in browser.sign_in("maura", "a secret try").text


def test_a_page_asked_for_before_is_opened_after(browser: Browser, council: SmallCouncil) -> None:
    asked = browser.get(f"/children/{council.child}/brief/{council.review}")
    assert asked.status_code == 302
    assert asked.location.startswith("/sign-in?next=")
    wanted = f"/children/{council.child}/brief/{council.review}"
    assert browser.sign_in("maura", next_page=wanted).location == wanted


@pytest.mark.parametrize("target", ELSEWHERE)
def test_no_sign_in_leads_to_another_house(
    browser: Browser, council: SmallCouncil, target: str
) -> None:
    assert browser.sign_in("maura", next_page=target).location == "/"


@given(st.text(alphabet="/\\:.@?#evil\t\n\r ", max_size=12))
@example("/\r\\")
@example("/%2f/evil.example")
def test_a_way_back_always_begins_on_our_own_ground(target: str) -> None:
    way = safe(target, "/home")
    assert way.startswith("/")
    cleaned = way.replace("\t", "").replace("\n", "").replace("\r", "")  # as browsers read it
    assert not cleaned.startswith(("//", "/\\"))


def test_signing_out_closes_every_page(browser: Browser, council: SmallCouncil) -> None:
    browser.sign_in("maura")
    out = browser.press("/children/", "/sign-out")
    assert (out.status_code, out.location) == (303, "/")
    assert browser.get("/children/").status_code == 302


def test_a_link_alone_signs_nobody_out(browser: Browser, council: SmallCouncil) -> None:
    browser.sign_in("maura")
    assert browser.get("/sign-out").status_code == 405
    assert browser.get("/children/").status_code == 200


def test_a_closed_account_is_out_at_the_next_page(
    browser: Browser, council: SmallCouncil, clock: StandingClock
) -> None:
    browser.sign_in("maura")
    accounts.close_account(council.iro, by=None, now=clock())
    assert browser.get("/children/").status_code == 302


def test_words_are_hidden_again_after_the_next_sign_in(
    browser: Browser, council: SmallCouncil, clock: StandingClock
) -> None:
    browser.sign_in("maura")
    stories.say(council.child, clock)
    assert stories.WORDS in words_of(browser.get("/children/?words=show"))
    assert stories.WORDS in words_of(browser.get("/children/"))
    browser.press("/children/", "/sign-out")
    browser.sign_in("maura")
    assert stories.WORDS not in words_of(browser.get("/children/"))


@pytest.mark.parametrize(
    "path",
    [
        "/sign-in", "/sign-out", "/worries/1/acknowledge", "/worries/1/close", "/reading/1",
        "/worries/1/number",
        "/threads/1/link", "/threads/1/action", "/threads/1/tell", "/actions/1/done",
        "/children/tags/1", "/children/words/1/pass-on", "/children/1/brief/1/read",
        "/surveys/1/sign-off", "/surveys/1/publish", "/inbox/SM1", "/phone/417/send",
    ],
)  # fmt: skip
def test_no_button_of_the_desk_works_without_the_token_of_its_page(
    browser: Browser, council: SmallCouncil, path: str
) -> None:
    browser.be(council.iro)
    refused = browser.post(path, {"verdict": "confirmed", "words": "x"})
    assert refused.status_code == 400
    assert "<h1>" in refused.text


def test_a_token_of_somebody_else_does_not_fit(
    app: Flask, browser: Browser, council: SmallCouncil
) -> None:
    other = Browser(app)
    other.be(council.duty)
    browser.be(council.iro)
    page = other.get("/worries").text
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    assert browser.post("/sign-out", {"csrf_token": token}).status_code == 400
