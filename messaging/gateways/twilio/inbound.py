"""Twilio's form fields → our own ``Inbound`` and ``Receipt``. Check the signature first.

Twilio adds and drops fields without notice: only those read here matter.
"""

import re
from collections.abc import Mapping
from datetime import datetime

from messaging.channels import parted
from messaging.gateway import DeliveryState
from messaging.gateway import Inbound
from messaging.gateway import Receipt
from messaging.gateways.twilio.errors import meaning


class FormFault(ValueError):
    """A field that we cannot do without is missing; the message is its name, never a value."""


_COUNT = re.compile(r"[0-9]{1,2}")
_OPT_OUTS = {"STOP", "START", "HELP"}
_STATES = {
    "sent": DeliveryState.SENT,
    "delivered": DeliveryState.DELIVERED,
    "read": DeliveryState.DELIVERED,
    "undelivered": DeliveryState.NOT_DELIVERED,
    "failed": DeliveryState.FAILED,
    "canceled": DeliveryState.FAILED,
}


def inbound(form: Mapping[str, str], received_at: datetime | None = None) -> Inbound:
    """The text in a webhook; raises ``FormFault``. Twilio does not say when (``received_at``).

    ``OptOutType`` comes where Twilio's Advanced Opt-Out has acted on the text, in any language.
    """
    sender, channel = parted(_needed(form, "From"))
    if not sender:
        raise FormFault("From")
    return Inbound(
        provider_id=_needed(form, "MessageSid"),
        sender=sender,
        words=form.get("Body", ""),
        received_at=received_at,
        media=int(form["NumMedia"]) if _COUNT.fullmatch(form.get("NumMedia", "")) else 0,
        channel=channel,
        opt_out=_among(_OPT_OUTS, form.get("OptOutType", "")),
    )


def receipt(form: Mapping[str, str], at: datetime | None = None) -> Receipt:
    """The news in a status callback; raises ``FormFault``.

    A status we do not know counts as ``ACCEPTED``, which moves nothing back. ``RawDlrDoneDate`` is
    not used: it has no zone.
    """
    code = form.get("ErrorCode", "")
    found = meaning(code)
    return Receipt(
        provider_id=_needed(form, "MessageSid"),
        state=_STATES.get(_needed(form, "MessageStatus"), DeliveryState.ACCEPTED),
        error_code=code,
        at=at,
        trouble=found.trouble,
        remedy=found.remedy,
    )


def _among(known: set[str], value: str) -> str:
    return value if value in known else ""


def _needed(form: Mapping[str, str], name: str) -> str:
    value = form.get(name, "")
    if not value:
        raise FormFault(name)
    return value
