"""Another phone, another channel, an old page: nothing is lost, doubled, widened or undone."""

from datetime import timedelta

import pytest

from surveys.engine import Answered
from surveys.engine import Skipped
from tests.people import SmallCouncil
from tests.rows import current
from tests.rows import every
from tests.services import stories
from tests.settings import StandingClock
from voice_app.models.conversations import Answer
from voice_app.models.conversations import Conversation
from voice_app.models.worries import Worry
from voice_app.pages.answering import SurveyPage
from voice_app.policy import DEFAULT_WHO
from voice_app.policy import Who
from voice_app.services import conversations
from voice_app.services import worrying
from voice_app.services.conversations import FromPage

CAREFUL = "my worker never rings and i am sick of it"


@pytest.fixture
def code(council: SmallCouncil, clock: StandingClock) -> str:
    code = stories.invite(council.child, clock)
    conversations.agree_on_web(code, now=clock())
    return code


def give(
    code: str, words: str, clock: StandingClock, *, who: Who = Who.IRO, row: int | None = None
) -> SurveyPage:
    given = FromPage(Answered("change", words), who, row)
    page = conversations.answer_on_web(code, given, now=clock.forward(minutes=1))
    assert isinstance(page, SurveyPage)
    return page


def on_the_way_to(code: str, key: str, clock: StandingClock) -> None:
    """Skip what comes before a question."""
    while True:
        page = conversations.open_survey(code, now=clock())
        assert isinstance(page, SurveyPage)
        assert page.question is not None
        if page.question.key == key:
            return
        skip = FromPage(Skipped(page.question.key), DEFAULT_WHO)
        conversations.answer_on_web(code, skip, now=clock())


def test_without_my_name_takes_it_off_all_they_said_to_that_question(
    code: str, clock: StandingClock
) -> None:
    on_the_way_to(code, "change", clock)
    for words in ("my foster dad", "my foster dad shouts"):
        give(code, words, clock)
    give(code, "somebody shouts", clock, who=Who.TEAM)
    assert {row.who_sees for row in every(Answer) if row.question == "change"} == {"team"}


def test_the_same_words_again_without_a_name_take_it_off_too(
    code: str, clock: StandingClock
) -> None:
    on_the_way_to(code, "change", clock)
    for words in ("my foster dad", CAREFUL):
        give(code, words, clock)
    give(code, CAREFUL, clock, who=Who.TEAM)
    assert {row.who_sees for row in every(Answer) if row.question == "change"} == {"team"}


def test_an_old_page_asks_before_another_answer_goes(code: str, clock: StandingClock) -> None:
    """Skip on the other phone: what they wrote on this one stands until they press again."""
    on_the_way_to(code, "change", clock)
    give(code, CAREFUL, clock, row=0)
    old = FromPage(Skipped("change"), DEFAULT_WHO, 0)
    page = conversations.answer_on_web(code, old, now=clock())
    assert isinstance(page, SurveyPage)
    assert (page.elsewhere, page.value) == (True, CAREFUL)
    assert current("change").words == CAREFUL
    pressed_again = FromPage(Skipped("change"), DEFAULT_WHO, page.row)
    conversations.answer_on_web(code, pressed_again, now=clock())
    assert current("change").state == "skipped"


def test_the_same_form_twice_asks_nothing(code: str, clock: StandingClock) -> None:
    on_the_way_to(code, "change", clock)
    for _ in range(2):
        assert not give(code, CAREFUL, clock, row=0).elsewhere
    assert current("change").words == CAREFUL


def test_a_comment_that_the_page_did_not_show_is_not_rubbed_out(
    code: str, clock: StandingClock
) -> None:
    """Their words were covered; the same face again leaves them."""
    key = "listened"
    on_the_way_to(code, key, clock)
    said = FromPage(Answered(key, "mostly", "because nobody tells me"), DEFAULT_WHO)
    conversations.answer_on_web(code, said, now=clock())
    later = clock.forward(hours=3)
    covered = FromPage(Answered(key, "mostly"), DEFAULT_WHO, hidden_before=later)
    conversations.answer_on_web(code, covered, now=later)
    assert current(key).words == "because nobody tells me"
    shown = FromPage(Answered(key, "mostly"), DEFAULT_WHO)
    conversations.answer_on_web(code, shown, now=clock())
    assert current(key).words is None


def test_words_for_a_question_that_has_gone_are_kept_once(
    council: SmallCouncil, code: str, clock: StandingClock
) -> None:
    """However often they press: one message, one worry."""
    on_the_way_to(code, "change", clock)
    for _ in range(3):
        gone = FromPage(Answered("safer", "he hits me every night"), DEFAULT_WHO)
        conversations.answer_on_web(code, gone, now=clock.forward(seconds=20))
    stories.work()
    assert [c.kind for c in every(Conversation)].count("message") == 1
    assert len(every(Worry)) == 1


def test_a_no_is_not_undone_by_an_old_page(code: str, clock: StandingClock) -> None:
    on_the_way_to(code, "change", clock)
    conversations.decline_on_web(code, now=clock())
    page = give(code, CAREFUL, clock)
    assert page.declined
    assert current("change").words == CAREFUL
    conversations.agree_on_web(code, now=clock())
    page = conversations.open_survey(code, now=clock())
    assert isinstance(page, SurveyPage)
    assert not page.declined


def test_a_code_for_another_phone_opens_again_where_the_first_answer_was_lost(
    code: str, clock: StandingClock
) -> None:
    handed = conversations.hand_over(code, now=clock())
    short = "".join(handed.parts)  # type: ignore[union-attr]
    assert [conversations.take_over(short, now=clock()) for _ in range(2)] == [code, code]
    assert conversations.take_over(short, now=clock.forward(minutes=11)) == ""


def test_without_a_name_stands_in_no_order_and_with_no_hour(
    council: SmallCouncil, code: str, clock: StandingClock
) -> None:
    """Behind all that has a name, so that nobody sees beside whose words it came."""
    on_the_way_to(code, "change", clock)
    give(code, CAREFUL, clock, who=Who.TEAM)
    other = stories.invite(stories.add_child(clock, "Kit", iro=council.iro, due_in=20), clock)
    stories.fill_in(other, {"change": "a dog"}, clock.forward(days=1) and clock)
    rows = worrying.reading_list(user_id=council.duty, now=clock() + timedelta(minutes=1)).rows
    assert [row.nameless for row in rows] == [False, True]
    assert rows[-1].quote.day_only
