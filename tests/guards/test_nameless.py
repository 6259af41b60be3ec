"""Everything at the desk that joins words to a person, held against words that are nobody's."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.people import SmallCouncil
from tests.people import make_user
from tests.people import staff
from tests.rows import every
from tests.services import stories
from tests.services.nameless_stories import SURVEY
from tests.services.nameless_stories import send
from tests.settings import StandingClock
from tests.web.browser import Browser
from voice_app.models.conversations import Answer
from voice_app.models.insight import ThemeTag
from voice_app.models.worries import Worry
from voice_app.policy import OPEN_DOORS
from voice_app.policy import Role
from voice_app.services import chatting
from voice_app.services import judging
from voice_app.services import linking
from voice_app.web.access import need_of

SAID = "the zebra lamp in the kitchen hits me, I want to see my mum"  # no name is in it
READS = {"worries.reading", "worries.queue", "worries.worry"}
NAMES = ("maura", "rosa", "hal", "petra", "aaliyah", "sol")
SHUT = (chatting.NotYours, linking.NotYours, judging.NotYours)
Try = Callable[[int, int, StandingClock], object]


@pytest.fixture
def answer(council: SmallCouncil, clock: StandingClock) -> int:
    """A child who answers by name too took part by her own link."""
    stories.say(council.child, clock, share=True)
    code = stories.invite(council.child, clock, survey=SURVEY)
    send(code, clock, change=SAID, safe="no", listened="a_bit")
    return stories.answer_of(SAID)


def test_no_page_of_the_desk_shows_them_but_to_those_who_must_read(
    app: Flask, council: SmallCouncil, clock: StandingClock, answer: int
) -> None:
    """Each page, as each role: it opens as ever, and only the duty finds these words, unnamed."""
    values = {"person_id": council.child, "review_id": council.review, "answer_id": answer}
    values["worry_id"] = next(row.id for row in every(Worry) if row.answer_id == answer)
    users = {name: staff(name) for name in NAMES}
    users["worker"] = make_user("worker", Role.SOCIAL_WORKER, clock)
    leaks, broken = set(), set()
    for rule in list(app.url_map.iter_rules()):
        if need_of(rule.endpoint) in OPEN_DOORS or "GET" not in (rule.methods or ()):
            continue
        numbers = {name: values.get(name, 1) for name in rule.arguments}
        path = app.url_map.bind("localhost").build(rule.endpoint, numbers, method="GET")
        for name, user in users.items():
            browser = Browser(app)
            browser.be(user)
            page = browser.get(path)
            if page.status_code >= 500:
                broken.add(path)
            if b"zebra" in page.data and (rule.endpoint not in READS or name != "rosa"):
                leaks.add((name, path))
    assert (leaks, broken) == (set(), set())


def test_the_duty_finds_them_unnamed(
    app: Flask, council: SmallCouncil, clock: StandingClock, answer: int
) -> None:
    browser = Browser(app)
    browser.be(council.duty)
    for path in ("/reading", "/worries"):
        cards = browser.get(path).text.split("<li>\n<div")
        (card,) = [each for each in cards if "zebra" in each]
        assert "Nobody knows who. No reply is possible" in card
        assert "Merrin" not in card
        assert "Answer this" not in card
        assert "23 Nov 2026" in card
        assert "00:00" not in card


@pytest.mark.parametrize(
    "attempt",
    [
        lambda answer, user, clock: chatting.open_from(answer, user_id=user, now=clock()),
        lambda answer, user, clock: linking.pass_on(answer, user_id=user, now=clock()),
        lambda answer, user, clock: linking.confirm_tags(
            answer, ("home",), user_id=user, now=clock()
        ),
        lambda answer, user, clock: linking.link_finding(
            linking.Link(answer, 1), user_id=user, now=clock()
        ),
        lambda answer, user, clock: linking.start_action(
            linking.NewAction(answer, "Mend it", "team_manager"), user_id=user, now=clock()
        ),
        lambda _answer, user, clock: judging.judge_tag(
            next(t.id for t in every(ThemeTag) if t.id < 0), "confirmed", user_id=user, now=clock()
        ),
    ],
)
@pytest.mark.parametrize("name", ["maura", "rosa", "hal"])
def test_nothing_can_be_done_with_them_that_needs_a_person(
    council: SmallCouncil, clock: StandingClock, answer: int, attempt: Try, name: str
) -> None:
    with pytest.raises(SHUT):
        attempt(answer, staff(name), clock)


def test_they_are_in_no_thread_and_no_number_of_people(
    council: SmallCouncil, clock: StandingClock, answer: int
) -> None:
    shown = linking.thread_list(user_id=council.qa, show="all", now=clock())
    assert answer not in {row.answer_id for row in shown.rows}
    assert linking.thread_page(answer, user_id=council.qa, now=clock()) is None
    assert {row.passed_on_by for row in every(Answer)} == {None}
