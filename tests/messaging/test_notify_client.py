"""The real Notify client against the stand-in: what is asked, and what answers come down to."""

import logging
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
from messaging.gateways.notify.client import NotifyAccount
from messaging.gateways.notify.client import NotifyGateway
from messaging.gateways.notify.errors import table
from tests.providers import notify as provider
from tests.providers.notify import FakeNotify
from tests.providers.notify import Fault
from tests.providers.notify import running

NOW = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)
ACCOUNT = NotifyAccount(provider.KEY, provider.TEMPLATE)
CHILD = "+447700900417"


@pytest.fixture
def notify() -> Iterator[FakeNotify]:
    with running(clock=lambda: NOW) as fake:
        yield fake


def gateway(base_url: str, account: NotifyAccount = ACCOUNT, patience: float = 2) -> NotifyGateway:
    return NotifyGateway(account, now=lambda: NOW, base_url=base_url, patience=patience)


def text(words: str = "1 of 5. Is it OK?", to: str = CHILD, lasts: int = 120) -> Outbound:
    return Outbound("t-1", to, words, NOW + timedelta(minutes=lasts))


def problem(gate: NotifyGateway, outbound: Outbound | None = None) -> GatewayProblem:
    with pytest.raises(GatewayProblem) as raised:
        gate.send(outbound or text(), callback="")
    return raised.value


def test_a_text_goes_as_the_one_placeholder_under_our_own_key(notify: FakeNotify) -> None:
    words = "هل أنت بخير؟ & ((message)) 😊\n2"
    accepted = gateway(notify.base_url).send(text(words), callback="")
    assert notify.taken[accepted.provider_id].fields == {
        "phone_number": CHILD,
        "template_id": provider.TEMPLATE,
        "personalisation": {"message": words},
        "reference": "t-1",
    }


def test_one_of_several_senders_is_named_where_it_is_set(notify: FakeNotify) -> None:
    account = NotifyAccount(provider.KEY, provider.TEMPLATE, "sender-1")
    accepted = gateway(notify.base_url, account).send(text(), callback="")
    assert notify.taken[accepted.provider_id].fields["sms_sender_id"] == "sender-1"


def test_918_characters_go_and_one_more_is_refused_before_any_call(notify: FakeNotify) -> None:
    gateway(notify.base_url).send(text("x" * 918), callback="")
    found = problem(gateway(notify.base_url), text("x" * 919))
    assert (type(found), found.trouble, len(notify.calls)) == (Refused, Trouble.TOO_LONG, 1)


def test_a_text_that_is_too_late_is_not_sent(notify: FakeNotify) -> None:
    found = problem(gateway(notify.base_url), text(lasts=0))
    assert (type(found), found.trouble, notify.calls) == (Refused, Trouble.EXPIRED, [])


@pytest.mark.parametrize(
    ("fault", "kind", "trouble"),
    [
        (provider.TOO_MANY, TryAgain, Trouble.TOO_FAST),
        (provider.USED_UP, Refused, Trouble.ACCOUNT),
        (Fault(429, "New", "?"), TryAgain, Trouble.TOO_FAST),
        (provider.NO_SIGN_IN, Refused, Trouble.ACCOUNT),
        (Fault(400, "BadRequestError", "Template not found"), Refused, Trouble.ACCOUNT),
        (Fault(400, "BadRequestError", "… a team-only API key"), Refused, Trouble.ACCOUNT),
        (Fault(400, "BadRequestError", "something new"), Refused, Trouble.UNKNOWN),
        (Fault(404, body="<html>"), Refused, Trouble.UNKNOWN),
        (provider.DOWN, InDoubt, Trouble.UNKNOWN),
        (Fault(503, body=""), InDoubt, Trouble.UNKNOWN),
        (provider.DROPPED, InDoubt, Trouble.UNKNOWN),
        (provider.NONSENSE, InDoubt, Trouble.UNKNOWN),
        (Fault(201, body='{"id": 7}'), InDoubt, Trouble.UNKNOWN),
        (Fault(201, body="[]"), InDoubt, Trouble.UNKNOWN),
    ],
    ids=str,
)
def test_each_answer_comes_down_to_what_to_do_next(
    notify: FakeNotify, fault: Fault, kind: type[GatewayProblem], trouble: Trouble
) -> None:
    notify.script = [fault]
    found = problem(gateway(notify.base_url))
    assert (type(found), found.trouble) == (kind, trouble)


def test_a_key_that_is_not_theirs_is_our_own_trouble(notify: FakeNotify) -> None:
    wrong = NotifyAccount(provider.KEY[:-1] + "9", provider.TEMPLATE)
    found = problem(gateway(notify.base_url, wrong))
    assert (found.trouble, found.remedy.then) == (Trouble.ACCOUNT, Then.PAUSE)


def test_a_bad_number_is_for_the_worker_and_nothing_told_holds_it(
    notify: FakeNotify, caplog: pytest.LogCaptureFixture
) -> None:
    """Notify's own words name the number, and its client would log them."""
    caplog.set_level(logging.DEBUG, logger="notifications_python_client")
    found = problem(gateway(notify.base_url), text(to="+33612"))
    assert (found.code, found.trouble) == ("not_a_number", Trouble.BAD_NUMBER)
    assert "33612" not in f"{found!r}{found}{caplog.text}"
    assert found.__suppress_context__


def test_silence_after_it_was_taken_is_a_doubt(notify: FakeNotify) -> None:
    notify.script = [provider.SILENT_AFTER]
    assert isinstance(problem(gateway(notify.base_url, patience=0.05)), InDoubt)
    assert len(notify.taken) == 1


def test_where_nobody_listens_nothing_went() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        found = problem(gateway(f"http://127.0.0.1:{taken.getsockname()[1]}"))
    assert (type(found), found.trouble) == (TryAgain, Trouble.NO_LINE)


def test_a_look_up_finds_what_was_taken_under_this_key_and_nothing_else(notify: FakeNotify) -> None:
    gate = gateway(notify.base_url)
    taken = gate.send(text(), callback="").provider_id
    gate.send(Outbound("t-2", CHILD, "Hi", NOW + timedelta(hours=1)), callback="")
    seen = gate.look_up(text(), since=NOW)
    assert (seen.ids, seen.exact, seen.complete) == ((taken,), True, True)
    assert gate.look_up(text(), since=NOW + timedelta(days=1)).ids == ()


@pytest.mark.parametrize("fault", [provider.DOWN, provider.DROPPED, provider.NONSENSE], ids=str)
def test_a_look_up_that_goes_wrong_says_nothing(notify: FakeNotify, fault: Fault) -> None:
    notify.script = [fault]
    with pytest.raises(InDoubt):
        gateway(notify.base_url).look_up(text(), since=NOW)


def test_the_secret_is_not_shown() -> None:
    assert provider.SECRET not in repr(ACCOUNT)


def test_every_row_of_the_table_can_be_carried_out() -> None:
    assert all(isinstance(row.remedy.then, Then) and row.means for row in table().values())
