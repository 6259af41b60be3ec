"""The signed-in member of staff, as every desk page shows them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SignedIn:
    """Who is at the desk. ``permissions`` are values of ``policy.Permission``."""

    user_id: int
    name: str
    role: str  # "reviewing officer"
    permissions: frozenset[str]


@dataclass(frozen=True)
class UserShown:
    """One account in the administrator's list. No content, ever."""

    user_id: int
    name: str
    sign_in: str
    roles: tuple[str, ...]
    active: bool


@dataclass(frozen=True)
class Worker:
    """Somebody who may work with a child, in one of their roles."""

    user_id: int
    name: str
    role: str  # policy.Role
