"""Paper and telephone at the desk: print, key in, and what a person with a letter meets."""

import re

import pytest
from flask import Flask

from tests.people import SmallCouncil
from tests.rows import current
from tests.rows import every
from tests.rows import only
from tests.services import stories
from tests.services.nameless_stories import poster
from tests.settings import StandingClock
from tests.web.browser import Browser
from tests.web.browser import words_of
from voice_app.models.conversations import Answer
from voice_app.models.surveys import Invitation
from voice_app.pages.on_paper import reference
from voice_app.services import inviting
from voice_app.services import open_links
from voice_app.services import recording
from voice_app.web import qr


@pytest.fixture
def desk(app: Flask, council: SmallCouncil) -> Browser:
    app.config["WTF_CSRF_ENABLED"] = False  # the token has its own test
    browser = Browser(app)
    browser.be(council.participation)
    return browser


@pytest.fixture
def invitation(council: SmallCouncil, clock: StandingClock) -> int:
    return inviting.invitation_of(stories.invite(council.child, clock)) or 0


def test_a_letter_is_drawn_here_and_its_code_opens_her_survey(
    app: Flask, desk: Browser, invitation: int
) -> None:
    """No picture from elsewhere, no style in a tag; no guessing elsewhere shuts the letter out."""
    page = desk.post(f"/paper/letter/{invitation}")
    words, code = words_of(page), only(Invitation).code
    assert "Hello Jaz," in words
    assert "seal it" in words
    assert not re.search(r"<(img|script|style)|\sstyle=", page.text)
    svg = re.sub(r"\s+", " ", str(qr.drawn(f"http://localhost:8000/s/{code}")))
    assert svg.startswith('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ')
    (typed,) = re.findall(r"\b\w{3} \w{3} \w{4}\b(?= It works until)", words)
    assert typed.replace(" ", "") == code
    child = Browser(app)
    wrong = [child.post("/go", {"code": "2222 2222"}).status_code for _ in range(12)]
    assert wrong[-1] == 429
    assert child.post("/go", {"code": typed.upper()}).location == f"/s/{code}"


def test_right_codes_use_up_no_guesses(app: Flask, invitation: int) -> None:
    """A children's home shares one address."""
    path = f"/s/{only(Invitation).code}"
    here, there = Browser(app), Browser(app)
    here.post(path, {"go": "start"})
    for _ in range(12):
        here.post(f"{path}/later", {})
        found = re.search(
            r"\b[2-9a-y]{4} [2-9a-y]{4}\b(?= It works)", words_of(here.get(f"{path}/later"))
        )
        assert found is not None
        assert there.post("/go", {"code": found[0]}).status_code == 303


def test_a_form_is_printed_with_every_question_and_no_name(desk: Browser, invitation: int) -> None:
    page = desk.get(f"/paper/form/{invitation}?band=8-11")
    words = words_of(page)
    assert f"Form {reference(invitation)}" in words
    assert "Do you feel safe where you live?" in words
    assert "Only if you picked “" in words
    assert "Jaz" not in page.text
    assert 'class="face"' in page.text
    assert only(Invitation).code not in page.text


def test_a_form_for_anybody_in_pictures(desk: Browser) -> None:
    page = desk.get("/paper/form?survey=before-my-review&band=4-7")
    assert "ticks pics" in page.text
    assert "Do not write your name on it." in words_of(page)
    assert "/form " not in page.text
    assert desk.get("/paper/form?survey=nothing-of-ours").status_code == 404


def test_a_poster_takes_a_number_that_takes_texts(desk: Browser) -> None:
    assert "Text HELLO to 07700 900 417" in words_of(desk.get("/paper/poster?number=07700900417"))
    assert "Text HELLO to 60777" in words_of(desk.get("/paper/poster?number=60777"))
    refused = desk.get("/paper/poster?number=0113+496+0999")
    assert refused.status_code == 303
    assert "no mobile number" in words_of(desk.get(refused.location))


def test_a_form_that_came_back_is_found_and_keyed_in(desk: Browser, invitation: int) -> None:
    """By its number; one slip in it finds nobody."""
    number = reference(invitation)
    slip = number[:-1] + str((int(number[-1]) + 1) % 10)
    assert "a slip in that number" in words_of(
        desk.get(desk.get(f"/paper/find?number={slip}").location)
    )
    path = desk.get(f"/paper/find?number={number}").location
    page = words_of(desk.get(path))
    assert "Key in the paper of Jaz Merrin" in page
    form = {
        "by": "paper",
        "band": "12-17",
        "safe-answer": "no",
        "safe-comment": "at nihgt",
        "feelings-answer": ["worried", "tired"],
        "change-answer": "see kit",
        "change-who": "review",
        "helped": "nobody",
    }
    done = desk.post(path, form)
    assert done.status_code == 303
    told = words_of(desk.get(done.location))
    assert "3 answers are saved." in told
    assert "The duty desk sees it now." in told
    assert current("safe").words == "at nihgt"
    assert current("feelings").value == ["worried", "tired"]
    assert (current("change").who_sees, current("change").channel) == ("review", "paper")
    there = words_of(desk.get(path))
    assert "They have answered this on paper" in there
    assert "at nihgt" not in there
    rows = len(every(Answer))
    assert "were there already" in words_of(desk.get(desk.post(path, form).location))
    assert len(every(Answer)) == rows


def test_a_slip_comes_back_with_all_that_was_typed(desk: Browser, invitation: int) -> None:
    path = f"/paper/key/{invitation}"
    form = {"by": "paper", "band": "12-17", "change-answer": "x" * 5001, "safe-comment": "not lost"}
    page = desk.post(path, form)
    assert page.status_code == 422
    assert "Nothing is saved yet." in words_of(page)
    assert "not lost" in page.text
    assert "x" * 5001 in page.text
    assert every(Answer) == []


def test_a_parent_is_asked_on_the_telephone_from_a_script(
    desk: Browser, council: SmallCouncil, clock: StandingClock
) -> None:
    mother = stories.add_adult(clock, council.child, "Dana", kind="parent")
    form = {"survey": "early-help-by-phone", "by": "call"}
    begun = desk.post(f"/paper/person/{mother}", form)
    page = words_of(desk.get(begun.location))
    assert "On the telephone with Dana Invented" in page
    assert "Read this out first" in page
    assert "Read this out. This call is about" in page
    said = {"by": "call", "band": "18+", "told_why-answer": "yes", "rest": "later"}
    told = words_of(desk.get(desk.post(begun.location, said).location))
    assert "1 answer is saved. 0 questions were left empty." in told


def test_who_said_no_is_not_asked_on_paper_either(
    desk: Browser, council: SmallCouncil, clock: StandingClock
) -> None:
    """The budget and their own no hold on paper too; what they wish themselves does not count."""
    for _ in range(5):
        desk.post(f"/paper/person/{council.child}", {"survey": "after-a-visit", "by": "paper"})
    page = words_of(desk.get(f"/paper/person/{council.child}"))
    assert "Asked often enough this month." in page
    before = len(every(Invitation))
    wish = {"survey": "after-a-visit", "by": "paper", "wish": "yes"}
    desk.post(f"/paper/person/{council.child}", wish)
    assert len(every(Invitation)) == before + 1


def test_she_reads_that_it_came_on_paper(app: Flask, desk: Browser, invitation: int) -> None:
    desk.post(f"/paper/key/{invitation}", {"by": "paper", "band": "12-17", "change-answer": "kit"})
    code = only(Invitation).code
    hers, path = Browser(app).show_sign(code), f"/s/{code}"
    assert "You wrote this on paper. Petra Invented typed it in" in words_of(
        hers.get(f"{path}/voice")
    )
    assert "Petra Invented typed in what you wrote" in words_of(hers.get(f"{path}/copy"))


def test_a_good_moment_is_named_with_its_survey_and_a_text_goes_on_one_press(
    app: Flask, council: SmallCouncil, clock: StandingClock
) -> None:
    """Nothing goes before the press; then a text, within everything that holds for an ask."""
    held = recording.NewMeeting("social_work_visit", held_on=clock().date())
    recording.record_meeting(council.child, held, by=council.iro, now=clock())
    browser = Browser(app)
    browser.be(council.iro)
    path = f"/paper/person/{council.child}"
    assert "After a visit The worker visited: 23 Nov 2026" in words_of(browser.get(path))
    browser.press(path, path, {"survey": "after-a-visit", "by": "text"})
    assert "They are being asked" in words_of(browser.get(path))
    assert only(Invitation).channel == "text"


def test_an_open_link_has_a_poster_as_long_as_it_is_open(
    desk: Browser, council: SmallCouncil, clock: StandingClock
) -> None:
    """Its address in words and as a square; once it is closed there is nothing to hang up."""
    link = poster(council, clock)
    path = f"/paper/poster/{link.link_id}"
    assert path in desk.get("/ask/links").text
    page = desk.get(path)
    assert f"/s/{link.code}" in words_of(page)
    assert 'class="qr"' in page.text
    assert "Nobody knows that it is you." in words_of(page)
    open_links.close(link.link_id, user_id=council.participation, now=clock())
    assert desk.get(path).status_code == 404
