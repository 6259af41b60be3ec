"""By which channel a text goes to a phone that has two: decided when it is handed over.

A reply goes where they wrote last. What we begin goes by what the person likes. Where WhatsApp did
not reach them, texts do.
"""

from datetime import datetime

from sqlalchemy import select

from messaging.channels import Channel
from messaging.channels import is_open
from messaging.gateway import Trouble
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.messages import OutboundText
from voice_app.models.people import Person
from voice_app.store import messages

LONGEST_IN_TEMPLATE = 900  # characters; WhatsApp takes 1,024 with the words around the place


def choose_channel(text_id: int, *, offered: bool, template: bool, now: datetime) -> None:
    """Say by which channel a claimed text goes. ``offered``: its provider has WhatsApp.

    ``template``: there is one for the first words outside WhatsApp's day.
    """
    with writing():
        row = db.session.get_one(OutboundText, text_id, with_for_update=True)
        by_it = offered and _by_whatsapp(row, template=template, now=now)
        row.channel = Channel.WHATSAPP if by_it else Channel.TEXT


def may_write_freely(to_index: str, *, now: datetime) -> bool:
    """Whether WhatsApp's day is open for this phone."""
    wrote = messages.last_from(to_index, channel=Channel.WHATSAPP)
    return is_open(wrote.received_at if wrote else None, now)


def _by_whatsapp(row: OutboundText, *, template: bool, now: datetime) -> bool:
    last = messages.last_from(row.to_index)
    if _was_lost(row, since=last.received_at if last else None):
        return False
    if last is not None and is_open(last.received_at, now):
        return last.channel == Channel.WHATSAPP
    fits = template and len(row.words) <= LONGEST_IN_TEMPLATE
    return fits and _likes_it(row.person_id)


def _was_lost(row: OutboundText, *, since: datetime | None) -> bool:
    """Whether the last words on WhatsApp did not reach this phone, or these very words did not."""
    if row.fault.startswith(Trouble.OTHER_CHANNEL):
        return True
    sent = select(OutboundText).where(
        OutboundText.to_index == row.to_index,
        OutboundText.id != row.id,
        OutboundText.channel == Channel.WHATSAPP,
        OutboundText.state.in_(("failed", "not_delivered")),
    )
    if since is not None:
        sent = sent.where(OutboundText.handed_at >= since)
    return db.session.scalar(sent.limit(1)) is not None


def _likes_it(person_id: int | None) -> bool:
    person = db.session.get(Person, person_id) if person_id else None
    return person is not None and person.likes_channel == Channel.WHATSAPP
