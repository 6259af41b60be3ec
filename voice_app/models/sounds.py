"""Questions read aloud: what a person recorded for those who would rather listen."""

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


class SpokenWording(Base):
    """A question, or one of its choices, as somebody read it out; ``digest``: these very words.

    Other words have another digest: a recording of what was asked before is never played.
    """

    __tablename__ = "spoken_wording"
    __table_args__ = (
        UniqueConstraint("survey_id", "question", "choice", "digest"),
        CheckConstraint("agreed", name="agreed"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"))
    survey_version_id: Mapped[int] = mapped_column(ForeignKey("survey_version.id"))  # read from it
    question: Mapped[str]
    choice: Mapped[str]  # empty: the question itself, with its hint
    language: Mapped[str]
    digest: Mapped[str]
    kind: Mapped[str]  # audio/mpeg, audio/mp4, audio/ogg, audio/wav
    sound: Mapped[bytes] = mapped_column(SealedBytes)
    size: Mapped[int]  # bytes
    spoken_by: Mapped[str] = mapped_column(Sealed)  # whose voice it is
    agreed: Mapped[bool]  # they are content that it is played to whoever is asked this
    kept_by: Mapped[int] = mapped_column(ForeignKey("staff_user.id"))
    kept_at: Mapped[datetime] = mapped_column(UtcTime)
