"""Staff accounts and their roles."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column

from voice_app.db import Base
from voice_app.db import UtcTime


class StaffUser(Base):
    """Somebody who signs in at the desk: staff, an advocate, a council member."""

    __tablename__ = "staff_user"

    id: Mapped[int] = mapped_column(primary_key=True)
    sign_in: Mapped[str] = mapped_column(unique=True)  # lower case
    name: Mapped[str]  # as colleagues and children know them
    team: Mapped[str] = mapped_column(default="")
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"))
    staff_number: Mapped[str | None] = mapped_column(unique=True)  # the case system's id of them
    password_hash: Mapped[str]  # argon2id
    reading_duty: Mapped[bool] = mapped_column(default=False)  # given by the authority, by name
    active: Mapped[bool] = mapped_column(default=True)
    failed_sign_ins: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None] = mapped_column(UtcTime)
    created_at: Mapped[datetime] = mapped_column(UtcTime)


class RoleHeld(Base):
    """A role somebody holds."""

    __tablename__ = "role_held"
    __table_args__ = (UniqueConstraint("user_id", "role"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("staff_user.id"))
    role: Mapped[str]  # policy.Role
