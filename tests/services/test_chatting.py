"""Chats: where words wait, who sees them, how they are answered, and what their writer is told."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from tests.people import PHONE
from tests.people import SmallCouncil
from tests.people import make_user
from tests.phones import Phone
from tests.services import stories
from tests.services.chatting_stories import STRANGER
from tests.services.chatting_stories import Desk
from tests.settings import StandingClock
from voice_app.db import db
from voice_app.models.messages import InboundText
from voice_app.models.messages import OutboundText
from voice_app.pages.chats import MyChat
from voice_app.policy import Role
from voice_app.services import accounts
from voice_app.services import chatting
from voice_app.services import conversations
from voice_app.services import recording
from voice_app.services import settling


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


def texts_to_them() -> list[OutboundText]:
    """The replies that went by text."""
    query = select(OutboundText).where(OutboundText.key.startswith("chat:"))
    return list(db.session.scalars(query.order_by(OutboundText.id)))


def test_messages_and_answers_by_text_stand_in_one_thread_in_order(
    council: SmallCouncil, asked: Phone, rosa: Desk
) -> None:
    """A survey's answers are context; words of their own are what waits."""
    asked.text("4")
    asked.text("STOP")
    asked.text("can somebody ring me about saturday")
    thread = rosa.thread(rosa.only().chat_id)
    said = [entry for entry in thread.entries if entry.kind != "step"]
    assert [entry.kind for entry in said][-1] == "theirs"
    assert "4" in repr(said)
    assert "STOP" in [entry.words for entry in said]
    assert [entry.at for entry in thread.entries] == sorted(e.at for e in thread.entries)


def test_what_comes_back_on_a_reply_is_no_answer_to_an_open_survey(
    council: SmallCouncil, phone: Phone, clock: StandingClock, rosa: Desk
) -> None:
    """Words go to whoever wrote; a number is still the answer to the question."""
    phone.text("is my bus pass sorted yet")
    stories.invite(council.child, clock, channel="text")
    phone.work()
    rosa.reply(rosa.only().chat_id, "Yes, it is in the post.")
    phone.work()
    phone.text("oh yeah thanks")
    assert rosa.only().words == "oh yeah thanks"
    phone.text("4")
    assert rosa.only().words == "oh yeah thanks"
    answered = [e for e in rosa.thread(rosa.only().chat_id).entries if e.kind == "answers"]
    assert [each.words for each in answered[0].inner] == ["4"]


def test_a_new_chat_waits_in_a_queue_that_somebody_works(
    council: SmallCouncil, phone: Phone, maura: Desk, rosa: Desk, leila: Desk
) -> None:
    """Participation first, where somebody has that duty; all who may read it see it."""
    phone.text("is my bus pass sorted yet")
    assert rosa.only().queue == "participation"
    assert leila.only().name == maura.only().name == "Jaz Merrin"


def test_what_a_carer_writes_is_their_own_chat_and_the_childs_officer_sees_it(
    app: Flask, council: SmallCouncil, clock: StandingClock, maura: Desk
) -> None:
    """Under the carer's name; the child's own page never shows it."""
    carer = stories.add_adult(clock, council.child, "Lorna")
    recording.add_contact(carer, STRANGER, practice=True, by=None, now=clock())
    Phone(app, clock, number=STRANGER).text("respite was cancelled again")
    assert (maura.only().name, maura.only().kind) == ("Lorna Invented", "carer")
    page = chatting.my_chat(stories.invite(council.child, clock), now=clock())
    assert isinstance(page, MyChat)
    assert page.messages == ()


def test_another_officers_child_is_not_there(
    council: SmallCouncil, phone: Phone, clock: StandingClock
) -> None:
    phone.text("is my bus pass sorted yet")
    other = Desk(make_user("tunde", Role.IRO, clock), clock)
    assert other.all().rows == ()


def test_a_number_nobody_knows_waits_at_the_duty_desk_and_moves_when_it_is_linked(
    app: Flask, council: SmallCouncil, clock: StandingClock, rosa: Desk, maura: Desk
) -> None:
    """Its words come to the officer only once somebody said whose they are."""
    Phone(app, clock, number=STRANGER).text("its jaz got a new phone")
    row = rosa.only()
    assert (row.queue, row.kind) == ("duty", "")
    assert maura.all().rows == ()
    with pytest.raises(chatting.CannotReply):
        rosa.reply(row.chat_id, "Hello")
    text = db.session.scalars(select(InboundText)).one()
    recording.place_text(text.provider_id, council.child, by=rosa.user_id, now=clock())
    moved = rosa.only()
    assert (moved.name, moved.words) == ("Jaz Merrin", "its jaz got a new phone")
    assert moved.chat_id != row.chat_id
    assert maura.only().chat_id == moved.chat_id
    assert moved.waiting_since


def test_taken_by_one_it_is_refused_to_the_next_until_handed_back(
    phone: Phone, maura: Desk, rosa: Desk
) -> None:
    phone.text("is my bus pass sorted yet")
    chat = maura.only().chat_id
    maura.do("take", chat)
    with pytest.raises(chatting.AlreadyTaken):
        rosa.do("take", chat)
    assert rosa.all(whose="nobody").rows == ()
    rosa.do("hand_back", chat)
    rosa.do("take", chat)
    assert rosa.all(whose="mine").rows[0].is_mine


@pytest.mark.parametrize("how", ["closed", "not hers any more"])
def test_what_somebody_had_on_is_nobodys_when_they_are_gone(
    council: SmallCouncil, phone: Phone, clock: StandingClock, maura: Desk, rosa: Desk, how: str
) -> None:
    """Leave and turnover lose nothing, without anybody tidying up."""
    phone.text("is my bus pass sorted yet")
    maura.do("take", maura.only().chat_id)
    assert rosa.only().taken_by == "Maura Invented"
    if how == "closed":
        accounts.close_account(maura.user_id, by=None, now=clock())
    else:
        clock.forward(days=2)
        since = clock().date() - timedelta(days=402)
        ended = recording.NewInvolvement(
            maura.user_id, "iro", since, clock().date() - timedelta(days=1)
        )
        recording.involve(council.child, ended, by=None, now=clock())
    assert rosa.only().taken_by == ""
    rosa.do("take", rosa.only().chat_id)


def test_the_overdue_come_first_and_the_clock_counts_working_days(
    council: SmallCouncil, phone: Phone, clock: StandingClock, rosa: Desk
) -> None:
    """Two working days is the default; an authority sets its own."""
    phone.text("is my bus pass sorted yet")
    assert rosa.only().answer_by == clock.now.replace(day=25, hour=17, minute=0, second=0)
    clock.forward(days=3)
    assert rosa.only().is_overdue
    assert (rosa.all().waiting, rosa.all().overdue) == (1, 1)
    assert chatting.waiting(user_id=council.qa, now=clock()) == (0, 0)
    settling.change("reply_working_days", 5, by=None, now=clock())
    other = Phone(phone.app, clock, number=STRANGER)
    other.text("who is this")
    assert [row.is_overdue for row in rosa.all().rows] == [True, False]


def test_new_words_open_a_closed_chat_again(phone: Phone, rosa: Desk) -> None:
    """Whoever closes has read; the next words begin a clock of their own."""
    phone.text("thanks that helped")
    chat = rosa.only().chat_id
    rosa.do("close", chat)
    assert rosa.all().rows == ()
    assert rosa.all(closed=True).rows[0].chat_id == chat
    assert rosa.thread(chat).unread == 0
    phone.text("one more thing")
    assert rosa.only().waiting_since


def test_a_reply_goes_by_text_under_ones_name_and_stands_on_their_page(
    council: SmallCouncil, phone: Phone, clock: StandingClock, rosa: Desk
) -> None:
    """At any hour, since it answers their own words; pressed twice it goes once."""
    code = stories.invite(council.child, clock)
    clock.forward(hours=11)  # nine in the evening
    phone.text("are u there")
    chat = rosa.only().chat_id
    draft = rosa.thread(chat, "Yes. I will ring you tomorrow at 4.").draft
    assert (draft.parts, draft.pence, draft.gives_away) == (1, 4, ())
    rosa.reply(chat, "Yes. I will ring you tomorrow at 4.")
    rosa.reply(chat, "Yes. I will ring you tomorrow at 4.")
    (text,) = texts_to_them()
    assert text.due_at == clock()
    assert text.words == "Yes. I will ring you tomorrow at 4. - Rosa"
    phone.work()
    assert phone.screen[-1] == text.words
    assert rosa.only().waiting_since is None
    page = chatting.my_chat(code, now=clock())
    assert isinstance(page, MyChat)
    mine, ours = page.messages
    assert (mine.read_by, mine.read_role, mine.answered_at) == (
        "Rosa Invented",
        "duty desk",
        ours.at,
    )
    assert (ours.words, ours.by, ours.is_new) == (
        "Yes. I will ring you tomorrow at 4.",
        "Rosa Invented",
        True,
    )
    assert chatting.new_answers(code, now=clock()) == 0
    seen = [entry.seen_at for entry in rosa.thread(chat).entries if entry.kind == "ours"]
    assert seen == [clock()]


def test_days_after_their_words_quiet_hours_hold(
    phone: Phone, clock: StandingClock, rosa: Desk
) -> None:
    phone.text("are u there")
    clock.forward(days=2, hours=11)
    rosa.reply(rosa.only().chat_id, "Sorry this took so long.")
    (text,) = texts_to_them()
    assert text.due_at > clock()
    assert text.expires_at > text.due_at


@pytest.mark.parametrize(
    ("case", "why"),
    [
        ("stop", "stopped"),
        ("shared", "shared"),
        ("new", "not_confirmed"),
        ("silent", "not_confirmed"),
    ],
)
def test_no_text_goes_where_others_could_read_it_or_they_said_stop(
    council: SmallCouncil, phone: Phone, clock: StandingClock, rosa: Desk, case: str, why: str
) -> None:
    """They find the answer on their own page, and whoever writes is told that."""
    code = stories.invite(council.child, clock)
    if case in ("stop", "new"):
        phone.text("its me")
    if case == "stop":
        phone.text("STOP")
    if case == "new":
        recording.add_contact(council.child, STRANGER, practice=True, by=None, now=clock())
    if case == "shared":
        new = recording.NewPerson(kind="carer", preferred_name="Lorna", mobile=PHONE)
        recording.add_person(new, practice=True, by=None, now=clock())
    conversations.write_on_web(code, "please tell me", "", now=clock())
    chat = rosa.only().chat_id
    assert rosa.thread(chat).why_no_text == why
    rosa.reply(chat, "I will tell you on Friday.")
    assert texts_to_them() == []
    page = chatting.my_chat(code, now=clock())
    assert isinstance(page, MyChat)
    assert page.messages[-1].words == "I will tell you on Friday."


def test_a_name_or_a_care_word_must_be_looked_at_again(phone: Phone, rosa: Desk) -> None:
    """Phones lie on tables: such a text goes only when somebody says so."""
    phone.text("are u there")
    chat = rosa.only().chat_id
    words = "Hi Jaz, your social worker will ring."
    assert rosa.thread(chat, words).draft.gives_away == ("Jaz", "social worker")
    with pytest.raises(chatting.CannotReply, match="gives_away"):
        rosa.reply(chat, words)
    rosa.reply(chat, words, sure=True)
    assert len(texts_to_them()) == 1


@pytest.mark.parametrize("words", ["", "  ", "x" * 601])
def test_what_cannot_be_sent_is_not(phone: Phone, rosa: Desk, words: str) -> None:
    phone.text("are u there")
    with pytest.raises(chatting.CannotReply):
        rosa.reply(rosa.only().chat_id, words)
    assert texts_to_them() == []


def test_a_survey_comment_becomes_a_conversation(
    council: SmallCouncil, clock: StandingClock, rosa: Desk, maura: Desk
) -> None:
    """The quote stands on top, once, for those who may read it."""
    answer = stories.say(council.child, clock)
    chat = chatting.open_from(answer, user_id=maura.user_id, now=clock())
    assert chatting.open_from(answer, user_id=rosa.user_id, now=clock()) == chat
    quoted = [e for e in maura.thread(chat).entries if e.kind == "quoted"]
    assert [entry.words for entry in quoted] == [stories.WORDS]
    with pytest.raises(chatting.NotYours):
        chatting.open_from(answer, user_id=council.qa, now=clock())


def test_every_look_and_deed_is_on_record_and_no_words_are(phone: Phone, maura: Desk) -> None:
    phone.text("is my bus pass sorted yet")
    chat = maura.only().chat_id
    maura.thread(chat)
    maura.do("set_topic", chat, "other")
    maura.reply(chat, "Yes it is.")
    assert len(stories.looks(f"chat:{chat}")) == 2
    reasons = [deed.reason for deed in stories.deeds("changed", f"chat:{chat}")]
    assert reasons == ["topic", "replied"]


def test_ready_replies_are_kept_offered_by_topic_and_retired(phone: Phone, rosa: Desk) -> None:
    phone.text("ring me")
    chat = rosa.only().chat_id
    new = chatting.add_ready(
        "Ring", "We ring you on Monday.", "call_me", user_id=rosa.user_id, now=rosa.clock()
    )
    rosa.do("set_topic", chat, "call_me")
    assert rosa.thread(chat).ready[0].title == "Ring"
    chatting.retire_ready(new, user_id=rosa.user_id, now=rosa.clock())
    assert "Ring" not in [each.title for each in rosa.thread(chat).ready]
