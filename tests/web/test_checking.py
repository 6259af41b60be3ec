"""Before Finish: all they said on one page, to change, to take back, to keep a copy of."""

import gzip
import re

import pytest
from flask import Flask

from tests.people import SmallCouncil
from tests.services import stories
from tests.settings import StandingClock
from tests.web.browser import Browser
from tests.web.browser import words_of
from voice_app.services import inviting

FLIGHT = 14_600  # bytes of a page other than the first: one flight of the network


@pytest.fixture
def path(council: SmallCouncil, clock: StandingClock) -> str:
    """A survey with one thing said in it, the rest skipped."""
    code = stories.invite(council.child, clock)
    stories.fill_in(code, {"know_plan": "mostly", "change": stories.WORDS}, clock)
    return f"/s/{code}"


def test_the_last_answer_leads_to_all_of_them_and_finish_to_the_end(app: Flask, path: str) -> None:
    walk = Browser(app)
    form = {"question": "change", "go": "next", "answer": "a later bedtime"}
    sent = walk.post(path, form)
    assert sent.location == f"{path}/check"
    page = walk.get(sent.location)
    assert "a later bedtime" in words_of(page)
    assert "You skipped this" in words_of(page)
    assert f'href="{path}/q/know_plan"' in page.text
    assert "Finish" in words_of(page)
    assert len(gzip.compress(page.data, 9)) <= FLIGHT
    assert "That was the last one" in words_of(walk.get(path))


def test_midway_it_says_what_has_not_been_asked_and_goes_on(
    app: Flask, council: SmallCouncil, clock: StandingClock
) -> None:
    path = f"/s/{stories.invite(council.child, clock)}"
    walk = Browser(app)
    walk.post(path, {"go": "start"})
    page = words_of(walk.get(f"{path}/check"))
    assert "Not asked yet" in page
    assert "Go on" in page


def test_a_copy_has_their_words_and_no_name(app: Flask, path: str) -> None:
    page = Browser(app).get(f"{path}/copy")
    assert stories.WORDS in words_of(page)
    for name in ("Jaz", "Merrin"):
        assert name not in page.text


def test_taking_back_is_asked_first_and_said_plainly_after(app: Flask, path: str) -> None:
    walk = Browser(app).show_sign(path.split("/")[2])
    back = f"{path}/back/{stories.answer_of(stories.WORDS)}"
    assert f'href="{back}"' in walk.get(f"{path}/voice").text
    before = words_of(walk.get(back))
    assert "the duty desk keeps it" in before
    assert stories.WORDS in before
    done = walk.post(back, {})
    assert "You took it back" in words_of(walk.get(done.location))
    again = walk.post(back, {})
    assert "nothing to take back" in words_of(walk.get(again.location))
    assert stories.WORDS not in words_of(walk.get(f"{path}/check"))


@pytest.mark.parametrize("place", ["/check", "/copy", "/back", "/back/1"])
def test_a_closed_link_opens_none_of_it(
    app: Flask, council: SmallCouncil, path: str, clock: StandingClock, place: str
) -> None:
    number = inviting.invitation_of(path.removeprefix("/s/"))
    assert number
    inviting.revoke(number, now=clock())
    page = Browser(app).get(path + place)
    assert page.status_code == 410
    assert stories.WORDS not in page.text


def test_a_code_leads_another_phone_to_the_same_survey_and_guessing_is_stopped(
    app: Flask, council: SmallCouncil, clock: StandingClock
) -> None:
    path = f"/s/{stories.invite(council.child, clock)}"
    here, there = Browser(app), Browser(app)
    here.post(path, {"go": "start"})
    assert f'href="{path}/later"' in here.get(path).text
    assert here.post(f"{path}/later", {}).status_code == 303
    page = words_of(here.get(f"{path}/later"))
    (said,) = re.findall(r"\b[2-9a-y]{4} [2-9a-y]{4}\b(?= It works once)", page)
    assert there.post("/go", {"code": said}).location == path
    assert there.post("/go", {"code": said}).location == path  # if the answer did not arrive
    clock.forward(minutes=11)
    assert "does not open anything" in words_of(there.post("/go", {"code": said}))
    tries = [there.post("/go", {"code": "2222 2222"}).status_code for _ in range(12)]
    assert tries[-1] == 429


def test_who_helped_is_asked_once_at_the_end(app: Flask, path: str) -> None:
    walk = Browser(app)
    assert f'href="{path}/helped"' in walk.get(f"{path}/check").text
    page = walk.get(f"{path}/helped")
    assert "Did somebody help you?" in words_of(page)
    assert walk.post(f"{path}/helped", {"who": "carer", "notes": "no"}).location == path
    assert "A carer helped." in words_of(walk.get(f"{path}/check"))
    assert "A carer helped." in words_of(walk.get(f"{path}/copy"))
