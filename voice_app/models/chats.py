"""What one person and the service write to each other, and who at the desk answers it."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlalchemy import ForeignKey
from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from voice_app.db import Base
from voice_app.db import UtcTime
from voice_app.vault import Sealed


class Chat(Base):
    """The whole thread of one person, or of one number that nobody knows yet.

    It belongs to a queue of the desk, never to one person's inbox: who takes it on may leave.
    """

    __tablename__ = "chat"
    __table_args__ = (
        CheckConstraint("state IN ('open', 'closed')", name="state"),
        CheckConstraint("(person_id IS NULL) <> (phone_index IS NULL)", name="whose"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), unique=True)
    phone_index: Mapped[str | None] = mapped_column(unique=True)  # of a number nobody knows yet
    queue: Mapped[str]  # a desk queue: participation, duty, reviewing
    topic: Mapped[str] = mapped_column(default="")  # a key; see the list of topics
    state: Mapped[str] = mapped_column(default="open")
    taken_by: Mapped[int | None] = mapped_column(ForeignKey("staff_user.id"), index=True)
    taken_at: Mapped[datetime | None] = mapped_column(UtcTime)
    began_at: Mapped[datetime] = mapped_column(UtcTime)
    last_at: Mapped[datetime] = mapped_column(UtcTime, index=True)
    waiting_since: Mapped[datetime | None] = mapped_column(UtcTime)  # the first words unanswered
    answer_by: Mapped[datetime | None] = mapped_column(UtcTime, index=True)  # the target for them


class StaffReply(Base):
    """What somebody at the desk wrote back, under their name; never changed."""

    __tablename__ = "staff_reply"

    id: Mapped[int] = mapped_column(primary_key=True)
    chat_id: Mapped[int] = mapped_column(ForeignKey("chat.id"), index=True)
    words: Mapped[str] = mapped_column(Sealed)
    by: Mapped[int] = mapped_column(ForeignKey("staff_user.id"))
    at: Mapped[datetime] = mapped_column(UtcTime)
    outbound_id: Mapped[int | None] = mapped_column(ForeignKey("outbound_text.id"), unique=True)
    seen_at: Mapped[datetime | None] = mapped_column(UtcTime)  # opened on the person's own page


class ChatStep(Base):
    """What was done with a chat, by whom and when: taken, moved, topic, closed, linked."""

    __tablename__ = "chat_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    chat_id: Mapped[int] = mapped_column(ForeignKey("chat.id"), index=True)
    kind: Mapped[str]
    code: Mapped[str] = mapped_column(default="")  # which queue, which topic; never words
    by: Mapped[int | None] = mapped_column(ForeignKey("staff_user.id"))  # None: a rule
    at: Mapped[datetime] = mapped_column(UtcTime)


class KeptFrom(Base):
    """Somebody a chat is not shown to, since it may be about them."""

    __tablename__ = "kept_from"
    __table_args__ = (UniqueConstraint("chat_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    chat_id: Mapped[int] = mapped_column(ForeignKey("chat.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("staff_user.id"), index=True)
    why: Mapped[str]  # named, topic, by_hand
    by: Mapped[int | None] = mapped_column(ForeignKey("staff_user.id"))  # None: a rule
    at: Mapped[datetime] = mapped_column(UtcTime)
    lifted_at: Mapped[datetime | None] = mapped_column(UtcTime)
    lifted_by: Mapped[int | None] = mapped_column(ForeignKey("staff_user.id"))


class ReadyReply(Base):
    """Words the desk keeps ready, to be read over before they are sent."""

    __tablename__ = "ready_reply"

    id: Mapped[int] = mapped_column(primary_key=True)
    topic: Mapped[str] = mapped_column(default="")
    title: Mapped[str]
    words: Mapped[str]
    language: Mapped[str] = mapped_column(default="en")
    by: Mapped[int | None] = mapped_column(ForeignKey("staff_user.id"))
    at: Mapped[datetime] = mapped_column(UtcTime)
    retired_at: Mapped[datetime | None] = mapped_column(UtcTime)
