"""Texts that belong to nobody yet: shown to be placed, by somebody who may."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select

from messaging.phone import mask
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.messages import InboundText
from voice_app.models.people import Person
from voice_app.pages.inbox import Inbox
from voice_app.pages.inbox import TextWaiting
from voice_app.store import access
from voice_app.store import messages
from voice_app.store import people
from voice_app.store import record

WHY = {
    "unknown_sender": "We do not know this number.",
    "shared_phone": "More than one person has this number.",
    "changed_hands": "They say this number is not the person’s any more.",
    "unsure_who": "We asked whose number this is, and can’t tell from the reply.",
}


def inbox(*, user_id: int, now: datetime) -> Inbox:
    """Every text that waits to be placed, oldest first, and whom it can be linked to.

    The look is recorded: these are somebody's words, whoever they turn out to be.
    """
    with writing():
        waiting = [
            text
            for text in messages.waiting()
            if not access.is_kept_from_duty(user_id, text.chat_id)
        ]
        for text in waiting:
            record.note(record.Deed(user_id, "saw", f"text:{text.provider_id}"), now=now)
        return _inbox(waiting)


def _inbox(waiting: Iterable[InboundText]) -> Inbox:
    everybody = _named(db.session.scalars(select(Person).where(Person.record == "open")))
    return Inbox(
        texts=tuple(
            TextWaiting(
                text_id=text.provider_id,
                sender=mask(text.sender),
                words=text.words,
                received_at=text.received_at,
                why=WHY.get(text.waiting, text.waiting),
                candidates=_on_its_phone(text) or everybody,
            )
            for text in waiting
        ),
    )


def _on_its_phone(text: InboundText) -> tuple[tuple[int, str], ...]:
    """Those who share the phone it came from; nobody where the number is unknown."""
    return _named(people.on_phone(text.sender_index)) if text.waiting == "shared_phone" else ()


def _named(found: Iterable[Person]) -> tuple[tuple[int, str], ...]:
    """People by name."""
    rows = [(row.id, f"{row.preferred_name} {row.surname}".strip()) for row in found]
    return tuple(sorted(rows, key=lambda row: row[1]))
