"""Plain rows for imports, which compare and write a million of them: columns and nothing else.

Each stands for a row of the table it names, and has the columns that a return can change. Without
an ``id`` it is new.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from typing import cast

from sqlalchemy import Table

from voice_app.db import Base
from voice_app.models import journey


def _table(model: type[Base]) -> Table:
    return cast(Table, model.__table__)


@dataclass(slots=True)
class PlainRow:
    """What all of them have."""

    table: ClassVar[Table]

    person_id: int


@dataclass(slots=True)
class CareSpell(PlainRow):
    """A child's latest period of care."""

    table: ClassVar[Table] = _table(journey.CareSpell)

    since: date | None
    until: date | None
    placement: str
    placed_since: date | None
    legal_status: str
    source: str
    id: int | None = None


@dataclass(slots=True)
class StageEpisode(PlainRow):
    """A stretch of the journey."""

    table: ClassVar[Table] = _table(journey.StageEpisode)

    stage: str
    since: date
    until: date | None
    source: str
    id: int | None = None


@dataclass(slots=True)
class Placement(PlainRow):
    """Where a child lived, by its SSDA903 code."""

    table: ClassVar[Table] = _table(journey.Placement)

    since: date
    until: date | None
    kind: str
    source: str
    id: int | None = None


@dataclass(slots=True)
class LegalStatus(PlainRow):
    """Under which status a child was looked after, by its SSDA903 code."""

    table: ClassVar[Table] = _table(journey.LegalStatus)

    since: date
    until: date | None
    status: str
    source: str
    id: int | None = None


@dataclass(slots=True)
class Review(PlainRow):
    """A meeting that is a statutory review."""

    table: ClassVar[Table] = _table(journey.Meeting)

    kind: str
    due_on: date | None = None
    due_source: str = ""
    due_rule: str = ""
    held_on: date | None = None
    participation: str = ""
    source: str = ""
    id: int | None = None
