"""The way out through Twilio. Slow to load: the worker's, never the web's.

Twilio is asked to keep neither the words nor the number (``ContentRetention``,
``AddressRetention``). Its error messages name the number, so none of them is passed on.
"""

import socket
from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from requests.exceptions import ConnectTimeout
from requests.exceptions import RequestException
from twilio.base.exceptions import TwilioRestException
from twilio.base.exceptions import TwilioServiceException
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from messaging.gateway import Accepted
from messaging.gateway import GatewayProblem
from messaging.gateway import InDoubt
from messaging.gateway import Outbound
from messaging.gateway import Refused
from messaging.gateway import Trouble
from messaging.gateway import TryAgain
from messaging.gateways.twilio.errors import meaning

TWILIO = "https://api.twilio.com"
LONGEST_WAIT = 36_000  # seconds that Twilio may hold a text back, by its own rule
PATIENCE = 10.0  # seconds for one call
TOO_MANY_REQUESTS = 429
SERVER_FAULT = 500  # and above: it may have been taken all the same


@dataclass(frozen=True)
class TwilioAccount:
    """Who we are at Twilio; give a messaging service or one ``sender`` number."""

    account_sid: str
    auth_token: str
    messaging_service_sid: str = ""
    sender: str = ""

    def __repr__(self) -> str:
        return f"TwilioAccount({self.account_sid!r})"  # never the token

    @property
    def origin(self) -> dict[str, str]:
        """The field of a request that says whom a text is from."""
        if self.messaging_service_sid:
            return {"messaging_service_sid": self.messaging_service_sid}
        return {"from_": self.sender}


class TwilioGateway:
    """A gateway; ``now`` tells UTC, ``base_url`` stands in for Twilio's own address in tests."""

    def __init__(
        self,
        account: TwilioAccount,
        *,
        now: Callable[[], datetime],
        base_url: str = TWILIO,
        patience: float = PATIENCE,
    ) -> None:
        self._account = account
        self._now = now
        http = _Rerouted(base_url, timeout=patience)
        self._messages = Client(account.account_sid, account.auth_token, http_client=http).messages

    def send(self, outbound: Outbound, *, callback: str) -> Accepted:
        """Send one text; raises ``TryAgain``, ``Refused`` or ``InDoubt``."""
        seconds = int((outbound.expires_at - self._now()).total_seconds())
        if seconds < 1:
            raise Refused(trouble=Trouble.EXPIRED)
        try:
            message = self._messages.create(
                to=outbound.to,
                body=outbound.words,
                status_callback=callback,
                validity_period=min(seconds, LONGEST_WAIT),
                content_retention="discard",
                address_retention="obfuscate",
                **self._account.origin,
            )
        except (TwilioRestException, TwilioServiceException) as refusal:
            raise _refused(refusal) from None  # its words name the number
        except RequestException as break_off:
            raise _broken_off(break_off) from None
        except (AttributeError, TypeError, ValueError):  # a 2xx answer that cannot be read
            raise InDoubt from None
        return _accepted(message.sid)


class _Rerouted(TwilioHttpClient):  # type: ignore[misc]  # twilio ships no types
    """Twilio's own HTTP client, calling ``base_url`` in place of Twilio's host."""

    def __init__(self, base_url: str, *, timeout: float) -> None:
        super().__init__(timeout=timeout)
        self._base_url = base_url

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Any:
        """One call, to the address we were given."""
        return super().request(method, url.replace(TWILIO, self._base_url, 1), *args, **kwargs)


def _accepted(sid: object) -> Accepted:
    if not isinstance(sid, str) or not sid:
        raise InDoubt
    return Accepted(sid)


def _refused(refusal: TwilioRestException | TwilioServiceException) -> GatewayProblem:
    code = str(refusal.code or "")
    if refusal.status >= SERVER_FAULT:
        return InDoubt(code)
    found = meaning(code)
    if found.again or refusal.status == TOO_MANY_REQUESTS:
        return TryAgain(code, found.trouble)
    return Refused(code, found.trouble)


def _broken_off(break_off: RequestException) -> GatewayProblem:
    """No connection was made: nothing went. Anything later: it may have gone."""
    never_went = isinstance(break_off, ConnectTimeout) or any(
        isinstance(cause, ConnectionRefusedError | socket.gaierror) for cause in _causes(break_off)
    )
    return TryAgain() if never_went else InDoubt()


def _causes(problem: BaseException | None) -> Iterator[BaseException]:
    while problem is not None:
        yield problem
        problem = problem.__cause__ or problem.__context__
