"""The way out through GOV.UK Notify. Slow to load: the worker's, never the web's.

Notify sends templates only, so ours is one placeholder: ``((message))``. Our own key goes with
each text as its ``reference``; the list of it is complete, so that a lost answer is made good.
Its error messages may name the number, so none of them is passed on or logged.
"""

from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from typing import Any

from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient
from requests import HTTPError
from requests.exceptions import RequestException

from messaging.gateway import Accepted
from messaging.gateway import GatewayProblem
from messaging.gateway import InDoubt
from messaging.gateway import Outbound
from messaging.gateway import Refused
from messaging.gateway import Sightings
from messaging.gateway import Trouble
from messaging.gateway import TryAgain
from messaging.gateways.line import broken_off
from messaging.gateways.notify.errors import code_of
from messaging.gateways.notify.errors import meaning

NOTIFY = "https://api.notifications.service.gov.uk"
LONGEST = 918  # characters, Notify's own limit: six parts
PATIENCE = 10.0  # seconds for one call
SERVER_FAULT = 500  # and above: it may have been taken all the same
TOO_MANY_REQUESTS = 429
CLOCKS_DIFFER = timedelta(minutes=1)  # ours and Notify's
PLACEHOLDER = "message"
UNREADABLE = (AttributeError, KeyError, TypeError, ValueError)  # an answer 2xx that says nothing


@dataclass(frozen=True)
class NotifyAccount:
    """Who we are at Notify; ``sender_id`` names one of several senders, where there are some."""

    api_key: str = field(repr=False)
    template_id: str
    sender_id: str = ""


class NotifyGateway:
    """A gateway; ``now`` tells UTC, ``base_url`` stands in for Notify's own address in tests."""

    name = "notify"

    def __init__(
        self,
        account: NotifyAccount,
        *,
        now: Callable[[], datetime],
        base_url: str = NOTIFY,
        patience: float = PATIENCE,
    ) -> None:
        self._account = account
        self._now = now
        self._client = _Quiet(account.api_key, base_url=base_url, timeout=patience)

    def send(self, outbound: Outbound, *, callback: str) -> Accepted:  # noqa: ARG002 - one for all
        """Send one text; raises ``TryAgain``, ``Refused`` or ``InDoubt``.

        Receipts come to the one address that the service has at Notify, and name our key.
        """
        if outbound.expires_at <= self._now():
            raise Refused(trouble=Trouble.EXPIRED)
        if len(outbound.words) > LONGEST:
            raise Refused(trouble=Trouble.TOO_LONG)
        try:
            answer = self._client.send_sms_notification(
                phone_number=outbound.to,
                template_id=self._account.template_id,
                personalisation={PLACEHOLDER: outbound.words},
                reference=outbound.key,
                sms_sender_id=self._account.sender_id or None,
            )
            return Accepted(_named(answer))
        except (RequestException, APIError, *UNREADABLE) as fault:
            raise _problem(fault) from None  # its words name the number

    def look_up(self, outbound: Outbound, *, since: datetime) -> Sightings:
        """What Notify holds under this text's key of what it took at ``since`` (UTC) or after."""
        try:
            answer = self._client.get_all_notifications(reference=outbound.key)
            rows = answer["notifications"]
            found = tuple(_named(row) for row in rows if _is_of(row, outbound.key, since))
        except (RequestException, APIError, GatewayProblem, *UNREADABLE):
            raise InDoubt from None
        return Sightings(found, surely_this_number=True, complete=True, exact=True)


class _Quiet(NotificationsAPIClient):
    """Notify's own client, which does not log what Notify says of a number."""

    def _perform_request(self, method: str, url: str, kwargs: Mapping[str, Any]) -> Any:
        response = self.request_session.request(method, url, **kwargs)
        response.raise_for_status()
        return response


def _named(answer: Any) -> str:
    given = answer["id"]
    if not isinstance(given, str) or not given:
        raise ValueError("id")
    return given


def _is_of(row: Any, key: str, since: datetime) -> bool:
    """Ours, and not one of the same key from before the records were restored."""
    made = datetime.fromisoformat(row["created_at"])
    made = made if made.tzinfo else made.replace(tzinfo=UTC)
    return bool(row["reference"] == key and made >= since - CLOCKS_DIFFER)


def _problem(fault: Exception) -> GatewayProblem:
    if isinstance(fault, HTTPError) and fault.response is not None:
        return _refused(fault.response.status_code, _errors(fault.response))
    if isinstance(fault, RequestException) and not isinstance(fault, ValueError):
        return broken_off(fault)
    return InDoubt()


def _refused(status: int, errors: list[Mapping[str, Any]]) -> GatewayProblem:
    if status >= SERVER_FAULT:
        return InDoubt(str(status))
    first = errors[0] if errors else {}
    code = code_of(str(first.get("error", "")), str(first.get("message", ""))) or str(status)
    found = meaning(code)
    if found.remedy.again.times:
        return TryAgain(code, found.trouble, found.remedy)
    if status == TOO_MANY_REQUESTS and found.trouble is Trouble.UNKNOWN:
        return TryAgain(code, Trouble.TOO_FAST)
    return Refused(code, found.trouble, found.remedy)


def _errors(response: Any) -> list[Mapping[str, Any]]:
    try:
        told = response.json()["errors"]
    except UNREADABLE:
        return []
    return [each for each in told if isinstance(each, dict)] if isinstance(told, list) else []
