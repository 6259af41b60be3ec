"""Texts in and out."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select
from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects import sqlite

from messaging.gateway import Inbound
from voice_app.db import db
from voice_app.models.conversations import Conversation
from voice_app.models.messages import InboundText
from voice_app.models.messages import OutboundText
from voice_app.models.surveys import Invitation

# the answer to our call was lost, or a network would not have it: nobody knows who has seen it
IN_DOUBT = ("sending", "parked", "not_delivered")
NOT_ARRIVED = ("failed", "expired", "parked", "not_delivered")


def keep(inbound: Inbound, sender_index: str, *, now: datetime) -> bool:
    """Insert an inbound text; False when it is already here (the provider called twice).

    The row goes in before anything is counted or decided, so that of two simultaneous deliveries
    one ends here and never sees what the other did.
    """
    postgres = db.session.get_bind().dialect.name == "postgresql"
    insert: Any = postgresql.insert if postgres else sqlite.insert
    new = db.session.scalar(
        insert(InboundText)
        .values(
            provider_id=inbound.provider_id,
            sender=inbound.sender,
            sender_index=sender_index,
            words=inbound.words,
            pictures=inbound.media,
            channel=inbound.channel,
            received_at=min(inbound.received_at or now, now),
            read_as="",
            waiting="",
        )
        .on_conflict_do_nothing(index_elements=["provider_id"])
        .returning(InboundText.provider_id)
    )
    return new is not None


def last_ask(to_index: str, *, by: datetime) -> OutboundText | None:
    """The text this phone is answering: the newest that asked something and may have been seen.

    A question still in the queue has not been seen by anybody, so nobody can be answering it. One
    that is in doubt may have been, or not: ``asked_before`` says what they may be answering else.
    """
    gone = OutboundText.sent_at.is_not(None) & (OutboundText.sent_at <= by)
    handed = func.coalesce(OutboundText.handed_at, OutboundText.due_at)
    may_have_gone = OutboundText.state.in_(IN_DOUBT) & (handed <= by)
    return db.session.scalar(_asks(to_index).where(gone | may_have_gone).limit(1))


def asked_before(ask: OutboundText) -> OutboundText | None:
    """The question that surely stood on this phone before one in doubt.

    None where the newer one is not in doubt, and where both ask the very same.
    """
    if ask.state not in IN_DOUBT:
        return None
    seen = (
        OutboundText.id != ask.id,
        OutboundText.sent_at < (ask.handed_at or ask.due_at),
        OutboundText.state.not_in(IN_DOUBT),
    )
    before = db.session.scalar(_asks(ask.to_index).where(*seen).limit(1))
    return None if before is None or _what(before) == _what(ask) else before


def _asks(to_index: str) -> Select[OutboundText]:
    """The texts to a phone that ask something, the newest first."""
    return (
        select(OutboundText)
        .where(
            OutboundText.to_index == to_index,
            (OutboundText.asks != "")
            | (OutboundText.response_id.is_not(None))
            | (OutboundText.promise_id.is_not(None)),
            OutboundText.state.not_in(("failed", "expired")),
        )
        .order_by(OutboundText.due_at.desc(), OutboundText.id.desc())
    )


def _what(ask: OutboundText) -> tuple[object, ...]:
    return ask.conversation_id, ask.asks, ask.response_id, ask.promise_id


def last_from(sender_index: str, *, channel: str = "") -> InboundText | None:
    """The latest text that came from a phone, on any channel or on this one."""
    came = select(InboundText).where(InboundText.sender_index == sender_index)
    if channel:
        came = came.where(InboundText.channel == channel)
    newest = came.order_by(InboundText.received_at.desc(), InboundText.provider_id.desc())
    return db.session.scalar(newest.limit(1))


def survey_has_begun(conversation_id: int, *, beside: str) -> bool:
    """Whether a question of the survey was queued; ``beside`` is the check of who has the phone."""
    asked = select(OutboundText.id).where(
        OutboundText.conversation_id == conversation_id,
        OutboundText.asks.not_in(("", beside)),
    )
    return db.session.scalar(asked.limit(1)) is not None


def wrote_since(ask: OutboundText) -> bool:
    """Whether somebody at the desk wrote to this phone after a question had gone to it."""
    wrote = select(OutboundText.id).where(
        OutboundText.to_index == ask.to_index,
        OutboundText.chat_id.is_not(None),
        OutboundText.sent_at >= (ask.sent_at or ask.due_at),
    )
    return db.session.scalar(wrote.limit(1)) is not None


def last_to(to_index: str, key_start: str) -> OutboundText | None:
    """The latest text to a phone whose key begins so."""
    return db.session.scalar(
        select(OutboundText)
        .where(OutboundText.to_index == to_index, OutboundText.key.startswith(key_start))
        .order_by(OutboundText.id.desc())
        .limit(1)
    )


def ask_was_lost(person_id: int) -> bool:
    """Whether the last text of what a person was asked last did not arrive, as far as we know."""
    latest = select(func.max(Invitation.id)).where(
        Invitation.person_id == person_id, Invitation.anonymous.is_(False)
    )
    state = db.session.scalar(
        select(OutboundText.state)
        .join(Conversation, Conversation.id == OutboundText.conversation_id)
        .where(Conversation.invitation_id == latest.scalar_subquery())
        .order_by(OutboundText.id.desc())
        .limit(1)
    )
    return state in NOT_ARRIVED


def sender(answer_id: int) -> str:
    """The number (E.164) an answer was texted from; empty for one from the web."""
    query = select(InboundText.sender).where(InboundText.answer_id == answer_id).limit(1)
    return db.session.scalar(query) or ""


def waiting() -> list[InboundText]:
    """Texts a person must place, oldest first."""
    return list(
        db.session.scalars(
            select(InboundText)
            .where(InboundText.waiting != "")
            .order_by(InboundText.received_at, InboundText.provider_id)
        )
    )


def by_key(key: str) -> OutboundText | None:
    """The text that was queued under this key."""
    return db.session.scalar(select(OutboundText).where(OutboundText.key == key))


def of_response(response_id: int) -> OutboundText | None:
    """The text by which somebody was told."""
    return db.session.scalar(
        select(OutboundText)
        .where(OutboundText.response_id == response_id)
        .order_by(OutboundText.id.desc())
        .limit(1)
    )


def delivery(response_id: int) -> str:
    """How far the text got, in a word; on the web there is no receipt."""
    text = of_response(response_id)
    return text.state.replace("_", " ") if text else "on their page"
