"""Teams and homes: their names, their end, and which team somebody is in."""

from collections import Counter
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select

from voice_app.clock import london_day
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.accounts import StaffUser
from voice_app.models.organisation import Home
from voice_app.models.organisation import Team
from voice_app.pages.organisation import Organisation
from voice_app.pages.organisation import StaffInTeam
from voice_app.pages.organisation import Unit
from voice_app.store import record

LONGEST_NAME = 100  # letters


class UnitKind(StrEnum):
    """What there is more than one of."""

    TEAM = "team"
    HOME = "home"


class NameRefused(ValueError):
    """No name, one that is too long, or one that another has already."""


def organisation() -> Organisation:
    """Every team and home, the open ones first, and everybody with an open account."""
    staff = list(
        db.session.scalars(
            select(StaffUser).where(StaffUser.active.is_(True)).order_by(StaffUser.name)
        )
    )
    members = Counter(user.team_id for user in staff)
    teams = db.session.scalars(select(Team).order_by(Team.ended_on.is_not(None), Team.name))
    homes = db.session.scalars(select(Home).order_by(Home.ended_on.is_not(None), Home.name))
    return Organisation(
        teams=tuple(Unit(row.id, row.name, row.ended_on, members[row.id]) for row in teams),
        homes=tuple(Unit(row.id, row.name, row.ended_on) for row in homes),
        staff=tuple(StaffInTeam(user.id, user.name, user.team_id) for user in staff),
    )


def add_unit(kind: UnitKind, name: str, *, by: int | None, now: datetime) -> int:
    """Add a team or home and give its id; raises ``NameRefused``."""
    with writing():
        row: Team | Home
        row = Team() if kind is UnitKind.TEAM else Home()
        row.name = row.key = _checked(kind, name)
        db.session.add(row)
        db.session.flush()
        record.note(record.Deed(by, "changed", f"{kind}:{row.id}", reason="made"), now=now)
        return row.id


def rename_unit(kind: UnitKind, unit_id: int, name: str, *, by: int | None, now: datetime) -> None:
    """Call it something else; its key, by which imports know it, stays."""
    with writing():
        row = _row(kind, unit_id)
        if name.strip() != row.name:
            row.name = _checked(kind, name)
        record.note(record.Deed(by, "changed", f"{kind}:{unit_id}", reason="renamed"), now=now)


def end_unit(kind: UnitKind, unit_id: int, *, by: int | None, now: datetime) -> None:
    """It is no more as of today. What happened in it stays on record."""
    with writing():
        _row(kind, unit_id).ended_on = london_day(now)
        record.note(record.Deed(by, "changed", f"{kind}:{unit_id}", reason="ended"), now=now)


def put_in_team(user_id: int, team_id: int | None, *, by: int | None, now: datetime) -> None:
    """Say which team somebody is in; None: in none. A team gives no access to any child."""
    with writing():
        user = db.session.get_one(StaffUser, user_id)
        team = db.session.get_one(Team, team_id) if team_id is not None else None
        user.team_id, user.team = (team.id, team.name) if team else (None, "")
        record.note(record.Deed(by, "changed", f"account:{user_id}", reason="team"), now=now)


def _row(kind: UnitKind, unit_id: int) -> Team | Home:
    if kind is UnitKind.TEAM:
        return db.session.get_one(Team, unit_id)
    return db.session.get_one(Home, unit_id)


def _checked(kind: UnitKind, name: str) -> str:
    """A name that can be used, without the spaces around it."""
    plain = name.strip()
    table = Team if kind is UnitKind.TEAM else Home
    taken = select(table.id).where((table.name == plain) | (table.key == plain))
    if not plain or len(plain) > LONGEST_NAME or db.session.scalar(taken.limit(1)):
        raise NameRefused
    return plain
