"""A reply while nobody knows which question the phone shows: kept and read, and nothing guessed."""

from collections.abc import Callable

import pytest

from messaging.gateway import DeliveryState
from messaging.gateway import InDoubt
from messaging.gateway import Receipt
from tests.people import SmallCouncil
from tests.people import staff
from tests.phones import Phone
from tests.rows import answers
from tests.rows import current
from tests.rows import every
from tests.rows import last_inbound
from tests.rows import messages
from tests.services.outbox import Says
from tests.settings import StandingClock
from voice_app.db import writing
from voice_app.models.messages import OutboundText
from voice_app.models.quality import Confirmation
from voice_app.services import inviting
from voice_app.services import responding
from voice_app.services import sending
from voice_app.services import worrying

UNSURE = "Sorry, we are not sure which question that was for. Your words are kept"


def parked(phone: Phone) -> None:
    """The provider's answer is lost for what is due."""
    phone.gateway, usual = Says([InDoubt()]), phone.gateway  # type: ignore[assignment]
    phone.work()
    phone.gateway = usual


def cut_off(phone: Phone) -> None:
    """A worker has it in hand, and is not heard of again."""
    sending.claim_text(now=phone.clock(), provider="keeps")


def not_delivered(phone: Phone) -> None:
    """The network says that it did not reach the phone."""
    phone.work()
    lost = Receipt("SM-lost", DeliveryState.NOT_DELIVERED, "39999")
    sending.receive_receipt(every(OutboundText)[-1].id, lost, now=phone.clock())


def asked_by_herself(council: SmallCouncil, phone: Phone) -> None:
    ask = inviting.Ask(council.child, "before-my-review", "text", "asked_for")
    inviting.invite(ask, now=phone.clock())


def receive(phone: Phone, words: str) -> None:
    """A text comes in, and no worker is there yet."""
    usual = phone.work
    phone.work = lambda: None  # type: ignore[method-assign]
    phone.text(words)
    phone.work = usual  # type: ignore[method-assign]


@pytest.mark.parametrize("doubted", [parked, cut_off, not_delivered])
def test_a_reply_with_the_newest_question_in_doubt_takes_no_answers_place(
    asked: Phone, clock: StandingClock, doubted: Callable[[Phone], None]
) -> None:
    """She said "a bit" to the first; her next reply may be to either, so neither is touched."""
    receive(asked, "2")
    doubted(asked)
    assert every(OutboundText)[-1].asks == "see_family"
    asked.text("1")
    assert (current("know_plan").value, answers("see_family")) == ("a_bit", [])
    assert (last_inbound().read_as, [row.value for row in messages()]) == ("unsure_which", ["1"])
    page = worrying.reading_list(user_id=staff("rosa"), now=clock())
    assert "1" in [row.quote.words for row in page.rows]
    clock.forward(minutes=3)  # what a worker left in hand is given up, and holds nothing up
    asked.work()
    assert asked.screen[-1].startswith(UNSURE)
    assert "2 of 7" in asked.screen[-1]
    asked.text("1")
    assert [len(answers(key)) for key in ("know_plan", "see_family")] == [1, 1]


def test_a_first_question_in_doubt_is_answered_by_a_reply(
    council: SmallCouncil, phone: Phone
) -> None:
    """Nothing else waits for an answer, so there is nothing it could be mistaken for."""
    asked_by_herself(council, phone)
    phone.work()
    with writing():
        last = every(OutboundText)[-1]
        last.state, last.sent_at = "parked", None
    phone.text("2")
    assert current("know_plan").value == "a_bit"


def test_the_same_question_twice_is_one_question(asked: Phone) -> None:
    """Asked once more since the reply could not be read: whichever she saw, she answers it."""
    receive(asked, "what u on about")
    parked(asked)
    asked.text("2")
    assert current("know_plan").value == "a_bit"


def test_did_it_help_in_doubt_does_not_take_the_answer_to_the_survey(
    council: SmallCouncil, phone: Phone, clock: StandingClock
) -> None:
    asked_by_herself(council, phone)
    phone.work()
    phone.text("2")
    answer = current("know_plan").id
    responding.tell_back(answer, "We told you.", user_id=council.iro, now=clock())
    clock.forward(hours=6)  # a child is told after school
    parked(phone)
    assert every(OutboundText)[-1].response_id is not None
    (reply,) = phone.text("1")
    assert reply.startswith(UNSURE)
    assert "2 of 7" in reply
    assert (every(Confirmation), answers("see_family")) == ([], [])
