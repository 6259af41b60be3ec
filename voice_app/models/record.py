"""The record of who saw or changed what, and what stood there before it was put right.

Rows are only ever added.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint
from sqlalchemy import ForeignKey
from sqlalchemy import Index
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from voice_app.db import Base
from voice_app.db import UtcTime
from voice_app.vault import SealedJson


class AccessLog(Base):
    """One look or one change. Each row's digest covers the row before it, so a gap shows."""

    __tablename__ = "access_log"
    __table_args__ = (Index("ix_access_log_person_id_at", "person_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcTime)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("staff_user.id"))  # None: the system
    did: Mapped[str]  # saw, changed, exported
    what: Mapped[str]  # "brief:12"
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # whose it is
    reason: Mapped[str] = mapped_column(default="")
    digest: Mapped[str]


class Correction(Base):
    """What a person wrote by hand and put right: as it was before, by whom, when and why."""

    __tablename__ = "correction"
    __table_args__ = (
        CheckConstraint(
            "why IN ('corrected', 'over', 'wrong_child', 'twice', 'not_so')", name="why"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    what: Mapped[str]  # plan, meeting, stage, placement, legal, worker, relative, not-now, names
    before: Mapped[dict[str, Any]] = mapped_column(SealedJson)  # the row's columns
    why: Mapped[str]  # corrected or over; else it was removed: wrong_child, twice, not_so
    by: Mapped[int | None] = mapped_column(ForeignKey("staff_user.id"))
    at: Mapped[datetime] = mapped_column(UtcTime)
