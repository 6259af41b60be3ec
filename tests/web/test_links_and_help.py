"""Links that no longer open say why; help opens for anybody; errors have words."""

import re
from dataclasses import replace

import pytest
from flask import Flask

from tests.people import SmallCouncil
from tests.phones import Keeps
from tests.services import stories
from tests.settings import StandingClock
from tests.settings import settings_for
from tests.web.browser import Browser
from tests.web.browser import words_of
from voice_app.db import db
from voice_app.factory import create_app
from voice_app.jobs.worker import sweep
from voice_app.services import inviting
from voice_app.store import surveys

PLACES = ("", "/who", "/voice", "/q/change")


@pytest.fixture(params=["unknown", "expired", "revoked"])
def closed(
    request: pytest.FixtureRequest, council: SmallCouncil, clock: StandingClock
) -> tuple[str, str]:
    """A link that does not open, and what its page says."""
    code = stories.invite(council.child, clock)
    if request.param == "unknown":
        return "/s/nosuchcode", "We do not know this link"
    if request.param == "expired":
        clock.forward(days=31)
        return f"/s/{code}", "This link is too old"
    invitation = surveys.invitation_by_code(code)
    assert invitation is not None
    inviting.revoke(invitation.id, now=clock())
    return f"/s/{code}", "This link has been closed"


@pytest.mark.parametrize("place", PLACES)
def test_a_closed_link_says_why_and_where_help_is(
    app: Flask, closed: tuple[str, str], place: str
) -> None:
    path, words = closed
    page = Browser(app).get(path + place)
    assert page.status_code in (404, 410)
    assert words in words_of(page)
    assert "999" in words_of(page)
    assert 'href="/help-now"' in page.text
    for name in ("Jaz", "Merrin", "Maura"):
        assert name not in page.text


def test_a_form_sent_to_a_closed_link_says_so_too(app: Flask, closed: tuple[str, str]) -> None:
    path, words = closed
    for form in ({"go": "start"}, {"question": "change", "answer": "x", "go": "next"}):
        page = Browser(app).post(path, form)
        assert page.status_code in (404, 410)
        assert words in words_of(page)


def test_help_opens_whatever_became_of_the_link(app: Flask, closed: tuple[str, str]) -> None:
    page = Browser(app).get(f"{closed[0]}/help")
    assert page.status_code == 200
    for number in ("999", "0800 1111", "0113 496 0999"):
        assert number in words_of(page)


def test_help_opens_without_a_link(app: Flask) -> None:
    page = Browser(app).get("/help-now")
    assert page.status_code == 200
    assert "can’t clear the history" in words_of(page)


def test_a_code_is_taken_in_any_case(
    app: Flask, council: SmallCouncil, clock: StandingClock
) -> None:
    code = stories.invite(council.child, clock)
    assert Browser(app).get(f"/s/{code.upper()}").status_code == 200


def test_who_sees_this_names_the_reader(
    app: Flask, council: SmallCouncil, clock: StandingClock
) -> None:
    page = Browser(app).get(f"/s/{stories.invite(council.child, clock)}/who")
    assert "Maura" in words_of(page)


def test_a_page_that_is_not_there_says_so_and_shows_no_fault(app: Flask) -> None:
    page = Browser(app).get("/no/such/page")
    assert page.status_code == 404
    assert "There is no such page" in words_of(page)
    assert "Traceback" not in page.text


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("hal", "/threads/9999"),
        ("rosa", "/worries/9999"),
        ("maura", "/children/1/brief/9999"),
    ],
)
def test_what_is_not_there_is_not_found(
    app: Flask, council: SmallCouncil, name: str, path: str
) -> None:
    browser = Browser(app)
    browser.sign_in(name)
    assert browser.get(path).status_code == 404


@pytest.mark.parametrize(
    ("name", "page", "path"),
    [
        ("rosa", "/worries", "/worries/9999/acknowledge"),
        ("rosa", "/worries", "/reading/9999"),
        ("hal", "/threads", "/threads/9999/tell"),
        ("hal", "/threads", "/actions/9999/done"),
        ("petra", "/surveys/", "/surveys/9999/publish"),
        ("rosa", "/worries", "/inbox/nosuchtext"),
        ("rosa", "/worries", "/worries/9999/number"),
    ],
)
def test_a_button_about_what_is_gone_is_not_a_fault_of_ours(
    app: Flask, council: SmallCouncil, name: str, page: str, path: str
) -> None:
    browser = Browser(app)
    browser.sign_in(name)
    form = {"words": "We did it", "person": council.child}
    assert browser.press(page, path, form).status_code == 404


def test_a_fault_of_ours_says_what_is_safe_and_never_what_was_said(
    app: Flask, council: SmallCouncil, clock: StandingClock
) -> None:
    """The tables are gone under the running app."""
    code = stories.invite(council.child, clock)
    db.session.rollback()
    db.drop_all()
    page = Browser(app).post(f"/s/{code}", {"question": "change", "answer": "mum", "go": "next"})
    assert page.status_code == 500
    assert "999" in words_of(page)
    for word in ("mum", "sqlite", "psycopg", "Traceback", "SELECT"):
        assert word not in page.text


def test_alive_says_ok(app: Flask) -> None:
    answer = Browser(app).get("/health")
    assert (answer.status_code, answer.json) == (200, {"status": "ok"})


def test_ready_needs_a_worker_that_was_seen_lately(app: Flask, clock: StandingClock) -> None:
    browser = Browser(app)
    assert browser.get("/ready").status_code == 503
    sweep(app, Keeps())
    ready = browser.get("/ready")
    assert (ready.status_code, ready.json["database"], ready.json["worker"]) == (200, True, True)
    clock.forward(minutes=2)
    assert browser.get("/ready").json["worker"] is False


def test_a_database_without_tables_is_not_ready(app: Flask, clock: StandingClock) -> None:
    db.session.rollback()
    db.drop_all()
    with db.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE alembic_version")
    answer = Browser(app).get("/ready")
    assert answer.status_code == 503
    assert answer.json == {
        "database": False,
        "migration": "",
        "worker": False,
        "texts_not_sent": 0,
        "texts_parked": 0,
        "providers_paused": 0,
    }


def test_outside_practice_there_is_no_pretend_phone(app: Flask) -> None:
    settings = replace(settings_for(app.config["SQLALCHEMY_DATABASE_URI"]), practice=False)
    browser = Browser(create_app(settings))
    for path in ("/phone/", "/phone/417"):
        assert browser.get(path).status_code == 404
    assert "/phone" not in browser.get("/").text


def test_over_tls_the_desk_is_signed_in_without_a_referer(app: Flask) -> None:
    """Our own pages forbid browsers to send one; the token is what is asked for."""
    app.config["SESSION_COOKIE_SECURE"] = True
    desk = app.test_client()
    page = desk.get("/sign-in", base_url="https://localhost")
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)
    assert token
    form = {"sign_in": "hal", "password": "wrong", "csrf_token": token[1]}
    assert desk.post("/sign-in", data=form, base_url="https://localhost").status_code != 400
    del form["csrf_token"]
    assert desk.post("/sign-in", data=form, base_url="https://localhost").status_code == 400
