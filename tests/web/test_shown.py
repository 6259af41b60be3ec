"""How days, moments and links are shown."""

from datetime import UTC
from datetime import date
from datetime import datetime

import pytest
from flask import Flask
from flask_babel import Babel
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from tests.settings import settings_for
from voice_app.web import shown

SUMMER_NIGHT = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)  # half past midnight in London
OURS = "http://127.0.0.1:8000"  # as the settings of tests say


@pytest.fixture(scope="module")
def page() -> Flask:
    """No more of the app than the filters need."""
    app = Flask(__name__)
    app.extensions["voice.settings"] = settings_for("sqlite://")
    Babel(app)
    shown.register(app)
    return app


def render(page: Flask, template: str, **values: object) -> str:
    """What a template makes of a value."""
    with page.app_context():
        return page.jinja_env.from_string(template).render(**values)


def linked(page: Flask, words: str) -> str:
    """The words of a text as a page shows them."""
    return render(page, "{{ words|linkify }}", words=words)


@pytest.mark.parametrize("when", [date(2026, 11, 24), "2026-11-24"])
def test_a_day_is_short(page: Flask, when: object) -> None:
    assert render(page, "{{ when|day }}", when=when) == "Tue 24 Nov"


def test_a_long_day_names_everything(page: Flask) -> None:
    assert render(page, "{{ when|long_day }}", when=date(2026, 12, 8)) == "Tuesday 8 December 2026"


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ when|day }}", "Wed 1 Jul"),
        ("{{ when|long_day }}", "Wednesday 1 July 2026"),
        ("{{ when|moment }}", "1 Jul, 00:30"),
    ],
)
def test_a_moment_is_told_by_the_clock_of_london(page: Flask, template: str, expected: str) -> None:
    assert render(page, template, when=SUMMER_NIGHT) == expected


def test_a_link_of_ours_opens_and_the_full_stop_stays_outside(page: Flask) -> None:
    shown_as = f'More: <a href="/s/j7k-_Q">{OURS}/s/j7k-_Q</a>. Bye'
    assert linked(page, f"More: {OURS}/s/j7k-_Q. Bye") == shown_as


@pytest.mark.parametrize(
    "words",
    [
        "http://elsewhere.example/s/j7k",
        f"{OURS}.elsewhere.example/s/j7k",
        f"http://elsewhere.example@{OURS.removeprefix('http://')}x/s/j7k",
        "javascript://127.0.0.1:8000/%0aalert(1)",
    ],
)
def test_an_address_that_is_not_ours_stays_words(page: Flask, words: str) -> None:
    assert "<a" not in linked(page, words)


def test_an_address_never_leads_to_another_site(page: Flask) -> None:
    assert 'href="//' not in linked(page, f"{OURS}//elsewhere.example/")


@given(before=st.text(max_size=40), after=st.text(max_size=40))
def test_words_are_printed_safely_around_a_link(page: Flask, before: str, after: str) -> None:
    with page.app_context():
        made = shown.linkify(f"{before} {OURS}/s/j7k {after}")
    assert f'{escape(before)} <a href="/s/j7k">{OURS}/s/j7k</a> {escape(after)}' == made


@pytest.mark.parametrize(
    ("language", "expected"),
    [("ar", True), ("ckb", True), ("ur-PK", True), ("en", False), ("pl", False), ("??", False)],
)
def test_languages_that_run_from_right_to_left(language: str, expected: bool) -> None:
    assert shown.rtl(language) is expected


def test_help_pages_know_the_number_of_the_duty_desk(page: Flask) -> None:
    assert render(page, "{{ duty_phone }}") == "0113 496 0999"
