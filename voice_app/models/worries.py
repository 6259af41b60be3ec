"""Worries: an owner, a clock, an outcome."""

from datetime import datetime

from sqlalchemy import JSON
from sqlalchemy import CheckConstraint
from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from voice_app.db import Base
from voice_app.db import UtcTime
from voice_app.vault import Sealed


class Worry(Base):
    """Something a named person must look at. A flag orders the queue; it never decides."""

    __tablename__ = "worry"
    __table_args__ = (
        CheckConstraint("tier IN ('red', 'amber')", name="tier"),
        CheckConstraint("source IN ('answer', 'screen', 'person')", name="source"),
        CheckConstraint("state IN ('open', 'acknowledged', 'closed')", name="state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    answer_id: Mapped[int | None] = mapped_column(ForeignKey("answer.id"), unique=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    source: Mapped[str]  # a structured answer, the screen of words, or a person
    tier: Mapped[str]
    families: Mapped[list[str]] = mapped_column(JSON)
    spans: Mapped[list[list[int]]] = mapped_column(JSON)  # the words that raised it
    opened_at: Mapped[datetime] = mapped_column(UtcTime)
    due_at: Mapped[datetime] = mapped_column(UtcTime)  # to be acknowledged by
    state: Mapped[str] = mapped_column(default="open", index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("staff_user.id"))
    acknowledged_at: Mapped[datetime | None] = mapped_column(UtcTime)
    outcome: Mapped[str] = mapped_column(default="")
    closed_at: Mapped[datetime | None] = mapped_column(UtcTime)


class WorryStep(Base):
    """What somebody did about a worry, in order."""

    __tablename__ = "worry_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    worry_id: Mapped[int] = mapped_column(ForeignKey("worry.id"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("staff_user.id"))
    did: Mapped[str]  # opened, acknowledged, closed, raised_tier
    note: Mapped[str] = mapped_column(Sealed, default="")
    at: Mapped[datetime] = mapped_column(UtcTime)
