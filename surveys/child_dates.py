"""What is on record for one child, as days: what ``surveys.deadlines`` counts from.

Days only, and no names: local calendar days (Europe/London) of what has begun and what was held.
What is merely planned is not given here. An empty field is not known, or not there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from enum import StrEnum


class Visiting(StrEnum):
    """Which part of CPPCR 2010 reg 28 sets how often a looked-after child is visited."""

    USUAL = "usual"  # reg 28(2); also a care order at home, reg 28(5), counted from the order
    TO_EIGHTEEN = "to_eighteen"  # reg 28(2): the placement is meant to last to 18
    UNASSESSED_PARENT = "unassessed_parent"  # reg 28(3): reg 19 applies
    TEMPORARY = "temporary"  # reg 28(4): reg 24 applies, or an interim care order at home


@dataclass(frozen=True)
class Task:
    """Something with a time limit: the day its clock began, and the day it was done or dropped."""

    since: date
    done: date | None = None


@dataclass(frozen=True)
class Protection:
    """A child protection plan: from the initial conference on, until it ended."""

    since: date
    until: date | None = None
    conferences: tuple[date, ...] = ()  # review conferences held
    core_groups: tuple[date, ...] = ()  # held


@dataclass(frozen=True)
class Care:
    """A time of being looked after, or a series of short breaks (legal status V3 or V4).

    ``reviews`` are the days of the reviews held, each on the day it was completed;
    ``records_from`` is as for ``clocks.next_review_due``.
    """

    since: date | None
    until: date | None = None
    legal_status: str = ""  # SSDA903 LS
    reviews: tuple[date, ...] = ()
    records_from: date | None = None


@dataclass(frozen=True)
class Placed:
    """The placement a child lives in now. ``home_visits``: Regulation 44 visits to that home."""

    since: date
    visiting: Visiting = Visiting.USUAL
    childrens_home: bool = False
    home_visits: tuple[date, ...] = ()


@dataclass(frozen=True)
class ChildDates:
    """One child's record in days.

    Attributes:
        born: the day of birth.
        referral: from the referral to the decision what happens next.
        assessment: from the referral to the end of the assessment.
        enquiry: from the strategy discussion to the initial conference, or to the decision that
            there is none.
        protection: the child protection plan, where there is one.
        care: the present, or last, time of being looked after.
        placed: the present placement.
        plans: the day of the last version of each open plan, by the journey's key.
        visits: the days on which the social worker saw the child.
        health_assessed_on: the last health assessment; without it the last health plan counts.
        last_iro_contact: the last day the IRO spoke with the child.
        eligible_on: the day the child became eligible for leaving care help, where on record.
        pathway_assessed_on: the day the needs assessment for the pathway plan was finished.
        supplied: due days from an imported file, by ``Duty``; of what is still open only.
        manual: due days that a person set, by ``Duty``; of what is still open only.
    """

    born: date | None = None
    referral: Task | None = None
    assessment: Task | None = None
    enquiry: Task | None = None
    protection: Protection | None = None
    care: Care | None = None
    placed: Placed | None = None
    plans: Mapping[str, date] = field(default_factory=dict)
    visits: tuple[date, ...] = ()
    health_assessed_on: date | None = None
    last_iro_contact: date | None = None
    eligible_on: date | None = None
    pathway_assessed_on: date | None = None
    supplied: Mapping[str, date] = field(default_factory=dict)
    manual: Mapping[str, date] = field(default_factory=dict)
