"""An answer taken back is shown to nobody, counted nowhere, and is not asked for again."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from surveys.engine import Answered
from tests.people import SmallCouncil
from tests.people import staff
from tests.phones import Phone
from tests.rows import answers
from tests.rows import every
from tests.rows import only
from tests.services import stories
from tests.services.concluding_stories import Review
from tests.settings import StandingClock
from voice_app.db import db
from voice_app.models.conversations import Answer
from voice_app.models.surveys import Invitation
from voice_app.models.worries import Worry
from voice_app.pages.answering import Overview
from voice_app.pages.answering import SurveyPage
from voice_app.pages.answering import TakenBack
from voice_app.pages.caseload import NotHeardWish
from voice_app.pages.caseload import Wish
from voice_app.pages.my_voice import MyVoice
from voice_app.policy import Who
from voice_app.services import approving
from voice_app.services import caseload
from voice_app.services import concluding
from voice_app.services import conversations
from voice_app.services import linking
from voice_app.services import responding
from voice_app.services import reviewing
from voice_app.services import worrying
from voice_app.services.conversations import FromPage
from voice_app.store import threads

RUN = "see my mum"
Seen = Callable[[SmallCouncil, str, StandingClock], object]


def taken(code: str, answer: int, clock: StandingClock) -> object:
    return conversations.take_back(code, answer, now=clock.forward(minutes=1))


@pytest.fixture
def code(council: SmallCouncil, clock: StandingClock) -> str:
    """A link with words that may be shown to all at the review, and quoted without a name."""
    code = stories.invite(council.child, clock)
    said = {"change": stories.WORDS, "share_words": "yes"}
    stories.fill_in(code, said, clock, who=Who.REVIEW)
    stories.work()
    return code


VIEWS: dict[str, Seen] = {
    "brief": lambda c, _, k: reviewing.brief(c.child, c.review, user_id=c.iro, now=k()),
    "to read": lambda c, _, k: worrying.reading_list(user_id=c.iro, now=k()),
    "threads": lambda c, _, k: linking.thread_list(user_id=c.qa, show="all", now=k()),
    "caseload": lambda c, _, k: caseload.mine(user_id=c.iro, wish=Wish(words=True), now=k()),
    "my voice": lambda _, code, k: responding.my_voice(code, now=k()),
    "before it goes": lambda _, code, k: approving.before_it_goes(code, now=k()),
    "check and copy": lambda _, code, k: conversations.look_over(code, now=k()),
}


@pytest.mark.parametrize("view", VIEWS)
def test_no_view_shows_what_was_taken_back(
    council: SmallCouncil, code: str, clock: StandingClock, view: str
) -> None:
    assert RUN in repr(VIEWS[view](council, code, clock))
    assert taken(code, stories.answer_of(stories.WORDS), clock) is TakenBack.DONE
    assert RUN not in repr(VIEWS[view](council, code, clock))


def test_what_they_said_before_in_its_place_goes_too(
    council: SmallCouncil, code: str, clock: StandingClock
) -> None:
    """Words that were changed still wait for a reader; their officer is it no more."""
    move = FromPage(Answered("change", "a later bedtime"), Who.IRO)
    conversations.answer_on_web(code, move, now=clock())
    taken(code, stories.answer_of("a later bedtime"), clock)
    to_read = repr(worrying.reading_list(user_id=council.iro, now=clock()))
    assert RUN not in to_read
    assert "bedtime" not in to_read


def test_what_nobody_has_read_is_read_once_by_the_duty_and_then_gone(
    council: SmallCouncil, code: str, clock: StandingClock
) -> None:
    """Or whoever holds the phone could undo a cry for help."""
    answer = stories.answer_of(stories.WORDS)
    taken(code, answer, clock)
    rows = worrying.reading_list(user_id=council.duty, now=clock()).rows
    assert [row.taken_back for row in rows if row.quote.answer_id == answer] == [True]
    worrying.mark_read(answer, user_id=council.duty, now=clock())
    assert RUN not in repr(worrying.reading_list(user_id=council.duty, now=clock()))
    with pytest.raises(worrying.NotYours):
        worrying.mark_read(answer, user_id=council.duty, now=clock())


def test_what_somebody_has_read_is_gone_at_once(
    council: SmallCouncil, code: str, clock: StandingClock
) -> None:
    answer = stories.answer_of(stories.WORDS)
    worrying.mark_read(answer, user_id=council.duty, now=clock())
    taken(code, answer, clock)
    assert RUN not in repr(worrying.reading_list(user_id=council.duty, now=clock()))


def test_tags_and_counts_leave_it_out(
    council: SmallCouncil, code: str, clock: StandingClock
) -> None:
    began = clock() - timedelta(days=1)
    assert threads.people_about("family_time", since=began) == 1
    for question in ("change", "share_words"):
        (row,) = answers(question)
        taken(code, row.id, clock)
    assert threads.people_about("family_time", since=began) == 0
    unheard = caseload.not_heard(user_id=council.iro, wish=NotHeardWish(), now=clock())
    assert [row.person_id for group in unheard.groups for row in group.rows] == [council.child]


def test_the_export_leaves_it_out(council: SmallCouncil, code: str, clock: StandingClock) -> None:
    review = Review(council, clock)
    review.hold()

    def views() -> str:
        return repr(concluding.export(review.this, user_id=council.iro, now=clock()).document)

    assert RUN in views()
    taken(code, stories.answer_of(stories.WORDS), clock)
    assert RUN not in views()


def test_nobody_works_with_it_by_its_address(
    council: SmallCouncil, code: str, clock: StandingClock
) -> None:
    answer = stories.answer_of(stories.WORDS)
    taken(code, answer, clock)
    assert linking.thread_page(answer, user_id=council.qa, now=clock()) is None
    assert linking.thread_page(answer, user_id=council.iro, now=clock()) is None
    with pytest.raises(worrying.NotYours):
        worrying.mark_read(answer, user_id=council.iro, now=clock())


def test_it_counts_as_skipped_and_is_not_asked_again(code: str, clock: StandingClock) -> None:
    answer = stories.answer_of(stories.WORDS)
    assert [taken(code, answer, clock) for _ in range(2)] == [TakenBack.DONE, TakenBack.NOT_THERE]
    page = conversations.open_survey(code, now=clock())
    assert isinstance(page, SurveyPage)
    assert page.finished
    over = conversations.look_over(code, now=clock())
    assert isinstance(over, Overview)
    assert [(g.state, g.said) for g in over.given if g.key == "change"] == [("skipped", False)]


def test_agreement_to_be_quoted_is_taken_back_for_all_words(
    code: str, clock: StandingClock
) -> None:
    (consent,) = answers("share_words")
    taken(code, consent.id, clock)
    assert not any(row.may_quote for row in every(Answer))


def test_what_stands_on_a_brief_that_went_out_stays(
    council: SmallCouncil, code: str, clock: StandingClock
) -> None:
    reviewing.issue_by_hand(council.child, council.review, user_id=council.iro, now=clock())
    answer = stories.answer_of(stories.WORDS)
    assert taken(code, answer, clock) is TakenBack.TOO_LATE
    voice = responding.my_voice(code, now=clock())
    assert isinstance(voice, MyVoice)
    assert [said.take_back for said in voice.said] == [0]
    assert RUN in repr(worrying.reading_list(user_id=council.duty, now=clock()))


def test_words_that_raised_a_worry_stay_with_the_duty_desk_until_it_is_closed(
    council: SmallCouncil, clock: StandingClock
) -> None:
    words = "i want to run away tonight, he hits me"
    code = stories.invite(council.child, clock)
    stories.fill_in(code, {"change": words}, clock)
    stories.work()
    worry, desk = only(Worry).id, staff("rosa")
    taken(code, stories.answer_of(words), clock)
    assert "hits me" in repr(worrying.worry_page(worry, user_id=desk, now=clock()))
    worrying.acknowledge(worry, user_id=desk, now=clock())
    assert "hits me" not in repr(worrying.reading_list(user_id=desk, now=clock()))
    worrying.close(worry, worrying.OUTCOMES[0][0], "", user_id=desk, now=clock())
    assert "hits me" not in repr(worrying.worry_page(worry, user_id=desk, now=clock()))


def test_nobody_takes_back_what_another_said(
    council: SmallCouncil, code: str, clock: StandingClock
) -> None:
    other = stories.add_child(clock, "Other", iro=council.iro, due_in=30)
    theirs = stories.invite(other, clock)
    answer = stories.answer_of(stories.WORDS)
    assert conversations.to_take_back(theirs, answer, now=clock()) is None
    assert taken(theirs, answer, clock) is TakenBack.NOT_THERE
    assert db.session.get_one(Answer, answer).taken_back_at is None


def test_an_answer_by_text_is_taken_back_on_the_web(asked: Phone, clock: StandingClock) -> None:
    asked.text("2")
    code = only(Invitation).code
    (row,) = answers("know_plan")
    assert taken(code, row.id, clock) is TakenBack.DONE
    assert [each.state for each in answers("know_plan")] == ["answered", "skipped"]
