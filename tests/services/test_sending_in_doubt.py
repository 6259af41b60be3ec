"""A text that may have gone: its receipt, then a look at the provider's list, then a person."""

from datetime import timedelta

import pytest
from flask import Flask

from messaging.gateway import DeliveryState
from messaging.gateway import InDoubt
from messaging.gateway import Receipt
from messaging.gateway import Sightings
from tests.rows import every
from tests.rows import only
from tests.services.outbox import PHONE
from tests.services.outbox import Says
from tests.services.outbox import put
from tests.settings import StandingClock
from voice_app.jobs.worker import drain
from voice_app.models.messages import OutboundText
from voice_app.services import sending


def seen(*ids: str, surely: bool = True, complete: bool = False) -> Sightings:
    return Sightings(ids, surely_this_number=surely, complete=complete)


def looked_at(gateway: Says, clock: StandingClock, *, times: int = 1) -> None:
    """Hand over what is queued, then let the wait for receipts pass so often."""
    drain(gateway)
    for number in range(times):
        clock.forward(minutes=3 * 2**number)
        drain(gateway)


def test_the_provider_is_asked_once_its_receipt_has_had_time_to_come(
    app: Flask, clock: StandingClock
) -> None:
    put("one", clock)
    handed = clock()
    gateway = Says([InDoubt()], [seen("SM-found")])
    drain(gateway)
    clock.forward(seconds=179)
    drain(gateway)
    assert gateway.looked_up == []
    clock.forward(seconds=1)
    drain(gateway)
    row = only(OutboundText)
    assert gateway.looked_up == [("one", handed)]
    assert (row.state, row.provider_id, row.sent_at) == ("accepted", "SM-found", handed)
    assert (row.fault, row.looked_up_at, row.look_ups) == ("", clock(), 1)


def test_a_text_whose_worker_died_is_looked_up_too(app: Flask, clock: StandingClock) -> None:
    put("one", clock)
    gateway = Says(sees=[seen("SM-found")])
    sending.claim_text(now=clock(), provider=gateway.name)
    clock.forward(seconds=121)
    looked_at(gateway, clock)
    assert only(OutboundText).state == "accepted"
    assert gateway.texts == []


def test_a_receipt_that_comes_first_spares_the_look_up(app: Flask, clock: StandingClock) -> None:
    text_id = put("one", clock)
    gateway = Says([InDoubt()])
    drain(gateway)
    sent = Receipt("SM-1", DeliveryState.SENT)
    sending.receive_receipt(text_id, sent, now=clock())
    looked_at(gateway, clock, times=4)
    assert (only(OutboundText).state, gateway.looked_up) == ("sent", [])


def test_what_is_known_to_be_another_text_is_not_taken_for_this_one(
    app: Flask, clock: StandingClock
) -> None:
    put("known", clock)
    put("in doubt", clock)
    gateway = Says(sees=[seen("SM-known", "SM-mine")])
    first = sending.claim_text(now=clock(), provider=gateway.name)
    assert first is not None
    sending.send(first, gateway, callback="", now=clock())
    gateway.problems = [InDoubt()]
    looked_at(gateway, clock)
    assert [row.provider_id for row in every(OutboundText)] == ["SM-known", "SM-mine"]


@pytest.mark.parametrize("complete", [True, False])
def test_two_that_may_be_it_are_one_too_many(
    app: Flask, clock: StandingClock, complete: bool
) -> None:
    put("one", clock)
    gateway = Says([InDoubt()], [seen("SM-1", "SM-2", complete=complete) for _ in range(3)])
    looked_at(gateway, clock, times=5)
    row = only(OutboundText)
    assert (row.state, row.fault, row.look_ups) == ("parked", "several_listed", 3)
    assert (row.provider_id, row.lease_until) == (None, None)


@pytest.mark.parametrize(("surely", "to"), [(True, PHONE), (False, "+447700900555")])
def test_one_message_that_may_be_either_of_two_texts_is_given_to_neither(
    app: Flask, clock: StandingClock, surely: bool, to: str
) -> None:
    """Two to the same phone, or to two phones that look alike once they are masked."""
    put("one", clock)
    put("two", clock, to=to)
    gateway = Says([InDoubt(), InDoubt()], [seen("SM-1", surely=surely) for _ in range(6)])
    looked_at(gateway, clock, times=5)
    assert [row.state for row in every(OutboundText)] == ["parked", "parked"]
    assert {row.provider_id for row in every(OutboundText)} == {None}


def test_doubt_about_another_phone_is_no_rival_where_the_number_is_sure(
    app: Flask, clock: StandingClock
) -> None:
    put("one", clock)
    put("two", clock, to="+447700900555")
    gateway = Says([InDoubt(), InDoubt()], [seen("SM-1"), seen("SM-2")])
    looked_at(gateway, clock)
    assert [row.provider_id for row in every(OutboundText)] == ["SM-1", "SM-2"]


def test_nothing_in_a_list_that_may_be_short_leaves_it_to_a_person(
    app: Flask, clock: StandingClock
) -> None:
    put("one", clock)
    gateway = Says([InDoubt()])
    looked_at(gateway, clock, times=6)
    row = only(OutboundText)
    assert (row.state, row.fault, row.lease_until) == ("parked", "not_listed", None)
    assert (len(gateway.texts), len(gateway.looked_up)) == (1, 3)


def test_nothing_in_a_whole_list_means_it_did_not_go_so_it_goes_again(
    app: Flask, clock: StandingClock
) -> None:
    put("one", clock)
    gateway = Says([InDoubt()], [seen(complete=True)])
    looked_at(gateway, clock)
    assert [text.key for text in gateway.texts] == ["one", "one"]
    assert only(OutboundText).state == "accepted"


def test_a_provider_that_does_not_answer_is_asked_again_later(
    app: Flask, clock: StandingClock
) -> None:
    put("one", clock)
    gateway = Says([InDoubt()], [InDoubt(), seen("SM-1")])
    looked_at(gateway, clock)
    assert (only(OutboundText).state, only(OutboundText).fault) == ("parked", "not_looked_up")
    clock.forward(minutes=6)
    drain(gateway)
    assert only(OutboundText).provider_id == "SM-1"


def test_a_look_up_whose_worker_died_is_done_by_another(app: Flask, clock: StandingClock) -> None:
    put("one", clock)
    gateway = Says([InDoubt()], [seen("SM-1")])
    drain(gateway)
    clock.forward(minutes=3)
    assert sending.claim_look_up(now=clock(), provider=gateway.name) is not None
    drain(gateway)
    assert gateway.looked_up == []
    clock.forward(minutes=3)
    drain(gateway)
    assert only(OutboundText).provider_id == "SM-1"


def test_workers_that_die_of_looking_it_up_stop_trying(app: Flask, clock: StandingClock) -> None:
    put("one", clock)
    gateway = Says([InDoubt()])
    drain(gateway)
    for _ in range(5):
        clock.forward(minutes=3)
        sending.claim_look_up(now=clock(), provider=gateway.name)
    drain(gateway)
    row = only(OutboundText)
    assert (row.look_ups, row.lease_until, gateway.looked_up) == (3, None, [])


def test_only_who_was_handed_a_text_is_asked_about_it(app: Flask, clock: StandingClock) -> None:
    put("one", clock)
    drain(Says([InDoubt()]))
    clock.forward(minutes=3)
    assert sending.claim_look_up(now=clock(), provider="another") is None


def test_a_receipt_is_proof_and_takes_a_message_back_from_who_was_given_it_by_a_look_up(
    app: Flask, clock: StandingClock
) -> None:
    wrong = put("one", clock)
    gateway = Says([InDoubt()], [seen("SM-1")])
    looked_at(gateway, clock)
    right = put("two", clock)
    sending.claim_text(now=clock(), provider=gateway.name)
    sending.receive_receipt(right, Receipt("SM-1", DeliveryState.DELIVERED), now=clock())
    rows = {row.id: row for row in every(OutboundText)}
    assert (rows[right].state, rows[right].provider_id) == ("delivered", "SM-1")
    assert (rows[wrong].state, rows[wrong].fault) == ("parked", "was_anothers")


def test_the_receipt_of_a_text_that_was_looked_up_wrongly_puts_its_name_right(
    app: Flask, clock: StandingClock
) -> None:
    text_id = put("one", clock)
    looked_at(Says([InDoubt()], [seen("SM-wrong")]), clock)
    sending.receive_receipt(text_id, Receipt("SM-right", DeliveryState.SENT), now=clock())
    assert (only(OutboundText).provider_id, only(OutboundText).state) == ("SM-right", "sent")


def test_an_answer_that_comes_after_the_lease_counts_all_the_same(
    app: Flask, clock: StandingClock
) -> None:
    """Our own worker was slow, its text was parked meanwhile, and now the provider says yes."""
    text_id = put("one", clock)

    class Slow(Says):
        def send(self, outbound, *, callback):  # type: ignore[no-untyped-def]
            clock.forward(minutes=3)
            sending.tidy(now=clock())
            return super().send(outbound, callback=callback)

    sending.claim_text(now=clock(), provider="says")
    sending.send(text_id, Slow(), callback="", now=clock())
    assert (only(OutboundText).state, only(OutboundText).provider_id) == ("accepted", "SM-one")


def test_a_worker_that_is_slower_than_its_lease_does_not_send_what_others_have_in_hand(
    app: Flask, clock: StandingClock
) -> None:
    text_id = put("one", clock)
    sending.claim_text(now=clock(), provider="says")
    clock.now += timedelta(minutes=3)
    sending.tidy(now=clock())
    gateway = Says()
    sending.send(text_id, gateway, callback="", now=clock())
    assert (gateway.texts, only(OutboundText).state) == ([], "parked")
