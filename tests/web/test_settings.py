"""An administrator sets the days; a value that can't hold changes nothing."""

import re

import pytest
from flask import Flask

from tests.people import SmallCouncil
from tests.rows import every
from tests.web.browser import Browser
from voice_app import words
from voice_app.models.record import AccessLog
from voice_app.store import settings

DAYS = {"invite": "25", "remind": "15", "last_call": "8", "brief": "5", "refresh": "1"}


@pytest.fixture
def desk(app: Flask, council: SmallCouncil) -> Browser:
    """The administrator's desk."""
    desk = Browser(app)
    desk.be(council.administrator)
    return desk


def test_the_days_around_a_review_can_be_set_and_it_is_written_down(desk: Browser) -> None:
    form: dict[str, object] = {**DAYS, "reply": "10"}
    assert desk.press("/settings", "/settings/days_around_review", form).status_code == 303
    assert settings.days_around_review().invite == 25
    assert "Set by Sol Invented" in desk.get("/settings").text
    assert every(AccessLog)[-1].what == "setting:days_around_review"


@pytest.mark.parametrize(
    ("key", "form", "field"),
    [
        ("days_around_review", {**DAYS, "reply": "10", "invite": "3"}, "day-invite"),
        ("days_around_review", {**DAYS, "reply": "10", "brief": "9"}, "day-last_call"),
        ("days_around_review", {**DAYS, "reply": "ten"}, "day-reply"),
        ("days_around_review", DAYS, "day-reply"),
        ("asks_a_month", {"value": "0"}, "asks_a_month"),
        ("asks_a_month", {"value": ""}, "asks_a_month"),
        ("not_heard_after", {"value": "-1"}, "not_heard_after"),
        ("dispute_settled_in", {"value": "1.5"}, "dispute_settled_in"),
        ("ask_by_itself", {"value": "perhaps"}, "ask_by_itself-yes"),
    ],
)
def test_what_cannot_hold_is_refused_at_its_field_and_nothing_changes(
    desk: Browser, key: str, form: dict[str, object], field: str
) -> None:
    """The fault is tied to the field, a link leads there, and what was typed is still there."""
    answer = desk.press("/settings", f"/settings/{key}", form)
    assert answer.status_code == 422
    assert "Nothing was changed." in answer.text
    assert re.findall(r'id="([\w-]+)-error"', answer.text) == [field]
    assert re.findall(r'href="#([\w-]+)"', answer.text)[1:] == [field]
    (invalid,) = re.findall(r'<input[^>]*aria-invalid="true"[^>]*>', answer.text)
    assert f'id="{field}"' in invalid
    typed = form.get("value", form.get(field.removeprefix("day-"), ""))
    assert f'value="{typed}"' in invalid or field.endswith("-yes")
    assert settings.rows() == {}


def test_a_setting_nobody_knows_is_no_page(desk: Browser) -> None:
    assert desk.press("/settings", "/settings/colour", {"value": "1"}).status_code == 404


def test_asking_by_the_clock_is_off_until_somebody_says_so(desk: Browser) -> None:
    assert settings.value("ask_by_itself") is False
    desk.press("/settings", "/settings/ask_by_itself", {"value": "yes"})
    assert settings.value("ask_by_itself") is True
    assert "by the clock." in desk.get("/settings").text


def test_an_authority_can_leave_adults_words_out_of_the_brief(desk: Browser) -> None:
    assert settings.value("adults_on_the_brief") is True
    desk.press("/settings", "/settings/adults_on_the_brief", {"value": "no"})
    assert settings.value("adults_on_the_brief") is False


def test_every_setting_can_be_set_on_the_page(desk: Browser) -> None:
    page = desk.get("/settings").text
    waits = {settings.language_key(code) for code in words.ENGLISH_NAMES.keys() - words.ready()}
    assert all(f"/settings/{key}" in page for key in settings.KNOWN.keys() - waits)


def test_only_an_administrator_sets_anything(app: Flask, council: SmallCouncil) -> None:
    for somebody in (council.iro, council.qa, council.participation, council.duty):
        browser = Browser(app)
        browser.be(somebody)
        assert browser.get("/settings").status_code == 403
