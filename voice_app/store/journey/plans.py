"""A child's plans: those on record with every version, and those that ought to be there."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from sqlalchemy import select

from voice_app.db import db
from voice_app.models.journey import CareSpell
from voice_app.models.journey import Plan
from voice_app.models.journey import PlanVersion

IN_CARE = frozenset({"care", "placement", "health", "pep"})  # CPPCR 2010 regs 4, 5, 7 and 9
PATHWAY = "pathway"
PATHWAY_FROM = 16  # years old (CPPCR 2010 reg 42)
BY_STAGE = {"early_help": "caf", "child_protection": "cp"}  # while the stage lasts


Versions = list[tuple[Plan, list[PlanVersion]]]


def of(person_id: int) -> Versions:
    """Every plan of a child with its versions, newest first."""
    return among([person_id])[person_id]


def among(person_ids: Collection[int]) -> defaultdict[int, Versions]:
    """Every plan of these children with its versions, newest first, by child."""
    mine = Plan.person_id.in_(person_ids)
    versions: defaultdict[int, list[PlanVersion]] = defaultdict(list)
    query = select(PlanVersion).join(Plan, Plan.id == PlanVersion.plan_id).where(mine)
    for version in db.session.scalars(query.order_by(PlanVersion.made_on.desc())):
        versions[version.plan_id].append(version)
    by_child: defaultdict[int, Versions] = defaultdict(list)
    for plan in db.session.scalars(select(Plan).where(mine).order_by(Plan.id)):
        by_child[plan.person_id].append((plan, versions[plan.id]))
    return by_child


def expected(care: CareSpell | None, *, age: int | None, stages: Collection[str]) -> frozenset[str]:
    """The kinds of plan a child ought to have now; ``stages`` are those they are in today."""
    in_care = care is not None and care.until is None
    kinds = set(IN_CARE) if in_care else set()
    kinds |= {plan for stage, plan in BY_STAGE.items() if stage in stages}
    grown = age is not None and age >= PATHWAY_FROM
    if grown and (in_care or "leaving_care" in stages):
        kinds.add(PATHWAY)
    return frozenset(kinds)


def lasting(since: date, until: date | None, today: date) -> bool:
    """Whether a stretch of time holds today; its last day is part of it."""
    return since <= today and (until is None or until >= today)
