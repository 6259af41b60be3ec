"""The authority's teams, homes and staff, and the independent visits to each home."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Unit:
    """A team or a home; ``ended_on`` once it is no more."""

    unit_id: int
    name: str
    ended_on: date | None
    staff: int = 0  # of a team


@dataclass(frozen=True)
class StaffInTeam:
    """Somebody with an open account, and their team."""

    user_id: int
    name: str
    team_id: int | None


@dataclass(frozen=True)
class Organisation:
    """Everything an administrator keeps up to date, none of it about a child."""

    teams: tuple[Unit, ...]
    homes: tuple[Unit, ...]
    staff: tuple[StaffInTeam, ...]


@dataclass(frozen=True)
class HomeVisitShown:
    """One Regulation 44 visit that was held."""

    held_on: date
    due_on: date | None
    visitor: str


@dataclass(frozen=True)
class HomeShown:
    """A home with its visits, the newest first. ``standing`` is overdue or due."""

    home_id: int
    name: str
    due_on: date | None
    due_rule: str
    standing: str
    visits: tuple[HomeVisitShown, ...]


@dataclass(frozen=True)
class Homes:
    """Every home that is open, those with a late visit first."""

    homes: tuple[HomeShown, ...]
    late: int
