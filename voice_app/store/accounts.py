"""Accounts and roles."""

from sqlalchemy import select

from voice_app.db import db
from voice_app.models.accounts import RoleHeld
from voice_app.models.accounts import StaffUser
from voice_app.policy import ROLE_NAMES
from voice_app.policy import Role


def by_sign_in(sign_in: str) -> StaffUser | None:
    """The account with this sign-in name, in any case."""
    return db.session.scalar(select(StaffUser).where(StaffUser.sign_in == sign_in.strip().lower()))


def roles(user_id: int) -> frozenset[Role]:
    """The roles somebody holds."""
    held = select(RoleHeld.role).where(RoleHeld.user_id == user_id)
    return frozenset(Role(role) for role in db.session.scalars(held))


def role_name(held: frozenset[Role]) -> str:
    """What to call somebody: their first role in the order of the policy."""
    return next((ROLE_NAMES[role] for role in Role if role in held), "")


def everybody() -> list[tuple[StaffUser, frozenset[Role]]]:
    """All accounts with their roles, by name."""
    held: dict[int, set[Role]] = {}
    for row in db.session.scalars(select(RoleHeld)):
        held.setdefault(row.user_id, set()).add(Role(row.role))
    users = db.session.scalars(select(StaffUser).order_by(StaffUser.name))
    return [(user, frozenset(held.get(user.id, ()))) for user in users]


def names(ids: set[int]) -> dict[int, str]:
    """The names behind these ids."""
    if not ids:
        return {}
    found = db.session.execute(select(StaffUser.id, StaffUser.name).where(StaffUser.id.in_(ids)))
    return {row.id: row.name for row in found}


def by_staff_number() -> dict[str, StaffUser]:
    """The open accounts of whom we know the number that the case system gives them."""
    query = select(StaffUser).where(StaffUser.active.is_(True), StaffUser.staff_number.is_not(None))
    return {user.staff_number: user for user in db.session.scalars(query) if user.staff_number}


def with_staff_number(number: str) -> StaffUser | None:
    """The account with this number, open or closed; nobody where there is no number."""
    if not number:
        return None
    return db.session.scalar(select(StaffUser).where(StaffUser.staff_number == number))
