"""What is due for a looked-after child and a care leaver: reviews, visits and plans.

``CPPCR 2010`` is the Care Planning, Placement and Case Review (England) Regulations 2010. Not
covered: visits under reg 28(6) and visits in a series of short breaks, which are agreed case by
case, and longer intervals that were agreed for a settled foster placement. Set those by hand.
"""

from collections.abc import Iterator
from datetime import date
from datetime import timedelta

from surveys.child_dates import Care
from surveys.child_dates import Placed
from surveys.child_dates import Visiting
from surveys.clocks import SHORT_BREAKS
from surveys.clocks import add_months
from surveys.clocks import add_working_days
from surveys.clocks import anniversary
from surveys.clocks import next_review_due
from surveys.clocks import short_break_review_due
from surveys.duties import Due
from surveys.duties import Duty
from surveys.duties import Reckoning

SCHOOLED_FROM = 3  # years; a personal education plan from nursery age on is our choice
LEFT_BY = 25  # years; help for care leavers ends (believed, not confirmed)
BEFORE_THE_START = 10  # working days; a plan made so shortly before a placement is that one's

_AFTER_THE_REVIEW = {
    Visiting.UNASSESSED_PARENT: "visit_unassessed_parent",
    Visiting.TEMPORARY: "visit_temporary",
}


def in_care(reckoning: Reckoning) -> Iterator[Due]:
    """Everything that is due while a child is looked after, and nothing once care has ended."""
    care = reckoning.record.care
    if care is None or care.until:
        return
    if care.legal_status in SHORT_BREAKS:
        yield from _short_breaks(care)
        return
    review = reckoning.settled(Duty.STATUTORY_REVIEW, _review(care, reckoning))
    if review:
        yield review
        yield from _iro_contact(review, reckoning)
    yield from _care_plan(care, review, reckoning)
    yield from _education_plan(care, reckoning)
    yield from _health_plan(care, reckoning)
    placed = reckoning.record.placed
    if placed:
        yield from _placement_plan(placed, review, reckoning)
        yield _visit(care, placed, reckoning)
        yield from _home_visit(placed, reckoning)


def leaving_care(reckoning: Reckoning) -> Iterator[Due]:
    """The needs assessment and the pathway plan, in care and after it, up to the 25th birthday."""
    record = reckoning.record
    if record.born and reckoning.today >= anniversary(record.born, LEFT_BY):
        return
    made, eligible = record.plans.get("pathway"), _eligible_on(reckoning)
    if made:
        yield reckoning.renewed(Duty.PATHWAY_PLAN, "pathway_plan", made, made=made)
    elif eligible:
        yield reckoning.due(Duty.PATHWAY_PLAN, "first_pathway_plan", eligible)
        if record.pathway_assessed_on is None:
            yield reckoning.due(Duty.PATHWAY_ASSESSMENT, "pathway_assessment", eligible)


def _review(care: Care, reckoning: Reckoning) -> Due | None:
    by = next_review_due(
        care.since,
        care.reviews,
        holidays=reckoning.holidays,
        legal_status=care.legal_status,
        records_from=care.records_from,
    )
    since = max((care.since, *care.reviews) if care.since else care.reviews, default=None)
    return Due(Duty.STATUTORY_REVIEW, by.on, by.source, by.rule, since) if by else None


def _short_breaks(care: Care) -> Iterator[Due]:
    if care.since:
        by = short_break_review_due(care.since, care.reviews)
        since = max(care.since, *care.reviews) if care.reviews else care.since
        yield Due(Duty.SHORT_BREAK_REVIEW, by.on, by.source, by.rule, since)


def _iro_contact(review: Due, reckoning: Reckoning) -> Iterator[Due]:
    """Before the review, unless the two have spoken since the review before (reg 36(1))."""
    spoken = reckoning.record.last_iro_contact
    if spoken is None or (review.since and spoken <= review.since):
        due = reckoning.due(Duty.IRO_CONTACT, "iro_contact", review.on)
        yield Due(due.kind, due.on, due.source, due.rule, review.since)


def _care_plan(care: Care, review: Due | None, reckoning: Reckoning) -> Iterator[Due]:
    made = _made_for("care", care.since, reckoning)
    if made and review:
        yield reckoning.renewed(Duty.CARE_PLAN, "care_plan", review.on, made=made)
    elif care.since and not made:
        yield reckoning.due(Duty.CARE_PLAN, "first_care_plan", care.since)


def _placement_plan(placed: Placed, review: Due | None, reckoning: Reckoning) -> Iterator[Due]:
    made = _made_for("placement", placed.since, reckoning)
    if made and review:
        yield reckoning.renewed(Duty.PLACEMENT_PLAN, "placement_plan", review.on, made=made)
    elif not made:
        yield reckoning.due(Duty.PLACEMENT_PLAN, "first_placement_plan", placed.since)


def _education_plan(care: Care, reckoning: Reckoning) -> Iterator[Due]:
    made = _made_for("pep", care.since, reckoning)
    if made:
        yield reckoning.renewed(Duty.EDUCATION_PLAN, "education_plan", made, made=made)
    elif care.since:
        born = reckoning.record.born
        start = max(care.since, anniversary(born, SCHOOLED_FROM)) if born else care.since
        yield reckoning.due(Duty.EDUCATION_PLAN, "first_education_plan", start)


def _health_plan(care: Care, reckoning: Reckoning) -> Iterator[Due]:
    """Six months where that day comes before the 5th birthday, otherwise twelve.

    So the twelve months hold already for the interval in which the birthday lies: six months
    before it and twelve months after it each have their assessment.
    """
    born, plans = reckoning.record.born, reckoning.record.plans
    made = reckoning.record.health_assessed_on or plans.get("health")
    if made and not _is_before(made, care.since, reckoning):
        young = born and add_months(made, 6) < anniversary(born, 5)
        limit = "health_under_five" if young else "health_from_five"
        yield reckoning.renewed(Duty.HEALTH_PLAN, limit, made, made=made)
    elif care.since:
        yield reckoning.due(Duty.HEALTH_PLAN, "first_health_assessment", care.since)


def _made_for(plan: str, since: date | None, reckoning: Reckoning) -> date | None:
    """The last version, unless it was made for an earlier time in care, or placement."""
    made = reckoning.record.plans.get(plan)
    return made if made and not _is_before(made, since, reckoning) else None


def _is_before(made: date, since: date | None, reckoning: Reckoning) -> bool:
    if since is None:
        return False
    return made < add_working_days(since, -BEFORE_THE_START, holidays=reckoning.holidays)


def _visit(care: Care, placed: Placed, reckoning: Reckoning) -> Due:
    """Reg 28. The interval that holds is the one of the day on which it begins."""
    last = max((day for day in reckoning.record.visits if day >= placed.since), default=None)
    if last is None:
        weekly = placed.visiting in _AFTER_THE_REVIEW
        limit = "visit_each_week" if weekly else "first_visit"
        return reckoning.due(Duty.SOCIAL_WORK_VISIT, limit, placed.since)
    return reckoning.due(Duty.SOCIAL_WORK_VISIT, _interval(last, care, placed), last)


def _interval(last: date, care: Care, placed: Placed) -> str:
    if placed.visiting in _AFTER_THE_REVIEW:
        reviewed = any(placed.since <= day <= last for day in care.reviews)
        return _AFTER_THE_REVIEW[placed.visiting] if reviewed else "visit_each_week"
    if last < anniversary(placed.since, 1):
        return "visit_in_first_year"
    return "visit_to_eighteen" if placed.visiting is Visiting.TO_EIGHTEEN else "visit_later"


def _home_visit(placed: Placed, reckoning: Reckoning) -> Iterator[Due]:
    """Each calendar month, from the month the child moved in."""
    if not placed.childrens_home:
        return
    first = reckoning.due(Duty.HOME_VISIT, "first_home_visit", placed.since)
    last = max(placed.home_visits, default=None)
    later = reckoning.due(Duty.HOME_VISIT, "home_visit", last) if last else None
    yield later if later and later.on >= first.on else first


def _eligible_on(reckoning: Reckoning) -> date | None:
    """The 16th birthday, or 13 weeks in care since the 14th, whichever is later (reg 40).

    Earlier times in care are not known here; a day on record goes first.
    """
    record, care = reckoning.record, reckoning.record.care
    if record.eligible_on or not record.born or not care or care.legal_status in SHORT_BREAKS:
        return record.eligible_on
    sixteen, fourteen = anniversary(record.born, 16), anniversary(record.born, 14)
    long_enough = max(care.since or fourteen, fourteen) + timedelta(weeks=13)
    eligible = max(sixteen, long_enough)
    return None if care.until and care.until < eligible else eligible
