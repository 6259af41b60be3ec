"""The outbox: each text claimed once, sent once or never, and its receipts in any order."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from itertools import permutations

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from messaging.gateway import Accepted
from messaging.gateway import DeliveryState
from messaging.gateway import InDoubt
from messaging.gateway import Outbound
from messaging.gateway import Receipt
from messaging.gateway import Refused
from messaging.gateway import Trouble
from messaging.gateway import TryAgain
from tests.phones import Keeps
from tests.rows import every
from tests.rows import only
from tests.services.outbox import Says
from tests.services.outbox import put
from tests.settings import StandingClock
from voice_app.db import db
from voice_app.db import writing
from voice_app.jobs.worker import drain
from voice_app.models.messages import OutboundText
from voice_app.models.messages import PracticeText
from voice_app.models.messages import Receipt as ReceiptRow
from voice_app.models.people import OptOut
from voice_app.services import sending
from voice_app.store import people
from voice_app.store import queue

S = DeliveryState
FINAL = {S.DELIVERED, S.NOT_DELIVERED, S.FAILED}


def receipt(state: DeliveryState, code: str = "") -> Receipt:
    return Receipt("SM-1", state, code)


def test_a_text_goes_out_once_and_is_accepted(app: Flask, clock: StandingClock) -> None:
    put("one", clock)
    gateway = Keeps()
    drain(gateway)
    drain(gateway)
    row = only(OutboundText)
    assert [text.key for text in gateway.texts] == ["one"]
    assert (row.state, row.provider_id, row.sent_at) == ("accepted", "KEPT-one", clock())


def test_eight_workers_claim_each_of_two_hundred_texts_once(
    app: Flask, clock: StandingClock
) -> None:
    with writing():
        for number in range(200):
            to = f"+447700900{number:03}"
            words = queue.TextOut(f"text {number}", to, people.phone_index(to), "Hello")
            queue.put_text(words, now=clock())

    def work(_number: int) -> list[int]:
        claimed = []
        with app.app_context():
            while (text_id := sending.claim_text(now=clock())) is not None:
                claimed.append(text_id)
        return claimed

    with ThreadPoolExecutor(8) as pool:
        claimed = [text_id for each in pool.map(work, range(8)) for text_id in each]
    # a worker may find the last free rows in others' hands and stop early; none is left behind
    claimed += work(0)
    assert len(claimed) == len(set(claimed)) == 200
    assert {row.attempts for row in every(OutboundText)} == {1}


def test_texts_to_one_phone_keep_their_order_however_many_workers(
    app: Flask, clock: StandingClock
) -> None:
    first, second = put("first", clock), put("second", clock)
    other = put("other phone", clock, to="+447700900555")
    assert sending.claim_text(now=clock()) == first
    assert sending.claim_text(now=clock()) == other
    assert sending.claim_text(now=clock()) is None
    sending.send(first, Keeps(), callback="", now=clock())
    assert sending.claim_text(now=clock()) == second


def test_a_text_being_tried_again_is_not_overtaken(app: Flask, clock: StandingClock) -> None:
    put("first", clock)
    put("second", clock)
    gateway = Says([TryAgain("20429", Trouble.TOO_FAST)])
    drain(gateway)
    clock.forward(seconds=30)
    drain(gateway)
    assert [text.key for text in gateway.texts] == ["first", "first", "second"]


def test_a_stop_that_comes_while_a_text_is_being_sent_ends_it(
    app: Flask, clock: StandingClock
) -> None:
    """It did not go at once, so it goes no more; what answers them after STOP still does."""
    text_id = put("one", clock)
    sending.claim_text(now=clock())
    with writing():
        index = people.phone_index("+447700900417")
        db.session.add(OptOut(address_index=index, since=clock.forward(seconds=1)))
    busy = Says([TryAgain("20429", Trouble.TOO_FAST)])
    sending.send(text_id, busy, callback="", now=clock())
    assert (only(OutboundText).state, only(OutboundText).fault) == ("expired", "overtaken")
    clock.forward(seconds=1)
    reply = put("message:1", clock)
    sending.claim_text(now=clock())
    sending.send(reply, Says([TryAgain("20429", Trouble.TOO_FAST)]), callback="", now=clock())
    assert [row.state for row in every(OutboundText)] == ["expired", "queued"]


def test_a_text_that_waits_for_the_morning_holds_nobody_up(
    app: Flask, clock: StandingClock
) -> None:
    with writing():
        to = "+447700900417"
        text = queue.TextOut("morning", to, people.phone_index(to), "Hello")
        queue.put_text(text, now=clock(), due=clock() + timedelta(hours=9))
    second = put("reply", clock)
    assert sending.claim_text(now=clock()) == second


@pytest.mark.parametrize("trouble", [Trouble.TOO_FAST, Trouble.NO_LINE])
def test_a_provider_that_is_down_fails_no_text_until_its_time_is_over(
    app: Flask, clock: StandingClock, trouble: Trouble
) -> None:
    """Each wait is longer, up to five minutes; a little while without a line costs nothing."""
    text_id = put("one", clock)
    gateway = Says([TryAgain(trouble=trouble) for _ in range(100)])
    expires_at = only(OutboundText).expires_at
    pace = sending.Pace(chance=lambda: 0.5)
    waits = []
    while sending.claim_text(now=clock()) is not None:
        sending.send(text_id, gateway, callback="", now=clock(), pace=pace)
        row = only(OutboundText)
        waits.append((row.due_at - clock()).total_seconds())
        clock.now = max(clock(), row.due_at)
    assert waits[:5] == [15, 30, 60, 120, 240]
    assert set(waits[5:]) == {300}
    assert clock() >= expires_at
    sending.tidy(now=clock())
    assert (only(OutboundText).state, only(OutboundText).fault) == ("expired", "too_late")


def test_refused_is_never_tried_again(app: Flask, clock: StandingClock) -> None:
    put("one", clock)
    gateway = Says([Refused("21614", Trouble.BAD_NUMBER)])
    drain(gateway)
    clock.forward(hours=1)
    drain(gateway)
    assert len(gateway.texts) == 1
    assert (only(OutboundText).state, every(OptOut)) == ("failed", [])


def test_a_network_that_was_told_stop_counts_as_stop(app: Flask, clock: StandingClock) -> None:
    put("one", clock)
    put("two", clock)
    drain(Says([Refused("21610", Trouble.OPTED_OUT), Refused("21610", Trouble.OPTED_OUT)]))
    assert [row.lifted_at for row in every(OptOut)] == [None]
    assert people.opted_out(people.phone_index("+447700900417")) is not None


def test_in_doubt_is_parked_and_never_sent_again(app: Flask, clock: StandingClock) -> None:
    put("one", clock)
    gateway = Says([InDoubt()])
    for _ in range(5):
        drain(gateway)
        clock.forward(hours=1)
    assert len(gateway.texts) == 1
    assert only(OutboundText).state == "parked"


def test_a_worker_that_died_while_sending_leaves_a_parked_text(
    app: Flask, clock: StandingClock
) -> None:
    put("one", clock)
    assert sending.claim_text(now=clock()) is not None
    gateway = Keeps()
    clock.forward(seconds=119)
    drain(gateway)
    assert only(OutboundText).state == "sending"
    clock.forward(seconds=2)
    drain(gateway)
    row = only(OutboundText)
    assert (row.state, row.fault, gateway.texts) == ("parked", "in_doubt", [])


def test_a_gateway_that_breaks_leaves_the_text_for_a_person_and_the_next_one_goes(
    app: Flask, clock: StandingClock
) -> None:
    """Nobody knows how far it came, so it is not sent again; and the worker lives on."""
    put("broken", clock)
    put("other phone", clock, to="+447700900555")
    gateway = Says([ZeroDivisionError()])
    drain(gateway)
    assert [text.key for text in gateway.texts] == ["broken", "other phone"]
    clock.forward(minutes=3)
    drain(gateway)
    assert [row.state for row in every(OutboundText)] == ["parked", "accepted"]


def test_a_text_that_waited_too_long_is_not_sent_the_next_morning(
    app: Flask, clock: StandingClock
) -> None:
    put("one", clock)
    clock.forward(hours=6)
    assert sending.claim_text(now=clock()) is None
    gateway = Keeps()
    drain(gateway)
    row = only(OutboundText)
    assert (row.state, row.fault, gateway.texts) == ("expired", "too_late", [])


def test_the_same_cause_cannot_queue_a_text_twice(app: Flask, clock: StandingClock) -> None:
    put("one", clock)
    with pytest.raises(IntegrityError):
        put("one", clock)
    assert len(every(OutboundText)) == 1


@pytest.mark.parametrize("order", list(permutations([S.SENT, S.DELIVERED, S.NOT_DELIVERED])))
def test_receipts_in_any_order_end_at_the_first_end(
    app: Flask, clock: StandingClock, order: Sequence[DeliveryState]
) -> None:
    text_id = put("one", clock)
    drain(Keeps())
    for state in order:
        sending.receive_receipt(text_id, receipt(state), now=clock())
    first_end = next(state for state in order if state in FINAL)
    assert only(OutboundText).state == first_end
    assert [row.state for row in every(ReceiptRow)] == list(order)


@pytest.mark.parametrize("end", sorted(FINAL))
def test_an_end_never_goes_back(app: Flask, clock: StandingClock, end: DeliveryState) -> None:
    text_id = put("one", clock)
    drain(Keeps())
    sending.receive_receipt(text_id, receipt(end), now=clock())
    for state in S:
        sending.receive_receipt(text_id, receipt(state), now=clock())
    assert only(OutboundText).state == end


def test_a_receipt_settles_a_text_that_is_still_being_sent(
    app: Flask, clock: StandingClock
) -> None:
    """The provider's news can overtake its own answer."""
    text_id = put("one", clock)
    sending.claim_text(now=clock())
    sending.receive_receipt(text_id, receipt(S.DELIVERED), now=clock())
    sending.send(text_id, Keeps(), callback="", now=clock())
    row = only(OutboundText)
    assert (row.state, row.provider_id) == ("delivered", "SM-1")
    clock.forward(hours=1)
    gateway = Keeps()
    drain(gateway)
    assert (only(OutboundText).state, gateway.texts) == ("delivered", [])


def test_a_receipt_settles_a_parked_text(app: Flask, clock: StandingClock) -> None:
    text_id = put("one", clock)
    drain(Says([InDoubt()]))
    sending.receive_receipt(text_id, receipt(S.SENT), now=clock())
    row = only(OutboundText)
    assert (row.state, row.provider_id, row.sent_at) == ("sent", "SM-1", clock())


def test_a_receipt_that_came_before_the_failure_of_our_call_stands(
    app: Flask, clock: StandingClock
) -> None:
    """Our call was cut off after the provider took the text and told us so."""
    text_id = put("one", clock)

    @dataclass
    class Overtaken:
        problem: Exception

        def send(self, outbound: Outbound, *, callback: str) -> Accepted:
            sending.receive_receipt(text_id, receipt(S.DELIVERED), now=clock())
            raise self.problem

    sending.claim_text(now=clock())
    sending.send(text_id, Overtaken(InDoubt()), callback="", now=clock())
    assert only(OutboundText).state == "delivered"


def test_a_receipt_for_no_text_changes_nothing(app: Flask, clock: StandingClock) -> None:
    sending.receive_receipt(4711, receipt(S.DELIVERED), now=clock())
    assert every(ReceiptRow) == []


def test_a_receipt_keeps_the_providers_code(app: Flask, clock: StandingClock) -> None:
    text_id = put("one", clock)
    drain(Keeps())
    sending.receive_receipt(text_id, receipt(S.NOT_DELIVERED, "30003"), now=clock())
    assert only(OutboundText).fault == "30003"


def test_the_pretend_phone_shows_a_text_once(app: Flask, clock: StandingClock) -> None:
    text = Outbound("one", "+447700900417", "Hello", clock())
    for _ in range(2):
        sending.practice_screen(text, now=clock())
    assert only(PracticeText).words == "Hello"
