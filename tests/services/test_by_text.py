"""Replies to a question: read, kept, changed, or not understood; none is ever lost."""

import pytest

from messaging.gateway import Inbound
from surveys.engine import Answered
from tests.people import SmallCouncil
from tests.people import staff
from tests.phones import Phone
from tests.rows import answers
from tests.rows import current
from tests.rows import every
from tests.rows import last_inbound
from tests.rows import messages
from tests.rows import outbox
from tests.rows import survey
from tests.rows import worries
from tests.settings import StandingClock
from voice_app.models.conversations import Answer
from voice_app.models.surveys import Invitation
from voice_app.policy import DEFAULT_WHO
from voice_app.policy import Who
from voice_app.services import conversations
from voice_app.services import inviting
from voice_app.services import worrying
from voice_app.services.conversations import FromPage

CANT_READ = "Sorry, we could not read that. Your words are kept."


def to_read(clock: StandingClock) -> list[str]:
    page = worrying.reading_list(user_id=staff("rosa"), now=clock())
    return [row.quote.words for row in page.rows]


def on_web(question: str, value: str, clock: StandingClock, who: Who = DEFAULT_WHO) -> None:
    """Answer one question by the link of the only survey."""
    code = every(Invitation)[0].code
    move = FromPage(Answered(question, value), who)
    conversations.answer_on_web(code, move, now=clock())


def test_two_replies_that_cannot_be_read_are_kept_and_the_next_question_comes(
    asked: Phone, clock: StandingClock
) -> None:
    (first,) = asked.text("what u on about")
    assert first.startswith(CANT_READ)
    assert "1 of 7" in first
    (second,) = asked.text("eh??")
    assert second.startswith("We could not read that. Your words are kept")
    assert "2 of 7" in second
    assert [row.state for row in answers("know_plan")] == ["misread", "not_understood"]
    assert [row.words for row in answers("know_plan")] == ["what u on about", "eh??"]
    assert {"what u on about", "eh??"} <= set(to_read(clock))


def test_a_reply_understood_at_the_second_try_counts_and_the_first_is_still_read(
    asked: Phone, clock: StandingClock
) -> None:
    asked.text("my brother got moved")
    (reply,) = asked.text("2")
    assert "2 of 7" in reply
    assert current("know_plan").value == "a_bit"
    assert "my brother got moved" in to_read(clock)


def test_a_comment_beside_a_choice_is_read_by_a_person(asked: Phone, clock: StandingClock) -> None:
    asked.text("2 tbh")
    assert current("know_plan").words == "2 tbh"
    assert "2 tbh" in to_read(clock)


def test_a_changed_answer_leaves_the_old_row(asked: Phone, clock: StandingClock) -> None:
    for reply in ("2", "more", "4", "no"):
        asked.text(reply)
    on_web("safe", "yes", clock)
    old, new = answers("safe")
    assert (old.value, old.replaced_at) == ("no", clock())
    assert (new.value, new.replaced_at) == ("yes", None)
    assert [tier for tier, _ in worries()] == ["red"]  # it was said: a person looks all the same


def test_words_for_a_branch_that_has_closed_change_nothing_and_are_read(
    asked: Phone, clock: StandingClock
) -> None:
    """She was asked what would help, then said on the web that she is safe after all."""
    for reply in ("2", "more", "4", "no"):
        asked.text(reply)
    on_web("safe", "yes", clock)
    (reply,) = asked.text("if he stopped coming in my room")
    assert reply.startswith("That question has gone by. Your words are kept and we read them.")
    assert "5 of 7" in reply
    assert answers("safer") == []
    assert current("safe").value == "yes"
    assert answers("change") == []
    assert "if he stopped coming in my room" in to_read(clock)


def test_what_was_said_in_a_branch_stays_when_it_closes(asked: Phone, clock: StandingClock) -> None:
    for reply in ("2", "more", "4", "no", "a lock on my door"):
        asked.text(reply)
    on_web("safe", "yes", clock)
    assert current("safer").value == "a lock on my door"
    (reply,) = asked.text("START")
    assert "5 of 7" in reply


def test_a_late_text_after_finishing_on_the_web_is_a_message_of_its_own(
    asked: Phone, clock: StandingClock
) -> None:
    for question, value in (
        ("know_plan", "a_bit"), ("see_family", "more"), ("listened", "mostly"), ("safe", "yes"),
        ("school", "good"), ("feelings", ""), ("change", "my bedtime"), ("share_words", "no"),
    ):  # fmt: skip
        on_web(question, value, clock)
    asked.text("2 but its better now")
    row = last_inbound()
    assert row.read_as in {"answered", "message"}
    assert "2 but its better now" in to_read(clock)


def test_a_text_takes_no_place_of_words_from_a_page(asked: Phone, clock: StandingClock) -> None:
    """Answered with care on the web, without a name: a later text is something else."""
    for reply in ("2", "more", "4", "yes"):
        asked.text(reply)
    on_web("change", "somebody shouts", clock, Who.TEAM)
    asked.text("what time is my review")
    assert (current("change").words, current("change").who_sees) == ("somebody shouts", "team")
    assert "what time is my review" in to_read(clock)


def test_a_text_after_the_last_question_is_a_message_of_its_own(
    asked: Phone, clock: StandingClock
) -> None:
    for reply in ("2", "more", "4", "yes", "my bedtime", "no", "my dog"):
        asked.text(reply)
    assert survey().state == "finished"
    (reply,) = asked.text("oh and can i have a later bedtime")
    assert reply.startswith("Thank you for telling us.")
    assert current("good").value == "my dog"
    assert [row.value for row in messages()] == ["oh and can i have a later bedtime"]


def test_a_message_before_the_first_text_has_gone_out_is_no_answer_to_it(
    council: SmallCouncil, phone: Phone, clock: StandingClock
) -> None:
    """Nobody has seen the question that waits until after school."""
    ask = inviting.Ask(council.child, "before-my-review", "text", "before_review")
    inviting.invite(ask, now=clock())
    phone.work()
    (reply,) = phone.text("2 of my friends are moving away")
    assert reply.startswith("Thank you for telling us.")
    assert answers("know_plan") == []
    assert len(messages()) == 1
    clock.forward(hours=7)
    phone.work()
    assert "1 of 7" in phone.screen[-1]


def test_an_answer_after_the_survey_has_closed_is_kept_as_a_message(
    asked: Phone, clock: StandingClock
) -> None:
    clock.forward(days=31)
    asked.text("2 its got worse")
    assert answers("know_plan") == []
    assert [row.value for row in messages()] == ["2 its got worse"]
    assert "2 its got worse" in to_read(clock)


def test_an_answer_after_the_link_was_taken_back_is_kept_as_a_message(
    asked: Phone, clock: StandingClock
) -> None:
    inviting.revoke(every(Invitation)[0].id, now=clock())
    (reply,) = asked.text("2 its got worse")
    assert reply.startswith("Thank you for telling us.")
    assert answers("know_plan") == []
    assert [row.value for row in messages()] == ["2 its got worse"]


def test_not_safe_is_a_red_worry_before_any_worker_has_run(
    asked: Phone, clock: StandingClock
) -> None:
    for reply in ("2", "more", "4"):
        asked.text(reply)
    inbound = Inbound("SM-by-hand", asked.number, "no")
    conversations.receive_text(inbound, service="Northbeck voices", now=clock())
    assert worries() == [("red", ["unsafe_home"])]
    assert len(outbox("queued")) == 1


def test_call_me_raises_a_wish_for_contact(asked: Phone) -> None:
    for reply in ("2", "more", "4", "yes", "0", "yes pls"):
        asked.text(reply)
    assert [families for _, families in worries()] == [["wants_contact"]]


def test_every_reply_sends_just_one_text(asked: Phone) -> None:
    replies = [
        len(asked.text(words)) for words in ("2", "eh", "eh", "4", "no", "0", "0", "no", "0")
    ]
    assert replies == [1] * 9
    assert survey().state == "finished"


@pytest.mark.parametrize(
    "words",
    ["a" * 1600, "zero\x00byte", "bell\x07 \x1b[31m", "👩‍👧‍👦 love 🥰", "\u202eright to left"],
)  # fmt: skip
def test_words_come_through_as_written(asked: Phone, words: str) -> None:
    for reply in ("2", "more", "4", "yes"):
        asked.text(reply)
    asked.text(words)
    assert current("change").value == words
    assert current("change").words == words
    assert last_inbound().words == words


@pytest.mark.parametrize("words", ["", "   ", "\n"])
def test_a_text_without_words_asks_again_and_leaves_no_row(asked: Phone, words: str) -> None:
    (reply,) = asked.text(words)
    assert reply.startswith("Your text had no words. Pictures do not reach us.")
    assert "1 of 7" in reply
    assert every(Answer) == []


def test_a_text_is_tied_to_the_answer_it_gave(asked: Phone) -> None:
    asked.text("2")
    row = last_inbound()
    assert (row.conversation_id, row.answer_id) == (survey().id, current("know_plan").id)
