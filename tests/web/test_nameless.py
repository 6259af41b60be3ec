"""The page of an anonymous survey: opened by a poster or a personal link, sent once."""

import gzip

import pytest
from flask import Flask

from tests.people import SmallCouncil
from tests.rows import every
from tests.rows import only
from tests.services import stories
from tests.services.nameless_stories import SURVEY
from tests.services.nameless_stories import WORDS
from tests.services.nameless_stories import form
from tests.services.nameless_stories import poster
from tests.settings import StandingClock
from tests.web.browser import Browser
from tests.web.browser import words_of
from voice_app.models.conversations import Answer
from voice_app.models.conversations import Conversation
from voice_app.models.people import TakenPart
from voice_app.models.surveys import OpenLink
from voice_app.services import open_links

FIRST_PAGE = 8_000  # bytes, gzip


@pytest.fixture
def code(council: SmallCouncil, clock: StandingClock) -> str:
    return poster(council, clock).code


def test_the_page_says_first_that_nobody_knows_and_nobody_can_reply(app: Flask, code: str) -> None:
    """Whole on one small page, with no cookie, no script, and nothing that leads to My voice."""
    page = Browser(app).get(f"/s/{code}")
    words = words_of(page)
    asked = words.index("Do people listen to you?")
    for said in (
        "Nobody knows that it is you. So nobody can reply.",
        "it can’t be changed or taken back",
        "What you write may show who you are.",
        "Childline: 0800 1111 . In danger? Call 999",
    ):
        assert words.index(said) < asked
    assert "My voice" not in words
    assert "Set-Cookie" not in page.headers
    assert words.count("Skip") == 1 + 2  # once in the words above
    assert len(gzip.compress(page.data)) <= FIRST_PAGE


def test_one_press_keeps_it_and_the_end_says_what_it_means(app: Flask, code: str) -> None:
    browser = Browser(app)
    page = browser.get(f"/s/{code}").text
    sent = browser.post(f"/s/{code}", form(page, change__answer=WORDS, listened__answer="a_bit"))
    assert sent.status_code == 303
    words = words_of(browser.get(sent.location))
    assert "It is sent" in words
    assert "Nobody knows that it was you. So nobody can reply" in words
    assert sorted(row.question for row in every(Answer)) == ["change", "listened"]
    assert only(Conversation).person_id is None


def test_the_same_page_sent_twice_counts_once(app: Flask, code: str) -> None:
    """The back button, a double press, without any cookie: two browsers, one token."""
    page = Browser(app).get(f"/s/{code}").text
    given = form(page, change__answer=WORDS)
    Browser(app).post(f"/s/{code}", given)
    browser = Browser(app)
    again = browser.post(f"/s/{code}", given)
    assert "We have it already" in words_of(browser.get(again.location))
    assert len(every(Conversation)) == 1
    assert only(OpenLink).sittings == 1


def test_another_person_at_the_same_poster_is_another_sitting(app: Flask, code: str) -> None:
    browser = Browser(app)
    for _ in range(2):
        page = browser.get(f"/s/{code}").text
        browser.post(f"/s/{code}", form(page, listened__answer="a_bit"))
    assert len(every(Conversation)) == 2


def test_what_cannot_be_taken_comes_back_whole(app: Flask, code: str) -> None:
    """100,000 letters in one box, and a pick and other words in others: nothing kept or lost."""
    browser = Browser(app)
    page = browser.get(f"/s/{code}").text
    long = "a \u202eb 😀\x00" * 20_000
    given = form(page, change__answer=long, good__answer=WORDS, safe__answer="no")
    back = browser.post(f"/s/{code}", given)
    assert back.status_code == 422
    assert long.replace("\x00", "") in back.text
    assert WORDS in back.text
    assert 'name="safe-answer" value="no" checked' in back.text
    assert str(given["sitting"]) in back.text
    assert every(Conversation) == []
    shorter = browser.post(f"/s/{code}", {**given, "change-answer": "\u202eshort\x00er"})
    assert shorter.status_code == 303
    assert "\u202eshorter" in [row.words for row in every(Answer)]


def test_a_box_full_of_pictures_comes_back_too(app: Flask, code: str) -> None:
    """100,000 emoji are more than a million bytes on their way."""
    back = Browser(app).post(f"/s/{code}", form("", change__answer="😀" * 100_000))
    assert (back.status_code, "😀" * 100_000 in back.text) == (422, True)


def test_what_was_picked_by_mistake_can_be_left_out(app: Flask, code: str) -> None:
    """Its value is no recording's: "" would have the question read out once more."""
    page = Browser(app).get(f"/s/{code}").text
    assert 'name="safe-answer" value=" "' in page
    Browser(app).post(f"/s/{code}", form(page, safe__answer=" ", listened__answer="a_bit"))
    assert [row.question for row in every(Answer)] == ["listened"]


def test_an_empty_form_and_a_made_up_one_keep_nothing(app: Flask, code: str) -> None:
    browser = Browser(app)
    empty = browser.post(f"/s/{code}", form("", change__answer="  \n"))
    assert empty.status_code == 422
    assert "There is nothing to send yet." in words_of(empty)
    made_up = form("", listened__answer="loads", version="99999999999", nothing__answer="x")
    assert browser.post(f"/s/{code}", made_up).status_code == 422
    assert every(Conversation) == []


def test_a_form_without_its_token_is_kept_all_the_same(app: Flask, code: str) -> None:
    """Nothing that somebody wrote is thrown away for what a browser left out."""
    assert Browser(app).post(f"/s/{code}", form("", change__answer=WORDS)).status_code == 303
    assert only(Answer).words == WORDS


def test_words_beside_nothing_picked_are_kept_as_words(app: Flask, code: str) -> None:
    Browser(app).post(f"/s/{code}", form("", safe__comment=WORDS))
    row = only(Answer)
    assert (row.state, row.words, row.has_words) == ("not_understood", WORDS, True)


def test_a_closed_or_old_link_gives_the_words_back(
    app: Flask, council: SmallCouncil, code: str, clock: StandingClock
) -> None:
    browser = Browser(app)
    given = form(browser.get(f"/s/{code}").text, change__answer=WORDS)
    clock.forward(days=31)
    old = browser.post(f"/s/{code}", given)
    assert (old.status_code, WORDS in old.text) == (410, True)
    clock.forward(days=-31)
    open_links.close(only(OpenLink).id, user_id=council.participation, now=clock())
    closed = browser.post(f"/s/{code}", given)
    assert (closed.status_code, WORDS in closed.text) == (410, True)
    assert every(Conversation) == []


def test_a_personal_link_is_good_for_one_sending(
    app: Flask, council: SmallCouncil, clock: StandingClock
) -> None:
    """It opens nothing of the person's own, and a second sending is told so with its words."""
    code = stories.invite(council.child, clock, survey=SURVEY)
    browser = Browser(app)
    page = browser.get(f"/s/{code}").text
    other = browser.get(f"/s/{code}").text
    assert browser.post(f"/s/{code}", form(page, change__answer=WORDS)).status_code == 303
    assert only(TakenPart).person_id == council.child
    second = browser.post(f"/s/{code}", form(other, change__answer="One more thing to say"))
    assert second.status_code == 409
    assert "You have sent this already" in words_of(second)
    assert "One more thing to say" in second.text
    assert WORDS not in browser.get(f"/s/{code}").text
    assert [row.words for row in every(Answer)] == [WORDS]
    for path in ("check", "copy", "who", "later", "helped", "q/change", "me"):
        assert browser.get(f"/s/{code}/{path}").status_code == 404, path


def test_another_language_loses_nothing_that_was_typed(app: Flask, code: str) -> None:
    browser = Browser(app)
    page = browser.get(f"/s/{code}").text
    given = {**form(page, change__answer=WORDS), "language": "en"}
    shown = browser.post(f"/s/{code}/language", given)
    assert shown.status_code == 200
    assert WORDS in shown.text
    assert str(given["sitting"]) in shown.text


def test_a_participation_worker_makes_a_link_sees_it_and_closes_it(
    app: Flask, council: SmallCouncil, clock: StandingClock
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False  # the token has its own test
    browser = Browser(app)
    browser.be(council.participation)
    new = {"survey": SURVEY, "place": "Lark house, hall", "last_day": "2099-01-01"}
    wrong = browser.post("/ask/links", new)
    assert wrong.status_code == 422
    assert "Lark house, hall" in wrong.text
    day = clock().date().isoformat()
    assert browser.post("/ask/links", {**new, "last_day": day}).status_code == 303
    page = words_of(browser.get("/ask/links"))
    assert "Lark house, hall" in page
    assert "Fewer than 5" in page
    link = only(OpenLink)
    browser.post(f"/ask/links/{link.id}/close")
    assert "Closed" in words_of(browser.get("/ask/links"))
    assert browser.get(f"/s/{link.code}").status_code == 410
