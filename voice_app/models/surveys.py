"""Surveys, their published versions, and who was asked."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlalchemy import CheckConstraint
from sqlalchemy import ForeignKey
from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from voice_app.db import Base
from voice_app.db import UtcTime
from voice_app.vault import Sealed


class Survey(Base):
    """A survey; what it asks is in its versions."""

    __tablename__ = "survey"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    audience: Mapped[str]


class SurveyVersion(Base):
    """One version: the whole document, never changed once published."""

    __tablename__ = "survey_version"
    __table_args__ = (
        UniqueConstraint("survey_id", "number"),
        CheckConstraint("state IN ('draft', 'published')", name="state"),
        CheckConstraint("state = 'draft' OR published_at IS NOT NULL", name="published"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"), index=True)
    number: Mapped[int]
    document: Mapped[dict[str, Any]] = mapped_column(JSON)
    digest: Mapped[str]  # of the document; a sign-off binds to it
    state: Mapped[str] = mapped_column(default="draft")
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    published_at: Mapped[datetime | None] = mapped_column(UtcTime)
    published_by: Mapped[int | None] = mapped_column(ForeignKey("staff_user.id"))


class Invitation(Base):
    """Somebody was asked: why, how, and by which secret link."""

    __tablename__ = "invitation"
    __table_args__ = (CheckConstraint("channel IN ('text', 'web')", name="channel"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    survey_version_id: Mapped[int] = mapped_column(ForeignKey("survey_version.id"))
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"), index=True)
    about_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # a carer's child
    channel: Mapped[str]
    reason: Mapped[str]  # before_review, after_visit, leaving_care, asked_for
    code: Mapped[str] = mapped_column(Sealed)
    code_index: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    expires_at: Mapped[datetime] = mapped_column(UtcTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcTime)
    reminded_at: Mapped[datetime | None] = mapped_column(UtcTime)
