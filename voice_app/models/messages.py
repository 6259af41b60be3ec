"""Texts in, texts out, and what became of them."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlalchemy import ForeignKey
from sqlalchemy import Index
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from voice_app.db import Base
from voice_app.db import UtcTime
from voice_app.vault import Sealed


class InboundText(Base):
    """A text we received. Its key is the provider's id, so a repeat ends at this table."""

    __tablename__ = "inbound_text"

    provider_id: Mapped[str] = mapped_column(primary_key=True)
    sender: Mapped[str] = mapped_column(Sealed)
    sender_index: Mapped[str] = mapped_column(index=True)
    words: Mapped[str] = mapped_column(Sealed)
    pictures: Mapped[int] = mapped_column(default=0)  # sent along; never fetched
    received_at: Mapped[datetime] = mapped_column(UtcTime)
    conversation_id: Mapped[int | None] = mapped_column(ForeignKey("conversation.id"), index=True)
    answer_id: Mapped[int | None] = mapped_column(ForeignKey("answer.id"))
    read_as: Mapped[str] = mapped_column(default="")  # answered, skipped, misread, stop, …
    waiting: Mapped[str] = mapped_column(default="", index=True)  # why a person must place it
    placed_by: Mapped[int | None] = mapped_column(ForeignKey("staff_user.id"))
    channel: Mapped[str] = mapped_column(default="text")  # text or whatsapp
    chat_id: Mapped[int | None] = mapped_column(ForeignKey("chat.id"), index=True)


class OutboundText(Base):
    """A text to send: the outbox. ``key`` makes it impossible to queue the same one twice."""

    __tablename__ = "outbound_text"
    __table_args__ = (
        CheckConstraint(
            "state IN ('queued', 'sending', 'accepted', 'sent', 'delivered', 'not_delivered',"
            " 'failed', 'parked', 'expired')",
            name="state",
        ),
        Index("ix_outbound_text_due", "state", "due_at", "id"),  # the order they go in
        Index("ix_outbound_text_phone", "to_index", "id"),  # what goes before to one phone
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)  # conversation:step, or what caused it
    to: Mapped[str] = mapped_column(Sealed)
    to_index: Mapped[str]
    words: Mapped[str] = mapped_column(Sealed)
    parts: Mapped[int]  # message parts it costs
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    conversation_id: Mapped[int | None] = mapped_column(ForeignKey("conversation.id"), index=True)
    response_id: Mapped[int | None] = mapped_column(ForeignKey("response.id"))  # "did it help?"
    promise_id: Mapped[int | None] = mapped_column(ForeignKey("promise.id"))  # "did it happen?"
    asks: Mapped[str] = mapped_column(default="")  # the question a reply to it answers
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    due_at: Mapped[datetime] = mapped_column(UtcTime)
    expires_at: Mapped[datetime] = mapped_column(UtcTime)  # not sent after this
    state: Mapped[str] = mapped_column(default="queued")
    # of one being sent, until when; of a parked one, when the provider is asked next, if at all
    lease_until: Mapped[datetime | None] = mapped_column(UtcTime)
    attempts: Mapped[int] = mapped_column(default=0)
    provider_id: Mapped[str | None] = mapped_column(unique=True)
    fault: Mapped[str] = mapped_column(default="")  # a code, never words
    sent_at: Mapped[datetime | None] = mapped_column(UtcTime)
    channel: Mapped[str] = mapped_column(default="text")  # text or whatsapp
    provider: Mapped[str] = mapped_column(default="")  # who was handed it last
    not_by: Mapped[str] = mapped_column(default="")  # "no_line:twilio,": who would not, and why
    chat_id: Mapped[int | None] = mapped_column(ForeignKey("chat.id"), index=True)
    handed_at: Mapped[datetime | None] = mapped_column(UtcTime)  # claimed, to be handed over
    looked_up_at: Mapped[datetime | None] = mapped_column(UtcTime)  # the provider was asked
    look_ups: Mapped[int] = mapped_column(default=0)
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("staff_user.id"))  # a parked one
    settled_at: Mapped[datetime | None] = mapped_column(UtcTime)


class Receipt(Base):
    """What the provider said of a text, as it came; they come out of order."""

    __tablename__ = "receipt"

    id: Mapped[int] = mapped_column(primary_key=True)
    outbound_id: Mapped[int] = mapped_column(ForeignKey("outbound_text.id"), index=True)
    state: Mapped[str]
    error_code: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(UtcTime)


class ProviderPause(Base):
    """Nothing more goes out through this provider until a person says so: sign-in, credit, filter.

    Rows stay as a history; the open one has no ``lifted_at``.
    """

    __tablename__ = "provider_pause"

    id: Mapped[int] = mapped_column(primary_key=True)
    provider: Mapped[str] = mapped_column(index=True)
    reason: Mapped[str]  # messaging.gateway.Trouble
    since: Mapped[datetime] = mapped_column(UtcTime)
    lifted_at: Mapped[datetime | None] = mapped_column(UtcTime)
    lifted_by: Mapped[int | None] = mapped_column(ForeignKey("staff_user.id"))


class PracticeText(Base):
    """What the simulator was handed: the screen of the pretend phones."""

    __tablename__ = "practice_text"

    key: Mapped[str] = mapped_column(primary_key=True)
    to_index: Mapped[str] = mapped_column(index=True)
    words: Mapped[str] = mapped_column(Sealed)
    at: Mapped[datetime] = mapped_column(UtcTime)
