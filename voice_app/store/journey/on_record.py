"""What is on record, of one person or of everybody at once (an import compares thousands)."""

from collections import defaultdict
from collections.abc import Collection
from typing import TypeVar

from sqlalchemy import select

from voice_app.db import db
from voice_app.models.accounts import StaffUser
from voice_app.models.journey import CareSpell
from voice_app.models.journey import Involvement
from voice_app.models.journey import LegalStatus
from voice_app.models.journey import Meeting
from voice_app.models.journey import Placement
from voice_app.models.journey import Plan
from voice_app.models.journey import PlanVersion
from voice_app.models.journey import StageEpisode
from voice_app.models.people import Consent
from voice_app.models.people import ContactPoint
from voice_app.models.people import Person
from voice_app.models.people import Relation
from voice_app.models.worries import Worry
from voice_app.store.journey.reviews import STATUTORY_REVIEW

OfPerson = TypeVar(
    "OfPerson",
    CareSpell,
    Consent,
    ContactPoint,
    Involvement,
    LegalStatus,
    Meeting,
    Placement,
    Plan,
    StageEpisode,
)


def rows(table: type[OfPerson], *, of: int | None = None) -> defaultdict[int, list[OfPerson]]:
    """The rows of a table by person, in the order they were stored; ``of`` asks for one person."""
    query = select(table).order_by(table.id)
    by_person: defaultdict[int, list[OfPerson]] = defaultdict(list)
    for row in db.session.scalars(query if of is None else query.where(table.person_id == of)):
        by_person[row.person_id].append(row)
    return by_person


def rows_among(
    table: type[OfPerson], person_ids: Collection[int]
) -> defaultdict[int, list[OfPerson]]:
    """The rows of a table by person, of these people, in the order they were stored."""
    query = select(table).where(table.person_id.in_(person_ids)).order_by(table.id)
    by_person: defaultdict[int, list[OfPerson]] = defaultdict(list)
    for row in db.session.scalars(query):
        by_person[row.person_id].append(row)
    return by_person


def reviews(*, of: int | None = None) -> defaultdict[int, list[Meeting]]:
    """Statutory reviews by person, in the order they were stored."""
    query = select(Meeting).where(Meeting.kind == STATUTORY_REVIEW).order_by(Meeting.id)
    by_person: defaultdict[int, list[Meeting]] = defaultdict(list)
    for row in db.session.scalars(query if of is None else query.where(Meeting.person_id == of)):
        by_person[row.person_id].append(row)
    return by_person


def children() -> dict[str, Person]:
    """Every child that the council's records know, by the keyed hash of their number there."""
    query = select(Person).where(Person.record_index.is_not(None), Person.kind == "child")
    found = db.session.scalars(query.order_by(Person.id))
    return {child.record_index: child for child in found if child.record_index}


def care_of(person_id: int) -> CareSpell | None:
    """A child's latest time in care."""
    return db.session.scalar(select(CareSpell).where(CareSpell.person_id == person_id))


def versions() -> defaultdict[int, list[PlanVersion]]:
    """Every version of every plan, by plan, oldest first."""
    by_plan: defaultdict[int, list[PlanVersion]] = defaultdict(list)
    for version in db.session.scalars(select(PlanVersion).order_by(PlanVersion.made_on)):
        by_plan[version.plan_id].append(version)
    return by_plan


def versions_of(plan_id: int) -> list[PlanVersion]:
    """The versions of one plan, oldest first."""
    query = select(PlanVersion).where(PlanVersion.plan_id == plan_id)
    return list(db.session.scalars(query.order_by(PlanVersion.made_on)))


def accounts() -> dict[str, int]:
    """The open staff accounts: sign-in name to id."""
    query = select(StaffUser.sign_in, StaffUser.id).where(StaffUser.active.is_(True))
    return {row.sign_in: row.id for row in db.session.execute(query)}


def relation(child_id: int, other_id: int, kind: str) -> Relation | None:
    """Whether somebody is already this to a child."""
    return db.session.scalar(
        select(Relation).where(
            Relation.child_id == child_id, Relation.other_id == other_id, Relation.kind == kind
        )
    )


def relations(child_id: int, other_id: int) -> list[Relation]:
    """All that somebody is, or was, to a child."""
    pair = (Relation.child_id == child_id, Relation.other_id == other_id)
    return list(db.session.scalars(select(Relation).where(*pair).order_by(Relation.id)))


def worry_about(answer_id: int | None) -> Worry | None:
    """The worry that an answer raised."""
    return db.session.scalar(select(Worry).where(Worry.answer_id == answer_id))
