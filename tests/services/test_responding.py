"""Coming back to the child: who may tell, what arrives; only the child says if it helped."""

from collections.abc import Callable
from datetime import UTC
from datetime import datetime
from threading import Barrier
from threading import Thread

import pytest
from flask import Flask
from sqlalchemy import select

from tests.people import SmallCouncil
from tests.people import make_user
from tests.phones import Phone
from tests.services import stories
from tests.settings import StandingClock
from voice_app.db import db
from voice_app.models.messages import OutboundText
from voice_app.models.quality import Action
from voice_app.models.quality import Confirmation
from voice_app.pages.answering import ClosedLink
from voice_app.pages.answering import SurveyPage
from voice_app.pages.my_voice import MyVoice
from voice_app.pages.my_voice import ToldToMe
from voice_app.policy import Role
from voice_app.services import conversations
from voice_app.services import inviting
from voice_app.services import linking
from voice_app.services import responding
from voice_app.services import worrying

TOLD = "Kit comes on Sunday. I asked Dev to put it in the plan. Maura"


class Story:
    """One voice, with an action that staff say is done."""

    def __init__(self, council: SmallCouncil, clock: StandingClock) -> None:
        self.council, self.clock = council, clock
        self.code = stories.invite(council.child, clock)
        stories.fill_in(self.code, {"change": stories.WORDS, "share_words": "yes"}, clock)
        stories.work()
        self.answer = stories.answer_of(stories.WORDS)
        new = linking.NewAction(self.answer, "Write visits into the plan", "social_worker")
        self.action = linking.start_action(new, user_id=council.qa, now=clock())
        self.finish()

    def finish(self) -> None:
        linking.finish_action(self.action, user_id=self.council.qa, now=self.clock())

    def tell(self, words: str = TOLD) -> int:
        self.clock.forward(minutes=1)
        return responding.tell_back(self.answer, words, user_id=self.council.iro, now=self.clock())

    def helped(self, told: int, value: str) -> bool:
        self.clock.forward(minutes=1)
        return responding.helped_on_web(self.code, told, value, now=self.clock())

    @property
    def state(self) -> str:
        page = linking.thread_page(self.answer, user_id=self.council.qa, now=self.clock())
        assert page is not None
        return page.state

    @property
    def standing(self) -> tuple[str, int]:
        row = db.session.get_one(Action, self.action, populate_existing=True)
        return row.state, row.reopened


@pytest.fixture
def story(council: SmallCouncil, clock: StandingClock) -> Story:
    return Story(council, clock)


def my_voice(code: str, clock: StandingClock) -> MyVoice:
    page = responding.my_voice(code, now=clock())
    assert isinstance(page, MyVoice)
    return page


def told_to(code: str, clock: StandingClock) -> list[ToldToMe]:
    return [told for said in my_voice(code, clock).said for told in said.told]


def confirmations() -> list[str]:
    return list(db.session.scalars(select(Confirmation.value).order_by(Confirmation.id)))


def after_school(phone: Phone) -> None:
    """A child is told after school, not in the middle of it."""
    phone.clock.forward(hours=6)
    phone.work()


def texts() -> list[OutboundText]:
    rows = select(OutboundText).where(OutboundText.response_id.is_not(None))
    return list(db.session.scalars(rows.order_by(OutboundText.id)))


def test_the_child_gets_a_text_in_the_words_of_the_adult_and_is_asked_if_it_helped(
    story: Story, phone: Phone
) -> None:
    story.tell()
    after_school(phone)
    assert TOLD in phone.screen[-1]
    assert "help" in phone.screen[-1].replace(TOLD, "").lower()


def test_what_was_told_is_on_their_own_page_too(story: Story, clock: StandingClock) -> None:
    story.tell()
    told = told_to(story.code, clock)[0]
    assert (told.words, told.by, told.helped, told.may_answer) == (TOLD, "Maura Invented", "", True)


def test_what_was_told_is_the_first_thing_they_see_at_the_next_survey(
    story: Story, clock: StandingClock
) -> None:
    story.tell()
    code = stories.invite(story.council.child, clock)
    page = conversations.open_survey(code, now=clock())
    assert isinstance(page, SurveyPage)
    assert [(each.you_said, each.we_did) for each in page.last_time] == [(stories.WORDS, TOLD)]


@pytest.mark.parametrize("words", ["", "   ", "\n", "x" * 301, " " + "x" * 301 + " "])
def test_nothing_or_too_much_is_not_sent(story: Story, words: str) -> None:
    with pytest.raises(responding.CannotTell, match="Nothing was sent"):
        story.tell(words)
    assert texts() == []


def test_three_hundred_letters_with_space_around_are_sent(story: Story) -> None:
    story.tell("  " + "x" * 300 + "  ")
    assert len(texts()) == 1


def test_nobody_tells_back_about_words_that_were_not_shared_with_them(
    council: SmallCouncil, clock: StandingClock
) -> None:
    kept = stories.say(council.child, clock)
    for stranger in (council.qa, council.duty, make_user("other", Role.IRO, clock)):
        with pytest.raises(responding.CannotTell, match="not shared with you"):
            responding.tell_back(kept, TOLD, user_id=stranger, now=clock())
    assert responding.tell_back(kept, TOLD, user_id=council.iro, now=clock())


def test_a_message_from_a_number_nobody_knows_has_nobody_to_be_told(
    app: Flask, council: SmallCouncil, clock: StandingClock
) -> None:
    stranger = Phone(app, clock, number="+447700900999")
    stranger.text("who can help my friend")
    answer = stories.answer_of("who can help my friend")
    linking.pass_on(answer, user_id=council.duty, now=clock())
    with pytest.raises(responding.CannotTell, match="Nobody knows who wrote this"):
        responding.tell_back(answer, TOLD, user_id=council.qa, now=clock())


def test_who_said_stop_is_told_on_their_page_and_not_by_text(
    story: Story, clock: StandingClock, phone: Phone
) -> None:
    phone.text("STOP")
    before = len(phone.screen)
    story.tell()
    after_school(phone)
    assert len(phone.screen) == before
    assert texts() == []
    assert [told.words for told in told_to(story.code, clock)] == [TOLD]
    page = linking.thread_page(story.answer, user_id=story.council.qa, now=clock())
    assert page is not None
    assert (page.told[0].channel, page.told[0].delivery) == ("web", "on their page")


def test_at_night_the_text_waits_until_the_morning(story: Story, clock: StandingClock) -> None:
    clock.now = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
    story.tell()
    due = texts()[0].due_at
    assert due.date() == datetime(2026, 11, 25, tzinfo=UTC).date()
    assert due.hour >= 8


@pytest.mark.parametrize("value", ["yes", "a_bit"])
def test_yes_on_the_web_closes_the_thread(story: Story, value: str) -> None:
    assert story.state == "awaiting_child"
    assert story.helped(story.tell(), value)
    assert (story.state, story.standing) == ("confirmed", ("done", 0))


@pytest.mark.parametrize("value", ["same", "worse"])
def test_no_on_the_web_opens_the_action_again(story: Story, value: str) -> None:
    assert story.helped(story.tell(), value)
    assert (story.state, story.standing) == ("reopened", ("started", 1))


@pytest.mark.parametrize(
    ("words", "state", "standing"),
    [
        ("yes loads", "confirmed", ("done", 0)),
        ("1", "confirmed", ("done", 0)),
        ("its the same", "reopened", ("started", 1)),
        ("worse", "reopened", ("started", 1)),
    ],
)
def test_the_same_by_text(
    story: Story, phone: Phone, words: str, state: str, standing: tuple[str, int]
) -> None:
    story.tell()
    after_school(phone)
    phone.text(words, times=2)
    assert (story.state, story.standing) == (state, standing)
    assert len(confirmations()) == 1


def test_an_answer_counts_once_whichever_way_it_comes(
    story: Story, phone: Phone, clock: StandingClock
) -> None:
    told = story.tell()
    phone.work()
    assert story.helped(told, "yes")
    assert not story.helped(told, "worse")
    phone.text("worse")
    assert confirmations() == ["yes"]
    assert (story.state, story.standing) == ("confirmed", ("done", 0))
    assert worrying.reading_list(user_id=story.council.duty, now=clock()).rows[-1].quote.words
    assert told_to(story.code, clock)[0].may_answer is False


def test_it_opens_again_only_once_and_then_somebody_must_talk_with_them(
    story: Story, clock: StandingClock
) -> None:
    story.helped(story.tell(), "same")
    story.finish()
    assert story.state == "awaiting_child"
    story.helped(story.tell("We asked again."), "worse")
    page = linking.thread_page(story.answer, user_id=story.council.qa, now=clock())
    assert page is not None
    assert (page.state, story.standing) == ("not_helped", ("done", 1))
    assert "talk with them" in page.owed


def test_done_is_not_helped_staff_cannot_close_a_thread(story: Story, clock: StandingClock) -> None:
    story.tell()
    story.finish()
    assert story.state == "awaiting_child"
    assert confirmations() == []


@pytest.mark.parametrize(("days", "state"), [(28, "awaiting_child"), (29, "unconfirmed")])
def test_after_28_days_of_silence_nobody_waits_and_nobody_claims_it_helped(
    story: Story, clock: StandingClock, days: int, state: str
) -> None:
    story.tell()
    clock.forward(days=days)
    assert story.state == state
    page = linking.thread_page(story.answer, user_id=story.council.qa, now=clock())
    assert page is not None
    assert page.helped == ""


def test_a_late_answer_still_counts(story: Story, clock: StandingClock) -> None:
    told = story.tell()
    clock.forward(days=29)
    assert story.helped(told, "yes")
    assert story.state == "confirmed"


def test_nobody_answers_for_somebody_else(story: Story, clock: StandingClock) -> None:
    told = story.tell()
    other = stories.add_child(clock, "Other", iro=story.council.iro, due_in=20)
    theirs = stories.invite(other, clock)
    assert not responding.helped_on_web(theirs, told, "yes", now=clock())
    assert not responding.helped_on_web("nosuchcode", told, "yes", now=clock())
    assert not responding.helped_on_web(story.code, 9999, "yes", now=clock())
    assert confirmations() == []


@pytest.mark.parametrize("value", ["", "maybe", "YES", "not_sure", "1"])
def test_only_the_four_answers_are_taken(story: Story, value: str) -> None:
    assert not story.helped(story.tell(), value)
    assert confirmations() == []


def test_a_carers_page_never_shows_what_the_child_said(story: Story, clock: StandingClock) -> None:
    story.tell()
    carer = stories.add_adult(clock, story.council.child, "Lorna")
    code = stories.invite(carer, clock, survey="before-the-review-carer")
    stories.fill_in(code, {"change": "more nights off"}, clock)
    assert [said.words for said in my_voice(code, clock).said] == ["more nights off"]
    again = stories.invite(carer, clock, survey="before-the-review-carer")
    page = conversations.open_survey(again, now=clock())
    assert isinstance(page, SurveyPage)
    assert page.last_time == ()


def test_a_brothers_page_never_shows_what_the_child_said(
    story: Story, clock: StandingClock
) -> None:
    story.tell()
    brother = stories.add_child(clock, "Kit", iro=story.council.iro, due_in=20)
    assert my_voice(stories.invite(brother, clock), clock).said == ()


def test_their_page_says_who_read_it_and_by_when_somebody_will(
    story: Story, clock: StandingClock
) -> None:
    said = my_voice(story.code, clock).said[0]
    assert (said.read_by, said.read_at) == ("", None)
    assert said.read_due == datetime(2026, 11, 24, 17, tzinfo=UTC)
    worrying.mark_read(story.answer, user_id=story.council.iro, now=clock())
    assert my_voice(story.code, clock).said[0].read_by == "Maura Invented"


def test_a_closed_link_shows_nothing_and_says_why(story: Story, clock: StandingClock) -> None:
    assert responding.my_voice("nosuchcode", now=clock()) == ClosedLink("unknown")
    clock.forward(days=31)
    assert responding.my_voice(story.code, now=clock()) == ClosedLink("expired")


def test_a_revoked_link_takes_no_answer(
    council: SmallCouncil, story: Story, clock: StandingClock
) -> None:
    told = story.tell()
    ask = inviting.Ask(council.child, stories.REVIEW, "web", "asked_for")
    invited = inviting.invite(ask, now=clock())
    assert isinstance(invited, inviting.Invited)
    inviting.revoke(invited.invitation_id, now=clock())
    assert not responding.helped_on_web(invited.code, told, "yes", now=clock())


def test_two_answers_at_the_same_moment_are_one(
    app: Flask, story: Story, clock: StandingClock
) -> None:
    told = story.tell()
    taken: list[bool] = []
    together(app, [lambda: taken.append(story.helped(told, "same")) for _ in range(4)])
    assert sorted(taken) == [False, False, False, True]
    assert confirmations() == ["same"]
    assert story.standing == ("started", 1)


def together(app: Flask, deeds: list[Callable[[], None]]) -> None:
    """Do these at the same moment, each with a session of its own."""
    start = Barrier(len(deeds))

    def run(deed: Callable[[], None]) -> None:
        with app.app_context():
            start.wait()
            deed()

    threads = [Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    db.session.rollback()
