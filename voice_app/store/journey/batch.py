"""What is on record of the children of one batch of an import, and of nobody else."""

from collections import defaultdict
from collections.abc import Collection
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select

from voice_app.db import db
from voice_app.models.journey import CareSpell
from voice_app.models.journey import Involvement
from voice_app.models.journey import LegalStatus
from voice_app.models.journey import Meeting
from voice_app.models.journey import Placement
from voice_app.models.journey import Plan
from voice_app.models.journey import PlanVersion
from voice_app.models.journey import StageEpisode
from voice_app.models.people import FormerNumber
from voice_app.models.people import Person
from voice_app.store import people
from voice_app.store.journey.reviews import STATUTORY_REVIEW


@dataclass
class OnRecord:
    """The rows of a batch, by person; ``reviews`` are the statutory ones among the meetings."""

    care: dict[int, CareSpell]
    stages: defaultdict[int, list[StageEpisode]]
    placements: defaultdict[int, list[Placement]]
    statuses: defaultdict[int, list[LegalStatus]]
    plans: dict[tuple[int, str], Plan]
    versions: defaultdict[int, list[PlanVersion]]  # by plan, oldest first
    reviews: defaultdict[int, list[Meeting]]
    meetings: defaultdict[int, list[Meeting]]
    involved: defaultdict[int, list[Involvement]]


def on_record(ids: Collection[int]) -> OnRecord:
    """Everything on record of these people."""
    found = OnRecord(
        care={},
        stages=defaultdict(list),
        placements=defaultdict(list),
        statuses=defaultdict(list),
        plans={},
        versions=defaultdict(list),
        reviews=defaultdict(list),
        meetings=defaultdict(list),
        involved=defaultdict(list),
    )
    _journeys(found, ids)
    for row in db.session.scalars(
        select(Meeting).where(Meeting.person_id.in_(ids)).order_by(Meeting.id)
    ):
        statutory = row.kind == STATUTORY_REVIEW
        (found.reviews if statutory else found.meetings)[row.person_id].append(row)
    for plan in db.session.scalars(select(Plan).where(Plan.person_id.in_(ids))):
        found.plans[plan.person_id, plan.kind] = plan
    of_plans = select(PlanVersion).join(Plan, Plan.id == PlanVersion.plan_id)
    query = of_plans.where(Plan.person_id.in_(ids)).order_by(PlanVersion.made_on)
    for version in db.session.scalars(query):
        found.versions[version.plan_id].append(version)
    return found


def _journeys(found: OnRecord, ids: Collection[int]) -> None:
    for spell in db.session.scalars(select(CareSpell).where(CareSpell.person_id.in_(ids))):
        found.care[spell.person_id] = spell
    stages = select(StageEpisode).where(StageEpisode.person_id.in_(ids))
    for stage in db.session.scalars(stages.order_by(StageEpisode.since)):
        found.stages[stage.person_id].append(stage)
    placements = select(Placement).where(Placement.person_id.in_(ids))
    for placement in db.session.scalars(placements.order_by(Placement.since)):
        found.placements[placement.person_id].append(placement)
    statuses = select(LegalStatus).where(LegalStatus.person_id.in_(ids))
    for status in db.session.scalars(statuses.order_by(LegalStatus.since)):
        found.statuses[status.person_id].append(status)
    involved = select(Involvement).where(Involvement.person_id.in_(ids))
    for row in db.session.scalars(involved.order_by(Involvement.id)):
        found.involved[row.person_id].append(row)


def given_up(numbers: Collection[str]) -> set[str]:
    """Those of these numbers that the records gave up: merged, split or changed."""
    indexes = {people.record_index(number): number for number in numbers}
    query = select(FormerNumber.record_index).where(FormerNumber.record_index.in_(indexes))
    return {indexes[index] for index in db.session.scalars(query)}


def not_listed(numbers: Collection[str]) -> Iterator[Person]:
    """The children, not marked as absent yet, whose number is none of these."""
    indexes = {people.record_index(number) for number in numbers}
    query = select(Person.id, Person.record_index).where(
        Person.kind == "child",
        Person.record == "open",
        Person.in_latest_return.is_(True),
        Person.record_index.is_not(None),
    )
    absent = [row.id for row in db.session.execute(query) if row.record_index not in indexes]
    for person_id in absent:
        yield db.session.get_one(Person, person_id)
