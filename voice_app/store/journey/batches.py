"""The journeys of some hundred children at once: read in a few queries, written in bulk.

Rows are plain (``rows``): an ORM row each costs several times as much. New ones are collected and
inserted table by table, changed ones are updated so. New children get their ids at once.
"""

from collections import defaultdict
from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from datetime import datetime
from operator import attrgetter
from typing import Any
from typing import NamedTuple
from typing import TypeVar

from sqlalchemy import Text
from sqlalchemy import bindparam
from sqlalchemy import insert
from sqlalchemy import select
from sqlalchemy import update

from voice_app.db import db
from voice_app.models.people import FormerNumber
from voice_app.models.people import Person
from voice_app.store import people
from voice_app.store.journey.reviews import STATUTORY_REVIEW
from voice_app.store.journey.rows import CareSpell
from voice_app.store.journey.rows import LegalStatus
from voice_app.store.journey.rows import Placement
from voice_app.store.journey.rows import PlainRow
from voice_app.store.journey.rows import Review
from voice_app.store.journey.rows import StageEpisode
from voice_app.vault import vault

MANY = 500  # ids in one statement

Plain = TypeVar("Plain", CareSpell, LegalStatus, Placement, Review, StageEpisode)


class KnownChild(NamedTuple):
    """What an import compares of a child on record; no name is decrypted."""

    id: int
    born: date | None
    in_latest_return: bool
    record: str
    record_since: date | None


class NewChild(NamedTuple):
    """A child to put on record, by the council's number of them."""

    number: str
    born: date


class Batch:
    """What is on record of some children, and the rows that are new."""

    def __init__(self, person_ids: Collection[int]) -> None:
        self._read: list[tuple[type[PlainRow], list[_WasThere]]] = []
        self._new: defaultdict[str, list[PlainRow]] = defaultdict(list)
        self.care = {child: rows[-1] for child, rows in self._rows(CareSpell, person_ids).items()}
        self.stages = self._rows(StageEpisode, person_ids)
        self.placements = self._rows(Placement, person_ids)
        self.statuses = self._rows(LegalStatus, person_ids)
        self.reviews = self._rows(Review, person_ids)

    def add(self, row: PlainRow) -> None:
        """Keep a new row for the bulk insert; it gets no id here."""
        self._new[row.table.name].append(row)

    def write(self) -> None:
        """Insert what is new, and update what was changed: one statement a table."""
        for rows in self._new.values():
            names, values_of = _reader(type(rows[0]))
            values = [dict(zip(names, values_of(row), strict=True)) for row in rows]
            db.session.execute(insert(rows[0].table), values)
        for kind, read in self._read:
            _write_changes(kind, read)
        self._new.clear()
        self._read.clear()

    def _rows(
        self, kind: type[Plain], person_ids: Collection[int]
    ) -> defaultdict[int, list[Plain]]:
        by_person: defaultdict[int, list[Plain]] = defaultdict(list)
        if not person_ids:
            return by_person
        columns = kind.table.c
        query = select(*(columns[name] for name in (*_reader(kind)[0], "id")))
        query = query.where(columns.person_id.in_(person_ids)).order_by(columns.id)
        if kind is Review:
            query = query.where(columns.kind == STATUTORY_REVIEW)
        read: list[_WasThere] = []
        for found in db.session.execute(query).all():
            values = tuple(found)
            row = kind(*values)
            read.append((row, values))
            by_person[row.person_id].append(row)
        self._read.append((kind, read))
        return by_person


_WasThere = tuple[PlainRow, tuple[Any, ...]]  # a row, and what it was; its id comes last


def _reader(
    kind: type[PlainRow],
) -> tuple[tuple[str, ...], Callable[[PlainRow], tuple[Any, ...]]]:
    """The columns of a plain row but its id, and what gives their values."""
    names = tuple(field.name for field in fields(kind) if field.name != "id")
    return names, attrgetter(*names)


def _write_changes(kind: type[PlainRow], read: list[_WasThere]) -> None:
    names, values_of = _reader(kind)
    changes = [
        {"row_id": was[-1], **dict(zip(names, now, strict=True))}
        for row, was in read
        if (now := values_of(row)) != was[:-1]
    ]
    if changes:
        query = update(kind.table).where(kind.table.c.id == bindparam("row_id"))
        db.session.connection().execute(query, changes)


def known(numbers: Iterable[str]) -> dict[str, KnownChild]:
    """The children that the council's records know by these numbers."""
    indexes = {people.record_index(number): number for number in numbers}
    found: dict[str, KnownChild] = {}
    for some in _in_parts(list(indexes)):
        query = select(
            Person.id,
            Person.born,
            Person.in_latest_return,
            Person.record,
            Person.record_since,
            Person.record_index,
        ).where(Person.record_index.in_(some), Person.kind == "child")
        for row in db.session.execute(query):
            found[indexes[str(row.record_index)]] = KnownChild(
                row.id, row.born, row.in_latest_return, row.record, row.record_since
            )
    return found


def anybody() -> bool:
    """Whether any child is on record by a number."""
    query = select(Person.id).where(Person.record_index.is_not(None), Person.kind == "child")
    return db.session.scalar(query.limit(1)) is not None


def add_children(new: Sequence[NewChild], *, now: datetime) -> list[int]:
    """Put children on record, and give their ids in the same order.

    Nothing is known of their names; that nothing is sealed once for all of them.
    """
    if not new:
        return []
    indexes = [people.record_index(child.number) for child in new]
    rows = [
        {"record_number": child.number, "record_index": index, "born": child.born}
        for child, index in zip(new, indexes, strict=True)
    ]
    nothing = bindparam("nothing", vault().seal(""), type_=Text())
    unnamed = dict.fromkeys(("preferred_name", "surname", "communication_needs"), nothing)
    query = (
        insert(Person)
        .values(kind="child", created_at=now, **unnamed)
        .returning(Person.id, Person.record_index)
    )
    ids = {index: person_id for person_id, index in db.session.connection().execute(query, rows)}
    return [ids[index] for index in indexes]


def change_child(person_id: int, **values: Any) -> None:
    """Give a child these values."""
    db.session.execute(update(Person).where(Person.id == person_id).values(**values))


def absent(present: Collection[int]) -> tuple[list[int], int]:
    """Children with a number who are not among these: those not yet marked so, and all."""
    query = select(Person.id, Person.in_latest_return).where(
        Person.record_index.is_not(None), Person.kind == "child"
    )
    missing = [
        row for row in db.session.execute(query.order_by(Person.id)) if row.id not in present
    ]
    return [row.id for row in missing if row.in_latest_return], len(missing)


def mark_absent(person_ids: Sequence[int]) -> None:
    """Say of children that the latest return did not have them."""
    for some in _in_parts(person_ids):
        db.session.execute(update(Person).where(Person.id.in_(some)).values(in_latest_return=False))


def former_numbers() -> dict[str, str]:
    """Numbers of before, each with the number of that child now. Split ones name nobody."""
    query = (
        select(FormerNumber.record_number, Person.record_number)
        .join(Person, FormerNumber.person_id == Person.id)
        .where(FormerNumber.why != "split", Person.record_number.is_not(None))
    )
    return {row[0]: str(row[1]) for row in db.session.execute(query)}


def _in_parts(values: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (values[at : at + MANY] for at in range(0, len(values), MANY))
