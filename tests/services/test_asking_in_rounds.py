"""A survey put to a group: who the look says is asked is who is asked, and nothing goes before."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from messaging.gateway import Trouble
from messaging.gateway import TryAgain
from surveys.clocks import add_working_days
from tests.people import SmallCouncil
from tests.people import make_child
from tests.phones import Phone
from tests.rows import every
from tests.rows import only
from tests.services.outbox import Says
from tests.settings import StandingClock
from voice_app.clock import bank_holidays
from voice_app.clock import london_day
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.accounts import StaffUser
from voice_app.models.conversations import Conversation
from voice_app.models.journey import CareSpell
from voice_app.models.messages import OutboundText
from voice_app.models.organisation import Team
from voice_app.models.people import ContactPoint
from voice_app.models.people import Person
from voice_app.models.surveys import AskedInRound
from voice_app.models.surveys import AskingRound
from voice_app.models.surveys import Invitation
from voice_app.pages.asking import Preview
from voice_app.services import inviting
from voice_app.services import recording
from voice_app.services import sending
from voice_app.services.inviting import Group

SURVEY = "before-my-review"


@pytest.fixture
def others(app: Flask, council: SmallCouncil, clock: StandingClock) -> dict[str, int]:
    """Four more children, each with a reason of their own to be asked or not."""
    found = {
        name: make_child(clock, age=age, mobile=f"07700 90055{n}")
        for n, (name, age) in enumerate(
            {"stopped": 12, "not now": 13, "fine": 15, "nine": 9}.items()
        )
    }
    found["no number"] = make_child(clock, age=11, mobile="")
    today = clock().date()
    flag = recording.NotNow("court", today, today + timedelta(days=3))
    recording.do_not_ask(found["not now"], flag, by=council.iro, now=clock())
    Phone(app, clock, "+447700900550").text("STOP")
    return found


def look(council: SmallCouncil, clock: StandingClock, group: Group | None = None) -> Preview:
    return inviting.look(SURVEY, group or Group(), user_id=council.participation, now=clock())


def test_the_look_names_everybody_with_a_reason_and_changes_nothing(
    council: SmallCouncil, others: dict[str, int], clock: StandingClock
) -> None:
    """Who and when and for how much; who not, and why; and no row is written by it."""
    before = (len(every(Invitation)), len(every(OutboundText)))
    page = look(council, clock)
    assert {each.person_id for each in page.asked} == {
        council.child,
        others["fine"],
        others["nine"],
    }
    why = {each.person_id: each.why_not for each in page.left}
    assert why[others["stopped"]] == "opted_out"
    assert why[others["not now"]] == "do_not_ask_now"
    assert why[others["no number"]] == "no_number"
    (waits,) = (each for each in page.left if each.person_id == others["not now"])
    assert waits.ask_from == clock().date() + timedelta(days=4)
    assert all(each.parts >= 4 and each.phone.startswith("07…") for each in page.asked)
    assert page.pence == sum(each.parts for each in page.asked) * 4
    assert (len(every(Invitation)), len(every(OutboundText))) == before


def test_who_the_look_would_ask_is_who_is_asked(
    council: SmallCouncil, others: dict[str, int], clock: StandingClock, phone: Phone
) -> None:
    """Each once, within quiet hours, not all at one second; and it counts against their budget."""
    would = {each.person_id for each in look(council, clock).asked}
    round_id = inviting.send(SURVEY, Group(), user_id=council.participation, now=clock())
    phone.work()
    assert {row.person_id for row in every(Invitation) if row.round_id == round_id} == would
    texts = [row for row in every(OutboundText) if row.asks]
    assert len(texts) == len(would) == len({row.due_at for row in texts})
    assert all(row.due_at.hour >= 16 for row in texts)
    assert only(AskingRound).state == "done"
    assert look(council, clock).asked == ()
    page = inviting.round_page(round_id)
    assert (page.asked, page.began, page.finished, page.waiting) == (3, 0, 0, 0)


def test_nobody_is_asked_whom_the_look_had_not_shown(
    council: SmallCouncil, others: dict[str, int], clock: StandingClock, phone: Phone
) -> None:
    """Somebody who fits only since, as their "not now" is over, waits for the next round."""
    seen = frozenset({council.child})
    inviting.send(SURVEY, Group(seen=seen), user_id=council.participation, now=clock())
    phone.work()
    assert {row.person_id for row in every(AskedInRound)} == seen


def test_a_no_in_between_is_a_no(
    council: SmallCouncil, others: dict[str, int], clock: StandingClock, phone: Phone
) -> None:
    """It is looked at again when each one is asked."""
    round_id = inviting.send(SURVEY, Group(), user_id=council.participation, now=clock())
    phone.text("STOP")
    outcomes = {row.person_id: row.outcome for row in every(AskedInRound)}
    assert outcomes[council.child] == "opted_out"
    assert dict(inviting.round_page(round_id).left)["opted_out"] == 1


def test_a_round_that_is_stopped_asks_nobody_more(
    council: SmallCouncil, others: dict[str, int], clock: StandingClock, phone: Phone
) -> None:
    """Also what waits for the afternoon is taken back."""
    round_id = inviting.send(SURVEY, Group(), user_id=council.participation, now=clock())
    phone.work()
    inviting.stop(round_id, user_id=council.participation, now=clock())
    clock.forward(hours=8)
    phone.work()
    assert {row.state for row in every(OutboundText) if row.asks} == {"expired"}
    assert inviting.remind_rounds(now=clock.forward(days=9)) == 0


def test_who_has_not_begun_is_reminded_once(
    council: SmallCouncil, clock: StandingClock, phone: Phone
) -> None:
    """Five working days after; then they are left alone."""
    inviting.send(SURVEY, Group(), user_id=council.participation, now=clock())
    phone.work()
    clock.forward(hours=8)
    phone.work()
    asked = len(phone.screen)
    assert inviting.remind_rounds(now=clock()) == 0
    clock.forward(days=7)
    assert inviting.remind_rounds(now=clock()) == 1
    phone.work()
    clock.forward(minutes=30)
    phone.work()
    assert len(phone.screen) == asked + 1
    assert inviting.remind_rounds(now=clock.forward(days=1)) == 0


@pytest.mark.parametrize(("chosen", "days"), [(3, 3), (5, 5), (15, 15), (1, 3), (40, 15)])
def test_the_reminder_comes_on_the_day_that_was_chosen(
    council: SmallCouncil, clock: StandingClock, chosen: int, days: int
) -> None:
    """Three to fifteen working days after the sending; what lies outside is the nearest."""
    inviting.send(SURVEY, Group(), user_id=council.participation, now=clock(), remind_after=chosen)
    row = only(AskingRound)
    on = add_working_days(london_day(clock()), days, holidays=bank_holidays())
    assert (row.remind_on, row.reminder_days) == (on, days)


def test_no_reminder_goes_once_the_round_is_stopped(
    council: SmallCouncil, clock: StandingClock, phone: Phone
) -> None:
    """The reminder was a job already; nobody has begun."""
    round_id = inviting.send(SURVEY, Group(), user_id=council.participation, now=clock())
    phone.work()
    clock.forward(hours=8)
    phone.work()
    asked = len(phone.screen)
    assert asked
    assert inviting.remind_rounds(now=clock.forward(days=7)) == 1
    inviting.stop(round_id, user_id=council.participation, now=clock())
    phone.work()
    clock.forward(hours=8)
    phone.work()
    assert len(phone.screen) == asked
    assert {row.reminded_at for row in every(Invitation)} == {None}


def test_a_first_text_that_was_lost_is_not_tried_again_once_the_round_is_stopped(
    council: SmallCouncil, clock: StandingClock, phone: Phone
) -> None:
    """In the provider's hands while it was stopped, it does not come back into the queue."""
    round_id = inviting.send(SURVEY, Group(), user_id=council.participation, now=clock())
    phone.work()
    clock.forward(hours=8)
    first = sending.claim_text(now=clock(), provider="says") or 0
    inviting.stop(round_id, user_id=council.participation, now=clock())
    busy = Says([TryAgain(trouble=Trouble.NO_LINE)])
    sending.send(first, busy, callback="", now=clock())
    assert {row.state for row in every(OutboundText)} == {"expired"}


def test_the_group_is_chosen_by_age_review_and_silence(
    council: SmallCouncil, others: dict[str, int], clock: StandingClock
) -> None:
    """Each filter leaves the others be; the survey says which kind of people it is for."""

    def asked(group: Group) -> set[int]:
        return {each.person_id for each in look(council, clock, group).asked}

    assert asked(Group(from_age=14, to_age=15)) == {council.child, others["fine"]}
    assert asked(Group(review_within=20)) == {council.child}
    assert asked(Group(review_within=3)) == set()
    assert asked(Group(not_heard_for=30)) == {council.child, others["fine"], others["nine"]}
    carers = inviting.look(
        "before-the-review-carer", Group(), user_id=council.participation, now=clock()
    )
    assert (carers.asked, carers.left) == ((), ())


def test_placement_team_language_and_new_in_care_leave_fewer_one_after_another(
    council: SmallCouncil, others: dict[str, int], clock: StandingClock
) -> None:
    """All of them hold at once, and the look says how many each left; a team holds its units."""
    today = clock().date()
    with writing():
        service = Team(key="svc", name="Service")
        db.session.add(service)
        db.session.flush()
        unit = Team(key="unit", name="Unit", parent_id=service.id)
        db.session.add(unit)
        db.session.flush()
        db.session.get_one(StaffUser, council.iro).team_id = unit.id
        db.session.get_one(Person, others["fine"]).language = "cy"
        spells = select(CareSpell).where(CareSpell.person_id == others["nine"])
        care = db.session.execute(spells).scalar_one()
        care.since, care.placement = today - timedelta(days=10), "K2"

    def fits(group: Group) -> set[int]:
        page = look(council, clock, group)
        return {each.person_id for each in (*page.asked, *page.left)}

    assert fits(Group(placement="Children's home")) == {others["nine"]}
    assert fits(Group(in_care_within=10)) == {others["nine"]}
    assert fits(Group(in_care_within=9)) == set()
    assert fits(Group(language="cy")) == {others["fine"]}
    assert fits(Group(team=service.id)) == fits(Group(team=unit.id)) == {council.child}
    steps = dict(look(council, clock, Group(language="en", placement="Foster carers")).steps)
    assert steps == {"everybody": 6, "age": 6, "language": 5, "placement": 4}


def test_nothing_of_that_name_is_said_so(council: SmallCouncil, clock: StandingClock) -> None:
    """A draft, or a slip."""
    with pytest.raises(inviting.NoSuchSurvey):
        inviting.look("nothing", Group(), user_id=council.participation, now=clock())


def test_a_number_that_does_not_work_is_not_asked_until_it_is_heard_from(
    council: SmallCouncil, clock: StandingClock, phone: Phone
) -> None:
    """The networks said so; a text from it says otherwise."""
    with writing():
        only(ContactPoint).bad_since = clock()
    assert [each.why_not for each in look(council, clock).left] == ["bad_number"]
    phone.text("hi its me")
    assert [each.person_id for each in look(council, clock).asked] == [council.child]


def test_of_two_on_one_phone_the_look_says_who_is_asked(
    app: Flask, council: SmallCouncil, clock: StandingClock, phone: Phone
) -> None:
    """One open ask to a phone: the look counts it as the sending does."""
    first = make_child(clock, age=12, mobile="07700 900560")
    second = make_child(clock, age=14, mobile="07700 900560")
    page = look(council, clock)
    would = {each.person_id for each in page.asked}
    assert first in would
    assert {each.person_id: each.why_not for each in page.left} == {second: "phone_busy"}
    inviting.send(SURVEY, Group(), user_id=council.participation, now=clock())
    phone.work()
    assert {row.person_id for row in every(Invitation)} == would


def test_an_ask_that_ran_out_lapses_by_itself(
    council: SmallCouncil, clock: StandingClock, phone: Phone
) -> None:
    """On the day its time is over, and not before; nobody has to be asked again for it."""
    inviting.send(SURVEY, Group(), user_id=council.participation, now=clock())
    phone.work()
    until = only(Invitation).expires_at
    assert inviting.lapse_run_out(now=until - timedelta(seconds=1)) == 0
    assert only(Conversation).state == "open"
    assert inviting.lapse_run_out(now=until) == 1
    assert only(Conversation).state == "lapsed"
    assert {row.state for row in every(OutboundText)} == {"expired"}
    assert inviting.lapse_run_out(now=until) == 0


def test_a_stop_reaches_whose_first_text_is_not_written_yet(
    council: SmallCouncil, clock: StandingClock, phone: Phone
) -> None:
    """They were asked, the text is still a job: no text comes of it, and the phone is free."""
    round_id = inviting.send(SURVEY, Group(), user_id=council.participation, now=clock())
    inviting.ask_in_round(only(AskedInRound).id, now=clock())
    inviting.stop(round_id, user_id=council.participation, now=clock())
    phone.work()
    assert every(OutboundText) == []
    assert only(Conversation).state == "lapsed"


def test_who_was_asked_this_already_is_not_asked_it_again(
    council: SmallCouncil, clock: StandingClock, phone: Phone
) -> None:
    """For a month, whatever else their budget would allow."""
    inviting.send(SURVEY, Group(), user_id=council.participation, now=clock())
    phone.work()
    clock.forward(days=20)
    assert [each.why_not for each in look(council, clock).left] == ["asked_already"]
    clock.forward(days=12)
    assert [each.person_id for each in look(council, clock).asked] == [council.child]


def test_nobody_is_asked_what_was_not_written_for_their_age(
    council: SmallCouncil, others: dict[str, int], clock: StandingClock
) -> None:
    """A survey about leaving care is not put to a child of nine."""
    page = inviting.look(
        "leaving-care-check-in", Group(), user_id=council.participation, now=clock()
    )
    shown = {each.person_id for each in (*page.asked, *page.left)}
    assert others["nine"] not in shown
    assert council.child in shown
