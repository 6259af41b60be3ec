"""Every figure and quote on the brief opens the record it came from, with the same words."""

import os
import re
import subprocess
import sys
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from flask import Flask

from tests.people import SmallCouncil
from tests.rows import only
from tests.services import stories
from tests.settings import KEYS
from tests.settings import StandingClock
from tests.web.browser import Browser
from tests.web.browser import words_of
from voice_app.models.reviews import Translation
from voice_app.models.reviews import ViewUse
from voice_app.services import recording
from voice_app.services import reviewing

LINK = re.compile(r'<a href="(/children/[^"]+)"[^>]*>(.*?)</a>', re.DOTALL)
ROOT = Path(__file__).parents[2]


@pytest.fixture
def browser(app: Flask, council: SmallCouncil, clock: StandingClock) -> Browser:
    """Her officer at the desk: she answered twice, has a plan, and a decision of the last time."""
    today = clock().date()
    plan = recording.NewPlan("care", today - timedelta(days=300), today - timedelta(days=9))
    recording.record_plan(council.child, plan, by=None, now=clock())
    held = recording.NewMeeting("statutory_review", held_on=today - timedelta(days=165))
    last = recording.record_meeting(council.child, held, by=None, now=clock())
    decided = recording.NewDecision("See Kit each month", (recording.NewPromise("Dev"),))
    recording.record_decision(last, decided, by=council.iro, now=clock())
    said = {"listened": "not_at_all", "attend": "be_there", "change": stories.WORDS}
    for _time in range(2):
        stories.fill_in(stories.invite(council.child, clock), said, clock)
        clock.forward(days=5)
    stories.work()
    browser = Browser(app)
    browser.be(council.iro)
    return browser


def brief_path(council: SmallCouncil) -> str:
    return f"/children/{council.child}/brief/{council.review}"


def test_every_link_opens_a_page_and_a_record_has_its_anchor(
    browser: Browser, council: SmallCouncil
) -> None:
    """Quotes, then and now, wishes, plans, promises and the figures of the limits."""
    found = LINK.findall(browser.get(brief_path(council)).text)
    kinds = {"words": 0, "record": 0, "answers": 0}
    for target, _shown in found:
        path, _, anchor = unescape(target).partition("#")
        page = browser.get(path)
        assert page.status_code == 200, path
        if anchor:
            assert f'id="{anchor}"' in page.text, target
        for kind in kinds:
            kinds[kind] += f"/{kind}" in path
    assert kinds["words"] >= 6
    assert kinds["record"] >= 2
    assert kinds["answers"] == 1


def test_a_quote_opens_the_very_same_words(browser: Browser, council: SmallCouncil) -> None:
    """As written, with the question, and where it came from."""
    answer = stories.answer_of(stories.WORDS)
    page = words_of(browser.get(f"/children/{council.child}/words/{answer}"))
    marked = re.sub(r"\s+", "", page)
    assert re.sub(r"\s+", "", stories.WORDS) in marked
    assert "on the web" in page


def test_then_and_now_show_words_and_numbers_and_open_both_answers(
    browser: Browser, council: SmallCouncil
) -> None:
    """ "1 not at all", twice, each to its own page."""
    shown = [
        (target, text)
        for target, text in LINK.findall(browser.get(brief_path(council)).text)
        if text.strip() == "1 not at all"
    ]
    assert len({target for target, _ in shown}) == 2
    for target, _text in shown:
        assert "Not at all" in words_of(browser.get(target))


def test_forms_write_down_a_use_and_a_translation(browser: Browser, council: SmallCouncil) -> None:
    """As an officer does it, with the token of the page; what is missing is asked for."""
    answer = stories.answer_of(stories.WORDS)
    page = f"/children/{council.child}/words/{answer}"
    use = {"review_id": council.review, "outcome": "used", "plan_kind": "care", "words": "p. 3"}
    browser.press(page, f"/children/words/{answer}/use", {**use, "words": " "})
    assert "Nothing was kept." in words_of(browser.get(page))
    browser.press(page, f"/children/words/{answer}/use", use)
    assert only(ViewUse).words == "p. 3"
    new = {"words": "I want to see her", "translated_by": "Amira, interpreter"}
    browser.press(page, f"{page}/translation", new)
    assert only(Translation).words == "I want to see her"
    assert "Translated by Amira, interpreter." in words_of(browser.get(brief_path(council)))


def test_a_copy_is_issued_shown_printed_and_taken_out(
    browser: Browser, council: SmallCouncil
) -> None:
    """The PDF comes when the worker made it, under a name that says nothing."""
    made = browser.press(brief_path(council), f"{brief_path(council)}/issue")
    copy = made.location
    assert copy.endswith("/issued/1")
    assert "The PDF is being made." in words_of(browser.get(copy))
    assert browser.get(f"{copy}.pdf").status_code == 404
    stories.work()
    assert "Download the PDF" in words_of(browser.get(copy))
    pdf = browser.get(f"{copy}.pdf")
    assert (pdf.mimetype, pdf.data[:5]) == ("application/pdf", b"%PDF-")
    assert "Jaz" not in pdf.headers["Content-Disposition"]
    printed = words_of(browser.get(f"{copy}/print"))
    assert "Jaz, before the review" in printed
    assert browser.get(f"{brief_path(council)}/issued/9").status_code == 404


OPEN = """
import sys
from wsgi import app
client = app.test_client()
with client.session_transaction() as session:
    session["user_id"] = int(sys.argv[1])
for path in sys.argv[2:]:
    assert client.get(path).status_code == 200, path
print("weasyprint" in sys.modules)
"""


def test_the_web_shows_and_gives_out_briefs_without_what_makes_the_pdf(
    request: pytest.FixtureRequest,
    app: Flask,
    council: SmallCouncil,
    clock: StandingClock,
    tmp_path: Path,
) -> None:
    """WeasyPrint takes seconds and Pango to load: it belongs to the worker alone."""
    if request.config.getoption("--database") != "sqlite":
        pytest.skip("what is imported does not depend on the database")
    here = (council.child, council.review)
    reviewing.issue_by_hand(*here, user_id=council.iro, now=clock())
    stories.work()
    copy = f"{brief_path(council)}/issued/1"
    environ = {
        **os.environ,
        **KEYS,
        "VOICE_PRACTICE": "1",
        "VOICE_INSTANCE": str(tmp_path),
        "VOICE_DATABASE_URL": app.config["SQLALCHEMY_DATABASE_URI"],
        "VOICE_PUBLIC_URL": "http://127.0.0.1:8000",
    }
    paths = [brief_path(council), copy, f"{copy}/print", f"{copy}.pdf"]
    done = subprocess.run(  # noqa: S603 - our own words, our own interpreter
        [sys.executable, "-c", OPEN, str(council.iro), *paths],
        cwd=ROOT,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["False"]


def test_a_theme_is_added_by_hand_on_the_page_of_the_words(
    browser: Browser, council: SmallCouncil
) -> None:
    """With a name beside it, and only a theme that there is."""
    answer = stories.answer_of(stories.WORDS)
    page, add = f"/children/{council.child}/words/{answer}", f"/children/words/{answer}/theme"
    assert "Choose what it is about" in browser.get(page).text
    assert browser.press(page, add, {"theme": "made_up"}).status_code == 400
    assert browser.press(page, add, {"theme": "education"}).status_code in (302, 303)
    assert "Agreed by Maura" in browser.get(page).text
