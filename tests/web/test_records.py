"""The record page as it is read."""

import re

import pytest
from flask import Flask

from tests.people import SmallCouncil
from tests.people import make_user
from tests.phones import Phone
from tests.rows import every
from tests.services import stories
from tests.settings import StandingClock
from tests.web.browser import Browser
from tests.web.browser import words_of
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.conversations import Answer
from voice_app.models.people import Person
from voice_app.models.reviews import PartChoice
from voice_app.policy import Role
from voice_app.services import recording
from voice_app.web.records.forms import KINDS


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
    assert "Jaz: 5 things on the record are late or missing." in words
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


@pytest.mark.parametrize("what", sorted(KINDS))
def test_each_form_opens_and_says_at_each_field_what_is_wrong(
    browser: Browser, council: SmallCouncil, what: str
) -> None:
    """An empty form stores nothing, and no field is refused in the words of a library."""
    path = f"/children/{council.child}/record/{what}"
    answer = browser.press(path, path, {"kind": "nonsense", "since": "31/31/2026"})
    assert answer.status_code == 422
    assert "Nothing was written down yet" in words_of(answer)
    assert "Not a valid" not in words_of(answer)


@pytest.mark.parametrize(
    ("what", "form", "shown"),
    [
        (
            "plan",
            {"kind": "health", "made_on": "2026-11-02", "responsible": "", "somebody_else": "Bo"},
            "Health plan Bo Due by 2 Nov 2027 Worked out:",
        ),
        (
            "meeting",
            {
                "kind": "social_work_visit",
                "held_on": "2026-11-20",
                "child_seen": "yes",
                "seen_alone": "no",
            },
            "Social work visit, 20 Nov 2026 Seen, not alone.",
        ),
        ("stage", {"stage": "care", "since": "2026-01-05"}, "living in care since 5 Jan 2026"),
        ("placement", {"kind": "K2", "since": "2026-11-01"}, "Children's home since 1 Nov 2026"),
        ("legal", {"status": "C1", "since": "2026-11-01"}, "Interim care order since 1 Nov 2026"),
        ("relative", {"kind": "parent", "preferred_name": "Ann"}, "Ann Parent"),
        (
            "not-now",
            {"starts": "2026-11-23", "until": "2026-12-01", "reason": "Court"},
            "Not to be asked, 23 Nov 2026 to 1 Dec 2026. Court",
        ),
    ],
)
def test_what_was_written_stands_on_the_record(
    browser: Browser, council: SmallCouncil, what: str, form: dict[str, object], shown: str
) -> None:
    """The button leads back to its place on the record, where it can be read."""
    path = f"/children/{council.child}/record/{what}"
    answer = browser.press(path, path, form)
    assert (answer.status_code, answer.location.split("#")[0]) == (
        303,
        f"/children/{council.child}/record",
    )
    page = browser.get(answer.location)
    assert f'id="{answer.location.split("#")[1]}"' in page.text
    assert "It is on the record" in words_of(page)
    assert shown in words_of(page)


def test_a_day_that_cannot_be_is_refused_in_words(browser: Browser, council: SmallCouncil) -> None:
    """What happened and what to do, at the field itself, with what was typed still there."""
    path = f"/children/{council.child}/record/stage"
    form = {"stage": "care", "since": "2026-11-20", "until": "2026-11-01"}
    answer = browser.press(path, path, form)
    assert answer.status_code == 422
    assert "It ends before it begins, on 20 Nov 2026. Check both days." in words_of(answer)
    assert 'aria-invalid="true"' in answer.text
    assert 'value="2026-11-01"' in answer.text


def test_who_hands_the_child_over_is_led_away_from_the_record(
    app: Flask, browser: Browser, council: SmallCouncil, clock: StandingClock
) -> None:
    """The end of the assignment is the end of access, from the next page on."""
    tunde = make_user("tunde", Role.IRO, clock)
    path = f"/children/{council.child}/record/worker"
    answer = browser.press(path, path, {"user": f"iro:{tunde}", "since": "2026-11-23"})
    assert (answer.status_code, answer.location) == (303, "/")
    assert browser.get(path).status_code == 403


def test_a_manager_reads_and_does_not_write(
    browser: Browser, council: SmallCouncil, clock: StandingClock
) -> None:
    """The page offers no form, and the form's address is shut."""
    meg = make_user("meg", Role.TEAM_MANAGER, clock)
    work = recording.NewInvolvement(meg, "team_manager", clock().date())
    recording.involve(council.child, work, by=None, now=clock())
    browser.be(meg)
    assert "Write something down" not in browser.get(f"/children/{council.child}/record").text
    assert browser.get(f"/children/{council.child}/record/plan").status_code == 403


def test_the_line_is_a_drawing_with_a_table_that_holds_the_same(
    browser: Browser, council: SmallCouncil, clock: StandingClock
) -> None:
    """Title, description, no script and no style; every entry drawn is a row of the table."""
    stories.say(council.child, clock)
    page = browser.get(f"/children/{council.child}/line")
    drawing = page.text[page.text.index('<svg class="line') : page.text.rindex("</svg>")]
    assert '<title id="line-title">' in drawing
    assert '<desc id="line-desc">' in drawing
    rows = page.text[page.text.index("The line as a table") :].count('<th scope="row">')
    assert drawing.count("<g>") == rows
    assert "style=" not in drawing
    assert "see my mum" not in page.text
    assert "Before my review" in words_of(page)


def test_a_social_worker_sees_on_the_line_what_they_may_be_shown(
    app: Flask, browser: Browser, council: SmallCouncil, clock: StandingClock
) -> None:
    """A message nobody asked for is for the IRO: that it was sent is too."""
    Phone(app, clock).text("can someone ring me about dev")
    dev = make_user("dev", Role.SOCIAL_WORKER, clock)
    work = recording.NewInvolvement(dev, "social_worker", clock().date())
    recording.involve(council.child, work, by=None, now=clock())
    path = f"/children/{council.child}/line"
    assert "A message of their own" in browser.get(path).text
    browser.be(dev)
    assert "A message of their own" not in browser.get(path).text
    stories.say(council.child, clock)
    assert "Before my review" in browser.get(path).text
    with writing():
        for answer in every(Answer):
            private = PartChoice(review_id=council.review, answer_id=answer.id, at=clock())
            private.held_back = True
            db.session.add(private)
    assert "Before my review" not in browser.get(path).text


def test_the_list_of_records_holds_ones_own_children_alone(
    browser: Browser, council: SmallCouncil, clock: StandingClock
) -> None:
    """A social worker has no caseload: this is their way to each record."""
    dev = make_user("dev", Role.SOCIAL_WORKER, clock)
    browser.be(dev)
    assert "Nobody's record opens to you today." in words_of(browser.get("/records"))
    work = recording.NewInvolvement(dev, "social_worker", clock().date(), clock().date())
    recording.involve(council.child, work, by=None, now=clock())
    page = browser.get("/records")
    assert f'href="/children/{council.child}/record"' in page.text
    clock.forward(days=1)
    assert "Jaz" not in browser.get("/records").text


def test_what_was_written_is_put_right_on_a_page_of_its_own(
    browser: Browser, council: SmallCouncil
) -> None:
    """The form holds what stands there; a fault stands at its field; the record says who did it."""
    start = f"/children/{council.child}/record/placement"
    browser.press(start, start, {"kind": "K2", "since": "2026-11-01"})
    record = browser.get(f"/children/{council.child}/record")
    row = re.search(r'href="(/children/\d+/record/placement/\d+)"', record.text)
    assert row is not None
    page = browser.get(row[1])
    assert 'value="2026-11-01"' in page.text
    answer = browser.press(row[1], row[1], {"kind": "K2", "since": "2027-11-01"})
    assert answer.status_code == 422
    assert "This day has not come yet" in words_of(answer)
    assert browser.press(row[1], row[1], {"kind": "K2", "since": "2026-10-01"}).status_code == 303
    answer = browser.press(row[1], f"{row[1]}/mistake", {"why": "nonsense"})
    assert answer.status_code == 422
    assert browser.press(row[1], f"{row[1]}/mistake", {"why": "twice"}).status_code == 303
    words = words_of(browser.get(f"/children/{council.child}/record"))
    assert "Children's home" not in words
    assert "Where they live Removed: It is on record twice Maura Invented" in words


def test_a_carer_is_over_and_a_child_is_asked_again_from_the_record(
    browser: Browser, council: SmallCouncil, clock: StandingClock
) -> None:
    """Both by a form of their own, which the record leads to."""
    stories.add_adult(clock, council.child, "Lorna")
    quiet = recording.NotNow("Court", clock().date(), clock().date())
    recording.do_not_ask(council.child, quiet, by=None, now=clock())
    path = f"/children/{council.child}/record/relative/1"
    assert f'href="{path}"' in browser.get(f"/children/{council.child}/record").text
    assert browser.press(path, f"{path}/over", {"on": ""}).status_code == 422
    assert browser.press(path, f"{path}/over", {"on": "2026-11-20"}).status_code == 303
    path = f"/children/{council.child}/record/not-now/1"
    assert browser.press(path, f"{path}/over").status_code == 303
    words = words_of(browser.get(f"/children/{council.child}/record"))
    assert "Foster carer until 20 Nov 2026" in words
    assert "Not to be asked" not in words


def test_a_number_is_changed_on_a_page_that_shows_only_how_the_old_one_ends(
    browser: Browser, council: SmallCouncil
) -> None:
    """A bad one is refused at its field; no form shows a number in full."""
    path = f"/children/{council.child}/contact/{council.child}"
    page = browser.get(path)
    assert "ends in 417" in words_of(page)
    assert "900417" not in page.text
    answer = browser.press(path, path, {"do": "number", "mobile": "12"})
    assert (answer.status_code, "can't be used as a mobile" in words_of(answer)) == (422, True)
    assert browser.press(path, path, {"do": "number", "mobile": "07700 900555"}).status_code == 303
    assert "ends in 555 . Nobody has replied" in words_of(browser.get(path)).replace(
        "555.", "555 ."
    )
    assert browser.press(path, path, {"do": "end"}).status_code == 303
    assert "No number is on record." in words_of(browser.get(path))
    name = {"do": "name", "preferred_name": "Jay", "surname": "Merrin"}
    assert browser.press(path, path, name).status_code == 303
    assert "Jay Merrin: name and number" in words_of(browser.get(path))
