"""What came of a text never goes back, and the pretend phone takes every text."""

from datetime import UTC
from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from messaging.gateway import Accepted
from messaging.gateway import DeliveryState
from messaging.gateway import Gateway
from messaging.gateway import GatewayProblem
from messaging.gateway import InDoubt
from messaging.gateway import Outbound
from messaging.gateway import Refused
from messaging.gateway import Trouble
from messaging.gateway import TryAgain
from messaging.gateway import later
from messaging.gateways.simulator import Simulator

STATES = st.sampled_from(DeliveryState)
TEXT = Outbound("t-1", "+447700900417", "1 of 5.", datetime(2026, 11, 24, 19, tzinfo=UTC))


def test_delivered_not_delivered_and_failed_are_the_end() -> None:
    ends = {state for state in DeliveryState if state.is_final}
    assert ends == {
        DeliveryState.DELIVERED,
        DeliveryState.NOT_DELIVERED,
        DeliveryState.FAILED,
    }


@given(STATES, STATES)
def test_an_end_stays_the_end(old: DeliveryState, new: DeliveryState) -> None:
    assert not old.is_final or later(old, new) is old


def test_a_receipt_that_comes_late_moves_nothing_back() -> None:
    assert later(DeliveryState.SENT, DeliveryState.ACCEPTED) is DeliveryState.SENT
    assert later(DeliveryState.ACCEPTED, DeliveryState.SENT) is DeliveryState.SENT
    assert later(DeliveryState.SENT, DeliveryState.DELIVERED) is DeliveryState.DELIVERED


@given(st.lists(STATES, min_size=1))
def test_once_a_receipt_is_final_so_is_the_text(receipts: list[DeliveryState]) -> None:
    state = DeliveryState.ACCEPTED
    for receipt in receipts:
        state = later(state, receipt)
    assert state.is_final == any(receipt.is_final for receipt in receipts)


def test_the_pretend_phone_hands_each_text_to_its_sink() -> None:
    shown: list[Outbound] = []
    phone: Gateway = Simulator(shown.append)
    assert phone.send(TEXT, callback="https://voices.example/x") == Accepted("SIM-t-1")
    assert shown == [TEXT]


def test_each_problem_says_its_code_and_what_it_comes_down_to() -> None:
    for problem in (TryAgain, Refused, InDoubt):
        raised = problem("30003", Trouble.UNREACHABLE)
        assert isinstance(raised, GatewayProblem)
        assert str(raised) == "unreachable 30003"
