"""Whose children stand on a list: one's own by dated involvements, or all of them by one's duty."""

from datetime import date

from sqlalchemy import Select

from voice_app.policy import Role
from voice_app.store import access
from voice_app.store import accounts
from voice_app.store import children


def own(user_id: int, today: date) -> Select[int]:
    """The children somebody works with today, in a role they hold."""
    held = accounts.roles(user_id)
    return children.own(user_id, [role for role in access.RECORD_ROLES if role in held], today)


def sees_everybody(user_id: int) -> bool:
    """A participation worker asks all children: who was asked and who answered, not what."""
    return Role.PARTICIPATION in accounts.roles(user_id)


def listed(user_id: int, today: date) -> Select[int]:
    """The children whose asking this person looks after."""
    return children.everybody() if sees_everybody(user_id) else own(user_id, today)
