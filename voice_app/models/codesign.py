"""The Children in Care Council's gate."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from voice_app.db import Base
from voice_app.db import UtcTime


class SignOff(Base):
    """The council agreed to one version of the wording; ``digest`` says which words exactly."""

    __tablename__ = "sign_off"

    id: Mapped[int] = mapped_column(primary_key=True)
    survey_version_id: Mapped[int] = mapped_column(ForeignKey("survey_version.id"), index=True)
    digest: Mapped[str]
    member_id: Mapped[int] = mapped_column(ForeignKey("staff_user.id"))  # who spoke for it
    recorded_by: Mapped[int] = mapped_column(ForeignKey("staff_user.id"))
    note: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(UtcTime)
