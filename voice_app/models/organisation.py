"""The authority's teams and homes, and the independent visits to a home."""

from datetime import date

from sqlalchemy import CheckConstraint
from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from voice_app.db import Base


class Team(Base):
    """A team of staff; ``parent_id`` is the service it belongs to."""

    __tablename__ = "team"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)  # the case system's id of it, or its name
    name: Mapped[str]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"))
    ended_on: Mapped[date | None]


class Home(Base):
    """A children's home. Where it stands is not kept."""

    __tablename__ = "home"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    ended_on: Mapped[date | None]


class HomeVisit(Base):
    """An independent person's visit to a home (Children's Homes Regulations 2015 reg 44)."""

    __tablename__ = "home_visit"
    __table_args__ = (
        CheckConstraint("due_on IS NOT NULL OR held_on IS NOT NULL", name="has_a_day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    home_id: Mapped[int] = mapped_column(ForeignKey("home.id"), index=True)
    due_on: Mapped[date | None]
    held_on: Mapped[date | None]
    visitor: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
