"""Staff accounts: made by an administrator, signed in by password, locked after many misses."""

from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError
from argon2.exceptions import VerificationError

from voice_app.db import db
from voice_app.db import writing
from voice_app.models.accounts import RoleHeld
from voice_app.models.accounts import StaffUser
from voice_app.pages.accounts import SignedIn
from voice_app.pages.accounts import UserShown
from voice_app.pages.accounts import Worker
from voice_app.policy import ROLE_NAMES
from voice_app.policy import WORKS_WITH_CHILDREN
from voice_app.policy import Role
from voice_app.policy import permissions
from voice_app.store import accounts
from voice_app.store import record

MISSES_BEFORE_LOCK = 8
LOCKED_FOR = timedelta(minutes=15)
SHORTEST_PASSWORD = 10  # letters

_hasher = PasswordHasher()
_NOBODY = _hasher.hash("nobody signs in with this")  # so that an unknown name takes as long


class AccountRefused(ValueError):
    """The account cannot be made; the message says why, for a person."""


@dataclass(frozen=True)
class NewUser:
    """An account to make."""

    sign_in: str
    name: str
    password: str
    roles: frozenset[Role]
    team: str = ""
    reading_duty: bool = False
    staff_number: str = ""  # the case system's id of them, so that an extract's lines find them


def create_user(user: NewUser, *, by: int | None, now: datetime) -> int:
    """Make an account and give its id; raises ``AccountRefused``."""
    if len(user.password) < SHORTEST_PASSWORD:
        raise AccountRefused(f"The password needs {SHORTEST_PASSWORD} letters or more.")
    password_hash = _hasher.hash(user.password)
    with writing():
        if accounts.by_sign_in(user.sign_in):
            raise AccountRefused("There is an account with this sign-in name already.")
        _check_number(user.staff_number)
        row = StaffUser(
            sign_in=user.sign_in.strip().lower(),
            name=user.name,
            team=user.team,
            password_hash=password_hash,
            reading_duty=user.reading_duty,
            staff_number=user.staff_number.strip() or None,
            created_at=now,
        )
        db.session.add(row)
        db.session.flush()
        db.session.add_all(RoleHeld(user_id=row.id, role=role) for role in sorted(user.roles))
        record.note(record.Deed(by, "changed", f"account:{row.id}", reason="made"), now=now)
        return row.id


def sign_in(name: str, password: str, *, now: datetime) -> int | None:
    """The account's id when name and password fit; None otherwise, without saying which."""
    with writing():
        user = accounts.by_sign_in(name)
        fits = _fits(user.password_hash if user else _NOBODY, password)
        if user is None or not user.active or _locked(user, now):
            return None
        if not fits:
            user.failed_sign_ins += 1
            if user.failed_sign_ins % MISSES_BEFORE_LOCK == 0:
                user.locked_until = now + LOCKED_FOR
            return None
        user.failed_sign_ins = 0
        record.note(record.Deed(user.id, "changed", "sign-in"), now=now)
        return user.id


def at_the_desk(user_id: int) -> SignedIn | None:
    """Who is signed in and what they may do; None when the account was closed."""
    user = db.session.get(StaffUser, user_id)
    if user is None or not user.active:
        return None
    roles = accounts.roles(user_id)
    return SignedIn(
        user_id=user.id,
        name=user.name,
        role=accounts.role_name(roles),
        permissions=frozenset(permissions(roles, reading_duty=user.reading_duty)),
    )


def close_account(user_id: int, *, by: int | None, now: datetime) -> None:
    """They left: from now on the account opens nothing."""
    with writing():
        user = db.session.get_one(StaffUser, user_id)
        user.active = False
        record.note(record.Deed(by, "changed", f"account:{user_id}", reason="closed"), now=now)


def set_staff_number(user_id: int, number: str, *, by: int | None, now: datetime) -> None:
    """Say which number the case system knows somebody by; raises ``AccountRefused``."""
    with writing():
        user = db.session.get_one(StaffUser, user_id)
        _check_number(number, of=user_id)
        user.staff_number = number.strip() or None
        deed = record.Deed(by, "changed", f"account:{user_id}", reason="staff number")
        record.note(deed, now=now)


def all_users() -> tuple[UserShown, ...]:
    """Every account, for the administrator. No content."""
    return tuple(
        UserShown(
            user_id=user.id,
            name=user.name,
            sign_in=user.sign_in,
            roles=tuple(ROLE_NAMES[role] for role in Role if role in roles),
            active=user.active,
        )
        for user, roles in accounts.everybody()
    )


def workers() -> tuple[Worker, ...]:
    """Everybody with an open account who may work with a child, once for each such role."""
    return tuple(
        Worker(user.id, user.name, str(role))
        for user, roles in accounts.everybody()
        for role in WORKS_WITH_CHILDREN
        if user.active and role in roles
    )


def user_id(sign_in_name: str) -> int | None:
    """The id behind a sign-in name."""
    user = accounts.by_sign_in(sign_in_name)
    return user.id if user else None


def _check_number(number: str, *, of: int | None = None) -> None:
    """Raise ``AccountRefused`` where the number is somebody else's, or was."""
    holder = accounts.with_staff_number(number.strip())
    if holder and holder.id != of:
        raise AccountRefused("Another account has this staff number. Nothing was changed.")


def _fits(password_hash: str, password: str) -> bool:
    try:
        return _hasher.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


def _locked(user: StaffUser, now: datetime) -> bool:
    return user.locked_until is not None and user.locked_until > now
