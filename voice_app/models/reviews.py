"""Around one statutory review: the brief as issued, what the child let through, what came of it."""

from datetime import date
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint
from sqlalchemy import ForeignKey
from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from voice_app.db import Base
from voice_app.db import UtcTime
from voice_app.vault import Sealed
from voice_app.vault import SealedBytes
from voice_app.vault import SealedJson


class BriefIssue(Base):
    """A brief as it was issued: a frozen copy. A refresh is another row, never a change."""

    __tablename__ = "brief_issue"
    __table_args__ = (
        UniqueConstraint("review_id", "number"),
        CheckConstraint("why IN ('first', 'refresh', 'by_hand')", name="why"),
        CheckConstraint("pdf_state IN ('waiting', 'made', 'failed')", name="pdf_state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    number: Mapped[int]  # 1, 2, … of this review
    why: Mapped[str]
    issued_at: Mapped[datetime] = mapped_column(UtcTime)
    issued_by: Mapped[int | None] = mapped_column(ForeignKey("staff_user.id"))  # None: the clock
    page: Mapped[Any] = mapped_column(SealedJson)  # pages.brief.Brief, as it stood
    digest: Mapped[str]  # of the page
    approved: Mapped[bool] = mapped_column(default=False)  # the child had let it through
    pdf: Mapped[bytes | None] = mapped_column(SealedBytes)
    pdf_state: Mapped[str] = mapped_column(default="waiting")
    pdf_without: Mapped[int] = mapped_column(default=0)  # answers taken back before it was made


class BriefRecipient(Base):
    """To whom a brief was issued, and when they first opened it."""

    __tablename__ = "brief_recipient"

    issue_id: Mapped[int] = mapped_column(
        ForeignKey("brief_issue.id", ondelete="CASCADE"), primary_key=True
    )
    user_id: Mapped[int] = mapped_column(ForeignKey("staff_user.id"), primary_key=True)
    opened_at: Mapped[datetime | None] = mapped_column(UtcTime)


class BriefOffer(Base):
    """A child was shown what the brief will say, and whether they let it through."""

    __tablename__ = "brief_offer"
    __table_args__ = (
        CheckConstraint("state IN ('offered', 'approved', 'left_to_us')", name="state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    state: Mapped[str] = mapped_column(default="offered")
    offered_at: Mapped[datetime] = mapped_column(UtcTime)
    answered_at: Mapped[datetime | None] = mapped_column(UtcTime)


class PartChoice(Base):
    """What a child decided about one of their answers, for this review's brief."""

    __tablename__ = "part_choice"
    __table_args__ = (UniqueConstraint("review_id", "answer_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    answer_id: Mapped[int] = mapped_column(ForeignKey("answer.id", ondelete="CASCADE"), index=True)
    held_back: Mapped[bool] = mapped_column(default=False)  # the IRO sees "kept private"
    who_sees: Mapped[str] = mapped_column(default="")  # policy.Who; empty: as they said before
    reworded: Mapped[str | None] = mapped_column(Sealed)  # their own new words, shown instead
    at: Mapped[datetime] = mapped_column(UtcTime)


class ViewUse(Base):
    """What became of one view at the review: used in the plan (where), or not (why)."""

    __tablename__ = "view_use"
    __table_args__ = (
        UniqueConstraint("review_id", "answer_id"),
        CheckConstraint("outcome IN ('used', 'not_used')", name="outcome"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    answer_id: Mapped[int] = mapped_column(ForeignKey("answer.id", ondelete="CASCADE"), index=True)
    outcome: Mapped[str]
    plan_kind: Mapped[str] = mapped_column(default="")  # a key of surveys.journey
    words: Mapped[str] = mapped_column(Sealed)  # where in the plan, or why not
    decided_by: Mapped[int] = mapped_column(ForeignKey("staff_user.id"))
    at: Mapped[datetime] = mapped_column(UtcTime)


class Translation(Base):
    """Somebody's translation beside words in another language; never instead of them."""

    __tablename__ = "translation"

    id: Mapped[int] = mapped_column(primary_key=True)
    answer_id: Mapped[int] = mapped_column(ForeignKey("answer.id", ondelete="CASCADE"), index=True)
    language: Mapped[str] = mapped_column(default="en")
    words: Mapped[str] = mapped_column(Sealed)
    translated_by: Mapped[str] = mapped_column(Sealed)  # who: a name and what they are
    entered_by: Mapped[int] = mapped_column(ForeignKey("staff_user.id"))
    at: Mapped[datetime] = mapped_column(UtcTime)
    replaced_at: Mapped[datetime | None] = mapped_column(UtcTime)


class Escalation(Base):
    """An IRO's dispute with the authority over a child (IRO Handbook 2010, dispute resolution)."""

    __tablename__ = "escalation"
    __table_args__ = (
        CheckConstraint("stage IN ('informal', 'formal', 'settled')", name="stage"),
        CheckConstraint("(stage = 'settled') = (settled_on IS NOT NULL)", name="settled"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    review_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"))
    stage: Mapped[str] = mapped_column(default="informal")
    raised_by: Mapped[int] = mapped_column(ForeignKey("staff_user.id"), index=True)
    raised_on: Mapped[date]
    due_on: Mapped[date | None]  # working days from the day it became formal
    settled_on: Mapped[date | None]


class EscalationStep(Base):
    """What was said or done in a dispute, and when."""

    __tablename__ = "escalation_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    escalation_id: Mapped[int] = mapped_column(
        ForeignKey("escalation.id", ondelete="CASCADE"), index=True
    )
    stage: Mapped[str]
    words: Mapped[str] = mapped_column(Sealed)
    by: Mapped[int] = mapped_column(ForeignKey("staff_user.id"))
    at: Mapped[datetime] = mapped_column(UtcTime)


class ReviewReply(Base):
    """What a child was told after their review: what was decided, and what came of their words."""

    __tablename__ = "review_reply"

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    language: Mapped[str] = mapped_column(default="en")
    words: Mapped[str] = mapped_column(Sealed)
    told_by: Mapped[int] = mapped_column(ForeignKey("staff_user.id"))
    told_at: Mapped[datetime] = mapped_column(UtcTime)
