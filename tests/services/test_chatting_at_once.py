"""Chats when things happen at the very same moment: one thread, one taker, one reply."""

from functools import partial

from flask import Flask

from messaging.gateway import Inbound
from tests.at_once import at_once
from tests.people import PHONE
from tests.people import SmallCouncil
from tests.phones import SERVICE
from tests.phones import Phone
from tests.rows import every
from tests.settings import StandingClock
from voice_app.models.chats import Chat
from voice_app.models.chats import StaffReply
from voice_app.models.messages import OutboundText
from voice_app.pages.chats import Shown
from voice_app.services import chatting
from voice_app.services import conversations


def test_the_first_two_texts_of_somebody_make_one_chat(
    app: Flask, council: SmallCouncil, clock: StandingClock
) -> None:
    """Neither is lost, and neither fails on the other's."""
    words = ("is my bus pass sorted", "and when is my meeting")
    texts = [Inbound(f"SM-{number}", PHONE, each) for number, each in enumerate(words)]
    receive = partial(conversations.receive_text, service=SERVICE, now=clock())
    at_once(app, *[partial(receive, text) for text in texts])
    (row,) = chatting.chats(Shown(), user_id=council.duty, now=clock()).rows
    thread = chatting.thread(row.chat_id, user_id=council.duty, now=clock())
    assert {each.words for each in thread.entries if each.kind == "theirs"} == set(words)
    assert len(every(Chat)) == 1


def test_two_colleagues_take_one_chat_and_one_is_told_so(
    app: Flask, council: SmallCouncil, phone: Phone, clock: StandingClock
) -> None:
    phone.text("is my bus pass sorted")
    chat = every(Chat)[0].id

    def take(user_id: int) -> bool:
        try:
            chatting.take(chat, user_id=user_id, now=clock())
        except chatting.AlreadyTaken:
            return False
        return True

    took = at_once(app, partial(take, council.duty), partial(take, council.iro))
    assert sorted(map(bool, took)) == [False, True]


def test_send_pressed_four_times_at_once_is_one_reply_and_one_text(
    app: Flask, council: SmallCouncil, phone: Phone, clock: StandingClock
) -> None:
    phone.text("is my bus pass sorted")
    chat = every(Chat)[0].id
    send = partial(chatting.reply, chat, "Yes it is.", user_id=council.duty, now=clock())
    assert len(set(at_once(app, *[send] * 4))) == 1
    assert len(every(StaffReply)) == 1
    assert len([row for row in every(OutboundText) if row.chat_id]) == 1
