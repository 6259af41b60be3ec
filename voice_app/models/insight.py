"""Tags: what a voice is about, why we think so, and who agreed."""

from datetime import datetime

from sqlalchemy import JSON
from sqlalchemy import CheckConstraint
from sqlalchemy import ForeignKey
from sqlalchemy import Index
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from voice_app.db import Base
from voice_app.db import UtcTime


class ThemeTag(Base):
    """A theme laid on an answer. A machine's tag is a suggestion until a person decides."""

    __tablename__ = "theme_tag"
    __table_args__ = (
        CheckConstraint("state IN ('suggested', 'confirmed', 'rejected')", name="state"),
        CheckConstraint("(rules IS NULL) <> (user_id IS NULL)", name="one_maker"),
        Index("uq_theme_tag_rules", "answer_id", "theme", "rules", unique=True),
        Index("uq_theme_tag_user", "answer_id", "theme", "user_id", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    answer_id: Mapped[int] = mapped_column(ForeignKey("answer.id", ondelete="CASCADE"), index=True)
    theme: Mapped[str]  # a key of the taxonomy
    stage: Mapped[str] = mapped_column(default="")  # a key of surveys.journey
    spans: Mapped[list[list[int]]] = mapped_column(JSON)  # [start, end] into the words
    leaned_on: Mapped[list[list[int]]] = mapped_column(JSON, default=list)  # by the model; alike
    strength: Mapped[float]
    sure: Mapped[bool] = mapped_column(default=True)  # asserted; else only proposed to a person
    rule: Mapped[str]  # what fired: "question", "lexicon", a person's reason
    rules: Mapped[str | None]  # version of taxonomy and rules; None when a person made it
    user_id: Mapped[int | None] = mapped_column(ForeignKey("staff_user.id"))
    state: Mapped[str] = mapped_column(default="suggested")
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("staff_user.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcTime)
    at: Mapped[datetime] = mapped_column(UtcTime)
    disputed_at: Mapped[datetime | None] = mapped_column(UtcTime)  # "that's not what I meant"
    set_aside_at: Mapped[datetime | None] = mapped_column(UtcTime)  # read again by newer rules
