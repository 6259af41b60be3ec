"""What people teach the reading of words: checks, phrases of their own, models made from both."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlalchemy import CheckConstraint
from sqlalchemy import ForeignKey
from sqlalchemy import Index
from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from voice_app.db import Base
from voice_app.db import UtcTime
from voice_app.vault import Sealed


class LexiconWord(Base):
    """A phrase that this authority adds to a theme, or one of ours that it sets aside.

    Nothing is deleted: what is withdrawn says when, and by whom.
    """

    __tablename__ = "lexicon_word"
    __table_args__ = (
        CheckConstraint("kind IN ('added', 'set_aside')", name="kind"),
        Index("ix_lexicon_word_language_theme", "language", "theme"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    language: Mapped[str] = mapped_column(default="en")
    theme: Mapped[str]  # a key of the taxonomy
    phrase: Mapped[str]  # staff's or the council's wording, never a child's name
    why: Mapped[str]
    must_match: Mapped[str] = mapped_column(default="")
    must_not_match: Mapped[str] = mapped_column(default="")
    made_by: Mapped[int] = mapped_column(ForeignKey("staff_user.id"))
    made_at: Mapped[datetime] = mapped_column(UtcTime)
    withdrawn_by: Mapped[int | None] = mapped_column(ForeignKey("staff_user.id"))
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcTime)


class LanguageModel(Base):
    """A theme model made from the shipped corpus and this authority's corrections.

    Its features are those of the shipped corpus alone: no child's words are in it.
    """

    __tablename__ = "language_model"
    __table_args__ = (CheckConstraint("state IN ('used', 'refused', 'retired')", name="state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[str] = mapped_column(unique=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    card: Mapped[dict[str, Any]] = mapped_column(JSON)  # counts and scores, no words
    state: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(UtcTime)


class ThemeCheck(Base):
    """What one person said a text is about, themes and all, for teaching and for measuring.

    ``drawn`` by lot and read without seeing the machine's tags: only those measure it honestly.
    Nothing is overwritten: whoever looks again leaves a second row.
    """

    __tablename__ = "theme_check"
    __table_args__ = (Index("ix_theme_check_answer_id_user_id", "answer_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    answer_id: Mapped[int] = mapped_column(ForeignKey("answer.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("staff_user.id"))
    themes: Mapped[list[str]] = mapped_column(JSON)  # as the person said, sorted
    machine: Mapped[list[str]] = mapped_column(JSON)  # what was asserted then, sorted
    rules: Mapped[str]  # by which version
    drawn: Mapped[bool]
    at: Mapped[datetime] = mapped_column(UtcTime)


class ApprovedQuote(Base):
    """Words that a person looked at, names hidden, and let out of their case.

    What is withdrawn, or taken back by whoever said it, is not used any more.
    """

    __tablename__ = "approved_quote"

    id: Mapped[int] = mapped_column(primary_key=True)
    answer_id: Mapped[int] = mapped_column(ForeignKey("answer.id", ondelete="CASCADE"), index=True)
    words: Mapped[str] = mapped_column(Sealed)  # as they may leave, every name hidden
    approved_by: Mapped[int] = mapped_column(ForeignKey("staff_user.id"))
    approved_at: Mapped[datetime] = mapped_column(UtcTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcTime)
