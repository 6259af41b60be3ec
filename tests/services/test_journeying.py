"""The record page: to whom it opens, what stands on it, and the records that nobody opens."""

from datetime import timedelta

import pytest

from tests.people import SmallCouncil
from tests.people import make_child
from tests.people import make_user
from tests.services import stories
from tests.settings import StandingClock
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.people import Person
from voice_app.pages.records import ClosedRecord
from voice_app.pages.records import MeetingShown
from voice_app.pages.records import PlanShown
from voice_app.pages.records import RecordPage
from voice_app.policy import Role
from voice_app.services import journeying
from voice_app.services import recording
from voice_app.services import reviewing

A_DAY = timedelta(days=1)


@pytest.fixture
def page(council: SmallCouncil, clock: StandingClock):
    """The record as somebody sees it, the IRO where nobody else is named."""

    def of(user: int | None = None) -> RecordPage:
        found = journeying.record_page(council.child, user_id=user or council.iro, now=clock())
        assert isinstance(found, RecordPage)
        return found

    return of


def involve(child: int, user: int, role: str, clock: StandingClock, **days: int | None) -> None:
    """Let somebody work with the child, in days from today."""
    since = clock().date() + timedelta(days=days.get("since") or 0)
    until = None if days.get("until") is None else clock().date() + timedelta(days=days["until"])
    new = recording.NewInvolvement(user, role, since, until)
    recording.involve(child, new, by=None, now=clock())


def plan(page: RecordPage, kind: str) -> PlanShown:
    return next(each for each in page.plans if each.kind == kind)


def close(child: int, why: str, clock: StandingClock, *, into: int | None = None) -> None:
    with writing():
        row = db.session.get_one(Person, child)
        row.record, row.record_since, row.merged_into_id = why, clock().date(), into


@pytest.mark.parametrize("role", ["iro", "social_worker", "team_manager"])
def test_it_opens_to_those_who_work_with_the_child_until_the_last_day(
    council: SmallCouncil, clock: StandingClock, page, role: str
) -> None:
    """The end of an assignment is the end of access, for each of the three roles."""
    user = make_user("other", Role(role), clock)
    with pytest.raises(journeying.NotYours):
        page(user)
    involve(council.child, user, role, clock, since=-3, until=0)
    assert page(user).who.preferred_name == "Jaz"
    clock.forward(days=1)
    with pytest.raises(journeying.NotYours):
        page(user)


def test_an_advocate_and_a_role_given_up_open_nothing(
    council: SmallCouncil, clock: StandingClock, page
) -> None:
    """An involvement alone is not enough: the account must hold that very role."""
    for name, role, work in [
        ("amy", Role.ADVOCATE, "advocate"),
        ("qa2", Role.QA_MANAGER, "social_worker"),
        ("iro2", Role.IRO, "social_worker"),
    ]:
        user = make_user(name, role, clock)
        involve(council.child, user, work, clock)
        with pytest.raises(journeying.NotYours):
            page(user)


def test_an_adult_and_nobody_have_no_record(council: SmallCouncil, clock: StandingClock) -> None:
    """Parents and carers are on a child's record; there is none of their own."""
    adult = stories.add_adult(clock, council.child, "Lorna")
    for person in (adult, 999_999):
        assert journeying.record_page(person, user_id=council.iro, now=clock()) is None


@pytest.mark.parametrize("why", ["died", "sealed", "merged"])
def test_a_closed_record_opens_to_nobody(
    council: SmallCouncil, clock: StandingClock, why: str
) -> None:
    """Only that it is closed is said; the brief does not open either."""
    other = make_child(clock, mobile="+447700900418")
    close(council.child, why, clock, into=other if why == "merged" else None)
    found = journeying.record_page(council.child, user_id=council.iro, now=clock())
    assert found == ClosedRecord(council.child, why, clock().date(), None)
    with pytest.raises(reviewing.NotYours):
        reviewing.brief(council.child, council.review, user_id=council.iro, now=clock())


def test_a_merged_record_points_on_only_to_those_who_may_follow(
    council: SmallCouncil, clock: StandingClock
) -> None:
    """The child it went into is named by a link, and only to whoever works with that child."""
    other = make_child(clock, mobile="+447700900418")
    involve(other, council.iro, "iro", clock)
    close(council.child, "merged", clock, into=other)
    found = journeying.record_page(council.child, user_id=council.iro, now=clock())
    assert isinstance(found, ClosedRecord)
    assert found.merged_into == other


def test_plans_that_ought_to_be_there_are_named_as_missing(page) -> None:
    """A child in care without a plan on record is short of four, and of a pathway plan at 16."""
    missing = {each.kind for each in page().plans if each.standing == "missing"}
    assert missing == {"care", "placement", "health", "pep"}


def test_a_plan_stands_with_every_version_the_newest_first(
    council: SmallCouncil, clock: StandingClock, page
) -> None:
    """How current it is follows the newest version alone."""
    today = clock().date()
    for ago, due in ((200, -20), (20, -1)):
        made = recording.NewPlan("health", today - ago * A_DAY, today + due * A_DAY)
        recording.record_plan(council.child, made, by=council.iro, now=clock())
    health = plan(page(), "health")
    assert [each.made_on for each in health.versions] == [today - 20 * A_DAY, today - 200 * A_DAY]
    assert health.standing == "overdue"
    made = recording.NewPlan("health", today, today + 300 * A_DAY)
    recording.record_plan(council.child, made, by=council.iro, now=clock())
    assert plan(page(), "health").standing == "current"


def test_meetings_are_in_two_lists_with_their_decisions(
    council: SmallCouncil, clock: StandingClock, page
) -> None:
    """What is to come stands soonest first; what was held, with what was decided and promised."""
    held = page().held[0]
    new = recording.NewDecision(
        "You will see Kit every week.", (recording.NewPromise("Dev", clock().date() - A_DAY),)
    )
    promises = recording.record_decision(held.meeting_id, new, by=council.iro, now=clock())
    late = recording.NewMeeting("core_group", due_on=clock().date() - A_DAY)
    recording.record_meeting(council.child, late, by=council.iro, now=clock())
    shown = page()
    kinds = [(each.kind, each.standing) for each in shown.coming]
    assert kinds == [
        ("social_work_visit", "overdue"),
        ("core_group", "overdue"),
        ("statutory_review", "due"),
    ]
    promise = shown.held[0].decisions[0].promises[0]
    assert (promise.promise_id, promise.standing) == (promises[0], "overdue")


def test_what_the_child_says_became_of_a_promise_is_told_without_their_words(
    council: SmallCouncil, clock: StandingClock, page
) -> None:
    """ "Not yet" is on the record; why is in their own words, on another page."""
    new = recording.NewDecision("A bike.", (recording.NewPromise("Dev"),))
    (promise,) = recording.record_decision(
        page().held[0].meeting_id, new, by=council.iro, now=clock()
    )
    said = recording.Happened("not_yet", "he keeps saying soon")
    recording.promise_happened(promise, said, by=None, now=clock())
    shown = page()
    assert shown.held[0].decisions[0].promises[0].standing == "not_yet"
    assert "soon" not in repr(shown)


def test_family_is_named_and_a_sibling_opens_only_to_their_own_worker(
    council: SmallCouncil, clock: StandingClock, page
) -> None:
    """A brother's name is on the record; his own record opens by his own involvement."""
    kit = make_child(clock, age=9, mobile="+447700900418")
    recording.relate(council.child, kit, kind="sibling", by=None, now=clock())
    stories.add_adult(clock, council.child, "Lorna")
    assert [(each.kind, each.record_id) for each in page().relations] == [
        ("sibling", None),
        ("foster_carer", None),
    ]
    involve(kit, council.iro, "iro", clock)
    assert page().relations[0].record_id == kit
    close(kit, "sealed", clock)
    assert [each.kind for each in page().relations] == ["foster_carer"]


def test_who_worked_with_them_stays_on_the_record(
    council: SmallCouncil, clock: StandingClock, page
) -> None:
    """Who does so today stands first; the brief's link is for the IRO alone."""
    dev = make_user("dev", Role.SOCIAL_WORKER, clock)
    old = make_user("olu", Role.SOCIAL_WORKER, clock)
    involve(council.child, old, "social_worker", clock, since=-50, until=-2)
    involve(council.child, dev, "social_worker", clock, since=-1)
    shown = page(dev)
    assert [(each.name, each.now) for each in shown.involvements] == [
        ("Dev Invented", True),
        ("Maura Invented", True),
        ("Olu Invented", False),
    ]
    assert (shown.review_id, page().review_id) == (None, council.review)
    assert (shown.may_write, page().may_write) == (True, True)


def test_a_visit_says_if_the_child_was_seen(
    council: SmallCouncil, clock: StandingClock, page
) -> None:
    """Where nobody says, nothing is made up."""
    held = recording.NewMeeting("social_work_visit", held_on=clock().date())
    recording.record_meeting(council.child, held, by=council.iro, now=clock())
    visit: MeetingShown = page().held[0]
    assert (visit.kind, visit.child_seen, visit.seen_alone) == ("social_work_visit", None, None)
