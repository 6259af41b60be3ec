"""Notify's calls → our own ``Inbound`` and ``Receipt``. Check the token first."""

import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC
from datetime import datetime

from messaging.gateway import DeliveryState
from messaging.gateway import Inbound
from messaging.gateway import Receipt
from messaging.gateways.notify.errors import meaning

BEARER = "Bearer "
_DIGITS = re.compile(r"[1-9][0-9]{9,14}")  # E.164 without its plus
_STATES = {
    "sending": DeliveryState.SENT,
    "pending": DeliveryState.SENT,
    "sent": DeliveryState.SENT,  # abroad: no more is heard of it
    "delivered": DeliveryState.DELIVERED,
    "permanent-failure": DeliveryState.NOT_DELIVERED,
    "temporary-failure": DeliveryState.NOT_DELIVERED,
    "technical-failure": DeliveryState.FAILED,
}
_FAILED = {DeliveryState.NOT_DELIVERED, DeliveryState.FAILED}


class FieldFault(ValueError):
    """A field that we cannot do without is missing or no text; the message is its name."""


@dataclass(frozen=True)
class Report:
    """News of one text: ``key`` is our own name for it, empty for one that is not ours."""

    key: str
    receipt: Receipt


def is_theirs(authorization: str, token: str) -> bool:
    """Whether a call carries the token we agreed on; never where we have none."""
    given = authorization.removeprefix(BEARER) if authorization.startswith(BEARER) else ""
    return bool(token) and hmac.compare_digest(given.encode(), token.encode())


def inbound(fields: object, received_at: datetime) -> Inbound:
    """The text in a call; raises ``FieldFault``. Notify sends no pictures on."""
    told = _fields(fields)
    sender = _needed(told, "source_number")
    words = told.get("message")
    if not isinstance(words, str):
        raise FieldFault("message")
    return Inbound(
        provider_id=_needed(told, "id"),
        sender=f"+{sender}" if _DIGITS.fullmatch(sender) else sender,
        words=_clean(words),
        received_at=_moment(told.get("date_received")) or received_at,
    )


def report(fields: object, at: datetime) -> Report:
    """The news in a call; raises ``FieldFault``. A status we do not know moves nothing back."""
    told = _fields(fields)
    status = _needed(told, "status")
    state = _STATES.get(status, DeliveryState.ACCEPTED)
    found = meaning(status)
    key = told.get("reference")
    receipt = Receipt(
        provider_id=_needed(told, "id"),
        state=state,
        error_code=status if state in _FAILED else "",
        at=_moment(told.get("completed_at")) or at,
        trouble=found.trouble,
        remedy=found.remedy,
    )
    return Report(_clean(key) if isinstance(key, str) else "", receipt)


def _fields(given: object) -> Mapping[str, object]:
    if not isinstance(given, dict):
        raise FieldFault("body")
    return given


def _needed(told: Mapping[str, object], name: str) -> str:
    value = told.get(name)
    if not isinstance(value, str) or not value:
        raise FieldFault(name)
    return _clean(value)


def _clean(value: str) -> str:
    """JSON can hold half a letter (a lone surrogate), which nothing can store or send."""
    return value.encode("utf-8", "replace").decode()


def _moment(given: object) -> datetime | None:
    try:
        said = datetime.fromisoformat(str(given))
    except ValueError:
        return None
    return said.astimezone(UTC) if said.tzinfo else said.replace(tzinfo=UTC)
