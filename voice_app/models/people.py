"""People, how to reach them, and when not to ask."""

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
from voice_app.vault import SealedDate


class Person(Base):
    """A child, care leaver, parent or carer. Names, birth and record number are encrypted."""

    __tablename__ = "person"
    __table_args__ = (
        CheckConstraint("kind IN ('child', 'parent', 'carer')", name="kind"),
        CheckConstraint("record IN ('open', 'died', 'sealed', 'merged')", name="record"),
        CheckConstraint("(record = 'merged') = (merged_into_id IS NOT NULL)", name="merged"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    record: Mapped[str] = mapped_column(default="open")  # sealed: adopted; nobody opens it here
    record_since: Mapped[date | None]  # the day the record stopped being open
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    record_number: Mapped[str | None] = mapped_column(Sealed)  # the council's id of the child
    record_index: Mapped[str | None] = mapped_column(unique=True)  # keyed hash of it
    preferred_name: Mapped[str] = mapped_column(Sealed, default="")
    surname: Mapped[str] = mapped_column(Sealed, default="")
    born: Mapped[date | None] = mapped_column(SealedDate)
    language: Mapped[str] = mapped_column(default="en")
    likes_channel: Mapped[str] = mapped_column(default="text")  # text, web, whatsapp
    communication_needs: Mapped[str] = mapped_column(Sealed, default="")
    in_latest_return: Mapped[bool] = mapped_column(default=True)  # absence is marked, not deleted
    sign_index: Mapped[str | None]  # keyed hash of the pictures that open what they said
    sign_asked_at: Mapped[datetime | None] = mapped_column(UtcTime)  # "I can't remember them"
    created_at: Mapped[datetime] = mapped_column(UtcTime)


class FormerNumber(Base):
    """Another number that the council's records knew a child by: merged, split or changed."""

    __tablename__ = "former_number"
    __table_args__ = (CheckConstraint("why IN ('merged', 'split', 'changed')", name="why"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    record_number: Mapped[str] = mapped_column(Sealed)
    record_index: Mapped[str] = mapped_column(unique=True)
    why: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcTime)


class Relation(Base):
    """Who somebody is to a child: their carer, parent, brother or sister."""

    __tablename__ = "relation"
    __table_args__ = (UniqueConstraint("child_id", "other_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[str]  # foster_carer, kinship_carer, residential_worker, parent, sibling
    ended_on: Mapped[date | None]  # a carer who is not theirs any more is not asked about them
    source: Mapped[str] = mapped_column(default="")


class ContactPoint(Base):
    """A mobile number. Several people may share one; ``address_index`` finds them all."""

    __tablename__ = "contact_point"
    __table_args__ = (UniqueConstraint("person_id", "address_index"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    address: Mapped[str] = mapped_column(Sealed)  # E.164
    address_index: Mapped[str] = mapped_column(index=True)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcTime)  # its owner's first reply
    ended_at: Mapped[datetime | None] = mapped_column(UtcTime)
    denied_at: Mapped[datetime | None] = mapped_column(UtcTime)  # "that is not me", by its owner
    still_theirs_at: Mapped[datetime | None] = mapped_column(UtcTime)  # last said so when asked
    bad_since: Mapped[datetime | None] = mapped_column(UtcTime)  # no mobile, or nobody's


class OptOut(Base):
    """A number that asked us to stop asking. Listening never stops; nor does the web."""

    __tablename__ = "opt_out"

    id: Mapped[int] = mapped_column(primary_key=True)
    address_index: Mapped[str] = mapped_column(index=True)
    since: Mapped[datetime] = mapped_column(UtcTime)
    lifted_at: Mapped[datetime | None] = mapped_column(UtcTime)  # START


class Consent(Base):
    """An agreement to be asked, or a refusal; recorded, dated, and able to be withdrawn."""

    __tablename__ = "consent"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    given: Mapped[bool]
    given_by: Mapped[str]  # child, parent or authority
    basis: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(UtcTime)


class DoNotAsk(Base):
    """Not now: a bereavement, a move, a court date. It always ends."""

    __tablename__ = "do_not_ask"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    reason: Mapped[str] = mapped_column(Sealed)
    starts: Mapped[date]
    until: Mapped[date]
    set_by: Mapped[int | None] = mapped_column(ForeignKey("staff_user.id"))


class TakenPart(Base):
    """Who took part in an anonymous survey, apart from what anybody said."""

    __tablename__ = "taken_part"
    __table_args__ = (UniqueConstraint("person_id", "survey_version_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)  # drawn by lot: no order
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    survey_version_id: Mapped[int] = mapped_column(ForeignKey("survey_version.id"))
    on: Mapped[date]  # the first of the month: the day itself could lead to one sitting
