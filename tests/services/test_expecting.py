"""What is due next stands on the record, moves with it, and never overrides a person."""

from datetime import date
from datetime import timedelta

import pytest

from tests.people import SmallCouncil
from tests.people import make_child
from tests.rows import every
from tests.services import stories
from tests.settings import StandingClock
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.journey import Meeting
from voice_app.models.journey import PlanVersion
from voice_app.models.people import Person
from voice_app.services import foreseeing
from voice_app.services import recording
from voice_app.services.recording import NewCare
from voice_app.services.recording import NewDecision
from voice_app.services.recording import NewMeeting
from voice_app.services.recording import NewPlacement
from voice_app.services.recording import NewPlan
from voice_app.services.recording import NewStage
from voice_app.store.journey.expecting import expect_all

TODAY = date(2026, 11, 23)  # a Monday
WEEK = timedelta(weeks=1)


@pytest.fixture
def how(clock: StandingClock):
    return {"by": None, "now": clock()}


def waiting(kind: str) -> list[tuple[date | None, str]]:
    """The open meetings of a kind: when each is due, and where that day comes from."""
    rows = [row for row in every(Meeting) if row.kind == kind and not row.held_on]
    return [(row.due_on, row.due_source) for row in rows]


def test_protection_brings_core_groups_and_conferences(council: SmallCouncil, how) -> None:
    """10 working days and 3 months from the plan's first day; each one held moves the next."""
    recording.record_stage(council.child, NewStage("child_protection", date(2026, 11, 2)), **how)
    assert waiting("core_group") == [(date(2026, 11, 16), "computed")]
    assert waiting("review_conference") == [(date(2027, 2, 2), "computed")]
    met = NewMeeting("core_group", held_on=date(2026, 11, 13))
    recording.record_meeting(council.child, met, **how)
    assert waiting("core_group") == [(date(2026, 11, 13) + 6 * WEEK, "computed")]


def test_what_is_not_due_any_more_is_taken_back(council: SmallCouncil, how) -> None:
    """Protection ended: no core group waits; one that has minutes stays for their sake."""
    since = date(2026, 11, 2)
    recording.record_stage(council.child, NewStage("child_protection", since), **how)
    conference = next(row.id for row in every(Meeting) if row.kind == "review_conference")
    recording.record_decision(conference, NewDecision("Bring the plan."), **how)
    ended = NewStage("child_protection", since, date(2026, 11, 20))
    recording.record_stage(council.child, ended, **how)
    assert waiting("core_group") == []
    assert len(waiting("review_conference")) == 1


def test_a_day_set_by_hand_stands_whatever_is_computed(council: SmallCouncil, how) -> None:
    """And the meeting after it is computed again."""
    recording.record_stage(council.child, NewStage("child_protection", date(2026, 11, 2)), **how)
    recording.record_meeting(
        council.child, NewMeeting("core_group", due_on=date(2026, 12, 1)), **how
    )
    recording.record_stage(council.child, NewStage("early_help", date(2026, 1, 2)), **how)
    assert waiting("core_group") == [(date(2026, 12, 1), "manual")]
    recording.record_meeting(
        council.child, NewMeeting("core_group", held_on=date(2026, 11, 23)), **how
    )
    assert waiting("core_group") == [(TODAY + 6 * WEEK, "computed")]


def test_a_move_asks_for_a_visit_within_a_week(council: SmallCouncil, how) -> None:
    """A visit at which the child was not seen does not count."""
    recording.record_placement(council.child, NewPlacement("K2", date(2026, 11, 18)), **how)
    assert waiting("social_work_visit") == [(date(2026, 11, 25), "computed")]
    unseen = NewMeeting("social_work_visit", held_on=TODAY, child_seen=False)
    recording.record_meeting(council.child, unseen, **how)
    assert waiting("social_work_visit") == [(date(2026, 11, 25), "computed")]
    seen = NewMeeting("social_work_visit", held_on=TODAY, child_seen=True)
    recording.record_meeting(council.child, seen, **how)
    assert waiting("social_work_visit") == [(TODAY + 6 * WEEK, "computed")]


def test_plans_follow_the_review_and_end_with_care(council: SmallCouncil, how) -> None:
    """The care plan is looked at in the next review; after care nobody is late with it."""
    recording.record_plan(council.child, NewPlan("care", date(2026, 9, 1)), **how)
    (version,) = every(PlanVersion)
    assert (version.next_review, version.next_source) == (date(2026, 12, 9), "computed")
    care = NewCare(date(2025, 7, 11), TODAY, placement="U4", legal_status="C2")
    recording.record_care(council.child, care, **how)
    (version,) = every(PlanVersion)
    assert (version.next_review, version.next_source, version.next_rule) == (None, "", "")


def test_a_plan_outside_care_keeps_the_rhythm_of_its_kind(council: SmallCouncil, how) -> None:
    """No stage on record is no reason to leave a plan without a day."""
    recording.record_plan(council.child, NewPlan("cp", date(2026, 9, 1)), **how)
    (version,) = every(PlanVersion)
    assert (version.next_review, version.next_source) == (date(2027, 3, 1), "computed")


def test_working_it_out_again_changes_nothing(
    council: SmallCouncil, clock: StandingClock, how
) -> None:
    """An import may call it for every child, again and again."""
    recording.record_stage(council.child, NewStage("child_protection", date(2026, 11, 2)), **how)
    recording.record_plan(council.child, NewPlan("pep", date(2026, 9, 1)), **how)

    def stored() -> list[tuple[object, ...]]:
        meetings = [(r.id, r.kind, r.due_on, r.due_source, r.due_rule) for r in every(Meeting)]
        versions = [(r.id, r.next_review, r.next_source, r.next_rule) for r in every(PlanVersion)]
        return [*meetings, *versions]

    before = stored()
    with writing():
        expect_all(council.child, clock())
    assert stored() == before


def test_every_open_record_is_foreseen_and_the_review_is_left_as_it_is(
    council: SmallCouncil, clock: StandingClock
) -> None:
    """After an import and once a day: what came in without a due visit gets one."""
    closed = make_child(clock, mobile="+447700900418")
    with writing():
        db.session.get_one(Person, closed).record = "sealed"
        for row in db.session.query(Meeting).filter_by(kind="social_work_visit"):
            db.session.delete(row)
    reviews = waiting("statutory_review")
    turns: list[str] = []
    foreseeing.foresee(after_each=lambda: turns.append("others"), now=clock())
    visits = [row.person_id for row in every(Meeting) if row.kind == "social_work_visit"]
    assert (visits, turns) == ([council.child], ["others"])
    assert waiting("statutory_review") == reviews


def test_the_daily_round_has_it_done_by_the_worker(
    council: SmallCouncil, clock: StandingClock
) -> None:
    """Behind everything else that waits, and in the worker's own time."""
    with writing():
        for row in db.session.query(Meeting).filter_by(kind="social_work_visit"):
            db.session.delete(row)
    foreseeing.foresee_today(now=clock())
    stories.work()
    assert len(waiting("social_work_visit")) == 1


@pytest.mark.parametrize(("ago", "known"), [(0, False), (480, True)])
def test_the_first_visit_on_record_is_not_called_months_late(
    council: SmallCouncil, how, ago: int, known: bool
) -> None:
    """Earlier visits may never have been written down here; a late one in its time is late."""
    held = TODAY - timedelta(days=ago)
    recording.record_meeting(council.child, NewMeeting("social_work_visit", held_on=held), **how)
    (visit,) = [row for row in every(Meeting) if row.kind == "social_work_visit" and row.held_on]
    assert (visit.due_on is not None) is known
