"""A channel is a pair: words out, words in. Texts (SMS) are one, WhatsApp is another, on one phone.

Everything between the two is the same: one number, one opt-out, one open question at a time.
WhatsApp lets us write freely for a day after they wrote to us; at any other time what we say must
stand in a template that WhatsApp has seen before.
"""

from datetime import datetime
from datetime import timedelta
from enum import StrEnum

PREFIX = "whatsapp:"  # before a number, as Twilio writes it
WINDOW = timedelta(hours=23, minutes=50)  # a little less than WhatsApp's day: a text takes a while


class Channel(StrEnum):
    """By which of its ways a phone is reached."""

    TEXT = "text"
    WHATSAPP = "whatsapp"


def address(number: str, channel: str) -> str:
    """A number (E.164) as it is written for a channel."""
    return f"{PREFIX}{number}" if channel == Channel.WHATSAPP else number


def parted(written: str) -> tuple[str, Channel]:
    """The number in an address, and its channel."""
    if written.startswith(PREFIX):
        return written.removeprefix(PREFIX), Channel.WHATSAPP
    return written, Channel.TEXT


def is_open(wrote_at: datetime | None, now: datetime) -> bool:
    """Whether we may write freely on WhatsApp to one who last wrote there then (UTC)."""
    return wrote_at is not None and now - wrote_at < WINDOW
