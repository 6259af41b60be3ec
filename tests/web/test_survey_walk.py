"""A survey on the web, page by page: every kind of question, and every way to err."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from surveys.library import shipped
from surveys.questions import LONGEST_TEXT
from tests.people import SmallCouncil
from tests.services import stories
from tests.settings import StandingClock
from tests.web.browser import Browser
from tests.web.browser import words_of
from voice_app.db import db
from voice_app.models.conversations import Answer
from voice_app.services import publishing

KINDS = Path(__file__).parents[1] / "surveys" / "examples" / "kinds.json"
LIGHT = 8_000  # bytes of the first page, whole, as it goes over the air
ONE_FLIGHT = 14_600  # bytes of any other, pictures too: ten packets, sent before any reply


class Walk:
    """Somebody with a link."""

    def __init__(self, app: Flask, code: str) -> None:
        self.browser, self.path = Browser(app), f"/s/{code}"

    @property
    def page(self) -> str:
        return words_of(self.browser.get(self.path))

    def give(self, question: str, answer: object = None, **more: object) -> Any:
        form = {"question": question, "go": "next", **more}
        if answer is not None:
            form["answer"] = answer
        return self.browser.post(self.path, form)

    def start(self) -> None:
        assert self.browser.post(self.path, {"go": "start"}).status_code == 303


def stored() -> dict[str, Any]:
    db.session.rollback()
    rows = db.session.scalars(select(Answer).where(Answer.replaced_at.is_(None)))
    return {row.question: row.value for row in rows}


@pytest.fixture
def walk(app: Flask, council: SmallCouncil, clock: StandingClock) -> Walk:
    """At the start of a survey that has one question of every kind."""
    document = json.loads(KINDS.read_text(encoding="utf-8"))
    version = publishing.add_version(document, by=None, now=clock())
    agreed = publishing.Agreed(version, council.member)
    publishing.record_sign_off(agreed, by=council.participation, now=clock())
    publishing.publish(version, by=council.participation, now=clock())
    return Walk(app, stories.invite(council.child, clock, survey="kinds"))


RIGHT: dict[str, object] = {
    "welcome": "seen",
    "pets": "yes",
    "rain": "not_sure",
    "colour": "green",
    "snacks": ["plum", "toast"],
    "noise": "loud",
    "trips": " 7 ",
    "nickname": "Jay",
    "story": "we went to the <b>sea</b> & it rained",
}
KEPT = {**RIGHT, "snacks": ["plum", "toast"], "trips": 7}


def reach(walk: Walk, question: str) -> None:
    walk.start()
    for key, answer in RIGHT.items():
        if key == question:
            return
        assert walk.give(key, answer).status_code == 303


def test_one_question_of_each_kind_is_answered_and_kept(walk: Walk) -> None:
    assert "Kinds" in walk.page
    reach(walk, "")
    assert {key: value for key, value in stored().items() if key != "welcome"} == {
        key: value for key, value in KEPT.items() if key != "welcome"
    }
    assert "That was the last one" in walk.page


def test_each_page_asks_its_question_and_says_how_far_it_is(walk: Walk) -> None:
    walk.start()
    assert "Here we go." in walk.page
    walk.give("welcome", "seen")
    assert "Do you have a pet?" in walk.page
    assert "1 of 8" in walk.page


@pytest.mark.parametrize(
    ("question", "answer", "words"),
    [
        ("pets", None, "You have picked nothing yet"),
        ("pets", "maybe", "We could not tell which answers you picked"),
        ("rain", "", "You have picked nothing yet"),
        ("snacks", None, "You have picked nothing yet"),
        ("snacks", ["plum", "plum"], "We could not tell"),
        ("snacks", ["plum", "cake"], "We could not tell"),
        ("noise", "2", "We could not tell"),
        ("trips", "", "We need a number here"),
        ("trips", "lots of them", "We need a number here"),
        ("trips", "10", "too big"),
        ("trips", "-1", "We need a number here"),
        ("trips", "9" * 5000, "We need a number here"),
        ("trips", "٧", "We need a number here"),
        ("nickname", "  ", "You have written nothing yet"),
        ("nickname", "j" * 5000, "more than fits"),
        ("story", None, "You have written nothing yet"),
        ("story", "x" * (LONGEST_TEXT + 1), "more than fits"),
    ],
)
def test_what_cannot_be_taken_is_said_in_words_and_nothing_typed_is_lost(
    walk: Walk, question: str, answer: object, words: str
) -> None:
    reach(walk, question)
    before = stored()
    page = walk.give(question, answer)
    assert page.status_code == 422
    assert words in words_of(page)
    if question in ("trips", "nickname", "story") and answer and str(answer).strip():
        assert str(answer) in page.text
    assert stored() == before
    assert walk.give(question, RIGHT[question]).status_code == 303


def test_skip_leaves_whatever_was_picked_behind(walk: Walk) -> None:
    reach(walk, "colour")
    walk.give("colour", "green", go="skip")
    assert stored()["colour"] is None
    assert "Which snacks?" in walk.page


def test_the_same_form_sent_twice_is_one_answer(walk: Walk) -> None:
    reach(walk, "colour")
    for _ in range(2):
        assert walk.give("colour", "green").status_code == 303
    rows = select(Answer).where(Answer.question == "colour")
    assert len(list(db.session.scalars(rows))) == 1
    assert "Which snacks?" in walk.page


def test_the_way_back_shows_what_was_given_and_takes_something_else(walk: Walk) -> None:
    reach(walk, "story")
    back = walk.browser.get(f"{walk.path}/q/nickname")
    assert 'value="Jay"' in back.text
    walk.give("nickname", "Jazzy")
    assert stored()["nickname"] == "Jazzy"
    assert "What happened?" in walk.page


def test_a_form_of_no_question_of_theirs_leads_to_where_they_are(walk: Walk) -> None:
    walk.start()
    assert "Here we go." in words_of(walk.browser.get(f"{walk.path}/q/story"))
    for key in ("no_such_question", "", "\x00"):
        assert walk.give(key, "from another time").status_code == 303
    assert stored() == {}
    assert "Here we go." in walk.page


def test_words_are_printed_as_words_and_never_as_a_page(walk: Walk) -> None:
    reach(walk, "")
    assert "<b>sea</b>" not in walk.browser.get(f"{walk.path}/q/story").text
    assert "&lt;b&gt;sea&lt;/b&gt; &amp; it rained" in walk.browser.get(f"{walk.path}/q/story").text


@pytest.mark.parametrize(
    ("sent", "kept"),
    [("review", "review"), ("iro_worker", "iro_worker"), ("all", "iro"), ("", "iro")],
)
def test_who_sees_an_answer_is_as_they_chose_and_else_as_private_as_can_be(
    walk: Walk, sent: str, kept: str
) -> None:
    reach(walk, "story")
    walk.give("story", "some words", who=sent)
    row = db.session.scalars(select(Answer).where(Answer.question == "story")).one()
    assert row.who_sees == kept


def test_nothing_is_stored_by_looking(walk: Walk) -> None:
    for path in ("", "/who", "/help", "/sign", "/q/pets"):
        assert walk.browser.get(f"{walk.path}{path}").status_code == 200
    assert stored() == {}
    assert "Yes, ask me" in walk.page


@pytest.mark.parametrize("survey", sorted(k for k, s in shipped().items() if not s.anonymous))
@pytest.mark.parametrize("age", [6, 9, 14, 19])
def test_every_page_of_every_survey_is_light(
    app: Flask, council: SmallCouncil, clock: StandingClock, survey: str, age: int
) -> None:
    person = council.child
    if shipped()[survey].audience != "child":
        person = stories.add_adult(clock, council.child, "Lorna", kind=shipped()[survey].audience)
    elif age != 14:
        person = stories.add_child(clock, "Aged", iro=council.iro, due_in=20, age=age)
    walk = Walk(app, stories.invite(person, clock, survey=survey))
    heavy = {}
    for place in range(40):
        page = walk.browser.get(walk.path)
        size = len(gzip.compress(page.data, 9))
        if size > (ONE_FLIGHT if place else LIGHT):
            heavy[place] = size
        found = page.text.split('name="question" value="')
        if place == 0:
            walk.start()
        elif len(found) == 1:
            break
        else:
            key = found[1].split('"')[0]
            walk.give(key, "seen", go="next" if 'value="skip"' not in page.text else "skip")
    assert heavy == {}
    assert "skipped them all" in walk.page
