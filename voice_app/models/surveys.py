"""Surveys, their published versions, and who was asked."""

from datetime import date
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
    round_id: Mapped[int | None] = mapped_column(ForeignKey("asking_round.id"), index=True)
    short_code: Mapped[str | None] = mapped_column(Sealed)  # one that can be said aloud
    short_index: Mapped[str | None] = mapped_column(unique=True)
    short_until: Mapped[datetime | None] = mapped_column(UtcTime)
    checks_failed: Mapped[int] = mapped_column(default=0)  # "is it you?" on My voice, in a row
    checks_failed_at: Mapped[datetime | None] = mapped_column(UtcTime)
    shut_at: Mapped[datetime | None] = mapped_column(UtcTime)  # "Close it", on a shared phone
    anonymous: Mapped[bool] = mapped_column(default=False)  # it opens no page of their own


class OpenLink(Base):
    """One address for everybody who passes a poster: an anonymous survey, and no name."""

    __tablename__ = "open_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"), index=True)
    place: Mapped[str]  # where it hangs; never a person
    code: Mapped[str] = mapped_column(Sealed)
    code_index: Mapped[str] = mapped_column(unique=True)
    made_by: Mapped[int] = mapped_column(ForeignKey("staff_user.id"))
    made_at: Mapped[datetime] = mapped_column(UtcTime)
    last_day: Mapped[date]
    sittings: Mapped[int] = mapped_column(default=0)  # counted here: none of them leads to a place
    closed_at: Mapped[datetime | None] = mapped_column(UtcTime)


class AskingRound(Base):
    """One survey put to a group of people: looked at first, sent by a person's word."""

    __tablename__ = "asking_round"
    __table_args__ = (
        CheckConstraint("state IN ('looked_at', 'going', 'done', 'stopped')", name="state"),
        CheckConstraint("channel IN ('text', 'web')", name="channel"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    survey_version_id: Mapped[int] = mapped_column(ForeignKey("survey_version.id"))
    chosen: Mapped[dict[str, Any]] = mapped_column(JSON)  # how the group was chosen; no names
    channel: Mapped[str]
    state: Mapped[str] = mapped_column(default="looked_at")
    made_by: Mapped[int] = mapped_column(ForeignKey("staff_user.id"))
    made_at: Mapped[datetime] = mapped_column(UtcTime)
    sent_by: Mapped[int | None] = mapped_column(ForeignKey("staff_user.id"))
    sent_at: Mapped[datetime | None] = mapped_column(UtcTime)
    remind_on: Mapped[date | None]  # one reminder to who has not begun; None: none
    reminder_days: Mapped[int] = mapped_column(default=5)  # working days after it was sent
    reminded_at: Mapped[datetime | None] = mapped_column(UtcTime)
    stopped_at: Mapped[datetime | None] = mapped_column(UtcTime)


class AskedInRound(Base):
    """One person of a round: asked, or left in peace and why."""

    __tablename__ = "asked_in_round"
    __table_args__ = (UniqueConstraint("round_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("asking_round.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    outcome: Mapped[str] = mapped_column(default="waiting")  # waiting, asked, or why not (a code)
    at: Mapped[datetime | None] = mapped_column(UtcTime)
