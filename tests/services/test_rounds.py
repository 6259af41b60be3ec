"""The daily round: each thing on its day, once, and only to whom it may go."""

from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import timedelta

import pytest
from flask import Flask

from surveys.clocks import Timetable
from surveys.clocks import timetable
from tests.people import SmallCouncil
from tests.phones import Phone
from tests.rows import every
from tests.rows import outbox
from tests.settings import StandingClock
from voice_app.clock import bank_holidays
from voice_app.clock import london_day
from voice_app.db import db
from voice_app.jobs.worker import sweep
from voice_app.models.jobs import Job
from voice_app.models.journey import Meeting
from voice_app.models.people import Person
from voice_app.models.reviews import BriefIssue
from voice_app.models.surveys import Invitation
from voice_app.services import recording
from voice_app.services import rounds
from voice_app.services import settling
from voice_app.store import people

CARER_PHONE = "+447700900777"


@pytest.fixture
def by_the_clock(council: SmallCouncil, clock: StandingClock) -> SmallCouncil:
    """A council that has switched asking by the clock on, long before the review."""
    settling.change("ask_by_itself", True, by=council.administrator, now=clock())
    review = recording.NewMeeting("statutory_review", due_on=date(2027, 2, 9))
    recording.record_meeting(council.child, review, by=council.iro, now=clock())
    return council


def days(council: SmallCouncil) -> Timetable:
    db.session.rollback()
    due = db.session.get_one(Meeting, council.review).due_on
    assert due is not None
    return timetable(due, holidays=bank_holidays())


def at(day: date, hour: int = 17) -> datetime:
    """A winter's hour in England is the same in UTC."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def live(phone: Phone, day: date) -> None:
    """A day at this phone, with the worker at work in the morning and after school."""
    for hour in (8, 17):
        phone.clock.now = at(day, hour)
        sweep(phone.app, phone.gateway)
        phone.work()


def live_through(phone: Phone, first: date, last: date) -> None:
    day = first
    while day <= last:
        live(phone, day)
        day += timedelta(days=1)


def test_a_child_is_asked_on_the_day_and_not_before(
    by_the_clock: SmallCouncil, phone: Phone
) -> None:
    invite = days(by_the_clock).invite
    live(phone, invite - timedelta(days=1))
    assert phone.screen == []
    live(phone, invite)
    assert [row.meeting_id for row in every(Invitation)] == [by_the_clock.review]
    assert "1 of 7" in phone.screen[-1]


def test_from_the_invitation_to_the_review_there_is_one_ask_and_one_reminder(
    by_the_clock: SmallCouncil, phone: Phone
) -> None:
    """Nobody nags: weeks of silence bring one reminder, with the first question again."""
    times = days(by_the_clock)
    live_through(phone, times.invite, times.last_call - timedelta(days=1))
    assert len(every(Invitation)) == 1
    reminders = [words for words in phone.screen if "remind" in words]
    assert len(reminders) == 1
    assert "1 of 7" in reminders[0]
    said = len(phone.screen)
    live_through(phone, times.last_call, times.review)
    assert len([w for w in phone.screen[said:] if "1 of 7" in w]) == 0


def test_who_has_begun_is_not_reminded(by_the_clock: SmallCouncil, phone: Phone) -> None:
    times = days(by_the_clock)
    live(phone, times.invite)
    phone.text("2")
    live_through(phone, times.invite + timedelta(days=1), times.remind)
    assert not any("remind" in words for words in phone.screen)


def test_a_reply_to_the_reminder_is_an_answer(by_the_clock: SmallCouncil, phone: Phone) -> None:
    times = days(by_the_clock)
    live_through(phone, times.invite, times.remind)
    assert "2 of 7" in phone.text("2")[-1]


def test_after_stop_no_reminder_goes(by_the_clock: SmallCouncil, phone: Phone) -> None:
    times = days(by_the_clock)
    live(phone, times.invite)
    phone.text("STOP")
    before = len(phone.screen)
    live_through(phone, times.invite + timedelta(days=1), times.review)
    assert len(phone.screen) == before


def test_a_worker_who_was_away_for_days_still_asks_in_time(
    by_the_clock: SmallCouncil, phone: Phone
) -> None:
    live(phone, days(by_the_clock).invite + timedelta(days=3))
    assert len(every(Invitation)) == 1


def test_nobody_is_asked_after_the_last_call(by_the_clock: SmallCouncil, phone: Phone) -> None:
    """Then it is for grown-ups to find another way."""
    live(phone, days(by_the_clock).last_call)
    assert every(Invitation) == []


def test_not_now_is_kept_and_the_ask_comes_when_it_is_over(
    by_the_clock: SmallCouncil, phone: Phone
) -> None:
    times = days(by_the_clock)
    over = times.invite + timedelta(days=4)
    not_now = recording.NotNow("a move", times.invite, over - timedelta(days=1))
    recording.do_not_ask(by_the_clock.child, not_now, by=None, now=at(times.invite, 6))
    live_through(phone, times.invite, over - timedelta(days=1))
    assert every(Invitation) == []
    live_through(phone, over, over + timedelta(days=1))
    assert len(every(Invitation)) == 1


def test_until_the_authority_says_so_nobody_is_asked_by_the_clock(
    by_the_clock: SmallCouncil, phone: Phone, clock: StandingClock
) -> None:
    settling.change("ask_by_itself", False, by=by_the_clock.administrator, now=clock())
    live(phone, days(by_the_clock).invite)
    assert every(Invitation) == []


def test_the_days_are_the_authoritys_own(
    by_the_clock: SmallCouncil, phone: Phone, clock: StandingClock
) -> None:
    mine = {"invite": 25, "remind": 15, "last_call": 8, "brief": 5, "refresh": 1, "reply": 20}
    settling.change("days_around_review", mine, by=by_the_clock.administrator, now=clock())
    live(phone, days(by_the_clock).invite - timedelta(days=5))
    assert len(every(Invitation)) == 1


def test_a_review_that_moves_is_not_asked_about_twice(
    by_the_clock: SmallCouncil, phone: Phone
) -> None:
    live(phone, days(by_the_clock).invite)
    moved = recording.NewMeeting("statutory_review", due_on=date(2027, 2, 25))
    recording.record_meeting(by_the_clock.child, moved, by=by_the_clock.iro, now=phone.clock())
    live_through(phone, days(by_the_clock).invite, days(by_the_clock).remind)
    assert len(every(Invitation)) == 1


def test_a_link_lives_until_the_review_is_over(by_the_clock: SmallCouncil, phone: Phone) -> None:
    """Over Christmas twenty working days are more than a month."""
    moved = recording.NewMeeting("statutory_review", due_on=date(2027, 1, 12))
    recording.record_meeting(by_the_clock.child, moved, by=by_the_clock.iro, now=phone.clock())
    live(phone, days(by_the_clock).invite)
    assert every(Invitation)[0].expires_at >= at(date(2027, 1, 13), 0)


@pytest.mark.parametrize("record", ["died", "sealed"])
def test_a_closed_record_is_left_in_peace(
    by_the_clock: SmallCouncil, phone: Phone, record: str
) -> None:
    db.session.get_one(Person, by_the_clock.child).record = record
    db.session.commit()
    times = days(by_the_clock)
    live_through(phone, times.invite, times.invite + timedelta(days=2))
    assert phone.screen == []
    assert every(Invitation) == []


def carer_of(council: SmallCouncil, clock: StandingClock) -> int:
    new = recording.NewPerson(kind="carer", preferred_name="Lorna", mobile=CARER_PHONE)
    carer = recording.add_person(new, practice=True, by=None, now=clock())
    recording.relate(council.child, carer, kind="foster_carer", by=None, now=clock())
    return carer


def test_a_carer_is_asked_about_the_child_in_a_survey_of_their_own(
    by_the_clock: SmallCouncil, phone: Phone, clock: StandingClock
) -> None:
    carer = carer_of(by_the_clock, clock)
    live(phone, days(by_the_clock).invite)
    asked = {row.person_id: row.about_id for row in every(Invitation)}
    assert asked == {by_the_clock.child: None, carer: by_the_clock.child}


def test_a_carer_who_is_not_theirs_any_more_is_not_asked(
    by_the_clock: SmallCouncil, phone: Phone, clock: StandingClock
) -> None:
    carer = carer_of(by_the_clock, clock)
    today = clock().date()
    recording.end_relation(by_the_clock.child, carer, on=today, by=None, now=clock())
    live(phone, days(by_the_clock).invite)
    assert {row.person_id for row in every(Invitation)} == {by_the_clock.child}


def test_a_carer_is_said_to_be_theirs_no_more_by_name(
    by_the_clock: SmallCouncil, clock: StandingClock
) -> None:
    """Only where one grown-up is so called; then the record does not show them near the child."""
    carer_of(by_the_clock, clock)
    today, number = clock().date(), "NB-0417-14"
    with pytest.raises(recording.RecordingFault):
        recording.not_theirs_any_more(number, "Nobody", on=today, by=None, now=clock())
    recording.not_theirs_any_more(number, "lorna", on=today, by=None, now=clock())
    assert people.related(by_the_clock.child) == []
    assert len(people.related(by_the_clock.child, once=True)) == 1


def test_a_day_that_has_not_come_ends_no_relation(
    by_the_clock: SmallCouncil, clock: StandingClock
) -> None:
    carer = carer_of(by_the_clock, clock)
    tomorrow = clock().date() + timedelta(days=1)
    with pytest.raises(recording.RecordingFault):
        recording.end_relation(by_the_clock.child, carer, on=tomorrow, by=None, now=clock())


def test_a_child_is_asked_about_a_plan_when_it_is_due_and_never_seen_is_an_answer(
    by_the_clock: SmallCouncil, phone: Phone, clock: StandingClock
) -> None:
    due = date(2026, 12, 8)
    plan = recording.NewPlan("pep", date(2026, 8, 8), next_review=due)
    recording.record_plan(by_the_clock.child, plan, by=None, now=clock())
    live(phone, due - timedelta(days=1))
    assert phone.screen == []
    live_through(phone, due, due + timedelta(days=2))
    assert len(every(Invitation)) == 1
    assert "school plan" in phone.screen[-1]
    phone.text("3")
    assert "Did somebody ask you" in phone.screen[-1]


def test_a_plan_whose_day_finds_the_phone_busy_is_asked_about_the_next(
    by_the_clock: SmallCouncil, phone: Phone
) -> None:
    due = date(2026, 12, 8)
    plan = recording.NewPlan("pep", date(2026, 8, 8), next_review=due)
    recording.record_plan(by_the_clock.child, plan, by=None, now=phone.clock())
    not_now = recording.NotNow("a test at school", due, due + timedelta(days=1))
    recording.do_not_ask(by_the_clock.child, not_now, by=None, now=at(due, 6))
    live_through(phone, due, due + timedelta(days=1))
    assert every(Invitation) == []
    live_through(phone, due + timedelta(days=2), due + timedelta(days=5))
    assert len(every(Invitation)) == 1


def test_the_round_begins_at_seven_and_once_a_day(app: Flask, clock: StandingClock) -> None:
    assert not rounds.begin(now=at(date(2026, 11, 24), 6))
    assert rounds.begin(now=at(date(2026, 11, 24), 7))
    assert not rounds.begin(now=at(date(2026, 11, 24), 22))
    assert rounds.begin(now=at(date(2026, 11, 25), 7))


def issued(phone: Phone, first: date, last: date) -> list[tuple[date, str]]:
    live_through(phone, first, last)
    return [(london_day(row.issued_at), row.why) for row in every(BriefIssue)]


def test_the_brief_is_issued_on_its_day_and_refreshed_the_day_before(
    by_the_clock: SmallCouncil, phone: Phone
) -> None:
    times = days(by_the_clock)
    found = issued(phone, times.brief - timedelta(days=2), times.review)
    assert found == [(times.brief, "first"), (times.refresh, "refresh")]


def test_a_worker_that_was_away_issues_one_brief_and_not_two(
    by_the_clock: SmallCouncil, phone: Phone
) -> None:
    times = days(by_the_clock)
    assert issued(phone, times.refresh, times.refresh) == [(times.refresh, "first")]


def test_weeks_of_rounds_leave_no_job_failed(by_the_clock: SmallCouncil, phone: Phone) -> None:
    times = days(by_the_clock)
    live_through(phone, times.invite, times.review)
    assert [row.name for row in every(Job) if row.state == "failed"] == []
    assert outbox("queued") == []
