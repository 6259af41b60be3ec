"""Before the first question: a yes and a no are both choices, kept with their time."""

import pytest

from surveys.engine import Answered
from tests.people import SmallCouncil
from tests.phones import Phone
from tests.rows import current
from tests.rows import every
from tests.rows import only
from tests.rows import survey
from tests.services import stories
from tests.settings import StandingClock
from voice_app.models.messages import OutboundText
from voice_app.models.surveys import Invitation
from voice_app.pages.answering import SurveyPage
from voice_app.pages.caseload import NotHeardWish
from voice_app.pages.caseload import Wish
from voice_app.policy import Who
from voice_app.services import caseload
from voice_app.services import conversations
from voice_app.services.conversations import FromPage


def page_of(code: str, clock: StandingClock) -> SurveyPage:
    page = conversations.open_survey(code, now=clock())
    assert isinstance(page, SurveyPage)
    return page


@pytest.fixture
def code(council: SmallCouncil, clock: StandingClock) -> str:
    return stories.invite(council.child, clock)


def test_yes_is_kept_with_its_first_time(code: str, clock: StandingClock) -> None:
    first = clock()
    for _ in range(2):
        assert conversations.agree_on_web(code, now=clock()) is None
        clock.forward(seconds=9)
    assert (survey().agreed_at, survey().declined_at) == (first, None)
    assert page_of(code, clock).agreed


def test_no_is_kept_and_the_same_link_takes_a_yes_later(code: str, clock: StandingClock) -> None:
    first = clock()
    for _ in range(2):
        conversations.decline_on_web(code, now=clock())
        clock.forward(seconds=9)
    assert (survey().declined_at, survey().agreed_at) == (first, None)
    assert page_of(code, clock).declined
    conversations.agree_on_web(code, now=clock())
    assert survey().declined_at is None
    assert (page_of(code, clock).declined, page_of(code, clock).agreed) == (False, True)


def test_no_takes_back_what_was_still_to_go_and_no_reminder_follows(
    asked: Phone, clock: StandingClock
) -> None:
    conversations.decline_on_web(only(Invitation).code, now=clock())
    sent = len(every(OutboundText))
    clock.forward(days=3)
    conversations.remind_by_text(survey().id, now=clock())
    assert len(every(OutboundText)) == sent


def test_an_answer_by_text_is_a_yes_and_is_not_asked_about_again(
    asked: Phone, clock: StandingClock
) -> None:
    assert survey().agreed_at is None
    asked.text("2")
    assert survey().agreed_at
    assert page_of(only(Invitation).code, clock).agreed


def test_words_that_were_no_answer_are_no_yes(asked: Phone, clock: StandingClock) -> None:
    asked.text("who is this")
    assert survey().agreed_at is None
    assert not page_of(only(Invitation).code, clock).agreed


def test_a_text_after_no_is_a_change_of_mind_and_its_answer_is_kept(
    asked: Phone, clock: StandingClock
) -> None:
    conversations.decline_on_web(only(Invitation).code, now=clock())
    asked.text("2")
    assert current("know_plan").state == "answered"
    assert survey().declined_at is None
    assert survey().agreed_at


def test_no_after_some_answers_keeps_them(code: str, clock: StandingClock) -> None:
    move = FromPage(Answered("know_plan", "mostly"), Who.IRO)
    conversations.answer_on_web(code, move, now=clock())
    conversations.decline_on_web(code, now=clock())
    assert current("know_plan").value == "mostly"
    assert page_of(code, clock).declined


def test_the_caseload_and_the_list_of_the_unheard_say_that_they_said_no(
    council: SmallCouncil, code: str, clock: StandingClock
) -> None:
    conversations.decline_on_web(code, now=clock())
    mine = caseload.mine(user_id=council.iro, wish=Wish(), now=clock())
    (row,) = [row for group in mine.groups for row in group.rows]
    assert (row.voice_words, row.loose_end) == ("Asked, said no", False)
    unheard = caseload.not_heard(user_id=council.iro, wish=NotHeardWish(), now=clock())
    (found,) = [row for group in unheard.groups for row in group.rows]
    assert [(no.how, no.on) for no in found.refusals] == [("survey", clock().date())]
