"""The Children in Care Council: its members, their ideas, their votes, and its gate."""

from datetime import datetime

from sqlalchemy import JSON
from sqlalchemy import CheckConstraint
from sqlalchemy import ForeignKey
from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from voice_app.db import Base
from voice_app.db import UtcTime
from voice_app.vault import Sealed


class SignOff(Base):
    """The council agreed to one version of the wording; ``digest`` says which words exactly."""

    __tablename__ = "sign_off"
    __table_args__ = (CheckConstraint("kind IN ('meeting', 'vote', 'quick')", name="kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    survey_version_id: Mapped[int] = mapped_column(ForeignKey("survey_version.id"), index=True)
    digest: Mapped[str]
    member_id: Mapped[int] = mapped_column(ForeignKey("staff_user.id"))  # who spoke for it
    recorded_by: Mapped[int] = mapped_column(ForeignKey("staff_user.id"))
    note: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(UtcTime)
    kind: Mapped[str] = mapped_column(default="meeting")  # at a meeting, by vote, or a quick one
    denied_by: Mapped[int | None] = mapped_column(ForeignKey("staff_user.id"))  # "I never said so"
    denied_at: Mapped[datetime | None] = mapped_column(UtcTime)


class Bypass(Base):
    """A version went out without the council: why, and when that was explained to it."""

    __tablename__ = "bypass"

    id: Mapped[int] = mapped_column(primary_key=True)
    survey_version_id: Mapped[int] = mapped_column(ForeignKey("survey_version.id"), unique=True)
    digest: Mapped[str]
    reason: Mapped[str]  # in words for young people; about no child
    by: Mapped[int] = mapped_column(ForeignKey("staff_user.id"))
    at: Mapped[datetime] = mapped_column(UtcTime)
    explain_by: Mapped[datetime] = mapped_column(UtcTime)
    explained_at: Mapped[datetime | None] = mapped_column(UtcTime)
    heard_by: Mapped[int | None] = mapped_column(ForeignKey("staff_user.id"))  # a member says so


class Membership(Base):
    """A young person of the council: a nickname, a picture, a secret link; no surname, no e-mail.

    The account behind it opens what a member may see. Leaving closes it and keeps the work.
    """

    __tablename__ = "membership"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("staff_user.id"), unique=True)
    picture: Mapped[str] = mapped_column(default="")  # empty until they joined
    word_index: Mapped[str] = mapped_column(default="")  # keyed hash of picture and code words
    code: Mapped[str] = mapped_column(Sealed)  # of their own link
    code_index: Mapped[str] = mapped_column(unique=True)
    tries_failed: Mapped[int] = mapped_column(default=0)  # wrong pictures in a row, at the link
    has_helper: Mapped[bool] = mapped_column(default=False)  # somebody sits beside them
    invited_by: Mapped[int] = mapped_column(ForeignKey("staff_user.id"))
    invited_at: Mapped[datetime] = mapped_column(UtcTime)
    joined_at: Mapped[datetime | None] = mapped_column(UtcTime)
    left_at: Mapped[datetime | None] = mapped_column(UtcTime)


class CouncilRules(Base):
    """How many must agree. The newest row counts; each was signed off by vote."""

    __tablename__ = "council_rules"

    id: Mapped[int] = mapped_column(primary_key=True)
    quorum: Mapped[int]
    share: Mapped[int]  # per cent of all members who must say yes
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id"))
    at: Mapped[datetime] = mapped_column(UtcTime)


class Proposal(Base):
    """An idea: what it would change, whose it is, and what came of it."""

    __tablename__ = "proposal"
    __table_args__ = (
        CheckConstraint(
            "about IN ('question', 'change', 'choice', 'theme', 'word', 'not_word', 'rules',"
            " 'version')",
            name="about",
        ),
        CheckConstraint("state IN ('open', 'accepted', 'declined', 'used')", name="state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    about: Mapped[str]
    survey_id: Mapped[int | None] = mapped_column(ForeignKey("survey.id"), index=True)
    place: Mapped[str] = mapped_column(default="")  # a question's key, a theme's, or a trade word
    kind: Mapped[str] = mapped_column(default="")  # of a new question
    version_id: Mapped[int | None] = mapped_column(ForeignKey("survey_version.id"), index=True)
    by: Mapped[int] = mapped_column(ForeignKey("staff_user.id"))
    nameless: Mapped[bool] = mapped_column(default=False)  # within the group
    from_adult: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(default="open", index=True)
    reason: Mapped[str] = mapped_column(Sealed, default="")  # to whoever had the idea
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("staff_user.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcTime)
    read_at: Mapped[datetime | None] = mapped_column(UtcTime)  # by the participation worker
    used_in: Mapped[int | None] = mapped_column(ForeignKey("survey_version.id"))
    at: Mapped[datetime] = mapped_column(UtcTime)


class Wording(Base):
    """One wording of an idea. Votes bind to it; it never changes."""

    __tablename__ = "proposed_wording"
    __table_args__ = (UniqueConstraint("proposal_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    number: Mapped[int]
    words: Mapped[str] = mapped_column(Sealed)
    choices: Mapped[str] = mapped_column(Sealed, default="")  # a line each, of a new question
    by: Mapped[int] = mapped_column(ForeignKey("staff_user.id"))
    nameless: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime] = mapped_column(UtcTime)


class Remark(Base):
    """What somebody said to an idea."""

    __tablename__ = "remark"

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    words: Mapped[str] = mapped_column(Sealed)
    by: Mapped[int] = mapped_column(ForeignKey("staff_user.id"))
    nameless: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime] = mapped_column(UtcTime)


class HeldWords(Base):
    """Words that only their writer and a worker see, until a person has looked."""

    __tablename__ = "held_words"
    __table_args__ = (
        CheckConstraint("(wording_id IS NULL) <> (remark_id IS NULL)", name="of_one"),
        CheckConstraint("outcome IN ('', 'shown', 'kept_back')", name="outcome"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    wording_id: Mapped[int | None] = mapped_column(ForeignKey("proposed_wording.id"), unique=True)
    remark_id: Mapped[int | None] = mapped_column(ForeignKey("remark.id"), unique=True)
    why: Mapped[str]  # finds_somebody, worry, unkind or reported
    reported_by: Mapped[int | None] = mapped_column(ForeignKey("staff_user.id"))
    worry_id: Mapped[int | None] = mapped_column(ForeignKey("worry.id"))
    held_at: Mapped[datetime] = mapped_column(UtcTime)
    outcome: Mapped[str] = mapped_column(default="")
    told: Mapped[str] = mapped_column(Sealed, default="")  # to whoever wrote it
    looked_by: Mapped[int | None] = mapped_column(ForeignKey("staff_user.id"))
    looked_at: Mapped[datetime | None] = mapped_column(UtcTime)


class Vote(Base):
    """What one member says to one wording; the newest word of a member is their only one."""

    __tablename__ = "vote"
    __table_args__ = (
        UniqueConstraint("wording_id", "member_id"),
        CheckConstraint("says IN ('yes', 'no', 'change')", name="says"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    wording_id: Mapped[int] = mapped_column(ForeignKey("proposed_wording.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("staff_user.id"))
    says: Mapped[str]
    on_paper_by: Mapped[int | None] = mapped_column(ForeignKey("staff_user.id"))  # who wrote it in
    at: Mapped[datetime] = mapped_column(UtcTime)


class CouncilMeeting(Base):
    """What the council's meeting said, as its helper wrote it down."""

    __tablename__ = "council_meeting"

    id: Mapped[int] = mapped_column(primary_key=True)
    notes: Mapped[str] = mapped_column(Sealed)
    by: Mapped[int] = mapped_column(ForeignKey("staff_user.id"))
    at: Mapped[datetime] = mapped_column(UtcTime)


class CouncilReading(Base):
    """What the council makes of what came back to a survey: the newest of a wave counts."""

    __tablename__ = "council_reading"

    id: Mapped[int] = mapped_column(primary_key=True)
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"), index=True)
    wave: Mapped[str]  # a quarter: 2026-Q4
    headlines: Mapped[list[str]] = mapped_column(JSON)  # keys of the questions they chose
    words: Mapped[str] = mapped_column(Sealed)
    by: Mapped[int] = mapped_column(ForeignKey("staff_user.id"))
    at: Mapped[datetime] = mapped_column(UtcTime)
