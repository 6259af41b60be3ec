"""The way out through Twilio. Slow to load: the worker's, never the web's.

Twilio is asked to keep neither the words nor the number (``ContentRetention``,
``AddressRetention``). Its error messages name the number, so none of them is passed on.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from typing import Any

from requests.exceptions import RequestException
from twilio.base.exceptions import TwilioException
from twilio.base.exceptions import TwilioRestException
from twilio.base.exceptions import TwilioServiceException
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from messaging.channels import Channel
from messaging.channels import address
from messaging.channels import parted
from messaging.gateway import Accepted
from messaging.gateway import GatewayProblem
from messaging.gateway import InDoubt
from messaging.gateway import Outbound
from messaging.gateway import Refused
from messaging.gateway import Sightings
from messaging.gateway import Trouble
from messaging.gateway import TryAgain
from messaging.gateways.line import broken_off
from messaging.gateways.twilio.errors import meaning

TWILIO = "https://api.twilio.com"
LONGEST_WAIT = 36_000  # seconds that Twilio may hold a text back, by its own rule
PATIENCE = 10.0  # seconds for one call
TOO_MANY_REQUESTS = 429
SERVER_FAULT = 500  # and above: it may have been taken all the same
CLOCKS_DIFFER = timedelta(minutes=1)  # ours and Twilio's
MOST_LISTED = 1_000  # messages of one look-up; more could not be told apart anyway
MOST_ON_A_PAGE = 1_000  # Twilio's own limit
UNREADABLE = (AttributeError, KeyError, TypeError, ValueError)  # an answer 2xx that says nothing
_MASK = re.compile(r"[^+0-9]+")  # what stands in place of digits


@dataclass(frozen=True)
class TwilioAccount:
    """Who we are at Twilio; give a messaging service or one ``sender`` number."""

    account_sid: str
    auth_token: str
    messaging_service_sid: str = ""
    sender: str = ""
    whatsapp_sender: str = ""  # E.164; empty: no WhatsApp
    whatsapp_template: str = ""  # a ContentSid with one place {{1}}, for the first words of a day

    def __repr__(self) -> str:
        return f"TwilioAccount({self.account_sid!r})"  # never the token

    def origin(self, channel: Channel) -> dict[str, str]:
        """The field of a request that says whom a text is from."""
        if channel is Channel.WHATSAPP:
            return {"from_": address(self.whatsapp_sender, channel)}
        if self.messaging_service_sid:
            return {"messaging_service_sid": self.messaging_service_sid}
        return {"from_": self.sender}


class TwilioGateway:
    """A gateway; ``now`` tells UTC, ``base_url`` stands in for Twilio's own address in tests."""

    name = "twilio"

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
                to=address(outbound.to, outbound.channel),
                status_callback=callback,
                validity_period=min(seconds, LONGEST_WAIT),
                content_retention="discard",
                address_retention="obfuscate",
                **self._said(outbound),
                **self._account.origin(outbound.channel),
            )
        except (TwilioRestException, TwilioServiceException) as refusal:
            raise _refused(refusal) from None  # its words name the number
        except RequestException as break_off:
            raise broken_off(break_off) from None
        except UNREADABLE:
            raise InDoubt from None
        return _accepted(message.sid)

    def _said(self, outbound: Outbound) -> dict[str, str]:
        """The words; in a template where they may not be written freely, on one line."""
        if outbound.channel is Channel.TEXT or outbound.freely:
            return {"body": outbound.words}
        line = " ".join(outbound.words.split())  # a template's place takes no line ends
        return {
            "content_sid": self._account.whatsapp_template,
            "content_variables": json.dumps({"1": line}),
        }

    def look_up(self, outbound: Outbound, *, since: datetime) -> Sightings:
        """What Twilio's list shows of a text handed over at ``since`` (UTC) or after.

        Asked by number first; where that finds nothing (the address is masked after a while, and
        then may not be found by it) by time alone, for what could be this number. Nothing in the
        list is never proof that a text did not go: docs/decisions/0012.
        """
        window = {"date_sent_after": since - CLOCKS_DIFFER, "limit": MOST_LISTED}
        try:
            to = address(outbound.to, outbound.channel)
            to_it = self._listed(to, {**window, "to": to})
            found = to_it or self._listed(to, window)
        except (TwilioException, RequestException, *UNREADABLE):
            raise InDoubt from None  # their words name numbers
        return Sightings(found, surely_this_number=bool(to_it), complete=False)

    def _listed(self, number: str, query: dict[str, Any]) -> tuple[str, ...]:
        service = self._account.messaging_service_sid
        rows = self._messages.list(page_size=MOST_ON_A_PAGE, **query)
        return tuple(
            row.sid
            for row in rows
            if not str(row.direction or "").startswith("inbound")
            and (not service or row.messaging_service_sid in {service, None})
            and may_be(row.to or "", number)
        )


def may_be(shown: str, number: str) -> bool:
    """Whether an address that Twilio shows, perhaps masked, can be this one."""
    (shown, by), (number, by_ours) = parted(shown), parted(number)
    if shown and by is not by_ours:
        return False
    parts = _MASK.split(shown)
    if len(parts) == 1:
        return shown in {"", number}
    return number.startswith(parts[0]) and number.endswith(parts[-1])


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
    if found.remedy.again.times:
        return TryAgain(code, found.trouble, found.remedy)
    if refusal.status == TOO_MANY_REQUESTS:
        return TryAgain(code, found.trouble)
    return Refused(code, found.trouble, found.remedy)
