"""What every answer says to the browser: no scripts but ours, no framing, nothing kept."""

import gzip
import re
from pathlib import Path

import pytest
from flask import Flask

from tests.people import SmallCouncil
from tests.services import stories
from tests.settings import StandingClock
from tests.web.browser import Browser
from voice_app.web import scripts
from voice_app.web.style import STATIC

PATHS = ("/", "/sign-in", "/help-now", "/s/nosuchcode", "/nowhere", "/health", "/children/")


def policy(text: str) -> dict[str, list[str]]:
    parts = [part.split() for part in text.split(";")]
    return {part[0]: part[1:] for part in parts}


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_the_headers(app: Flask, path: str) -> None:
    headers = Browser(app).get(path).headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Robots-Tag"] == "noindex, nofollow"
    allowed = policy(headers["Content-Security-Policy"])
    assert allowed["default-src"] == ["'none'"]
    assert allowed.get("script-src", ["'self'"]) == ["'self'"]
    assert allowed["frame-ancestors"] == allowed["base-uri"] == ["'none'"]
    assert "unsafe" not in headers["Content-Security-Policy"]


def test_the_one_style_inside_a_page_is_allowed_by_a_nonce_used_once(
    app: Flask, council: SmallCouncil, clock: StandingClock
) -> None:
    browser = Browser(app)
    code = stories.invite(council.child, clock)
    nonces = set()
    for _ in range(2):
        page = browser.get(f"/s/{code}")
        inside = re.findall(r'<style nonce="([^"]+)">', page.text)
        assert len(inside) == 1
        styles = policy(page.headers["Content-Security-Policy"])["style-src"]
        assert f"'nonce-{inside[0]}'" in styles
        nonces.add(inside[0])
    assert len(nonces) == 2


def test_a_cookie_is_neither_read_by_scripts_nor_sent_along_from_elsewhere(
    app: Flask, council: SmallCouncil
) -> None:
    cookie = Browser(app).sign_in("maura").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_a_survey_page_sets_no_cookie(
    app: Flask, council: SmallCouncil, clock: StandingClock
) -> None:
    browser = Browser(app)
    code = stories.invite(council.child, clock)
    assert "Set-Cookie" not in browser.get(f"/s/{code}").headers
    assert "Set-Cookie" not in browser.post(f"/s/{code}", {"go": "start"}).headers


def test_the_style_sheet_of_the_desk_may_be_kept(app: Flask) -> None:
    answer = Browser(app).get("/static/desk.css")
    assert answer.status_code == 200
    assert answer.headers.get("Cache-Control") != "no-store"


def test_only_a_page_that_names_a_script_may_run_one_and_only_from_our_house(
    app: Flask, council: SmallCouncil, clock: StandingClock
) -> None:
    browser = Browser(app)
    code = stories.invite(council.child, clock)
    assert "script-src" not in browser.get(f"/s/{code}").headers["Content-Security-Policy"]
    browser.post(f"/s/{code}", {"go": "start"})
    page = browser.get(f"/s/{code}")
    allowed = policy(page.headers["Content-Security-Policy"])
    assert allowed["script-src"] == allowed["connect-src"] == ["'self'"]
    assert "unsafe" not in page.headers["Content-Security-Policy"]
    tags = re.findall(r"<script[^>]*>", page.text)
    assert tags
    assert all(re.fullmatch(r'<script type="module" src="/static/[^"]+">', tag) for tag in tags)


def test_a_script_may_be_kept_for_long_under_the_address_of_its_version_only(app: Flask) -> None:
    browser = Browser(app)
    with app.test_request_context():
        address = re.findall(r'src="([^"]+)"', scripts.script("listen.js"))[0]
    assert browser.get(address).headers["Cache-Control"].endswith("immutable")
    assert "immutable" not in browser.get("/static/listen.js?v=old").headers["Cache-Control"]


@pytest.mark.parametrize("path", sorted(STATIC.glob("*.js")), ids=lambda path: path.name)
def test_a_script_is_small(path: Path) -> None:
    assert len(gzip.compress(path.read_bytes(), 9)) <= 3_000
