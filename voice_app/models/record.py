"""The record of who saw or changed what. Rows are only ever added."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy import Index
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from voice_app.db import Base
from voice_app.db import UtcTime


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
