"""Two devices at once, the back button, a page from before, no cookies: nothing lost or doubled."""

import pytest
from flask import Flask

from tests.people import SmallCouncil
from tests.rows import answers
from tests.rows import current
from tests.services import stories
from tests.settings import StandingClock
from tests.web.browser import Browser
from tests.web.browser import words_of
from voice_app.services import inviting

WORDS = "i want to see kit more"


@pytest.fixture
def path(council: SmallCouncil, clock: StandingClock) -> str:
    return f"/s/{stories.invite(council.child, clock)}"


def form(words: str) -> dict[str, object]:
    return {"question": "change", "go": "next", "answer": words}


def test_two_devices_at_once_keep_both_words_and_the_later_ones_stand(
    app: Flask, path: str
) -> None:
    one, other = Browser(app), Browser(app)
    for device in (one, other):
        assert device.post(path, {"go": "start"}).status_code == 303
    one.post(path, form("a later bedtime"))
    other.post(path, form(WORDS))
    assert [row.words for row in answers("change")] == ["a later bedtime", WORDS]
    assert current("change").words == WORDS
    assert WORDS in words_of(one.get(f"{path}/check"))


def test_the_back_button_and_a_second_press_leave_one_row(app: Flask, path: str) -> None:
    for _ in range(3):
        assert Browser(app).post(path, form(WORDS)).status_code == 303  # and without a cookie
    assert len(answers("change")) == 1


def test_a_page_from_before_it_was_taken_back_is_a_new_answer(app: Flask, path: str) -> None:
    walk = Browser(app)
    walk.post(path, form(WORDS))
    walk.post(f"{path}/back/{stories.answer_of(WORDS)}", {})
    walk.post(path, form("a later bedtime"))
    assert current("change").words == "a later bedtime"


def test_a_page_from_before_they_said_no_keeps_the_words_and_the_no(app: Flask, path: str) -> None:
    """Only "ask me after all" takes a no back: a phone may send an old page by itself."""
    walk = Browser(app)
    walk.post(path, {"go": "start"})
    walk.post(path, {"go": "no"})
    assert "You said no" in words_of(walk.get(path))
    walk.post(path, form(WORDS))
    assert "You said no" in words_of(walk.get(path))
    assert current("change").words == WORDS


@pytest.mark.parametrize("closed", ["expired", "revoked"])
def test_words_sent_to_a_link_that_has_closed_are_given_back(
    app: Flask, path: str, clock: StandingClock, closed: str
) -> None:
    if closed == "expired":
        clock.forward(days=31)
    else:
        number = inviting.invitation_of(path.removeprefix("/s/"))
        assert number
        inviting.revoke(number, now=clock())
    page = Browser(app).post(path, form(f"{WORDS} <b>now</b>"))
    assert page.status_code == 410
    assert "was not saved" in words_of(page)
    assert f"{WORDS} &lt;b&gt;now&lt;/b&gt;" in page.text
    assert answers("change") == []
