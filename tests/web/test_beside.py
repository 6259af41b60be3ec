"""Beside a choice: words of one's own, something else, and "I don't understand this question"."""

import json

import pytest
from flask import Flask
from sqlalchemy import select

from surveys.questions import LONGEST_TEXT
from tests.people import SmallCouncil
from tests.services import stories
from tests.settings import StandingClock
from tests.web.browser import words_of
from tests.web.test_survey_walk import KINDS
from tests.web.test_survey_walk import Walk
from tests.web.test_survey_walk import reach
from voice_app.db import db
from voice_app.models.conversations import Answer
from voice_app.models.jobs import Job
from voice_app.services import publishing
from voice_app.services import reviewing
from voice_app.store import quotes

STRANGE = "\u202eevil\u2066 \x00🙂‍👩‍👧 ٧ <i>"


@pytest.fixture
def walk(app: Flask, council: SmallCouncil, clock: StandingClock) -> Walk:
    """A survey of every kind, where the last choice is "something else"."""
    document = json.loads(KINDS.read_text(encoding="utf-8"))
    for section in document["sections"]:
        for question in section["questions"]:
            if question["key"] in ("colour", "snacks"):
                question["choices"][-1]["other"] = True
    version = publishing.add_version(document, by=None, now=clock())
    agreed = publishing.Agreed(version, council.member)
    publishing.record_sign_off(agreed, by=council.participation, now=clock())
    publishing.publish(version, by=council.participation, now=clock())
    return Walk(app, stories.invite(council.child, clock, survey="kinds"))


def rows(question: str, *, every: bool = False) -> list[Answer]:
    db.session.rollback()
    query = select(Answer).where(Answer.question == question).order_by(Answer.id)
    return [row for row in db.session.scalars(query) if every or row.replaced_at is None]


def row(question: str) -> Answer:
    return rows(question)[0]


def test_words_beside_a_choice_are_kept_screened_and_shown_with_it(walk: Walk) -> None:
    reach(walk, "colour")
    assert "Say more, if you want" in walk.page
    walk.give("colour", "green", comment="like the sea, sometimes")
    said = row("colour")
    assert (said.value, said.words, said.has_words) == ("green", "like the sea, sometimes", True)
    assert said.flag == "unscreened"
    jobs = db.session.scalars(select(Job.name).where(Job.subject == said.id))
    assert "screen_answer" in set(jobs)
    shown = quotes.quote(said)
    assert (shown.picked, shown.words) == ("Green", "like the sea, sometimes")
    page = words_of(walk.browser.get(f"{walk.path}/check"))
    assert "Green like the sea, sometimes" in page


@pytest.mark.parametrize("blank", ["", "   ", "\x00", "\r\n"])
def test_a_box_left_empty_is_no_comment(walk: Walk, blank: str) -> None:
    reach(walk, "colour")
    walk.give("colour", "green", comment=blank)
    assert (row("colour").words, row("colour").has_words) == (None, False)


def test_a_comment_is_sent_twice_changed_and_rubbed_out(walk: Walk) -> None:
    reach(walk, "colour")
    for comment in ("one", "one", "two"):
        assert walk.give("colour", "green", comment=comment).status_code == 303
    assert [said.words for said in rows("colour", every=True)] == ["one", "two"]
    assert "two</textarea>" in walk.browser.get(f"{walk.path}/q/colour").text
    walk.give("colour", "green", comment="")
    assert [said.words for said in rows("colour")] == [None]


def test_a_comment_stays_in_its_box_when_nothing_was_picked_or_it_is_too_long(walk: Walk) -> None:
    reach(walk, "pets")
    page = walk.give("pets", None, comment="it depends")
    assert page.status_code == 422
    assert "it depends</textarea>" in page.text
    long = "y" * 100_000
    page = walk.give("pets", "yes", comment=long)
    assert page.status_code == 422
    assert "more than fits" in words_of(page)
    assert long in page.text
    assert 'value="yes" checked' in page.text
    assert rows("pets") == []
    assert walk.give("pets", "yes", comment=long[:LONGEST_TEXT]).status_code == 303


def test_something_else_can_be_written_without_picking_it(walk: Walk) -> None:
    reach(walk, "colour")
    assert '<details class="more" open>' in walk.browser.get(walk.path).text
    walk.give("colour", None, comment="turquoise")
    assert (row("colour").value, row("colour").words) == ("green", "turquoise")
    walk.give("snacks", [], comment="crisps")
    assert (row("snacks").value, row("snacks").words) == (["toast"], "crisps")


def test_a_question_nobody_understands_is_a_skip_with_its_reason(
    walk: Walk, council: SmallCouncil, clock: StandingClock
) -> None:
    reach(walk, "colour")
    assert "I don’t understand this question" in walk.page
    walk.give("colour", go="unclear")
    walk.give("snacks", go="skip")
    assert [(row(key).state, row(key).unclear) for key in ("colour", "snacks")] == [
        ("skipped", True),
        ("skipped", False),
    ]
    page = words_of(walk.browser.get(f"{walk.path}/check"))
    assert "you don’t understand this question" in page
    told = reviewing.brief(council.child, council.review, user_id=council.iro, now=clock())
    assert (told.brief.limits.skipped, told.brief.limits.unclear) == (2, 1)
    walk.give("colour", go="skip")
    assert [(said.state, said.unclear) for said in rows("colour")] == [("skipped", False)]


def test_strange_letters_are_kept_and_stand_apart(walk: Walk) -> None:
    reach(walk, "colour")
    walk.give("colour", "green", comment=STRANGE)
    assert row("colour").words == STRANGE.replace("\x00", "")
    page = walk.browser.get(f"{walk.path}/q/colour").text
    assert '<textarea class="say typed" name="comment" rows="3" dir="auto"' in page
    assert "&lt;i&gt;" in page
    check = walk.browser.get(f"{walk.path}/check").text
    assert '<blockquote class="say" dir="auto">' in check


def test_it_can_be_seen_another_way_and_nothing_is_lost(
    app: Flask, council: SmallCouncil, clock: StandingClock
) -> None:
    walk = Walk(app, stories.invite(council.child, clock))
    walk.start()
    first = walk.browser.get(walk.path).text
    assert 'data-band="12-17"' in first
    key = first.split('name="question" value="')[1].split('"')[0]
    walk.give(key, first.split('name="answer" value="')[1].split('"')[0])
    before = [(said.value, said.who_sees) for said in rows(key)]
    for band in ("4-7", "no such way", "\x00", "8-11"):
        assert walk.browser.post(f"{walk.path}/way", {"band": band}).status_code == 303
        shown = band if band in ("4-7", "8-11") else "4-7"
        assert f'data-band="{shown}"' in walk.browser.get(walk.path).text
    assert [(said.value, said.who_sees) for said in rows(key)] == before
