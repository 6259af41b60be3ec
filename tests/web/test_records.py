"""The record page as it is read."""

import pytest
from flask import Flask

from tests.people import SmallCouncil
from tests.people import make_user
from tests.settings import StandingClock
from tests.web.browser import Browser
from tests.web.browser import words_of
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.people import Person
from voice_app.policy import Role
from voice_app.services import recording


@pytest.fixture
def browser(app: Flask, council: SmallCouncil) -> Browser:
    """The IRO at the desk."""
    browser = Browser(app)
    browser.be(council.iro)
    return browser


def test_the_record_has_a_place_for_every_plan_meeting_and_promise(
    browser: Browser, council: SmallCouncil, clock: StandingClock
) -> None:
    """Other pages point at these places: they are part of the product's addresses."""
    made = recording.NewPlan("care", clock().date())
    recording.record_plan(council.child, made, by=None, now=clock())
    new = recording.NewDecision("A bike.", (recording.NewPromise("Dev"),))
    (promise,) = recording.record_decision(council.review, new, by=None, now=clock())
    held = recording.NewMeeting("statutory_review", held_on=clock().date())
    recording.record_meeting(council.child, held, by=None, now=clock())
    page = browser.get(f"/children/{council.child}/record")
    assert page.status_code == 200
    for place in ("plan-1", f"meeting-{council.review}", f"promise-{promise}"):
        assert page.text.count(f'id="{place}"') == 1


def test_what_is_late_or_missing_is_said_in_words(
    browser: Browser, council: SmallCouncil, clock: StandingClock
) -> None:
    """Not by a colour: the first sentence counts it and each place says so."""
    words = words_of(browser.get(f"/children/{council.child}/record"))
    assert "Jaz: 4 things on the record are late or missing." in words
    assert "Health plan Nobody is named None on record" in words


@pytest.mark.parametrize("why", ["died", "sealed"])
def test_a_closed_record_says_so_and_no_more(
    browser: Browser, council: SmallCouncil, why: str
) -> None:
    """Neither a name nor a number is on the page."""
    with writing():
        db.session.get_one(Person, council.child).record = why
    page = browser.get(f"/children/{council.child}/record")
    assert page.status_code == 410
    assert "This record is closed." in words_of(page)
    assert "Jaz" not in page.text


def test_somebody_elses_child_is_refused(
    browser: Browser, council: SmallCouncil, clock: StandingClock
) -> None:
    """The role opens the page; only the involvement opens the child."""
    browser.be(make_user("dev", Role.SOCIAL_WORKER, clock))
    assert browser.get(f"/children/{council.child}/record").status_code == 403
    browser.be(council.qa)
    assert browser.get(f"/children/{council.child}/record").status_code == 403


def test_nobody_there_is_not_found(browser: Browser) -> None:
    """And says no more than that."""
    assert browser.get("/children/999999/record").status_code == 404
