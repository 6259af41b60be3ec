"""The real Twilio client against the stand-in: what is asked, and what each answer comes down to.

Where Twilio's OpenAPI document is beside the checkout, every request is held against it.
"""

import socket
from collections.abc import Iterator
from datetime import UTC
from datetime import datetime
from datetime import timedelta

import pytest

from messaging.gateway import GatewayProblem
from messaging.gateway import InDoubt
from messaging.gateway import Outbound
from messaging.gateway import Refused
from messaging.gateway import Then
from messaging.gateway import Trouble
from messaging.gateway import TryAgain
from messaging.gateways.twilio.client import TwilioAccount
from messaging.gateways.twilio.client import TwilioGateway
from messaging.gateways.twilio.client import may_be
from messaging.gateways.twilio.errors import meaning
from messaging.gateways.twilio.errors import table
from tests.providers import contract
from tests.providers import twilio as provider
from tests.providers.twilio import DOWN
from tests.providers.twilio import DOWN_AFTER
from tests.providers.twilio import DROPPED_AFTER
from tests.providers.twilio import NO_SIGN_IN
from tests.providers.twilio import NONSENSE
from tests.providers.twilio import TOO_MANY
from tests.providers.twilio import FakeTwilio
from tests.providers.twilio import Fault
from tests.providers.twilio import running

NOW = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)
CALLBACK = "https://voices.northbeck.example/hooks/twilio/status?t=signed"
ACCOUNT = TwilioAccount(provider.ACCOUNT, provider.TOKEN, messaging_service_sid=provider.SERVICE)
SENDER = TwilioAccount(provider.ACCOUNT, provider.TOKEN, sender=provider.SENDER)
CHILD = "+447700900417"
OTHER = "+447700900999"


@pytest.fixture
def twilio() -> Iterator[FakeTwilio]:
    with running(clock=lambda: NOW) as fake:
        yield fake
        assert fake.broken == []


def gateway(
    base_url: str, account: TwilioAccount = ACCOUNT, patience: float = 2.0
) -> TwilioGateway:
    return TwilioGateway(account, now=lambda: NOW, base_url=base_url, patience=patience)


def text(words: str = "1 of 5. Is it OK?", lasts: timedelta = timedelta(hours=2)) -> Outbound:
    return Outbound("t-1", CHILD, words, NOW + lasts)


def problem(gate: TwilioGateway) -> GatewayProblem:
    with pytest.raises(GatewayProblem) as raised:
        gate.send(text(), callback=CALLBACK)
    return raised.value


def test_a_text_is_taken_and_named(twilio: FakeTwilio) -> None:
    accepted = gateway(twilio.base_url).send(text(), callback=CALLBACK)
    assert twilio.taken[accepted.provider_id].fields == {
        "To": CHILD,
        "Body": "1 of 5. Is it OK?",
        "StatusCallback": CALLBACK,
        "ValidityPeriod": "7200",
        "ContentRetention": "discard",
        "AddressRetention": "obfuscate",
        "MessagingServiceSid": ACCOUNT.messaging_service_sid,
    }


def test_words_of_every_language_arrive_as_written(twilio: FakeTwilio) -> None:
    words = "هل أنت بخير؟ & 100% + 😊"
    gateway(twilio.base_url).send(text(words), callback=CALLBACK)
    assert twilio.calls[0].fields["Body"] == words


def test_without_a_messaging_service_the_sender_is_named(twilio: FakeTwilio) -> None:
    gateway(twilio.base_url, SENDER).send(text(), callback=CALLBACK)
    assert twilio.calls[0].fields["From"] == SENDER.sender
    assert "MessagingServiceSid" not in twilio.calls[0].fields


@pytest.mark.parametrize(
    ("lasts", "seconds"),
    [
        (timedelta(seconds=1), "1"),
        (timedelta(hours=10), "36000"),
        (timedelta(days=3), "36000"),
    ],
)
def test_twilio_holds_a_text_back_no_longer_than_it_is_wanted(
    twilio: FakeTwilio, lasts: timedelta, seconds: str
) -> None:
    gateway(twilio.base_url).send(text(lasts=lasts), callback=CALLBACK)
    assert twilio.calls[0].fields["ValidityPeriod"] == seconds


def test_a_text_that_is_too_late_is_not_sent(twilio: FakeTwilio) -> None:
    with pytest.raises(Refused) as raised:
        gateway(twilio.base_url).send(text(lasts=timedelta()), callback=CALLBACK)
    assert raised.value.trouble is Trouble.EXPIRED
    assert twilio.calls == []


def test_a_phone_that_said_stop_is_refused_for_good(twilio: FakeTwilio) -> None:
    twilio.stopped.add(CHILD)
    found = problem(gateway(twilio.base_url))
    assert (type(found), found.code, found.trouble) == (Refused, "21610", Trouble.OPTED_OUT)


@pytest.mark.parametrize(
    ("status", "code", "kind", "trouble"),
    [
        (400, 21211, Refused, Trouble.BAD_NUMBER),
        (400, 21614, Refused, Trouble.BAD_NUMBER),
        (400, 99999, Refused, Trouble.UNKNOWN),
        (401, 20003, Refused, Trouble.ACCOUNT),
        (429, 20429, TryAgain, Trouble.TOO_FAST),
        (429, 99999, TryAgain, Trouble.UNKNOWN),
        (500, 20500, InDoubt, Trouble.UNKNOWN),
        (503, 20503, InDoubt, Trouble.UNKNOWN),
    ],
)
def test_each_refusal_comes_down_to_what_to_do_next(
    twilio: FakeTwilio, status: int, code: int, kind: type[GatewayProblem], trouble: Trouble
) -> None:
    twilio.script.append(Fault(status, code))
    found = problem(gateway(twilio.base_url))
    assert (type(found), found.code, found.trouble) == (kind, str(code), trouble)


def test_no_problem_carries_the_number_or_the_words(twilio: FakeTwilio) -> None:
    twilio.script.append(Fault(400, 21211))
    found = problem(gateway(twilio.base_url))
    assert CHILD not in f"{found!r}{found}"
    assert found.__suppress_context__


def test_the_secret_is_not_shown() -> None:
    assert ACCOUNT.auth_token not in repr(ACCOUNT)


def test_a_text_sent_again_after_too_many_requests_goes_once(twilio: FakeTwilio) -> None:
    twilio.script.append(TOO_MANY)
    gate = gateway(twilio.base_url)
    assert isinstance(problem(gate), TryAgain)
    gate.send(text(), callback=CALLBACK)
    assert len(twilio.taken) == 1


def test_nobody_there_means_it_did_not_go() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}"
        assert isinstance(problem(gateway(address)), TryAgain)


def test_one_connection_is_kept_for_many_texts(twilio: FakeTwilio) -> None:
    gate = gateway(twilio.base_url)
    for _ in range(5):
        gate.send(text(), callback=CALLBACK)
    assert len(twilio.taken) == 5
    assert {call.headers["Connection"] for call in twilio.calls} == {"keep-alive"}


@pytest.mark.parametrize(
    "fault",
    [Fault(taken=True, silence=1, hangs_up=True), DROPPED_AFTER, DOWN_AFTER, NONSENSE],
    ids=["never answers", "line drops", "server fault", "nonsense"],
)
def test_a_text_that_was_taken_though_the_answer_was_lost_is_in_doubt_and_not_sent_twice(
    twilio: FakeTwilio, fault: Fault
) -> None:
    twilio.script.append(fault)
    assert isinstance(problem(gateway(twilio.base_url, patience=0.1)), InDoubt)
    assert len(twilio.taken) == 1


@pytest.mark.parametrize("answer", ["{}", "[]", '{"sid": 1}'])
def test_an_answer_that_names_no_message_leaves_it_in_doubt(
    twilio: FakeTwilio, answer: str
) -> None:
    twilio.script.append(Fault(200, taken=True, body=answer))
    assert isinstance(problem(gateway(twilio.base_url)), InDoubt)


def test_a_code_we_do_not_know_is_given_up() -> None:
    found = meaning("12345")
    assert (found.trouble, found.remedy.again.times) == (Trouble.UNKNOWN, 0)
    assert found.remedy.then is Then.GIVE_UP


@pytest.mark.parametrize(
    ("code", "times", "minutes", "then"),
    [
        ("21610", 0, (0, 0), Then.OPT_OUT),
        ("21211", 0, (0, 0), Then.ASK_WORKER),
        ("21614", 0, (0, 0), Then.ASK_WORKER),
        ("21635", 0, (0, 0), Then.ASK_WORKER),
        ("30003", 3, (30, 60), Then.GIVE_UP),
        ("30005", 1, (30, 60), Then.ASK_WORKER),
        ("30006", 0, (0, 0), Then.ASK_WORKER),
        ("30007", 0, (0, 0), Then.PAUSE),
        ("30008", 1, (5, 10), Then.GIVE_UP),
        ("20003", 0, (0, 0), Then.PAUSE),
    ],
)
def test_each_code_is_dealt_with_as_the_domain_note_says(
    code: str, times: int, minutes: tuple[int, int], then: Then
) -> None:
    remedy = meaning(code).remedy
    again = remedy.again
    waits = tuple(again.wait(1, chance).total_seconds() / 60 for chance in (0, 1))
    assert (again.times, waits, remedy.then) == (times, minutes, then)


def test_too_many_requests_waits_longer_each_time_with_jitter() -> None:
    again = meaning("20429").remedy.again
    assert [again.wait(tried, 0).total_seconds() for tried in (1, 2, 3)] == [10, 20, 40]
    assert [again.wait(tried, 1).total_seconds() for tried in (1, 2, 3)] == [20, 40, 80]


def test_every_row_of_the_table_can_be_read() -> None:
    assert all(each.means for each in table().values())


def sent(twilio: FakeTwilio, to: str = CHILD) -> str:
    """A text that was taken; Twilio's name for it."""
    outbound = Outbound("t-1", to, "Hello", NOW + timedelta(hours=2))
    return gateway(twilio.base_url).send(outbound, callback=CALLBACK).provider_id


def test_a_text_is_found_by_its_number_though_that_is_masked(twilio: FakeTwilio) -> None:
    sid = sent(twilio)
    sent(twilio, OTHER)
    assert twilio.taken[sid].shown()["to"] == "+44770090XXXX"
    found = gateway(twilio.base_url).look_up(text(), since=NOW)
    assert (found.ids, found.surely_this_number, found.complete) == ((sid,), True, False)


def test_where_masked_numbers_are_not_found_those_that_may_be_it_are_shown(
    twilio: FakeTwilio,
) -> None:
    """So that a person, or what our own rows say of the others, can tell them apart."""
    twilio.finds_masked = False
    sids = {sent(twilio), sent(twilio, OTHER)}
    sent(twilio, "+441134960417")
    found = gateway(twilio.base_url).look_up(text(), since=NOW)
    assert (set(found.ids), found.surely_this_number) == (sids, False)


def test_a_text_of_before_is_not_taken_for_this_one(twilio: FakeTwilio) -> None:
    sent(twilio)
    found = gateway(twilio.base_url).look_up(text(), since=NOW + timedelta(minutes=5))
    assert found.ids == ()


def test_nothing_in_the_list_is_no_proof_that_it_did_not_go(twilio: FakeTwilio) -> None:
    found = gateway(twilio.base_url).look_up(text(), since=NOW)
    assert (found.ids, found.complete) == ((), False)


def test_a_list_of_several_pages_is_read_to_its_end(twilio: FakeTwilio) -> None:
    sids = [sent(twilio) for _ in range(3)]
    gate = gateway(twilio.base_url)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("messaging.gateways.twilio.client.MOST_ON_A_PAGE", 1)
        assert sorted(gate.look_up(text(), since=NOW).ids) == sids


@pytest.mark.parametrize("fault", [DOWN, NO_SIGN_IN, Fault(200, body="[]"), DROPPED_AFTER])
def test_a_look_up_that_goes_wrong_says_so(twilio: FakeTwilio, fault: Fault) -> None:
    twilio.script.append(fault)
    with pytest.raises(GatewayProblem):
        gateway(twilio.base_url).look_up(text(), since=NOW)


@pytest.mark.parametrize(
    ("shown", "fits"),
    [
        ("+447700900417", True),
        ("+44770090XXXX", True),
        ("+44********417", True),
        ("XXXXXXXXXXXXX", True),
        ("", True),
        ("+447700900418", False),
        ("+44770091XXXX", False),
        ("+44********418", False),
        ("whatsapp:+447700900417", False),
    ],
)
def test_a_masked_number_can_be_ours_where_the_rest_agrees(shown: str, fits: bool) -> None:
    assert may_be(shown, CHILD) is fits


@pytest.mark.skipif(not contract.is_here(), reason="Twilio's OpenAPI file is not beside us")
@pytest.mark.parametrize("account", [ACCOUNT, SENDER], ids=["service", "sender"])
def test_what_the_client_asks_is_what_twilio_describes(
    twilio: FakeTwilio, account: TwilioAccount
) -> None:
    """And what it does not describe is noticed: else the check would prove nothing."""
    gate = gateway(twilio.base_url, account)
    gate.send(text(), callback=CALLBACK)
    gate.look_up(text(), since=NOW)
    assert twilio.broken == []
    with pytest.raises(GatewayProblem):
        gateway(twilio.base_url, TwilioAccount("AC1", "", sender="x")).send(
            text(), callback=CALLBACK
        )
    assert len(twilio.broken) == 1
    twilio.broken.clear()
