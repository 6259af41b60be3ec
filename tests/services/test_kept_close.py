"""They were asked who it may be shown to, and said: nobody else. So it goes no further."""

import pytest

from surveys.engine import Answered
from tests.people import SmallCouncil
from tests.services import stories
from tests.settings import StandingClock
from voice_app.policy import Who
from voice_app.services import conversations
from voice_app.services import linking


def said(council: SmallCouncil, clock: StandingClock, who: Who) -> int:
    """One thing she would change, and whom it may be shown to."""
    code = stories.invite(council.child, clock)
    given = conversations.FromPage(Answered("change", "a lock on my door"), who)
    conversations.answer_on_web(code, given, now=clock())
    return stories.answer_of("a lock on my door")


def test_words_for_nobody_else_are_not_passed_on(
    council: SmallCouncil, clock: StandingClock
) -> None:
    answer = said(council, clock, Who.IRO)
    with pytest.raises(linking.NotYours):
        linking.pass_on(answer, user_id=council.iro, now=clock())


@pytest.mark.parametrize("who", [Who.IRO_WORKER, Who.REVIEW])
def test_words_that_may_be_shown_can_be_passed_on_without_a_name(
    council: SmallCouncil, clock: StandingClock, who: Who
) -> None:
    answer = said(council, clock, who)
    linking.pass_on(answer, user_id=council.iro, now=clock())
    assert linking.thread_page(answer, user_id=council.qa, now=clock())


def test_going_back_shows_whom_they_had_chosen(council: SmallCouncil, clock: StandingClock) -> None:
    code = stories.invite(council.child, clock)
    given = conversations.FromPage(Answered("change", "a lock on my door"), Who.REVIEW)
    conversations.answer_on_web(code, given, now=clock())
    page = conversations.look_back(code, "change", now=clock())
    assert getattr(page, "who_sees", "") == Who.REVIEW
