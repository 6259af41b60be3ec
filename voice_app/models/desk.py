"""What somebody at the desk set up for themselves."""

from datetime import date

from sqlalchemy import CheckConstraint
from sqlalchemy import ForeignKey
from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from voice_app.db import Base
from voice_app.vault import Sealed


class SavedView(Base):
    """A way of looking at a list: its filters and order, under a name. Never a child's name."""

    __tablename__ = "saved_view"
    __table_args__ = (UniqueConstraint("user_id", "page", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("staff_user.id"), index=True)
    page: Mapped[str]  # caseload, not_heard
    name: Mapped[str]
    query: Mapped[str]  # "show=not_heard&sort=due"


class Digest(Base):
    """An e-mail that says how many things wait, and never what."""

    __tablename__ = "digest"
    __table_args__ = (CheckConstraint("how_often IN ('daily', 'weekly')", name="how_often"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("staff_user.id"), primary_key=True)
    how_often: Mapped[str]
    address: Mapped[str] = mapped_column(Sealed)
    last_on: Mapped[date | None]  # the day the last one went
