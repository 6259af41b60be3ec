"""Surveys by telephone: a call, and what was said in it until a person has written it down."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from voice_app.db import Base
from voice_app.db import UtcTime
from voice_app.vault import Sealed
from voice_app.vault import SealedBytes


class Call(Base):
    """One telephone call in which a survey was answered."""

    __tablename__ = "call"

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[str] = mapped_column(unique=True)
    phone_index: Mapped[str] = mapped_column(index=True)
    conversation_id: Mapped[int | None] = mapped_column(ForeignKey("conversation.id"), index=True)
    began_at: Mapped[datetime] = mapped_column(UtcTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcTime)
    misheard: Mapped[int] = mapped_column(default=0)  # times in a row the question was asked again


class Recording(Base):
    """A spoken answer, kept only until a person has written it down."""

    __tablename__ = "recording"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'fetched', 'written', 'lost')", name="state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[str] = mapped_column(unique=True)
    call_id: Mapped[int] = mapped_column(ForeignKey("call.id"), index=True)
    question: Mapped[str]  # empty: a message of its own
    address: Mapped[str] = mapped_column(Sealed)  # where the provider keeps it
    seconds: Mapped[int]
    sound: Mapped[bytes | None] = mapped_column(SealedBytes)
    state: Mapped[str] = mapped_column(default="waiting")
    received_at: Mapped[datetime] = mapped_column(UtcTime)
    answer_id: Mapped[int | None] = mapped_column(ForeignKey("answer.id"))
    written_by: Mapped[int | None] = mapped_column(ForeignKey("staff_user.id"))
    written_at: Mapped[datetime | None] = mapped_column(UtcTime)
