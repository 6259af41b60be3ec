"""Routes round whoever a message speaks of: they see it on no page and through no function."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from flask import Flask
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from tests.people import PHONE
from tests.people import SmallCouncil
from tests.people import make_user
from tests.phones import Phone
from tests.services import stories
from tests.services.chatting_stories import STRANGER
from tests.services.chatting_stories import Desk
from tests.services.chatting_stories import worker
from tests.settings import StandingClock
from voice_app.pages.caseload import Wish
from voice_app.pages.chats import MyChat
from voice_app.policy import Role
from voice_app.services import accounts
from voice_app.services import caseload
from voice_app.services import chatting
from voice_app.services import concluding
from voice_app.services import conversations
from voice_app.services import placing
from voice_app.services import recording
from voice_app.services import reviewing
from voice_app.services import worrying

Act = Callable[[Phone, Desk, Desk], object]


def _worked(deed: str, *more: object) -> Act:
    """The desk does this to the chat, if there is one that is open."""

    def act(_phone: Phone, rosa: Desk, _maura: Desk) -> None:
        for row in rosa.all().rows:
            rosa.do(deed, row.chat_id, *more)

    return act


def _maura_takes(_phone: Phone, _rosa: Desk, maura: Desk) -> None:
    for row in maura.all(whose="nobody").rows:
        maura.do("take", row.chat_id)


def _lift(_phone: Phone, rosa: Desk, maura: Desk) -> None:
    for row in rosa.all().rows:
        with suppress(chatting.NotYours):  # it is not kept from her
            rosa.do("lift", row.chat_id, maura.user_id, "checked")


ACTS: dict[str, Act] = {
    "says something": lambda phone, _rosa, _maura: phone.text("is my pass sorted"),
    "names her": lambda phone, _rosa, _maura: phone.text("maura was late"),
    "is about a worker": _worked("set_topic", "worker"),
    "is about school": _worked("set_topic", "school"),
    "goes to reviewing": _worked("move", "reviewing"),
    "is closed": _worked("close"),
    "is lifted": _lift,
    "is hers": _maura_takes,
}
STORY = sorted(ACTS)


@pytest.fixture
def rosa(council: SmallCouncil, clock: StandingClock) -> Desk:
    """The duty desk, which reads for all."""
    return Desk(council.duty, clock)


@pytest.fixture
def maura(council: SmallCouncil, clock: StandingClock) -> Desk:
    """The child's own officer."""
    return Desk(council.iro, clock)


@pytest.fixture
def leila(council: SmallCouncil, clock: StandingClock) -> Desk:
    """A participation worker with the reading duty."""
    return Desk(make_user("leila", Role.PARTICIPATION, clock, reading_duty=True), clock)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("maura never listens", "named"),
        ("Mauras always late", "named"),
        ("muara said no again", "named"),
        ("my IRO never listens", "role"),
    ],
)
def test_words_about_the_officer_go_round_her(
    council: SmallCouncil, phone: Phone, maura: Desk, rosa: Desk, words: str, why: str
) -> None:
    """She does not learn that it is there, on any page; the desk is told why."""
    phone.text(words)
    chat = rosa.only().chat_id
    assert [(each.name, each.why) for each in rosa.thread(chat).kept] == [("Maura Invented", why)]
    assert_hidden(maura, chat, words, council)


def assert_hidden(who: Desk, chat: int, words: str, council: SmallCouncil) -> None:
    """No function of the service, and no other page, shows it or lets it be worked."""
    assert who.all().rows == who.all(closed=True).rows == ()
    assert (who.all().waiting, chatting.waiting(user_id=who.user_id, now=who.clock())) == (
        0,
        (0, 0),
    )
    deeds = {
        "take": (), "hand_back": (), "close": (), "mark_read": (), "move": ("duty",),
        "set_topic": ("other",), "lift": (who.user_id, "checked"), "keep_from": (council.duty,),
    }  # fmt: skip
    for name, more in deeds.items():
        with pytest.raises(chatting.NotYours):
            who.do(name, chat, *more)
    with pytest.raises(chatting.NotYours):
        who.thread(chat)
    with pytest.raises(chatting.NotYours):
        who.reply(chat, "Hello")
    with pytest.raises(chatting.NotYours):
        chatting.open_from(stories.answer_of(words), user_id=who.user_id, now=who.clock())
    reading = worrying.reading_list(user_id=who.user_id, now=who.clock())
    assert words not in repr(reading)
    with pytest.raises(worrying.NotYours):
        worrying.mark_read(stories.answer_of(words), user_id=who.user_id, now=who.clock())
    if who.user_id == council.iro:
        mine = caseload.mine(user_id=who.user_id, wish=Wish(words=True), now=who.clock())
        assert words not in repr(mine)
        after = concluding.after(
            concluding.ReviewOf(council.child, council.review),
            user_id=who.user_id,
            now=who.clock(),
        )
        assert words not in repr(after)
        brief = reviewing.brief(council.child, council.review, user_id=who.user_id, now=who.clock())
        assert words not in repr(brief)


def test_a_queue_whose_only_reader_is_spoken_of_hands_it_to_the_duty_desk(
    council: SmallCouncil, phone: Phone, leila: Desk, rosa: Desk, maura: Desk
) -> None:
    phone.text("its me")
    chat = leila.only().chat_id
    leila.do("move", chat, "reviewing")
    maura.do("take", chat)
    phone.text("i do not want maura at my meeting")
    row = rosa.only()
    assert (row.queue, row.taken_by) == ("duty", "")


def test_a_topic_about_a_worker_keeps_it_from_all_who_work_with_them(
    council: SmallCouncil, clock: StandingClock, maura: Desk, rosa: Desk
) -> None:
    """Chosen by the young person on their own page, before anybody has seen it."""
    dev = worker(council, clock)
    code = stories.invite(council.child, clock)
    conversations.write_on_web(code, "they talk about me at pickup", "worker", now=clock())
    chat = rosa.only().chat_id
    assert_hidden(maura, chat, "they talk about me at pickup", council)
    assert_hidden(dev, chat, "they talk about me at pickup", council)


def test_the_duty_desk_lifts_it_with_a_reason_and_new_words_keep_it_again(
    council: SmallCouncil, phone: Phone, maura: Desk, rosa: Desk, leila: Desk
) -> None:
    phone.text("maura was really kind today")
    chat = rosa.only().chat_id
    with pytest.raises(ValueError, match="why"):
        rosa.do("lift", chat, maura.user_id, "")
    with pytest.raises(chatting.NotYours):
        leila.do("lift", chat, maura.user_id, "checked")
    rosa.do("lift", chat, maura.user_id, "checked")
    assert maura.only().chat_id == chat
    phone.text("but maura was late")
    assert maura.all().rows == ()


def test_kept_by_hand_it_is_hidden_like_any_other(
    council: SmallCouncil, phone: Phone, maura: Desk, rosa: Desk
) -> None:
    """Where the rules found nobody, the duty desk still can."""
    phone.text("you know who did it again")
    chat = rosa.only().chat_id
    rosa.do("keep_from", chat, maura.user_id)
    assert_hidden(maura, chat, "you know who did it again", council)


def test_the_duty_desk_is_not_kept_from_what_nobody_else_could_read(
    council: SmallCouncil, phone: Phone, clock: StandingClock, rosa: Desk
) -> None:
    """Named herself, she is kept from it as long as a colleague is there to read it."""
    accounts.close_account(council.iro, by=None, now=clock())
    phone.text("rosa never rang")
    assert rosa.only().name == "Jaz Merrin"
    colleague = Desk(make_user("jonah", Role.SAFEGUARDING, clock), clock)
    assert rosa.all().rows == ()
    assert colleague.only().words == "rosa never rang"


def test_a_worry_about_one_at_the_duty_desk_is_a_colleagues_to_look_into(
    council: SmallCouncil, phone: Phone, clock: StandingClock, rosa: Desk
) -> None:
    """As long as there is one: nobody's worry waits for want of somebody else."""
    phone.text("rosa hit me")
    (only,) = worrying.queue(user_id=rosa.user_id, now=clock()).worries
    colleague = make_user("jonah", Role.SAFEGUARDING, clock)
    worry = only.worry_id
    assert worrying.queue(user_id=rosa.user_id, now=clock()).worries == ()
    assert worrying.worry_page(worry, user_id=rosa.user_id, now=clock()) is None
    assert worrying.number(worry, user_id=rosa.user_id, now=clock()) == ""
    with pytest.raises(worrying.AlreadyTaken):
        worrying.acknowledge(worry, user_id=rosa.user_id, now=clock())
    assert worrying.queue(user_id=colleague, now=clock()).worries[0].worry_id == worry
    accounts.close_account(colleague, by=None, now=clock())
    worrying.acknowledge(worry, user_id=rosa.user_id, now=clock())


def test_an_unknown_text_about_one_at_the_duty_desk_is_a_colleagues_to_place(
    app: Flask, council: SmallCouncil, clock: StandingClock
) -> None:
    colleague = make_user("jonah", Role.SAFEGUARDING, clock)
    Phone(app, clock, number=STRANGER).text("rosa never rang")
    assert placing.inbox(user_id=council.duty, now=clock()).texts == ()
    assert len(placing.inbox(user_id=colleague, now=clock()).texts) == 1


def test_a_carer_who_is_named_is_pointed_out_to_the_desk(
    council: SmallCouncil, phone: Phone, clock: StandingClock, rosa: Desk
) -> None:
    stories.add_adult(clock, council.child, "Lorna")
    phone.text("lornas shouting again")
    assert rosa.thread(rosa.only().chat_id).speaks_of == ("Lorna Invented",)


def test_on_a_shared_phone_the_texted_link_shows_no_thread(
    council: SmallCouncil, phone: Phone, clock: StandingClock, rosa: Desk
) -> None:
    """Whoever else holds the phone may be whom it is about; the box still works."""
    new = recording.NewPerson(kind="carer", preferred_name="Lorna", mobile=PHONE)
    recording.add_person(new, practice=True, by=None, now=clock())
    code = stories.invite(council.child, clock, channel="text")
    assert conversations.write_on_web(code, "lorna shouts", "", now=clock()) == "sent"
    page = chatting.my_chat(code, now=clock())
    assert isinstance(page, MyChat)
    assert page.hidden
    assert page.messages == ()
    chat = rosa.only().chat_id
    assert rosa.thread(chat).their_page == "hidden"
    stories.invite(council.child, clock)  # a link that went into their own hands
    assert rosa.thread(chat).their_page == "shown"


def test_the_same_message_sent_twice_is_one_and_an_empty_one_is_none(
    council: SmallCouncil, clock: StandingClock, rosa: Desk
) -> None:
    code = stories.invite(council.child, clock)
    assert conversations.write_on_web(code, " \x00 ", "", now=clock()) == "empty"
    assert conversations.write_on_web(code, "x" * 4001, "", now=clock()) == "too_long"
    for _ in range(2):
        assert conversations.write_on_web(code, "hi\r\nthere", "", now=clock()) == "sent"
    thread = rosa.thread(rosa.only().chat_id)
    assert [entry.words for entry in thread.entries if entry.kind == "theirs"] == ["hi\nthere"]


@given(st.lists(st.sampled_from(STORY), min_size=1, max_size=6))
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_whatever_happens_nobody_sees_what_is_kept_from_them(
    council: SmallCouncil, phone: Phone, maura: Desk, rosa: Desk, story: list[str]
) -> None:
    """Words, topics, moves, hands on and off in any order: hidden exactly while a row says so.

    And it is lost to nobody: the duty desk sees it, and it waits in a queue that somebody works.
    """
    for act in story:
        ACTS[act](phone, rosa, maura)
        for row in rosa.all().rows:
            thread = rosa.thread(row.chat_id)
            hidden = maura.user_id in {k.user_id for k in thread.kept if not k.lifted_by}
            assert (row.chat_id in {r.chat_id for r in maura.all().rows}) is not hidden
            assert (
                chatting.sees(row.chat_id, user_id=maura.user_id, now=maura.clock()) is not hidden
            )
            waiting = chatting.waiting(user_id=maura.user_id, now=maura.clock())[0]
            assert not (hidden and waiting)
            assert not (hidden and row.taken_by == "Maura Invented")
            assert not (hidden and row.queue == "reviewing")
