"""The real Twilio client against a stand-in, and its requests against Twilio's own schema."""

import json
import socket
import threading
from collections.abc import Iterator
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from pathlib import Path

import pytest
from openapi_core import OpenAPI
from openapi_core.testing import MockRequest

from messaging.gateway import Accepted
from messaging.gateway import GatewayProblem
from messaging.gateway import InDoubt
from messaging.gateway import Outbound
from messaging.gateway import Refused
from messaging.gateway import Trouble
from messaging.gateway import TryAgain
from messaging.gateways.twilio.client import TwilioAccount
from messaging.gateways.twilio.client import TwilioGateway
from messaging.gateways.twilio.errors import meaning
from tests.messaging.fake_twilio import FakeTwilio
from tests.messaging.fake_twilio import running

NOW = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)
CALLBACK = "https://voices.northbeck.example/hooks/twilio/status?t=signed"
ACCOUNT = TwilioAccount("AC" + "a" * 32, "a secret", messaging_service_sid="MG" + "b" * 32)
SENDER = TwilioAccount("AC" + "a" * 32, "a secret", sender="+447700900001")
CHILD = "+447700900417"
SCHEMA = Path(__file__).parents[2].parent / "shared/data/twilio/messages_openapi.json"


@pytest.fixture
def twilio() -> Iterator[FakeTwilio]:
    with running() as fake:
        yield fake


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
    assert accepted == Accepted("SM" + "0" * 32)
    assert twilio.taken[accepted.provider_id] == {
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
    twilio.fails.append((status, code))
    found = problem(gateway(twilio.base_url))
    assert (type(found), found.code, found.trouble) == (kind, str(code), trouble)


def test_no_problem_carries_the_number_or_the_words(twilio: FakeTwilio) -> None:
    twilio.fails.append((400, 21211))
    found = problem(gateway(twilio.base_url))
    assert CHILD not in f"{found!r}{found}"
    assert found.__suppress_context__


def test_the_secret_is_not_shown() -> None:
    assert ACCOUNT.auth_token not in repr(ACCOUNT)


def test_a_text_sent_again_after_too_many_requests_goes_once(twilio: FakeTwilio) -> None:
    twilio.fails.append((429, 20429))
    gate = gateway(twilio.base_url)
    assert isinstance(problem(gate), TryAgain)
    gate.send(text(), callback=CALLBACK)
    assert len(twilio.taken) == 1


def test_nobody_there_means_it_did_not_go() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}"
        assert isinstance(problem(gateway(address)), TryAgain)


def test_an_answer_that_never_comes_leaves_it_in_doubt(twilio: FakeTwilio) -> None:
    twilio.goes_silent = threading.Event()
    assert isinstance(problem(gateway(twilio.base_url, patience=0.05)), InDoubt)
    assert len(twilio.taken) == 1


def test_a_line_that_drops_leaves_it_in_doubt_and_is_not_sent_twice(twilio: FakeTwilio) -> None:
    twilio.hangs_up = True
    assert isinstance(problem(gateway(twilio.base_url)), InDoubt)
    assert len(twilio.taken) == 1


@pytest.mark.parametrize("answer", ["{}", "<html>Bad gateway</html>", "[]"])
def test_an_answer_that_names_no_message_leaves_it_in_doubt(
    twilio: FakeTwilio, answer: str
) -> None:
    twilio.garbles = answer
    assert isinstance(problem(gateway(twilio.base_url)), InDoubt)


def test_a_code_we_do_not_know_is_not_tried_again() -> None:
    assert (meaning("12345").trouble, meaning("12345").again) == (Trouble.UNKNOWN, False)


@pytest.fixture(scope="module")
def schema() -> OpenAPI:
    if not SCHEMA.exists():
        pytest.skip(f"Twilio's OpenAPI file is not here: {SCHEMA.name} (see CONTRIBUTING)")
    return OpenAPI.from_dict(json.loads(SCHEMA.read_text(encoding="utf-8")))


@pytest.mark.parametrize("account", [ACCOUNT, SENDER], ids=["service", "sender"])
def test_what_the_client_sends_is_what_twilio_describes(
    twilio: FakeTwilio, schema: OpenAPI, account: TwilioAccount
) -> None:
    gateway(twilio.base_url, account).send(text(), callback=CALLBACK)
    call = twilio.calls[0]
    schema.validate_request(
        MockRequest(
            "https://api.twilio.com",
            "post",
            call.path,
            headers=call.headers,
            data=call.body,
            content_type=call.headers["Content-Type"],
        )
    )


def test_every_field_the_client_sends_is_one_that_twilio_knows(
    twilio: FakeTwilio, schema: OpenAPI
) -> None:
    path = schema.spec / "paths" / "/2010-04-01/Accounts/{AccountSid}/Messages.json"
    form = path / "post" / "requestBody" / "content" / "application/x-www-form-urlencoded"
    gateway(twilio.base_url).send(text(), callback=CALLBACK)
    assert set(twilio.calls[0].fields) <= set((form / "schema" / "properties").keys())
