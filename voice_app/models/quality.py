"""QA activities, their findings, and the links from a voice to what was done about it."""

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


class QaDocument(Base):
    """One QA activity and its report: an audit, a visit, a review of complaints, research."""

    __tablename__ = "qa_document"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    title: Mapped[str]
    period_from: Mapped[date | None]
    period_to: Mapped[date | None]
    owner: Mapped[str] = mapped_column(default="")
    reference: Mapped[str] = mapped_column(default="")


class QaDocumentStage(Base):
    """A stage of the journey that a QA activity looked at."""

    __tablename__ = "qa_document_stage"

    document_id: Mapped[int] = mapped_column(ForeignKey("qa_document.id"), primary_key=True)
    stage: Mapped[str] = mapped_column(primary_key=True)


class Finding(Base):
    """A strength or an area for development, with its figure where it has one."""

    __tablename__ = "finding"
    __table_args__ = (CheckConstraint("heading IN ('strength', 'development')", name="heading"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("qa_document.id"), index=True)
    stage: Mapped[str]
    words: Mapped[str]
    heading: Mapped[str]
    figure: Mapped[str] = mapped_column(default="")  # with its unit: "13% of children in care"


class QaItem(Base):
    """One thing looked at in a QA activity, with its grade: one case file, one plan, one visit."""

    __tablename__ = "qa_item"
    __table_args__ = (UniqueConstraint("document_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("qa_document.id"), index=True)
    key: Mapped[str]  # the authority's own reference of it
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    question: Mapped[str] = mapped_column(default="")  # what was judged
    theme: Mapped[str] = mapped_column(default="")
    stage: Mapped[str] = mapped_column(default="")
    plan_kind: Mapped[str] = mapped_column(default="")
    grade: Mapped[str] = mapped_column(default="")  # in the authority's own words
    judged_on: Mapped[date | None]


class QaPlanned(Base):
    """A QA activity in the authority's calendar; ``document_id`` once it is done."""

    __tablename__ = "qa_planned"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    title: Mapped[str]
    due_on: Mapped[date]
    owner: Mapped[str] = mapped_column(default="")
    stages: Mapped[str] = mapped_column(default="")  # keys of surveys.journey, by a space
    document_id: Mapped[int | None] = mapped_column(ForeignKey("qa_document.id"))


class FindingTheme(Base):
    """A theme a finding is about."""

    __tablename__ = "finding_theme"

    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id"), primary_key=True)
    theme: Mapped[str] = mapped_column(primary_key=True)


class EvidenceLink(Base):
    """A voice, or a theme at a stage, tied to exactly one finding, document or plan."""

    __tablename__ = "evidence_link"
    __table_args__ = (
        CheckConstraint(
            "CASE WHEN finding_id IS NULL THEN 0 ELSE 1 END"
            " + CASE WHEN document_id IS NULL THEN 0 ELSE 1 END"
            " + CASE WHEN plan_version_id IS NULL THEN 0 ELSE 1 END = 1",
            name="one_end",
        ),
        CheckConstraint("relation IN ('supports', 'contradicts', 'adds')", name="relation"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    answer_id: Mapped[int | None] = mapped_column(
        ForeignKey("answer.id", ondelete="SET NULL"), index=True
    )
    theme: Mapped[str] = mapped_column(default="")
    stage: Mapped[str] = mapped_column(default="")
    finding_id: Mapped[int | None] = mapped_column(ForeignKey("finding.id"), index=True)
    document_id: Mapped[int | None] = mapped_column(ForeignKey("qa_document.id"))
    plan_version_id: Mapped[int | None] = mapped_column(ForeignKey("plan_version.id"))
    relation: Mapped[str] = mapped_column(default="supports")
    note: Mapped[str] = mapped_column(Sealed, default="")
    lost_evidence: Mapped[bool] = mapped_column(default=False)  # the answer was taken back
    made_by: Mapped[int] = mapped_column(ForeignKey("staff_user.id"))
    made_at: Mapped[datetime] = mapped_column(UtcTime)


class EvidenceLinkTag(Base):
    """The very tags behind a link."""

    __tablename__ = "evidence_link_tag"

    link_id: Mapped[int] = mapped_column(
        ForeignKey("evidence_link.id", ondelete="CASCADE"), primary_key=True
    )
    tag_id: Mapped[int] = mapped_column(
        ForeignKey("theme_tag.id", ondelete="CASCADE"), primary_key=True
    )


class Action(Base):
    """What will be done. Where it rests on a voice, staff finish it and that voice closes it."""

    __tablename__ = "action"
    __table_args__ = (
        CheckConstraint("state IN ('agreed', 'started', 'done', 'not_doing')", name="state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str | None] = mapped_column(unique=True)  # of a register entry
    words: Mapped[str]
    owner_role: Mapped[str]
    due_on: Mapped[date | None]
    state: Mapped[str] = mapped_column(default="agreed")
    reopened: Mapped[int] = mapped_column(default=0)  # times; it happens once
    settled_at: Mapped[datetime | None] = mapped_column(UtcTime)  # done, or decided against
    finding_id: Mapped[int | None] = mapped_column(ForeignKey("finding.id"), index=True)
    document_id: Mapped[int | None] = mapped_column(ForeignKey("qa_document.id"), index=True)
    made_by: Mapped[int | None] = mapped_column(ForeignKey("staff_user.id"))
    made_at: Mapped[datetime] = mapped_column(UtcTime)


class ActionLink(Base):
    """What moved an action: a link, or a voice itself."""

    __tablename__ = "action_link"
    __table_args__ = (
        CheckConstraint("link_id IS NOT NULL OR answer_id IS NOT NULL", name="something"),
        UniqueConstraint("action_id", "answer_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    action_id: Mapped[int] = mapped_column(ForeignKey("action.id"), index=True)
    link_id: Mapped[int | None] = mapped_column(ForeignKey("evidence_link.id", ondelete="CASCADE"))
    answer_id: Mapped[int | None] = mapped_column(
        ForeignKey("answer.id", ondelete="CASCADE"), index=True
    )


class Response(Base):
    """What one person was told about what they said: "you said, we did"."""

    __tablename__ = "response"

    id: Mapped[int] = mapped_column(primary_key=True)
    answer_id: Mapped[int] = mapped_column(ForeignKey("answer.id", ondelete="CASCADE"), index=True)
    action_id: Mapped[int | None] = mapped_column(ForeignKey("action.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    language: Mapped[str] = mapped_column(default="en")
    words: Mapped[str] = mapped_column(Sealed)
    told_by: Mapped[int] = mapped_column(ForeignKey("staff_user.id"))
    told_at: Mapped[datetime] = mapped_column(UtcTime)


class Confirmation(Base):
    """Their answer to "did it help?". Staff cannot give it."""

    __tablename__ = "confirmation"
    __table_args__ = (CheckConstraint("value IN ('yes', 'a_bit', 'same', 'worse')", name="value"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[int] = mapped_column(
        ForeignKey("response.id", ondelete="CASCADE"), index=True
    )
    value: Mapped[str]
    words: Mapped[str | None] = mapped_column(Sealed)
    channel: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcTime)
