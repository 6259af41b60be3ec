"""Children in lists: whose they are, and what they are called; nothing else of them is opened."""

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select
from sqlalchemy import select

from voice_app.db import db
from voice_app.models.journey import Involvement
from voice_app.models.people import FormerNumber
from voice_app.models.people import Person
from voice_app.store import people

A_FEW = 100  # rows that are opened at once


@dataclass(frozen=True)
class Named:
    """A child as a list names them."""

    person_id: int
    preferred_name: str
    surname: str
    born: date | None

    @property
    def name(self) -> str:
        """What they are called, in full."""
        return f"{self.preferred_name} {self.surname}".strip()


def own(user_id: int, roles: Iterable[str], today: date) -> Select[int]:
    """The children somebody works with today in any of these roles, whose record is open."""
    theirs = select(Involvement.person_id).where(
        Involvement.user_id == user_id,
        Involvement.role.in_(tuple(roles)),
        Involvement.since <= today,
        (Involvement.until.is_(None)) | (Involvement.until >= today),
    )
    return everybody().where(Person.id.in_(theirs))


def everybody() -> Select[int]:
    """Every child whose record is open."""
    return select(Person.id).where(Person.kind == "child", Person.record == "open")


def ids(whose: Select[int]) -> frozenset[int]:
    """Their ids."""
    return frozenset(db.session.scalars(whose))


def named(whose: Collection[int] | Select[int]) -> list[Named]:
    """Their names and birthdays, decrypted; in the order of their ids."""
    query = (
        select(Person.id, Person.preferred_name, Person.surname, Person.born)
        .where(Person.id.in_(whose))
        .order_by(Person.id)
    )
    return [Named(*row) for row in db.session.execute(query)]


def called(whose: Select[int]) -> Iterator[str]:
    """Their names alone, one by one: whoever has found what they look for opens no more."""
    query = select(Person.preferred_name, Person.surname).where(Person.id.in_(whose))
    for preferred_name, surname in db.session.execute(query).yield_per(A_FEW):
        yield f"{preferred_name} {surname}"


def numbers(person_ids: Collection[int]) -> dict[int, str]:
    """The council's id of each, where it has one."""
    query = select(Person.id, Person.record_number).where(Person.id.in_(person_ids))
    return {row[0]: row[1] for row in db.session.execute(query) if row[1]}


def with_number(record_number: str) -> frozenset[int]:
    """Whoever has exactly this id in the council's records, or had it before; found by its hash."""
    written = {record_number.strip(), record_number.strip().upper()}
    indexes = [people.record_index(each) for each in written if each]
    now = select(Person.id).where(Person.record_index.in_(indexes))
    before = select(FormerNumber.person_id).where(FormerNumber.record_index.in_(indexes))
    return frozenset(db.session.scalars(now.union(before)))


def likes(person_ids: Collection[int]) -> dict[int, tuple[str, str]]:
    """How each likes to be asked (text, web, whatsapp), and in which language."""
    query = select(Person.id, Person.likes_channel, Person.language).where(
        Person.id.in_(person_ids)
    )
    return {row[0]: (row[1], row[2]) for row in db.session.execute(query)}
