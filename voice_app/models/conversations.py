"""Conversations and answers: every voice, however it came."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint
from sqlalchemy import ForeignKey
from sqlalchemy import Index
from sqlalchemy import UniqueConstraint
from sqlalchemy import text
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from voice_app.db import Base
from voice_app.db import UtcTime
from voice_app.vault import Sealed
from voice_app.vault import SealedJson


class Conversation(Base):
    """One sitting of a survey, or one message that somebody began themselves.

    Who it is about matters for carers and parents: ``about_id`` is the child. A survey that holds
    no person is an anonymous one, and nothing in it leads to anybody (docs/decisions/0015).
    """

    __tablename__ = "conversation"
    __table_args__ = (
        CheckConstraint("kind IN ('survey', 'message')", name="kind"),
        CheckConstraint(
            "(kind = 'survey') = (survey_version_id IS NOT NULL)", name="survey_has_version"
        ),
        CheckConstraint("state IN ('open', 'finished', 'stopped', 'lapsed')", name="state"),
        CheckConstraint(
            "kind = 'message' OR person_id IS NOT NULL OR (about_id IS NULL"
            " AND invitation_id IS NULL AND review_id IS NULL"
            " AND phone_index IS NULL AND chat_id IS NULL)",
            name="no_name_no_link",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    about_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    invitation_id: Mapped[int | None] = mapped_column(ForeignKey("invitation.id"), unique=True)
    survey_version_id: Mapped[int | None] = mapped_column(ForeignKey("survey_version.id"))
    review_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"), index=True)
    began_on: Mapped[str]  # text or web
    language: Mapped[str]
    band: Mapped[str]
    phone_index: Mapped[str | None] = mapped_column(index=True)
    state: Mapped[str] = mapped_column(default="open")
    helped_by: Mapped[str] = mapped_column(default="")
    began: Mapped[bool] = mapped_column(default=False)  # the person has made a move
    started_at: Mapped[datetime] = mapped_column(UtcTime)
    last_at: Mapped[datetime] = mapped_column(UtcTime)
    step: Mapped[int] = mapped_column(default=0)  # texts sent in it; part of a text's unique key
    version: Mapped[int] = mapped_column(default=0)
    chat_id: Mapped[int | None] = mapped_column(ForeignKey("chat.id"), index=True)
    agreed_at: Mapped[datetime | None] = mapped_column(UtcTime)  # to be asked, having read how
    declined_at: Mapped[datetime | None] = mapped_column(UtcTime)  # a no is a choice, kept as one
    keyed_by: Mapped[int | None] = mapped_column(ForeignKey("staff_user.id"))  # from paper, a call
    observed: Mapped[bool] = mapped_column(default=False)  # somebody's notes, not the child's words
    sitting_index: Mapped[str | None] = mapped_column(unique=True)  # a sitting without a name

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own spelling


class Answer(Base):
    """What somebody said to one question, or unasked. A changed answer leaves the old row.

    ``skipped`` is theirs, ``misread`` and ``not_understood`` are ours; only ``answered`` counts.
    """

    __tablename__ = "answer"
    __table_args__ = (
        CheckConstraint(
            "state IN ('answered', 'skipped', 'misread', 'not_understood')", name="state"
        ),
        CheckConstraint("state <> 'answered' OR value IS NOT NULL", name="answered_has_value"),
        Index(
            "uq_answer_current",
            "conversation_id",
            "question",
            unique=True,
            sqlite_where=text("replaced_at IS NULL"),
            postgresql_where=text("replaced_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversation.id"), index=True)
    question: Mapped[str]
    state: Mapped[str]
    value: Mapped[Any | None] = mapped_column(SealedJson)
    words: Mapped[str | None] = mapped_column(Sealed)  # what a person wrote, as written
    has_words: Mapped[bool] = mapped_column(default=False)  # a person must read them
    channel: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcTime, index=True)
    replaced_at: Mapped[datetime | None] = mapped_column(UtcTime)
    who_sees: Mapped[str]  # policy.Who
    may_quote: Mapped[bool] = mapped_column(default=False)  # without a name, to help change things
    passed_on_by: Mapped[int | None] = mapped_column(ForeignKey("staff_user.id"))  # to QA, nameless
    tagged_by: Mapped[str | None]  # the version that laid themes on it last; None: not yet
    flag: Mapped[str] = mapped_column(default="unscreened")  # unscreened, grey, amber or red
    read_at: Mapped[datetime | None] = mapped_column(UtcTime)  # by the first person who did
    unclear: Mapped[bool] = mapped_column(default=False)  # skipped: "I don't understand this"
    taken_back_at: Mapped[datetime | None] = mapped_column(UtcTime)  # by whoever said it

    @property
    def is_gone(self) -> bool:
        """Taken back, and somebody has looked once if a child is in danger: nobody's any more."""
        return self.taken_back_at is not None and self.read_at is not None


class Reading(Base):
    """A person read these words."""

    __tablename__ = "reading"
    __table_args__ = (UniqueConstraint("answer_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    answer_id: Mapped[int] = mapped_column(ForeignKey("answer.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("staff_user.id"))
    at: Mapped[datetime] = mapped_column(UtcTime)
