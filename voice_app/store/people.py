"""People, their numbers, and whether they may be asked."""

from collections.abc import Collection
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlalchemy import func
from sqlalchemy import select

from surveys.budget import DoNotAsk as DoNotAskFlag
from voice_app.db import db
from voice_app.models.accounts import StaffUser
from voice_app.models.journey import Involvement
from voice_app.models.messages import InboundText
from voice_app.models.people import Consent
from voice_app.models.people import ContactPoint
from voice_app.models.people import DoNotAsk
from voice_app.models.people import OptOut
from voice_app.models.people import Person
from voice_app.models.people import Relation
from voice_app.models.surveys import Invitation
from voice_app.vault import vault


@dataclass(frozen=True)
class Reach:
    """Where a person can be texted."""

    address: str
    index: str


def phone_index(address: str) -> str:
    """The keyed hash of an E.164 number."""
    return vault().index("phone", address)


def record_index(record_number: str) -> str:
    """The keyed hash of the council's id of a child."""
    return vault().index("record", record_number)


def by_record(record_number: str) -> Person | None:
    """The child with this id in the council's records."""
    index = record_index(record_number)
    return db.session.scalar(select(Person).where(Person.record_index == index))


def by_records(record_numbers: Iterable[str]) -> dict[str, Person]:
    """The children with these ids, by id."""
    indexes = {record_index(number): number for number in record_numbers}
    found = db.session.scalars(select(Person).where(Person.record_index.in_(indexes)))
    return {indexes[p.record_index]: p for p in found if p.record_index}


def on_phone(index: str) -> list[Person]:
    """Everybody who is reached on this number, oldest contact first.

    Nobody whose record was closed: what comes from their phone now is a stranger's, and is read as
    one, since it must not be put away with the record.
    """
    query = (
        select(Person)
        .join(ContactPoint, ContactPoint.person_id == Person.id)
        .where(
            ContactPoint.address_index == index,
            ContactPoint.ended_at.is_(None),
            Person.record == "open",
        )
        .order_by(ContactPoint.id)
    )
    return list(db.session.scalars(query))


def contact(person_id: int, index: str) -> ContactPoint | None:
    """This person's contact point for a number."""
    return db.session.scalar(
        select(ContactPoint).where(
            ContactPoint.person_id == person_id, ContactPoint.address_index == index
        )
    )


def is_bad(person_id: int, index: str) -> bool:
    """Whether the networks say that this number of theirs does not work."""
    point = contact(person_id, index)
    return point is not None and point.bad_since is not None


PROOF = ("answered", "skipped", "goneon", "helped", "happened", "it_is_me")  # how it was read


def last_sure(person_id: int, index: str) -> datetime | None:
    """When it was last certain that this number is theirs; None: it never was.

    A real answer to what we asked is proof. A message, a hello or a stop may be anybody's.
    """
    point = contact(person_id, index)
    heard = db.session.scalar(
        select(func.max(InboundText.received_at)).where(
            InboundText.sender_index == index, InboundText.read_as.in_(PROOF)
        )
    )
    known = (point.confirmed_at, point.still_theirs_at) if point else (None, None)
    if not any(known):
        return None
    return max(at for at in (*known, heard) if at is not None)


def had_another_number(person_id: int, index: str) -> bool:
    """Whether somebody was reached on a number before this one."""
    other = select(ContactPoint.id).where(
        ContactPoint.person_id == person_id,
        ContactPoint.address_index != index,
        ContactPoint.ended_at.is_not(None),
    )
    return db.session.scalar(other.limit(1)) is not None


def reach(person_id: int) -> Reach | None:
    """The number a person is texted on, or None."""
    point = db.session.scalar(
        select(ContactPoint)
        .where(ContactPoint.person_id == person_id, ContactPoint.ended_at.is_(None))
        .order_by(ContactPoint.id.desc())
    )
    return Reach(point.address, point.address_index) if point else None


def hold_phone(index: str) -> None:
    """Keep others from asking anybody on this number until the commit."""
    points = select(ContactPoint.id).where(ContactPoint.address_index == index)
    db.session.scalars(points.order_by(ContactPoint.id).with_for_update()).all()


def opted_out(index: str) -> OptOut | None:
    """The standing request of a number not to be asked, if there is one."""
    return db.session.scalar(
        select(OptOut).where(OptOut.address_index == index, OptOut.lifted_at.is_(None))
    )


def lift_opt_outs(index: str, *, now: datetime) -> bool:
    """They may be asked again; False when nothing stood against it."""
    standing = select(OptOut).where(OptOut.address_index == index, OptOut.lifted_at.is_(None))
    rows = list(db.session.scalars(standing))
    for row in rows:
        row.lifted_at = now
    return bool(rows)


def has_refused(person_id: int) -> bool:
    """Whether the latest agreement recorded is a refusal."""
    latest = latest_agreement(person_id)
    return latest is not None and not latest.given


def latest_agreement(person_id: int) -> Consent | None:
    """The latest word on whether somebody may be asked."""
    return db.session.scalar(
        select(Consent)
        .where(Consent.person_id == person_id)
        .order_by(Consent.at.desc(), Consent.id.desc())
        .limit(1)
    )


def do_not_ask(person_id: int) -> tuple[DoNotAskFlag, ...]:
    """The person's "not now" flags."""
    rows = db.session.scalars(select(DoNotAsk).where(DoNotAsk.person_id == person_id))
    return tuple(DoNotAskFlag(row.reason, row.starts, row.until) for row in rows)


def asks(person_id: int, since: datetime) -> list[datetime]:
    """When this person was asked, over all surveys (what they asked for themselves aside)."""
    return list(
        db.session.scalars(
            select(Invitation.created_at)
            .where(
                Invitation.person_id == person_id,
                Invitation.created_at >= since,
                Invitation.reason != "asked_for",
            )
            .order_by(Invitation.created_at)
        )
    )


def related(child_id: int, *, once: bool = False) -> list[tuple[Person, str]]:
    """Carers, parents, brothers and sisters of a child, with what they are to them.

    ``once`` takes in who was that once and is not any more.
    """
    query = (
        select(Person, Relation.kind)
        .join(Relation, Relation.other_id == Person.id)
        .where(Relation.child_id == child_id)
        .order_by(Relation.id)
    )
    if not once:
        query = query.where(Relation.ended_on.is_(None))
    return [(row[0], row[1]) for row in db.session.execute(query)]


def child_of(person_id: int) -> int | None:
    """The child a carer or parent speaks about, when there is just one."""
    found = list(
        db.session.scalars(
            select(Relation.child_id)
            .join(Person, Person.id == Relation.child_id)
            .where(
                Person.record == "open",
                Relation.other_id == person_id,
                Relation.kind != "sibling",
                Relation.ended_on.is_(None),
            )
            .distinct()
        )
    )
    return found[0] if len(found) == 1 else None


def children_near(person: Person) -> list[Person]:
    """The child themselves, or every child that a carer or parent is somebody to."""
    if person.kind == "child":
        return [person]
    query = (
        select(Person)
        .join(Relation, Relation.child_id == Person.id)
        .where(
            Relation.other_id == person.id, Relation.kind != "sibling", Relation.ended_on.is_(None)
        )
        .distinct()
        .order_by(Person.id)
    )
    return list(db.session.scalars(query))


def grown_ups_of(child_id: int) -> list[Person]:
    """The carers and parents of a child, in the order they were recorded."""
    query = (
        select(Person)
        .join(Relation, Relation.other_id == Person.id)
        .where(
            Relation.child_id == child_id,
            Relation.ended_on.is_(None),
            Person.kind.in_(("carer", "parent")),
            Person.record == "open",
        )
        .distinct()
        .order_by(Person.id)
    )
    return list(db.session.scalars(query))


def grown_ups_of_all(child_ids: Collection[int]) -> frozenset[int]:
    """The ids of the carers and parents of these children, as far as they are on record today."""
    query = select(Relation.other_id).where(
        Relation.child_id.in_(child_ids), Relation.ended_on.is_(None), Relation.kind != "sibling"
    )
    return frozenset(db.session.scalars(query))


def involved(person_id: int, role: str, today: date) -> int | None:
    """Who holds this role for a child today: the id of the account, or None."""
    return db.session.scalar(
        select(Involvement.user_id)
        .where(
            Involvement.person_id == person_id,
            Involvement.role == role,
            Involvement.since <= today,
            (Involvement.until.is_(None)) | (Involvement.until >= today),
        )
        .order_by(Involvement.since.desc(), Involvement.id.desc())
    )


def all_involved(person_id: int, role: str, today: date) -> list[int]:
    """Everybody who holds this role for a child today."""
    query = select(Involvement.user_id).where(
        Involvement.person_id == person_id,
        Involvement.role == role,
        Involvement.since <= today,
        (Involvement.until.is_(None)) | (Involvement.until >= today),
    )
    return list(db.session.scalars(query.distinct().order_by(Involvement.user_id)))


def worker_names(person_id: int) -> list[str]:
    """The names of all who have worked with a child."""
    return list(
        db.session.scalars(
            select(StaffUser.name)
            .join(Involvement, Involvement.user_id == StaffUser.id)
            .where(Involvement.person_id == person_id)
            .distinct()
            .order_by(StaffUser.name)
        )
    )


def children_of(user_id: int, role: str, today: date) -> list[int]:
    """The children somebody works with in this role today, whose record is open."""
    query = (
        select(Involvement.person_id)
        .join(Person, Person.id == Involvement.person_id)
        .where(*_holding(user_id, role, today), Person.record == "open")
        .distinct()
        .order_by(Involvement.person_id)
    )
    return list(db.session.scalars(query))


def holds(user_id: int, person_id: int, role: str, today: date) -> bool:
    """Whether somebody works with this child in this role today, be the record open or closed."""
    here = select(Involvement.id).where(
        Involvement.person_id == person_id, *_holding(user_id, role, today)
    )
    return db.session.scalar(here.limit(1)) is not None


def _holding(user_id: int, role: str, today: date) -> tuple[ColumnElement[bool], ...]:
    return (
        Involvement.user_id == user_id,
        Involvement.role == role,
        Involvement.since <= today,
        (Involvement.until.is_(None)) | (Involvement.until >= today),
    )


GROWN_UP = 18  # years


def is_grown(person: Person, today: date) -> bool:
    """Whether somebody is of age: a carer, a parent, a care leaver."""
    years = age(person.born, today)
    return person.kind != "child" or (years is not None and years >= GROWN_UP)


def age(born: date | None, today: date) -> int | None:
    """Whole years; somebody born on 29 February has their birthday on 1 March."""
    if born is None:
        return None
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
