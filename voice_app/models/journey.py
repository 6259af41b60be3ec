"""A child's journey: stages, care, plans, meetings, decisions, promises, and who was there."""

from datetime import date
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from voice_app.db import Base
from voice_app.db import UtcTime
from voice_app.vault import Sealed


class StageEpisode(Base):
    """A stretch of the journey; ``until`` is None while it lasts."""

    __tablename__ = "stage_episode"
    __table_args__ = (UniqueConstraint("person_id", "stage", "since"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    stage: Mapped[str]  # a key of surveys.journey
    since: Mapped[date]
    until: Mapped[date | None]
    source: Mapped[str] = mapped_column(default="")


class CareSpell(Base):
    """A period of being looked after, with the placement and legal status of its last episode."""

    __tablename__ = "care_spell"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    since: Mapped[date | None]  # None: the return does not say
    until: Mapped[date | None]
    placement: Mapped[str] = mapped_column(default="")  # SSDA903 PLACE
    placed_since: Mapped[date | None]
    legal_status: Mapped[str] = mapped_column(default="")  # SSDA903 LS


class Plan(Base):
    """A kind of plan a child has, or had."""

    __tablename__ = "plan"
    __table_args__ = (UniqueConstraint("person_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[str]  # a key of surveys.journey
    closed_on: Mapped[date | None]


class PlanVersion(Base):
    """A plan as it was made or renewed on a day."""

    __tablename__ = "plan_version"
    __table_args__ = (UniqueConstraint("plan_id", "made_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), index=True)
    made_on: Mapped[date]
    next_review: Mapped[date | None]
    source: Mapped[str] = mapped_column(default="")


class Meeting(Base):
    """A meeting or visit. A statutory review is one of these; it is held once, when completed."""

    __tablename__ = "meeting"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[str]  # a key of surveys.journey
    due_on: Mapped[date | None] = mapped_column(index=True)
    due_source: Mapped[str] = mapped_column(default="")  # computed, supplied or manual
    due_rule: Mapped[str] = mapped_column(default="")  # in words, with its source
    held_on: Mapped[date | None]
    participation: Mapped[str] = mapped_column(default="")  # PN0 to PN7
    chair_id: Mapped[int | None] = mapped_column(ForeignKey("staff_user.id"))


class Decision(Base):
    """What a meeting decided, in words for the child."""

    __tablename__ = "decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    words: Mapped[str] = mapped_column(Sealed)
    recorded_by: Mapped[int | None] = mapped_column(ForeignKey("staff_user.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcTime)


class Promise(Base):
    """What somebody will do, by when, and what the child says became of it."""

    __tablename__ = "promise"

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), index=True)
    who: Mapped[str] = mapped_column(Sealed)
    due_on: Mapped[date | None]
    happened: Mapped[str] = mapped_column(default="")  # yes, a_bit, not_yet; empty: nobody said
    child_said: Mapped[str | None] = mapped_column(Sealed)  # in their own words
    happened_at: Mapped[datetime | None] = mapped_column(UtcTime)


class Involvement(Base):
    """Who works with a child, from when until when. Its end is the end of access."""

    __tablename__ = "involvement"
    __table_args__ = (UniqueConstraint("person_id", "user_id", "role", "since"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("staff_user.id"), index=True)
    role: Mapped[str]  # iro, social_worker, advocate, team_manager
    since: Mapped[date]
    until: Mapped[date | None]


class ImportRun(Base):
    """Who imported what, when, with what outcome. The file itself is not kept."""

    __tablename__ = "import_run"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcTime)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("staff_user.id"))
    added: Mapped[int]
    changed: Mapped[int]
    unchanged: Mapped[int]
    left_out: Mapped[int]
