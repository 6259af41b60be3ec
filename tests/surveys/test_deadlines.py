"""What is due for one child: what counts, what does not, and what goes first."""

from dataclasses import replace
from datetime import date

import pytest
from child_records import due_of
from slow_counting import ENGLAND

from surveys import journey
from surveys.child_dates import Care
from surveys.child_dates import ChildDates
from surveys.child_dates import Placed
from surveys.child_dates import Protection
from surveys.child_dates import Task
from surveys.child_dates import Visiting
from surveys.clocks import DueSource
from surveys.deadlines import complaint_due
from surveys.deadlines import dispute_due
from surveys.deadlines import due_dates
from surveys.deadlines import plan_moments
from surveys.duties import PLANS
from surveys.duties import Duty
from surveys.time_limits import shipped

TODAY = date(2026, 11, 23)
IN_CARE = ChildDates(
    born=date(2014, 5, 1),
    care=Care(date(2026, 9, 1), reviews=(date(2026, 9, 28),)),
    placed=Placed(date(2026, 9, 1), childrens_home=True),
    plans={"care": date(2026, 9, 8), "pep": date(2026, 9, 25)},
    visits=(date(2026, 9, 4), date(2026, 10, 12)),
)


def kinds(record: ChildDates) -> list[Duty]:
    return [due.kind for due in due_dates(record, today=TODAY, holidays=ENGLAND)]


def test_a_child_in_care_has_everything_that_is_due_soonest_first() -> None:
    """One list: what is overdue stands first, and every day has its rule."""
    dues = due_dates(IN_CARE, today=TODAY, holidays=ENGLAND)
    assert [(due.on.isoformat(), str(due.kind)) for due in dues] == [
        ("2026-09-08", "placement"),
        ("2026-09-29", "health"),
        ("2026-09-30", "regulation_44_visit"),
        ("2026-11-23", "social_work_visit"),
        ("2026-12-24", "iro_contact"),
        ("2026-12-28", "care"),
        ("2026-12-28", "statutory_review"),
        ("2027-01-25", "pep"),
    ]
    assert all(due.rule and due.source == DueSource.COMPUTED for due in dues)


def test_an_empty_record_owes_nothing() -> None:
    """Nothing is guessed where nothing is known."""
    assert due_dates(ChildDates(), today=TODAY, holidays=ENGLAND) == ()


def test_nothing_is_due_once_care_has_ended() -> None:
    """No review, visit or plan of care after the last day; the pathway plan goes on."""
    care = Care(date(2020, 9, 1), until=date(2026, 11, 1))
    assert kinds(replace(IN_CARE, care=care)) == []
    leaver = replace(IN_CARE, care=care, born=date(2008, 11, 1), plans={"pathway": TODAY})
    assert kinds(leaver) == [Duty.PATHWAY_PLAN]


@pytest.mark.parametrize("status", ["V3", "V4"])
def test_short_breaks_have_their_own_review_and_no_other_duty(status: str) -> None:
    """DfE rule 399, and CPPCR 2010 reg 48."""
    care = Care(date(2026, 9, 1), legal_status=status)
    assert kinds(replace(IN_CARE, care=care, born=date(2009, 1, 1))) == [Duty.SHORT_BREAK_REVIEW]


def test_a_day_set_by_hand_outranks_a_supplied_one_and_takes_its_plans_along() -> None:
    """The care plan is looked at in the review, whenever that is; the IRO speaks before it."""
    supplied = replace(IN_CARE, supplied={"statutory_review": date(2026, 12, 10)})
    due = due_of(supplied, Duty.STATUTORY_REVIEW, today=TODAY)
    assert due is not None
    assert (due.on, due.source) == (date(2026, 12, 10), DueSource.SUPPLIED)
    both = replace(supplied, manual={"statutory_review": date(2026, 12, 3)})
    on = {due.kind: due.on for due in due_dates(both, today=TODAY, holidays=ENGLAND)}
    assert on[Duty.STATUTORY_REVIEW] == on[Duty.CARE_PLAN] == date(2026, 12, 3)
    assert on[Duty.IRO_CONTACT] == date(2026, 12, 2)


def test_a_supplied_conference_takes_the_protection_plan_along() -> None:
    """So the plan and its conference never have two days."""
    record = ChildDates(
        protection=Protection(date(2026, 9, 1)), supplied={"review_conference": TODAY}
    )
    on = {due.kind: due.on for due in due_dates(record, today=TODAY, holidays=ENGLAND)}
    assert on[Duty.REVIEW_CONFERENCE] == on[Duty.CP_PLAN] == TODAY


def test_a_supplied_day_stands_where_nothing_can_be_computed() -> None:
    """A file may know what the record does not."""
    record = ChildDates(supplied={"core_group": TODAY})
    due = due_of(record, Duty.CORE_GROUP, today=TODAY)
    assert due is not None
    assert (due.on, due.source, due.since) == (TODAY, DueSource.SUPPLIED, None)


def test_a_supplied_day_for_an_unknown_duty_is_refused() -> None:
    """A misspelt key is not lost in silence."""
    with pytest.raises(ValueError, match="corgroup"):
        kinds(ChildDates(supplied={"corgroup": TODAY}))


def test_what_was_done_is_no_longer_due() -> None:
    """Referral, assessment and enquiry end with their outcome; a plan ends its own duties."""
    done = Task(date(2026, 11, 2), done=date(2026, 11, 3))
    ended = Protection(date(2026, 1, 5), until=date(2026, 11, 2))
    record = ChildDates(referral=done, assessment=done, enquiry=done, protection=ended)
    assert kinds(record) == []


def test_the_iro_need_not_speak_twice_before_one_review() -> None:
    """Speaking since the last review counts; speaking on its day was for that one."""
    spoken = replace(IN_CARE, last_iro_contact=date(2026, 9, 29))
    assert Duty.IRO_CONTACT not in kinds(spoken)
    assert Duty.IRO_CONTACT in kinds(replace(IN_CARE, last_iro_contact=date(2026, 9, 28)))


def test_a_new_placement_needs_its_own_plan_and_its_own_first_visit() -> None:
    """What was made and seen in the placement before does not count."""
    moved = replace(
        IN_CARE,
        placed=Placed(date(2026, 11, 16)),
        plans={"placement": date(2026, 9, 3)},
        visits=(date(2026, 11, 13),),
    )
    plan = due_of(moved, Duty.PLACEMENT_PLAN, today=TODAY)
    visit = due_of(moved, Duty.SOCIAL_WORK_VISIT, today=TODAY)
    assert plan is not None
    assert visit is not None
    assert (plan.on, visit.on) == (date(2026, 11, 23), date(2026, 11, 23))


def test_a_plan_made_shortly_before_the_placement_is_its_own() -> None:
    """Reg 9: the plan is to be ready before the placement."""
    moved = replace(
        IN_CARE, placed=Placed(date(2026, 11, 16)), plans={"placement": date(2026, 11, 2)}
    )
    plan = due_of(moved, Duty.PLACEMENT_PLAN, today=TODAY)
    assert plan is not None
    assert (plan.on, plan.renewal) == (date(2026, 12, 28), True)


def test_a_first_review_before_the_placement_does_not_end_the_weekly_visits() -> None:
    """Reg 28(4): weekly until the first review of this placement."""
    care = Care(date(2026, 9, 1), reviews=(date(2026, 9, 28),))
    placed = Placed(date(2026, 11, 2), Visiting.TEMPORARY)
    record = ChildDates(care=care, placed=placed, visits=(date(2026, 11, 18),))
    due = due_of(record, Duty.SOCIAL_WORK_VISIT, today=TODAY)
    assert due is not None
    assert due.on == date(2026, 11, 25)


def test_a_child_under_three_is_not_asked_for_a_school_plan() -> None:
    """From the third birthday on: our choice, stated in the rule."""
    small = replace(IN_CARE, born=date(2023, 12, 1), plans={})
    assert Duty.EDUCATION_PLAN not in kinds(small)
    due = due_of(small, Duty.EDUCATION_PLAN, today=date(2026, 12, 1))
    assert due is not None
    assert due.on == date(2026, 12, 31)


def test_a_pathway_waits_for_the_16th_birthday_and_ends_at_25() -> None:
    """A small child's list does not hold a day in fifteen years."""
    young = ChildDates(born=date(2010, 11, 24), care=Care(date(2020, 1, 1)))
    assert Duty.PATHWAY_ASSESSMENT not in kinds(young)
    turned = due_of(young, Duty.PATHWAY_ASSESSMENT, today=date(2026, 11, 24))
    assert turned is not None
    assert turned.on == date(2027, 2, 24)
    grown = ChildDates(born=date(2001, 11, 24), plans={"pathway": date(2026, 1, 1)})
    assert kinds(grown) == [Duty.PATHWAY_PLAN]
    assert due_of(grown, Duty.PATHWAY_PLAN, today=date(2026, 11, 24)) is None


def test_who_came_into_care_late_becomes_eligible_after_13_weeks() -> None:
    """CPPCR 2010 reg 40 and 42; a day on record goes first; leaving before it, there is none."""
    late = ChildDates(born=date(2010, 3, 1), care=Care(date(2026, 8, 3)))
    due = due_of(late, Duty.PATHWAY_ASSESSMENT, today=TODAY)
    assert due is not None
    assert (due.since, due.on) == (date(2026, 11, 2), date(2027, 2, 2))
    on_record = replace(late, eligible_on=date(2026, 9, 1))
    known = due_of(on_record, Duty.PATHWAY_ASSESSMENT, today=TODAY)
    assert known is not None
    assert known.on == date(2026, 12, 1)
    left = replace(late, care=Care(date(2026, 8, 3), until=date(2026, 11, 1)))
    assert kinds(left) == []


def test_an_assessed_young_person_still_waits_for_the_plan() -> None:
    """The needs assessment is done; the plan it is for is not."""
    record = ChildDates(born=date(2010, 3, 1), care=Care(date(2020, 1, 1)))
    assessed = kinds(replace(record, pathway_assessed_on=date(2026, 5, 1)))
    assert Duty.PATHWAY_ASSESSMENT not in assessed
    assert Duty.PATHWAY_PLAN in assessed


def test_the_month_in_which_a_child_moved_in_needs_its_visit() -> None:
    """A Regulation 44 visit long before the child came does not make the home late."""
    placed = Placed(date(2026, 11, 10), childrens_home=True, home_visits=(date(2026, 6, 2),))
    due = due_of(replace(IN_CARE, placed=placed), Duty.HOME_VISIT, today=TODAY)
    assert due is not None
    assert due.on == date(2026, 11, 30)


def test_an_authority_may_have_its_own_limit() -> None:
    """A child in need plan every six weeks instead of three months."""
    own = {**shipped(), "cin_plan": replace(shipped()["cin_plan"], within=2)}
    record = ChildDates(plans={"cin": date(2026, 11, 2)})
    [due] = due_dates(record, today=TODAY, holidays=ENGLAND, limits=own)
    assert due.on == date(2027, 1, 2)


def test_every_plan_of_the_journey_has_a_duty_and_no_other() -> None:
    """The shell finds the plan, or the meeting, by the duty's own key."""
    assert set(PLANS) == set(journey.shipped().plans)
    derived = {"pep_meeting", "pathway_review"}  # they go with their plans
    assert set(journey.shipped().meetings) - derived <= {*map(str, Duty)}


def test_a_plan_on_record_is_asked_about_before_its_review_and_a_new_one_when_it_is_due() -> None:
    """So that what the child says is there in time, and "I've never seen one" means something."""
    moments = plan_moments(IN_CARE, today=TODAY, holidays=ENGLAND)
    assert {moment.plan: moment.ask_on.isoformat() for moment in moments} == {
        "placement": "2026-09-08",  # none on record: asked on the day it was due
        "health": "2026-09-29",
        "care": "2026-11-27",  # 20 working days before the review; 25 and 28 December are off
        "pep": "2026-12-23",
    }


def test_a_plan_is_not_asked_about_before_it_was_made() -> None:
    """A plan of yesterday for a review of next week: from the next working day on."""
    record = replace(IN_CARE, plans={"care": date(2026, 12, 18)})
    moments = plan_moments(record, today=date(2026, 12, 20), holidays=ENGLAND)
    assert {moment.plan: moment.ask_on for moment in moments}["care"] == date(2026, 12, 21)


def test_complaints_and_disputes_say_their_rule() -> None:
    """Two days for a complaint; as many working days for a dispute as the authority set."""
    usual, latest = complaint_due(1, date(2026, 12, 18), holidays=ENGLAND)
    assert (usual.on, latest.on) == (date(2027, 1, 6), date(2027, 1, 20))
    assert "at the latest" in latest.rule
    dispute = dispute_due(date(2026, 12, 18), working_days=5, holidays=ENGLAND)
    assert dispute.on == date(2026, 12, 29)
    assert dispute.rule.endswith("within 5 working days (believed, not confirmed)")
