"""The pages of the two-way inbox, and the box on a young person's own page."""

import pytest
from flask import Flask

from tests.people import PHONE
from tests.people import SmallCouncil
from tests.phones import Phone
from tests.services import stories
from tests.settings import StandingClock
from tests.web.browser import Browser
from tests.web.browser import words_of
from voice_app.pages.chats import TOPICS
from voice_app.pages.chats import Shown
from voice_app.services import chatting
from voice_app.services import recording

BUS = "is my bus pass sorted yet"


@pytest.fixture
def rosa(app: Flask, council: SmallCouncil) -> Browser:
    """The duty desk, signed in."""
    browser = Browser(app)
    browser.be(council.duty)
    return browser


@pytest.fixture
def chat(phone: Phone, council: SmallCouncil, clock: StandingClock) -> int:
    """A chat with one message that waits."""
    phone.text(BUS)
    (row,) = chatting.chats(Shown(), user_id=council.duty, now=clock()).rows
    return row.chat_id


def test_the_list_says_who_waits_and_filters(rosa: Browser, chat: int) -> None:
    page = words_of(rosa.get("/chats/"))
    assert "1 person waits for an answer" in page
    assert BUS in page
    assert BUS in words_of(rosa.get("/chats/?queue=participation&whose=nobody"))
    for other in ("queue=reviewing", "whose=mine", "topic=school", "closed=1"):
        assert BUS not in words_of(rosa.get(f"/chats/?{other}"))


def test_a_reply_is_looked_over_with_its_cost_and_then_sent(
    rosa: Browser, chat: int, phone: Phone
) -> None:
    """Nothing goes at the first press; a care word must be agreed to; the address has no words."""
    here = f"/chats/{chat}"
    words = "Yes. Your social worker has it."
    looked = rosa.press(here, f"{here}/look-over", {"words": words})
    shown = words_of(looked)
    assert "1 part , about 4 p" in shown.replace("4p", "4 p").replace("part,", "part ,")
    assert "could read: social worker" in shown
    assert phone.screen == phone.screen[:1]
    refused = rosa.press(here, f"{here}/reply", {"words": words})
    assert refused.status_code == 422
    assert words in refused.text
    sent = rosa.press(here, f"{here}/reply", {"words": words, "sure": "yes"})
    assert (sent.status_code, sent.location) == (303, f"{here}#end")
    phone.work()
    assert phone.screen[-1] == f"{words} - Rosa"
    assert "Nobody waits for an answer" in words_of(rosa.get(here))


@pytest.mark.parametrize(
    ("link", "shared", "told"),
    [
        ("web", False, "It is sent. They can see it on their page too."),
        ("", False, "It is sent by text. They have no page"),
        ("web", True, "It is on their page. No text goes."),
        ("text", True, "they cannot see it yet: others share their phone"),
        ("", True, "they have no link that opens"),
    ],
)
def test_whoever_replied_is_told_where_it_really_stands(
    rosa: Browser,
    chat: int,
    council: SmallCouncil,
    clock: StandingClock,
    link: str,
    shared: bool,
    told: str,
) -> None:
    """On a shared phone the texted link shows nothing of a chat, so nobody is told that it does."""
    here = f"/chats/{chat}"
    if link:
        stories.invite(council.child, clock, channel=link)
    if shared:
        new = recording.NewPerson(kind="carer", preferred_name="Lorna", mobile=PHONE)
        recording.add_person(new, practice=True, by=None, now=clock())
    before = words_of(rosa.get(here))
    rosa.press(here, f"{here}/reply", {"words": "Yes, it is on its way."})
    after = words_of(rosa.get(here))
    assert told in after
    seen = link == "web"
    assert ("their own page" in before, "they cannot see it yet" in after) == (
        seen,
        shared and not seen,
    )


def test_a_ready_reply_goes_into_the_box_and_no_further(
    rosa: Browser, chat: int, phone: Phone
) -> None:
    """Behind what was written already."""
    here, before = f"/chats/{chat}", len(phone.screen)
    page = rosa.press(here, f"{here}/look-over", {"words": "Hi there.", "ready": "-1"})
    assert "Hi there.\nThank you for telling me." in page.text
    phone.work()
    assert len(phone.screen) == before


@pytest.mark.parametrize(
    "form",
    [
        {"do": "take"}, {"do": "hand_back"}, {"do": "read"}, {"do": "close"},
        {"do": "move", "queue": "reviewing"}, {"do": "topic", "topic": "school"},
        {"do": "keep", "user": "1"},
    ],
)  # fmt: skip
def test_each_button_does_what_it_says(
    rosa: Browser, chat: int, council: SmallCouncil, form: dict[str, object]
) -> None:
    before = len(stories.deeds("changed", f"chat:{chat}"))
    done = rosa.press(f"/chats/{chat}", f"/chats/{chat}/do", form)
    assert (done.status_code, done.location) == (303, f"/chats/{chat}")
    assert len(stories.deeds("changed", f"chat:{chat}")) == before + 1


@pytest.mark.parametrize(
    "form",
    [{}, {"do": "paint"}, {"do": "move", "queue": "x"}, {"do": "topic", "topic": "x"},
     {"do": "lift", "user": "1"}],
)  # fmt: skip
def test_what_cannot_be_done_changes_nothing_and_says_so(
    rosa: Browser, chat: int, form: dict[str, object]
) -> None:
    rosa.press(f"/chats/{chat}", f"/chats/{chat}/do", form)
    assert stories.deeds("changed", f"chat:{chat}") == []
    assert "Nothing was changed" in words_of(rosa.get(f"/chats/{chat}"))


def test_a_chat_that_is_kept_from_somebody_is_not_there(
    app: Flask, phone: Phone, council: SmallCouncil, clock: StandingClock
) -> None:
    """The same page as for a number that never was; and the menu counts nothing."""
    phone.text("maura never listens")
    (row,) = chatting.chats(Shown(), user_id=council.duty, now=clock()).rows
    maura = Browser(app)
    maura.be(council.iro)
    kept, never = maura.get(f"/chats/{row.chat_id}"), maura.get("/chats/999")
    assert (kept.status_code, words_of(kept)) == (404, words_of(never))
    assert maura.post(f"/chats/{row.chat_id}/do", {"do": "take"}).status_code in (400, 404)
    assert "Nobody waits for an answer" in words_of(maura.get("/chats/"))


def test_ready_replies_are_kept_and_retired(rosa: Browser, council: SmallCouncil) -> None:
    new = {"title": "Ring", "words": "We ring you on Monday.", "topic": "call_me"}
    assert rosa.press("/chats/ready", "/chats/ready", new).status_code == 303
    assert "We ring you on Monday." in words_of(rosa.get("/chats/ready"))
    assert rosa.press("/chats/ready", "/chats/ready", {"title": ""}).status_code == 422
    rosa.press("/chats/ready", "/chats/ready/1")
    assert "We ring you on Monday." not in words_of(rosa.get("/chats/ready"))


def test_a_young_person_writes_any_time_and_sees_how_far_it_got(
    app: Flask, council: SmallCouncil, clock: StandingClock, rosa: Browser
) -> None:
    """Received, read by whom, answered; the answer is announced on My voice until it was seen."""
    code = stories.invite(council.child, clock)
    me = Browser(app).show_sign(code)
    assert "Tell us something, any time" in words_of(me.get(f"/s/{code}/voice"))
    sent = me.post(f"/s/{code}/write", {"words": "<b>hi</b>\nthere", "topic": "school"})
    assert sent.status_code == 303
    page = me.get(sent.location.partition("#")[0])
    assert "&lt;b&gt;hi&lt;/b&gt;\nthere" in page.text
    assert "We have it" in words_of(page)
    assert "Not read yet." in words_of(page)
    (row,) = chatting.chats(Shown(), user_id=council.duty, now=clock()).rows
    assert row.topic == "school"
    clock.forward(minutes=5)
    chatting.reply(row.chat_id, "On Friday.", user_id=council.duty, now=clock())
    assert "1 new answer" in words_of(me.get(f"/s/{code}/voice"))
    page = words_of(me.get(f"/s/{code}/write"))
    assert "Read by Rosa Invented, duty desk, on" in page
    assert "Answered on" in page
    assert "On Friday." in page
    assert "new answer" not in words_of(me.get(f"/s/{code}/voice"))


@pytest.mark.parametrize(("words", "status"), [("", 422), ("x" * 4001, 422), ("hi", 303)])
def test_an_empty_or_endless_message_comes_back_in_the_box(
    app: Flask, council: SmallCouncil, clock: StandingClock, words: str, status: int
) -> None:
    code = stories.invite(council.child, clock)
    answer = Browser(app).post(f"/s/{code}/write", {"words": words, "topic": "nonsense"})
    assert answer.status_code == status
    assert words in answer.text or status == 303


def test_a_link_that_is_over_opens_no_box(app: Flask, council: SmallCouncil) -> None:
    assert Browser(app).get("/s/nobody-gave-this/write").status_code == 410
    assert Browser(app).post("/s/nobody-gave-this/write", {"words": "hi"}).status_code == 410


def test_a_survey_comment_is_answered_from_the_reading_list(
    council: SmallCouncil, clock: StandingClock, rosa: Browser
) -> None:
    answer = stories.say(council.child, clock)
    assert "Answer this" in words_of(rosa.get("/reading"))
    opened = rosa.press("/reading", f"/chats/from/{answer}")
    assert opened.status_code == 303
    assert stories.WORDS in words_of(rosa.get(opened.location))


def test_every_topic_and_queue_has_words_on_both_sides(
    app: Flask, council: SmallCouncil, clock: StandingClock, rosa: Browser, chat: int
) -> None:
    """A key without words would stand on the page as it is."""
    code = stories.invite(council.child, clock)
    pages = words_of(rosa.get(f"/chats/{chat}")) + words_of(Browser(app).get(f"/s/{code}/write"))
    bare = [key for key in TOPICS if "_" in key and key in pages]
    assert bare == []
