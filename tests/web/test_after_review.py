"""The pages after a review, as they are read and pressed; and by whom they are not."""

import io
import json
import zipfile

import pytest
from flask import Flask

from tests.people import SmallCouncil
from tests.people import make_user
from tests.rows import every
from tests.services import stories
from tests.services.concluding_stories import DECIDED
from tests.services.concluding_stories import Review
from tests.settings import StandingClock
from tests.web.browser import Browser
from tests.web.browser import words_of
from voice_app.models.journey import Decision
from voice_app.models.journey import Promise
from voice_app.models.reviews import Escalation
from voice_app.models.reviews import ReviewReply
from voice_app.policy import Role
from voice_app.services import recording


@pytest.fixture
def review(council: SmallCouncil, clock: StandingClock) -> Review:
    return Review(council, clock)


@pytest.fixture
def browser(app: Flask, review: Review) -> Browser:
    browser = Browser(app)
    browser.be(review.council.iro)
    return browser


@pytest.fixture
def page(review: Review) -> str:
    return f"/children/{review.council.child}/review/{review.council.review}/after"


def test_a_review_is_held_decided_promised_told_and_exported_by_its_officer(
    browser: Browser, review: Review, page: str
) -> None:
    """The whole way, button by button."""
    review.say()
    assert "is not marked as held" in words_of(browser.get(page))
    answer = stories.answer_of(stories.WORDS)
    assert f"/children/{review.council.child}/words/{answer}" in browser.get(page).text
    held = {"held_on": str(review.today), "code": "PN6"}
    assert browser.press(page, f"{page}/held", held).status_code == 303
    browser.press(page, f"{page}/decisions", {"words": DECIDED})
    (decision,) = every(Decision)
    promised = {"what": "Book the visits", "who": "Dev", "due_on": "2026-12-07"}
    browser.press(page, f"{page}/decisions/{decision.id}/promises", promised)
    shown = words_of(browser.get(page))
    assert "Tell Jaz what came of it by Monday 21 December 2026" in shown
    assert "Dev : Book the visits by Mon 7 Dec" in shown
    browser.press(page, f"{page}/reply", {"words": "You will see Kit more. Maura"})
    assert "Jaz has been told" in words_of(browser.get(page))
    taken = browser.press(page, f"{page}/export")
    assert taken.headers["Content-Disposition"].endswith('-2026-11-23.zip"')
    files = zipfile.ZipFile(io.BytesIO(taken.data))
    assert set(files.namelist()) == {"review.html", "review.json", "ssd_voice_of_child.csv"}
    assert json.loads(files.read("review.json"))["review"]["participation"] == "PN6"
    readable = files.read("review.html").decode()
    for words in (stories.WORDS, DECIDED, "You will see Kit more. Maura", "PN6"):
        assert words in readable


def test_the_code_is_words_beside_the_choices_and_none_is_picked_for_them(
    browser: Browser, page: str
) -> None:
    """What is picked is "Not decided yet", until somebody decides."""
    shown = browser.get(page).text
    assert "PN1 if they came, PN7 if they did not" in words_of(browser.get(page))
    (picked,) = [line for line in shown.split("<label") if " checked" in line]
    assert "Not decided yet" in picked


def test_a_fault_is_said_in_words_and_nothing_is_stored(browser: Browser, page: str) -> None:
    """A day to come, no day at all, an empty decision."""
    for path, form, why in (
        ("held", {"held_on": "2026-12-24"}, "has not come yet"),
        ("held", {"held_on": "soon"}, "on which day"),
        ("decisions", {"words": " "}, "is empty"),
        ("reply", {"words": "Hello"}, "held first"),
        ("export", {}, "held first"),
    ):
        browser.press(page, f"{page}/{path}", form)
        assert why in words_of(browser.get(page))
    assert every(Decision) == every(ReviewReply) == []


def test_a_code_that_the_department_will_question_is_said(
    browser: Browser, review: Review, page: str
) -> None:
    """It is stored all the same."""
    browser.press(page, f"{page}/held", {"held_on": str(review.today), "code": "PN0"})
    assert "check 440" in words_of(browser.get(page))
    assert review.row.participation == "PN0"


def test_a_decision_is_changed_and_taken_out_on_the_page(
    browser: Browser, review: Review, page: str
) -> None:
    """Its promises too."""
    decision = review.decide()
    promise = review.promise(decision)
    browser.press(page, f"{page}/decisions/{decision}", {"words": "You see Kit on Sundays."})
    changed = {"what": "Ask Kit", "who": "Lorna", "due_on": ""}
    browser.press(page, f"{page}/promises/{promise}", changed)
    shown = words_of(browser.get(page))
    assert "You see Kit on Sundays." in shown
    assert "Lorna : Ask Kit" in shown
    browser.press(page, f"{page}/promises/{promise}", {"do": "take_out"})
    browser.press(page, f"{page}/decisions/{decision}", {"do": "take_out"})
    assert every(Decision) == every(Promise) == []


def test_what_was_told_has_no_button_to_change_it(
    browser: Browser, review: Review, page: str
) -> None:
    """Only one for a new line."""
    decision = review.decide()
    review.hold()
    review.tell()
    shown = browser.get(page).text
    assert f"{page}/decisions/{decision}" not in shown
    assert "Put it right with a new line" in shown
    browser.press(page, f"{page}/decisions", {"words": "Every 4 weeks.", "corrects": decision})
    assert f"This puts right: “{DECIDED}”" in words_of(browser.get(page))


def test_a_dispute_goes_from_talk_to_a_clock_to_its_end(
    browser: Browser, review: Review, page: str
) -> None:
    """On the child's page and on the list."""
    browser.press(page, f"{page}/dispute", {"words": "No visits for nine weeks."})
    (row,) = every(Escalation)
    step = f"/children/disputes/{row.id}"
    browser.press(page, step, {"words": "Talked with the team manager.", "do": "step"})
    browser.press(page, step, {"words": "Nothing changed.", "do": "formal"})
    shown = words_of(browser.get("/children/disputes"))
    assert "1 dispute is open." in shown
    assert "20 working days left. To be settled by Monday 21 December 2026." in shown
    review.clock.forward(days=40)
    assert "1 of them is late" in words_of(browser.get("/children/disputes"))
    browser.press(page, step, {"words": "Visits are back.", "do": "settle"})
    assert "0 disputes are open." in words_of(browser.get("/children/disputes"))
    assert "Settled on" in words_of(browser.get(page))


def test_what_is_owed_is_a_list_with_the_late_ones_marked(
    browser: Browser, review: Review, page: str
) -> None:
    """From the bar at the top."""
    assert "No child waits" in words_of(browser.get("/children/after"))
    review.decide()
    review.hold()
    review.clock.forward(days=40)
    shown = browser.get("/children/after")
    assert "1 child waits to hear" in words_of(shown)
    assert "days late" in words_of(shown)
    assert page in shown.text


@pytest.mark.parametrize("who", ["another_officer", "social_worker", "administrator", "qa", "duty"])
def test_who_is_not_the_childs_officer_gets_no_page_and_no_file(
    app: Flask, review: Review, page: str, who: str
) -> None:
    """Not even the social worker who works with her."""
    review.hold()
    roles = {"another_officer": Role.IRO, "social_worker": Role.SOCIAL_WORKER}
    if who in roles:
        user = make_user(who.replace("_", ""), roles[who], review.clock)
    else:
        user = getattr(review.council, who)
    if who == "social_worker":
        new = recording.NewInvolvement(user, "social_worker", review.today)
        recording.involve(review.council.child, new, by=None, now=review.clock())
    app.config["WTF_CSRF_ENABLED"] = False
    browser = Browser(app)
    browser.be(user)
    assert browser.get(page).status_code == 403
    for button in ("held", "decisions", "reply", "export", "dispute"):
        assert (
            browser.post(
                f"{page}/{button}", {"words": "x", "held_on": str(review.today)}
            ).status_code
            == 403
        )
    assert every(Decision) == every(ReviewReply) == every(Escalation) == []


def test_a_sealed_record_and_a_review_of_nobody_are_shut(
    app: Flask, review: Review, page: str, browser: Browser
) -> None:
    """Sealed is 403 for its officer too; what is not there is 404."""
    assert browser.get(page.replace("/review/", "/review/99")).status_code == 404
    review.seal()
    assert browser.get(page).status_code == 403


def test_a_button_without_its_token_does_nothing(browser: Browser, page: str) -> None:
    """Another site cannot press it."""
    assert browser.post(f"{page}/decisions", {"words": DECIDED}).status_code == 400
    assert every(Decision) == []
