"""A child's journey: stages, care, plans, meetings, decisions, promises, and who was there."""

from datetime import date
from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlalchemy import ForeignKey
from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from voice_app.db import Base
from voice_app.db import UtcTime
from voice_app.vault import Sealed
from voice_app.vault import SealedBytes


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
    source: Mapped[str] = mapped_column(default="")


class Placement(Base):
    """Where and with whom a child lived, from when until when."""

    __tablename__ = "placement"
    __table_args__ = (UniqueConstraint("person_id", "since"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    since: Mapped[date]
    until: Mapped[date | None]
    kind: Mapped[str] = mapped_column(default="")  # SSDA903 PLACE
    home_id: Mapped[int | None] = mapped_column(ForeignKey("home.id"))
    carer_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    source: Mapped[str] = mapped_column(default="")


class LegalStatus(Base):
    """Under which status a child was looked after, from when until when."""

    __tablename__ = "legal_status"
    __table_args__ = (UniqueConstraint("person_id", "since"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    since: Mapped[date]
    until: Mapped[date | None]
    status: Mapped[str]  # SSDA903 LS
    source: Mapped[str] = mapped_column(default="")


class Plan(Base):
    """A kind of plan a child has, or had."""

    __tablename__ = "plan"
    __table_args__ = (UniqueConstraint("person_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[str]  # a key of surveys.journey
    responsible_id: Mapped[int | None] = mapped_column(ForeignKey("staff_user.id"))
    closed_on: Mapped[date | None]
    source: Mapped[str] = mapped_column(default="")  # who said whether it is closed


class PlanVersion(Base):
    """A plan as it was made or renewed on a day."""

    __tablename__ = "plan_version"
    __table_args__ = (UniqueConstraint("plan_id", "made_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), index=True)
    made_on: Mapped[date]
    next_review: Mapped[date | None]
    next_source: Mapped[str] = mapped_column(default="")  # computed, supplied or manual
    next_rule: Mapped[str] = mapped_column(default="")  # in words, with its source
    responsible: Mapped[str | None] = mapped_column(Sealed)  # who, where no account is theirs
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
    cancelled_on: Mapped[date | None]
    participation: Mapped[str] = mapped_column(default="")  # PN0 to PN7
    child_seen: Mapped[bool | None]  # at a visit; None: nobody says
    seen_alone: Mapped[bool | None]
    source: Mapped[str] = mapped_column(default="")
    chair_id: Mapped[int | None] = mapped_column(ForeignKey("staff_user.id"))


class Decision(Base):
    """What a meeting decided, in words for the child. Once told, it is put right by another."""

    __tablename__ = "decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"))
    words: Mapped[str] = mapped_column(Sealed)
    recorded_by: Mapped[int | None] = mapped_column(ForeignKey("staff_user.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcTime)


class Promise(Base):
    """What somebody will do, by when, and what the child says became of it."""

    __tablename__ = "promise"

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), index=True)
    what: Mapped[str | None] = mapped_column(Sealed)  # in words for the child
    who: Mapped[str] = mapped_column(Sealed)
    due_on: Mapped[date | None] = mapped_column(index=True)
    asked_at: Mapped[datetime | None] = mapped_column(UtcTime)  # "did it happen?"
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
    source: Mapped[str] = mapped_column(default="")


class ImportRun(Base):
    """Who imported what, when, with what outcome. The file itself is not kept."""

    __tablename__ = "import_run"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'running', 'done', 'stopped')", name="state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcTime)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("staff_user.id"))
    trial: Mapped[bool] = mapped_column(default=False)  # nothing was stored
    state: Mapped[str] = mapped_column(default="done")
    lines_done: Mapped[int] = mapped_column(default=0)
    lines_in_all: Mapped[int] = mapped_column(default=0)
    added: Mapped[int] = mapped_column(default=0)
    changed: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    left_out: Mapped[int] = mapped_column(default=0)
    report: Mapped[str | None] = mapped_column(Sealed)  # lines and rules; no child in it
    finished_at: Mapped[datetime | None] = mapped_column(UtcTime)


class ImportPart(Base):
    """A piece of an uploaded file, encrypted, between the upload and the end of its run."""

    __tablename__ = "import_part"
    __table_args__ = (UniqueConstraint("run_id", "name", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("import_run.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]  # which file of the upload: "header", "episodes"
    number: Mapped[int]
    piece: Mapped[bytes] = mapped_column(SealedBytes)
