"""Withdrawing: nothing more is asked, nothing is shown any more, nothing is quoted any more."""

import pytest
from sqlalchemy import select

from tests.people import PHONE
from tests.people import SmallCouncil
from tests.phones import Phone
from tests.rows import every
from tests.services import stories
from tests.settings import StandingClock
from voice_app.db import db
from voice_app.models.chats import Chat
from voice_app.models.conversations import Answer
from voice_app.models.people import OptOut
from voice_app.models.record import AccessLog
from voice_app.models.worries import Worry
from voice_app.pages.answering import SurveyPage
from voice_app.pages.chats import Shown
from voice_app.pages.withdrawing import Withdrawing
from voice_app.policy import Who
from voice_app.services import chatting
from voice_app.services import conversations
from voice_app.services import inviting
from voice_app.services import linking
from voice_app.services import recording
from voice_app.services import responding
from voice_app.services import reviewing
from voice_app.services import screening
from voice_app.services import worrying

WROTE = "can i have my own door key"
HARM = "my uncle hits me"


@pytest.fixture
def code(council: SmallCouncil, clock: StandingClock) -> str:
    """A link with words that may be quoted, and a message beside them."""
    code = stories.invite(council.child, clock)
    stories.fill_in(code, {"change": stories.WORDS, "share_words": "yes"}, clock, who=Who.REVIEW)
    conversations.write_on_web(code, WROTE, "", now=clock.forward(minutes=1))
    stories.work()
    return code


def stands(code: str, clock: StandingClock) -> Withdrawing:
    page = conversations.withdrawing(code, now=clock())
    assert isinstance(page, Withdrawing)
    return page


def withdrawals() -> list[str]:
    rows = db.session.scalars(select(AccessLog).where(AccessLog.what == "withdrawal"))
    return [row.reason for row in rows]


def refused(person: int, clock: StandingClock, channel: str = "web") -> str:
    """Why they would not be asked, even for something they wished for."""
    answer = inviting.invite(
        inviting.Ask(person, "after-a-visit", channel, "asked_for"), now=clock()
    )
    return answer.reason if isinstance(answer, inviting.NotAsked) else ""


def test_stop_asking_refuses_every_ask_and_start_by_text_takes_it_back(
    council: SmallCouncil, code: str, clock: StandingClock, phone: Phone
) -> None:
    """By text and on the web; what is open is stopped, and it stands in the record once."""
    for _ in range(2):
        assert conversations.stop_asking(code, now=clock()) is None
    assert stands(code, clock).stopped
    assert refused(council.child, clock) == "refused"
    assert withdrawals() == ["ask me no more"]
    phone.text("START")
    assert not stands(code, clock).stopped
    assert refused(council.child, clock) == ""


def test_ask_me_again_goes_on_where_it_stopped(
    council: SmallCouncil, clock: StandingClock, asked: Phone
) -> None:
    """Their own page takes it back as well; the survey is open again."""
    link = stories.invite(council.child, clock)
    conversations.stop_asking(link, now=clock())
    page = conversations.open_survey(link, now=clock())
    assert isinstance(page, SurveyPage)
    assert page.stopped
    conversations.ask_me_again(link, now=clock())
    page = conversations.open_survey(link, now=clock())
    assert isinstance(page, SurveyPage)
    assert not page.stopped


def test_on_a_shared_phone_the_others_are_still_asked(
    council: SmallCouncil, code: str, clock: StandingClock
) -> None:
    """Their no is theirs: no STOP stands against the number."""
    new = recording.NewPerson(kind="carer", preferred_name="Lorna", mobile=PHONE)
    recording.add_person(new, practice=True, by=None, now=clock())
    conversations.stop_asking(code, now=clock())
    assert every(OptOut) == []


def test_all_that_is_in_no_papers_is_taken_back_messages_too(
    council: SmallCouncil, code: str, clock: StandingClock
) -> None:
    """Shown to nobody, waiting for nobody; the chat says that they did it, without a word."""
    assert stands(code, clock).things >= 3
    conversations.take_all_back(code, now=clock.forward(minutes=1))
    (chat,) = every(Chat)
    thread = chatting.thread(chat.id, user_id=council.duty, now=clock())
    shown = [
        reviewing.brief(council.child, council.review, user_id=council.iro, now=clock()),
        worrying.reading_list(user_id=council.iro, now=clock()),
        linking.thread_list(user_id=council.qa, show="all", now=clock()),
        chatting.chats(Shown(), user_id=council.duty, now=clock()),
        thread,
        responding.my_voice(code, now=clock()),
        chatting.my_chat(code, now=clock()),
    ]
    for words in (stories.WORDS[:20], WROTE):
        assert [page for page in shown if words in repr(page)] == []
    assert (chat.waiting_since, thread.unread) == (None, 0)
    assert thread.entries[-1].code == "taken_back"
    assert stands(code, clock).things == 0
    assert withdrawals() == ["took back what they said"]


def test_what_stands_in_papers_stays(
    council: SmallCouncil, code: str, clock: StandingClock
) -> None:
    """It is counted for them on the page before, and only it is left."""
    reviewing.issue_by_hand(council.child, council.review, user_id=council.iro, now=clock())
    fixed = stands(code, clock).fixed
    assert fixed > 0
    conversations.take_all_back(code, now=clock.forward(minutes=1))
    assert (stands(code, clock).fixed, stands(code, clock).things) == (fixed, 0)
    assert stories.WORDS in repr(responding.my_voice(code, now=clock()))


def test_an_open_worry_keeps_its_words_until_it_is_dealt_with(
    council: SmallCouncil, clock: StandingClock
) -> None:
    """A message as much as an answer: the duty desk sees why."""
    code = stories.invite(council.child, clock)
    conversations.write_on_web(code, HARM, "", now=clock())
    stories.work()
    (worry,) = every(Worry)
    conversations.take_all_back(code, now=clock.forward(minutes=1))
    assert "hits me" in repr(worrying.worry_page(worry.id, user_id=council.duty, now=clock()))


def test_words_are_used_no_more_until_they_agree_anew(
    council: SmallCouncil, code: str, clock: StandingClock
) -> None:
    """Also what an officer had passed on; a second press changes nothing."""
    assert stands(code, clock).quoted
    for _ in range(2):
        conversations.use_no_more(code, now=clock.forward(minutes=1))
        assert not stands(code, clock).quoted
    assert not [a for a in every(Answer) if a.may_quote or a.passed_on_by]
    assert stories.WORDS not in repr(
        linking.thread_list(user_id=council.qa, show="all", now=clock())
    )
    assert stories.WORDS in repr(responding.my_voice(code, now=clock()))


def test_the_screen_still_looks_at_words_taken_back_before_it_ran_and_anybody_read_them(
    council: SmallCouncil, clock: StandingClock
) -> None:
    """Whoever is quick with somebody's phone hides nothing."""
    code = stories.invite(council.child, clock)
    stories.fill_in(code, {"change": HARM}, clock)
    answer = stories.answer_of(HARM)
    conversations.take_back(code, answer, now=clock.forward(minutes=1))
    screening.screen_answer(answer, now=clock())
    (worry,) = every(Worry)
    assert "hits me" in repr(worrying.worry_page(worry.id, user_id=council.duty, now=clock()))


def test_the_screen_lets_be_what_was_read_and_taken_back(
    council: SmallCouncil, clock: StandingClock
) -> None:
    """Nor is it flagged where the screen fails."""
    code = stories.invite(council.child, clock)
    stories.fill_in(code, {"change": HARM}, clock)
    answer = stories.answer_of(HARM)
    worrying.mark_read(answer, user_id=council.duty, now=clock())
    conversations.take_back(code, answer, now=clock.forward(minutes=1))
    screening.screen_answer(answer, now=clock())
    screening.flag_unscreened(answer, now=clock())
    assert every(Worry) == []
