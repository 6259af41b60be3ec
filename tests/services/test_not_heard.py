"""The not-heard list: what was tried, what they chose, visits beside it, and who may see it."""

from datetime import date
from datetime import timedelta

from tests.people import SmallCouncil
from tests.people import make_user
from tests.phones import Phone
from tests.rows import every
from tests.rows import only
from tests.services import stories
from tests.settings import StandingClock
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.journey import Meeting
from voice_app.models.messages import OutboundText
from voice_app.models.people import Consent
from voice_app.models.people import DoNotAsk
from voice_app.models.surveys import Invitation
from voice_app.pages.caseload import NotHeard
from voice_app.pages.caseload import NotHeardRow
from voice_app.pages.caseload import NotHeardWish
from voice_app.policy import Role
from voice_app.services import caseload
from voice_app.services import recording


def of(user: int, clock: StandingClock, days: int | None = None, show: str = "") -> NotHeard:
    return caseload.not_heard(user_id=user, wish=NotHeardWish(days, show), now=clock())


def kinds(page: NotHeard) -> dict[str, list[str]]:
    return {group.kind: [row.name.split()[0] for row in group.rows] for group in page.groups}


def row(page: NotHeard) -> NotHeardRow:
    (found,) = [row for group in page.groups for row in group.rows]
    return found


def visit(child: int, held: date | None, clock: StandingClock, *, due: date | None = None) -> int:
    new = recording.NewMeeting("social_work_visit", due_on=due, held_on=held)
    return recording.record_meeting(child, new, by=None, now=clock())


def test_children_stand_in_groups_by_heard_and_visited(
    council: SmallCouncil, clock: StandingClock
) -> None:
    today = clock().date()
    for name in ("Seen", "Heard", "Both"):
        child = stories.add_child(clock, name, iro=council.iro, due_in=30)
        if name != "Heard":
            visit(child, today, clock)
        if name != "Seen":
            stories.say(child, clock, f"words of {name}")
    page = of(council.iro, clock)
    assert kinds(page) == {"neither": ["Jaz"], "visited": ["Seen"], "unvisited": ["Heard"]}
    assert (page.unheard, page.total, page.days) == (2, 4, 90)
    assert kinds(of(council.iro, clock, show="visited")) == {"visited": ["Seen"]}


def test_a_visit_counts_while_it_is_recent_the_child_was_seen_and_none_is_overdue(
    council: SmallCouncil, clock: StandingClock
) -> None:
    today = clock().date()
    held = visit(council.child, today - timedelta(days=7), clock)
    assert kinds(of(council.iro, clock, 7)) == {"visited": ["Jaz"]}
    assert kinds(of(council.iro, clock, 6)) == {"neither": ["Jaz"]}
    with writing():
        db.session.get_one(Meeting, held).child_seen = False
    assert kinds(of(council.iro, clock)) == {"neither": ["Jaz"]}
    visit(council.child, today, clock)
    assert kinds(of(council.iro, clock)) == {"visited": ["Jaz"]}
    visit(council.child, None, clock, due=today - timedelta(days=1))
    assert kinds(of(council.iro, clock)) == {"neither": ["Jaz"]}
    shown = row(of(council.iro, clock)).visits
    assert shown is not None
    assert (shown.last, shown.next_due, shown.late) == (today, today - timedelta(days=1), True)


def test_whether_a_child_was_seen_alone_is_shown_as_it_is_on_record(
    council: SmallCouncil, clock: StandingClock
) -> None:
    held = visit(council.child, clock().date(), clock)
    for alone in (None, True, False):
        with writing():
            db.session.get_one(Meeting, held).seen_alone = alone
        shown = row(of(council.iro, clock)).visits
        assert shown is not None
        assert shown.alone is alone


def test_a_skip_is_no_voice_and_an_answer_is(council: SmallCouncil, clock: StandingClock) -> None:
    stories.fill_in(stories.invite(council.child, clock), {}, clock)
    assert row(of(council.iro, clock)).last_heard is None
    assert of(council.iro, clock).unheard == 1
    stories.say(council.child, clock)
    assert of(council.iro, clock).unheard == 0
    clock.forward(days=90)
    assert of(council.iro, clock).unheard == 0, "the ninetieth day still counts"
    clock.forward(days=1)
    page = of(council.iro, clock)
    assert (page.unheard, row(page).last_heard) == (1, date(2026, 11, 23))


def test_what_was_tried_is_told_with_its_days_newest_first(
    council: SmallCouncil, clock: StandingClock
) -> None:
    stories.invite(council.child, clock, channel="text")
    stories.work()
    with writing():
        every(OutboundText)[-1].state = "not_delivered"
    with writing():
        only(Invitation).reminded_at = clock.forward(days=2)
    clock.forward(days=3)
    stories.invite(council.child, clock, survey="after-a-visit")
    ways = [(way.how, way.on.day) for way in row(of(council.iro, clock)).ways]
    assert ways == [("web", 28), ("reminder", 25), ("lost", 23)]


def test_a_no_is_shown_as_their_choice_with_its_day(
    council: SmallCouncil, clock: StandingClock, phone: Phone
) -> None:
    with writing():
        db.session.add(Consent(person_id=council.child, given=False, given_by="child", at=clock()))
    clock.forward(days=1)
    phone.text("STOP")
    chosen = [(no.how, no.on.day) for no in row(of(council.iro, clock)).refusals]
    assert chosen == [("said", 23), ("stop", 24)]
    with writing():
        db.session.add(Consent(person_id=council.child, given=True, given_by="child", at=clock()))
    phone.text("START")
    assert row(of(council.iro, clock)).refusals == ()


def test_a_child_to_be_left_in_peace_says_until_when_and_the_reason_is_in_no_list(
    council: SmallCouncil, clock: StandingClock
) -> None:
    today = clock().date()
    pause = recording.NotNow("a funeral", today, today + timedelta(days=9))
    recording.do_not_ask(council.child, pause, by=council.iro, now=clock())
    page = of(council.iro, clock)
    assert row(page).not_before == today + timedelta(days=9)
    assert "funeral" not in repr(page)
    assert only(DoNotAsk).reason == "a funeral"


def test_a_social_worker_sees_their_own_cases_while_they_are_theirs(
    council: SmallCouncil, clock: StandingClock
) -> None:
    worker = make_user("worker", Role.SOCIAL_WORKER, clock)
    today = clock().date()
    assert of(worker, clock).total == 0
    new = recording.NewInvolvement(worker, "social_worker", today, until=today)
    recording.involve(council.child, new, by=None, now=clock())
    assert kinds(of(worker, clock)) == {"neither": ["Jaz"]}
    clock.forward(days=1)
    assert of(worker, clock).total == 0


def test_a_participation_worker_sees_who_was_asked_of_all_and_nothing_of_the_record(
    council: SmallCouncil, clock: StandingClock
) -> None:
    other = make_user("other", Role.IRO, clock)
    child = stories.add_child(clock, "Theirs", iro=other, due_in=3)
    visit(child, clock().date(), clock)
    stories.say(council.child, clock)
    page = of(council.participation, clock)
    assert kinds(page) == {"unheard": ["Theirs"]}
    assert (row(page).visits, row(page).own, page.everybody) == (None, False, True)
    assert (page.unheard, page.total) == (1, 2)
    assert stories.WORDS not in repr(page)


def test_others_see_nobody_here(council: SmallCouncil, clock: StandingClock) -> None:
    for user in (council.qa, council.duty, council.administrator, council.member):
        assert of(user, clock).total == 0


def test_every_look_is_written_down_for_each_child_on_the_list(
    council: SmallCouncil, clock: StandingClock
) -> None:
    of(council.participation, clock)
    looks = [(look.user_id, look.person_id) for look in stories.looks("not_heard")]
    assert looks == [(council.participation, council.child)]


def test_days_that_are_no_days_are_the_authoritys(
    council: SmallCouncil, clock: StandingClock
) -> None:
    for days in (0, -4, 99999):
        assert of(council.iro, clock, days).days == 90


def test_a_participation_worker_sees_whom_to_ask(
    council: SmallCouncil, clock: StandingClock
) -> None:
    """Name and the council's number, and no visits; a child without a name by their number."""
    shown = row(of(council.participation, clock))
    assert (shown.name, shown.number) == ("Jaz Merrin", "NB-0417-14")
    assert (shown.visits, shown.own) == (None, False)
    recording.set_names(council.child, preferred_name="", surname="", by=None, now=clock())
    assert (row(of(council.participation, clock)).name) == ""
