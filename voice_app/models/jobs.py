"""Work to be done, written in the transaction that caused it."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlalchemy import Index
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from voice_app.db import Base
from voice_app.db import UtcTime


class Job(Base):
    """One thing to do. It may run twice (a worker dies), so what it does is repeatable."""

    __tablename__ = "job"
    __table_args__ = (
        CheckConstraint("state IN ('queued', 'running', 'done', 'failed')", name="state"),
        Index("ix_job_due", "state", "priority", "due_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    subject: Mapped[int]  # the id of what it is about; never words
    key: Mapped[str | None] = mapped_column(unique=True)  # of what must be queued only once
    priority: Mapped[int] = mapped_column(default=5)  # 1 is first
    due_at: Mapped[datetime] = mapped_column(UtcTime)
    state: Mapped[str] = mapped_column(default="queued")
    lease_until: Mapped[datetime | None] = mapped_column(UtcTime)
    attempts: Mapped[int] = mapped_column(default=0)
    fault: Mapped[str] = mapped_column(default="")  # the kind of error, never its words
    finished_at: Mapped[datetime | None] = mapped_column(UtcTime)
    fleeting: Mapped[bool] = mapped_column(default=False)  # its row goes once it is over


class Heartbeat(Base):
    """When a worker was last seen alive."""

    __tablename__ = "heartbeat"

    name: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcTime)
