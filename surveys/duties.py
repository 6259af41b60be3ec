"""What an authority owes a child by a day: the kinds of duty, and how one due day is counted."""

from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from enum import StrEnum

from surveys.child_dates import ChildDates
from surveys.clocks import DueDate
from surveys.clocks import DueSource
from surveys.clocks import Holidays
from surveys.clocks import settled_due
from surveys.time_limits import TimeLimits


class Duty(StrEnum):
    """What is due. The value is the journey's key of the meeting or plan, where it has one."""

    REFERRAL_DECISION = "referral_decision"
    ASSESSMENT = "assessment"
    INITIAL_CONFERENCE = "initial_conference"
    REVIEW_CONFERENCE = "review_conference"
    CORE_GROUP = "core_group"
    STATUTORY_REVIEW = "statutory_review"
    SHORT_BREAK_REVIEW = "short_break_review"
    IRO_CONTACT = "iro_contact"
    SOCIAL_WORK_VISIT = "social_work_visit"
    HOME_VISIT = "regulation_44_visit"
    PATHWAY_ASSESSMENT = "pathway_assessment"
    EARLY_HELP_PLAN = "caf"
    CIN_PLAN = "cin"
    CP_PLAN = "cp"
    CARE_PLAN = "care"
    PLACEMENT_PLAN = "placement"
    HEALTH_PLAN = "health"
    EDUCATION_PLAN = "pep"
    PATHWAY_PLAN = "pathway"


PLANS = frozenset(
    {
        Duty.EARLY_HELP_PLAN,
        Duty.CIN_PLAN,
        Duty.CP_PLAN,
        Duty.CARE_PLAN,
        Duty.PLACEMENT_PLAN,
        Duty.HEALTH_PLAN,
        Duty.EDUCATION_PLAN,
        Duty.PATHWAY_PLAN,
    }
)


@dataclass(frozen=True)
class Due:
    """The last day that keeps a duty, where that day comes from, and the rule in words.

    ``since``: the day from which this duty has been open; None where only its due day is known.
    ``renewal``: a plan that exists is to be renewed by this day; otherwise it is to be made.
    """

    kind: Duty
    on: date
    source: DueSource
    rule: str
    since: date | None
    renewal: bool = False


@dataclass(frozen=True)
class Reckoning:
    """One child's record with what is needed to count: the day it is, holidays and limits."""

    record: ChildDates
    today: date
    holidays: Holidays
    limits: TimeLimits

    def due(self, duty: Duty, limit: str, counted_from: date) -> Due:
        """Due within ``limit`` of a day; open since that day."""
        by = self.limits[limit].due_after(counted_from, holidays=self.holidays)
        return Due(duty, by.on, by.source, by.rule, counted_from)

    def renewed(self, duty: Duty, limit: str, counted_from: date, *, made: date) -> Due:
        """The same for a plan that was last made, or renewed, on the day ``made``."""
        return replace(self.due(duty, limit, counted_from), since=made, renewal=True)

    def settled(self, duty: Duty, computed: Due | None) -> Due | None:
        """What a person set goes first, then what the source supplied, then what was computed."""
        best = settled_due(
            DueDate(computed.on, computed.source, computed.rule) if computed else None,
            supplied=self.record.supplied.get(duty),
            manual=self.record.manual.get(duty),
        )
        if best is None:
            return None
        if computed is None:
            return Due(duty, best.on, best.source, best.rule, None)
        return replace(computed, on=best.on, source=best.source, rule=best.rule)
