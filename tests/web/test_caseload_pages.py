"""The caseload's pages as they are used: with a keyboard, without a script."""

import re
from datetime import timedelta

import pytest
from flask import Flask

from tests.people import SmallCouncil
from tests.people import make_user
from tests.rows import every
from tests.rows import only
from tests.services import stories
from tests.settings import StandingClock
from tests.web.browser import Browser
from tests.web.browser import words_of
from voice_app.models.desk import Digest
from voice_app.models.desk import SavedView
from voice_app.policy import Role


@pytest.fixture
def browser(app: Flask, council: SmallCouncil) -> Browser:
    iro = Browser(app)
    iro.be(council.iro)
    return iro


def test_one_form_finds_filters_and_orders_and_says_what_it_shows(
    browser: Browser, council: SmallCouncil, clock: StandingClock
) -> None:
    stories.add_child(clock, "Other", iro=council.iro, due_in=-2)
    page = browser.get("/children/?show=overdue&sort=name")
    assert "Other Invented" in page.text
    assert "Jaz" not in words_of(page)
    assert '<option value="overdue" selected>' in page.text
    assert '<option value="name" selected>' in page.text
    assert "1 of 1 children shown, of 2 that are yours." in words_of(page)
    nobody = words_of(browser.get("/children/?find=nobody"))
    assert "None of your children fits this." in nobody


def test_every_field_has_a_label_and_every_row_a_link(
    browser: Browser, council: SmallCouncil
) -> None:
    for path in ("/children/", "/children/not-heard", "/my-desk"):
        page = browser.get(path).text
        fields = re.findall(r'<(?:input|select)(?![^>]*type="hidden")[^>]*\bid="([^"]+)"', page)
        assert fields
        assert [one for one in fields if f'for="{one}"' not in page] == []
        assert 'class="skip"' in page
    assert (
        f'href="/children/{council.child}/brief/{council.review}"' in browser.get("/children/").text
    )


def test_the_last_call_suggests_another_way(
    browser: Browser, council: SmallCouncil, clock: StandingClock
) -> None:
    clock.forward(days=4)
    assert "Try another way: a visit, a call, or an advocate." in words_of(
        browser.get("/children/")
    )


def test_a_seventy_child_caseload_is_read_in_pages(
    browser: Browser, council: SmallCouncil, clock: StandingClock
) -> None:
    for number in range(1, 51):
        stories.add_child(clock, f"Child{number:02}", iro=council.iro, due_in=number)
    first = browser.get("/children/?show=not_heard")
    assert "page=2" in first.text
    second = browser.get("/children/?show=not_heard&page=2")
    assert "1 of 51 children shown" in words_of(second)
    assert '<b aria-current="page">Page 2</b>' in second.text
    assert browser.get("/children/?page=two").status_code == 200


def test_a_view_is_kept_opened_and_removed(browser: Browser, council: SmallCouncil) -> None:
    form: dict[str, object] = {"name": "To chase", "show": "not_heard", "sort": "longest"}
    kept = browser.press("/children/", "/children/views/caseload", {**form, "find": "Jaz"})
    assert (kept.status_code, kept.location) == (303, "/children/?show=not_heard&sort=longest")
    page = browser.get("/children/").text
    assert '<a href="/children/?show=not_heard&amp;sort=longest">To chase</a>' in page
    view = only(SavedView).id
    assert browser.press("/children/", f"/children/views/{view}/remove").status_code == 303
    assert every(SavedView) == []


def test_a_view_with_a_childs_name_says_why_not(browser: Browser, council: SmallCouncil) -> None:
    browser.press("/children/not-heard", "/children/views/not_heard", {"name": "Jaz"})
    assert "A child's name is in it." in words_of(browser.get("/children/not-heard"))
    assert browser.press("/children/", "/children/views/other", {"name": "x"}).status_code == 404


def test_the_list_leads_to_where_a_child_is_left_in_peace_and_shows_until_when(
    browser: Browser, council: SmallCouncil, clock: StandingClock
) -> None:
    path = f"/children/{council.child}/record/not-now"
    assert path in browser.get("/children/not-heard").text
    today = clock().date()
    days = {"starts": today.isoformat(), "until": (today + timedelta(days=10)).isoformat()}
    done = browser.press(path, path, {**days, "reason": "a funeral"})
    assert done.status_code == 303
    page = words_of(browser.get("/children/not-heard"))
    assert "Do not ask until 3 Dec 2026" in page
    assert "funeral" not in page


def test_another_officers_list_is_without_this_child(
    app: Flask, council: SmallCouncil, clock: StandingClock
) -> None:
    other = Browser(app)
    other.be(make_user("other", Role.IRO, clock))
    assert "Jaz" not in other.get("/children/not-heard").text


def test_a_participation_worker_sees_who_was_asked_without_a_word_or_a_visit(
    app: Flask, council: SmallCouncil, clock: StandingClock
) -> None:
    stories.say(council.child, clock)
    clock.forward(days=100)
    worker = Browser(app)
    worker.be(council.participation)
    page = worker.get("/children/not-heard")
    assert "Jaz Merrin" in page.text
    assert "see my mum" not in page.text
    assert "isit" not in words_of(page)
    assert "not-now" not in page.text


def test_a_digest_is_set_for_oneself_and_the_page_says_when_no_mail_goes_out(
    browser: Browser, council: SmallCouncil
) -> None:
    page = words_of(browser.get("/my-desk"))
    assert "This installation sends no e-mail" in page
    wrong = browser.press("/my-desk", "/my-desk", {"how_often": "daily", "address": "nowhere"})
    assert wrong.status_code == 422
    assert every(Digest) == []
    form: dict[str, object] = {"how_often": "weekly", "address": "maura@northbeck.example"}
    assert browser.press("/my-desk", "/my-desk", form).status_code == 303
    assert (only(Digest).user_id, only(Digest).how_often) == (council.iro, "weekly")
