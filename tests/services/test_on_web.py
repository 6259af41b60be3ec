"""Answers from a page: the same rows as by text, nothing twice, nothing typed is lost."""

import pytest
from flask import Flask

from surveys.engine import Answered
from surveys.engine import Move
from surveys.engine import Skipped
from surveys.questions import Problem
from tests.people import SmallCouncil
from tests.people import staff
from tests.phones import Phone
from tests.rows import answers
from tests.rows import current
from tests.rows import every
from tests.rows import only
from tests.rows import survey
from tests.rows import worries
from tests.settings import StandingClock
from voice_app.models.conversations import Answer
from voice_app.models.jobs import Job
from voice_app.models.surveys import Invitation
from voice_app.pages.answering import ClosedLink
from voice_app.pages.answering import SurveyPage
from voice_app.policy import Who
from voice_app.services import conversations
from voice_app.services import inviting
from voice_app.services import worrying
from voice_app.services.conversations import FromPage


@pytest.fixture
def code(council: SmallCouncil, clock: StandingClock) -> str:
    """The link of a survey that Jaz was asked on the web."""
    ask = inviting.Ask(council.child, "before-my-review", "web", "before_review")
    invited = inviting.invite(ask, now=clock())
    assert isinstance(invited, inviting.Invited)
    return invited.code


def give(
    code: str, move: Move, clock: StandingClock, who: Who = Who.IRO
) -> SurveyPage | ClosedLink:
    """Press Next, or Skip."""
    now = clock.forward(seconds=5)
    return conversations.answer_on_web(code, FromPage(move, who), now=now)


def to_read(clock: StandingClock) -> list[str]:
    page = worrying.reading_list(user_id=staff("rosa"), now=clock())
    return [row.quote.words for row in page.rows]


def test_a_form_sent_twice_leaves_one_row_and_one_set_of_jobs(
    code: str, clock: StandingClock
) -> None:
    for _ in range(2):
        give(code, Answered("change", "a later bedtime"), clock)
    assert len(answers("change")) == 1
    assert sorted(job.name for job in every(Job)) == ["screen_answer", "tag_answer"]


def test_a_skip_sent_twice_leaves_one_row(code: str, clock: StandingClock) -> None:
    for _ in range(2):
        give(code, Skipped("know_plan"), clock)
    assert [row.state for row in answers("know_plan")] == ["skipped"]


def test_a_changed_answer_is_a_new_row_beside_the_old(code: str, clock: StandingClock) -> None:
    for words in ("a later bedtime", "see my sister", "a later bedtime"):
        give(code, Answered("change", words), clock)
    rows = answers("change")
    assert [row.value for row in rows] == ["a later bedtime", "see my sister", "a later bedtime"]
    assert [row.replaced_at is None for row in rows] == [False, False, True]
    assert {"a later bedtime", "see my sister"} <= set(to_read(clock))


def test_who_may_see_an_answer_can_be_changed_without_changing_the_words(
    code: str, clock: StandingClock
) -> None:
    give(code, Answered("change", "i hate the new house"), clock, who=Who.REVIEW)
    give(code, Answered("change", "i hate the new house"), clock, who=Who.IRO)
    assert current("change").who_sees == Who.IRO


def test_a_bad_value_saves_nothing_and_gives_back_what_was_typed(
    code: str, clock: StandingClock
) -> None:
    page = give(code, Answered("know_plan", "purple"), clock)
    assert isinstance(page, SurveyPage)
    assert (page.problem, page.typed) == (Problem.NOT_A_CHOICE, "purple")
    assert every(Answer) == []


def test_words_too_long_for_the_page_come_back_whole(code: str, clock: StandingClock) -> None:
    long = "and then " * 700
    page = give(code, Answered("change", long), clock)
    assert isinstance(page, SurveyPage)
    assert (page.problem, page.typed) == (Problem.TOO_LONG, long)


def test_not_safe_is_a_red_worry_at_once(code: str, clock: StandingClock) -> None:
    give(code, Answered("safe", "no"), clock)
    assert worries() == [("red", ["unsafe_home"])]


def test_sometimes_safe_and_then_not_safe_is_two_worries(code: str, clock: StandingClock) -> None:
    give(code, Answered("safe", "sometimes"), clock)
    give(code, Answered("safe", "no"), clock)
    assert len(worries()) == 2


def test_call_me_raises_a_wish_for_contact(code: str, clock: StandingClock) -> None:
    give(code, Answered("call_me", "yes"), clock)
    assert [families for _, families in worries()] == [["wants_contact"]]


def test_agreeing_to_be_quoted_covers_the_whole_sitting(code: str, clock: StandingClock) -> None:
    give(code, Answered("change", "a later bedtime"), clock)
    assert not current("change").may_quote
    give(code, Answered("share_words", "yes"), clock)
    give(code, Answered("good", "my dog"), clock)
    assert current("change").may_quote
    assert current("good").may_quote


@pytest.mark.parametrize("back", [Answered("share_words", "no"), Skipped("share_words")])
def test_taking_the_agreement_back_covers_the_whole_sitting(
    code: str, clock: StandingClock, back: Move
) -> None:
    give(code, Answered("change", "a later bedtime"), clock)
    give(code, Answered("share_words", "yes"), clock)
    give(code, Answered("change", "see my sister"), clock)
    give(code, back, clock)
    give(code, Answered("good", "my dog"), clock)
    assert [row.may_quote for row in every(Answer)] == [False] * len(every(Answer))


def test_agreement_given_on_the_web_holds_when_they_go_on_by_text(
    asked: Phone, clock: StandingClock
) -> None:
    code = only(Invitation).code
    give(code, Answered("change", "a later bedtime"), clock)
    give(code, Answered("share_words", "yes"), clock)
    for reply in ("2", "more", "4", "yes", "no", "my dog"):
        asked.text(reply)
    assert survey().state == "finished"
    assert current("good").value == "my dog"
    assert current("good").may_quote


def test_words_for_a_question_that_has_gone_by_are_kept_and_read(
    code: str, clock: StandingClock
) -> None:
    """Two pages open side by side: the branch closes on one while she writes on the other."""
    give(code, Answered("safe", "no"), clock)
    give(code, Answered("safe", "yes"), clock)
    asked = conversations.asked_on_web(code, "safer", now=clock())
    assert not isinstance(asked, ClosedLink)
    assert asked is not None
    page = give(code, Answered("safer", "if he moved out"), clock)
    assert isinstance(page, SurveyPage)
    assert page.problem is None
    assert answers("safer") == []
    assert "if he moved out" in to_read(clock)


def test_a_question_of_no_survey_is_none_of_ours(code: str, clock: StandingClock) -> None:
    assert conversations.asked_on_web(code, "no_such_question", now=clock()) is None


def test_coming_back_after_the_end_changes_an_answer_and_ends_again(
    code: str, clock: StandingClock
) -> None:
    for _ in range(20):
        page = conversations.open_survey(code, now=clock())
        assert isinstance(page, SurveyPage)
        if page.question is None:
            break
        give(code, Skipped(page.question.key), clock)
    assert survey().state == "finished"
    give(code, Answered("good", "my dog"), clock)
    assert survey().state == "finished"
    assert current("good").value == "my dog"


def test_after_stop_by_text_the_web_still_takes_what_they_want_to_say(
    asked: Phone, clock: StandingClock
) -> None:
    code = only(Invitation).code
    asked.text("STOP")
    give(code, Answered("know_plan", "mostly"), clock)
    assert current("know_plan").value == "mostly"


@pytest.mark.parametrize(("link", "reason"), [("expired", "expired"), ("revoked", "revoked")])
def test_a_link_that_has_closed_says_why_and_takes_nothing(
    code: str, clock: StandingClock, link: str, reason: str
) -> None:
    if link == "expired":
        clock.forward(days=30)
    else:
        inviting.revoke(only(Invitation).id, now=clock())
    closed = ClosedLink(reason)
    assert conversations.open_survey(code, now=clock()) == closed
    assert conversations.agree_on_web(code, now=clock()) == closed
    assert conversations.look_back(code, "safe", now=clock()) == closed
    assert conversations.asked_on_web(code, "safe", now=clock()) == closed
    assert give(code, Answered("safe", "yes"), clock) == closed
    assert every(Answer) == []


@pytest.mark.parametrize("wrong", ["", "nonsense", "x" * 5000, "a\x00b", "2222222222"])
def test_a_link_nobody_was_given_opens_nothing(
    app: Flask, clock: StandingClock, wrong: str
) -> None:
    assert conversations.open_survey(wrong, now=clock()) == ClosedLink("unknown")
    assert give(wrong, Answered("safe", "yes"), clock) == ClosedLink("unknown")


def test_a_link_opens_until_its_last_moment(code: str, clock: StandingClock) -> None:
    clock.forward(days=29, hours=23, minutes=59)
    assert isinstance(conversations.open_survey(code, now=clock()), SurveyPage)


def test_a_link_is_read_out_in_any_case(code: str, clock: StandingClock) -> None:
    assert isinstance(conversations.open_survey(f" {code.upper()} ", now=clock()), SurveyPage)


@pytest.mark.parametrize("words", ["a" * 1600, "zero\x00byte", "bell\x07", "👩‍👧‍👦🥰", "\u202eabc"])
def test_words_come_through_as_typed(code: str, clock: StandingClock, words: str) -> None:
    give(code, Answered("change", words), clock)
    assert current("change").words == words
