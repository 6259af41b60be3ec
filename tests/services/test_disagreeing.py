"""Not what I meant: a young person takes a theme off their own words."""

from flask import Flask

from tests.people import SmallCouncil
from tests.services import stories
from tests.services.test_judging import judge
from tests.services.test_judging import tags
from tests.settings import StandingClock
from tests.web.browser import Browser
from tests.web.browser import words_of
from voice_app.db import db
from voice_app.models.conversations import Answer
from voice_app.services import disagreeing
from voice_app.services import linking
from voice_app.store import insight
from voice_app.store import quotes


def shown(answer: int) -> set[str]:
    return {tag.theme for tag in insight.standing(tags(answer))}


def said(council: SmallCouncil, clock: StandingClock, *, share: bool = False) -> tuple[str, int]:
    """The link, and the answer that stands behind it, tagged."""
    answer = stories.say(council.child, clock, share=share)
    return stories.invite(council.child, clock), answer


def test_the_theme_comes_off_and_stays_off(council: SmallCouncil, clock: StandingClock) -> None:
    """Whoever at the desk confirms it afterwards, on the brief or on a thread: no."""
    code, answer = said(council, clock, share=True)
    first = tags(answer)[0]
    assert disagreeing.not_what_i_meant(code, first.id, now=clock())
    judge(first.id, "confirmed", council.iro, clock)
    linking.confirm_tags(answer, [first.theme], user_id=council.qa, now=clock())
    assert first.theme not in shown(answer)
    assert first.theme in quotes.quote(db.session.get_one(Answer, answer)).not_about
    assert tags(answer)[0].disputed_at == clock()


def test_a_theme_that_a_person_confirmed_comes_off_too(
    council: SmallCouncil, clock: StandingClock
) -> None:
    code, answer = said(council, clock)
    first = tags(answer)[0]
    judge(first.id, "confirmed", council.iro, clock)
    disagreeing.not_what_i_meant(code, first.id, now=clock())
    assert first.theme not in shown(answer)


def test_nobody_else_can_say_it(council: SmallCouncil, clock: StandingClock) -> None:
    _code, answer = said(council, clock)
    before = shown(answer)
    other = stories.add_child(clock, "Kit", iro=council.iro, due_in=20)
    another = stories.invite(other, clock)
    assert not disagreeing.not_what_i_meant(another, tags(answer)[0].id, now=clock())
    assert not disagreeing.not_what_i_meant("nosuchcode", tags(answer)[0].id, now=clock())
    assert shown(answer) == before


def test_the_page_says_what_it_was_put_under_and_takes_it_off(
    app: Flask, council: SmallCouncil, clock: StandingClock
) -> None:
    code, answer = said(council, clock)
    browser = Browser(app).show_sign(code)
    assert "We put this under:" in words_of(browser.get(f"/s/{code}/voice"))
    for tag in tags(answer):
        sent = browser.post(f"/s/{code}/not-that", {"tag": tag.id, "said": 1})
        assert sent.location.endswith("/voice#said-1")
    assert "We put this under:" not in words_of(browser.get(f"/s/{code}/voice"))
