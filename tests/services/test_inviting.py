"""Who is asked, who is left in peace and why, and when the first text goes out."""

from datetime import UTC
from datetime import datetime
from datetime import timedelta
from functools import partial

import pytest
from flask import Flask

from tests.at_once import at_once
from tests.people import PHONE
from tests.people import SmallCouncil
from tests.people import make_child
from tests.phones import Phone
from tests.rows import every
from tests.rows import only
from tests.rows import outbox
from tests.rows import survey
from tests.settings import StandingClock
from voice_app.db import db
from voice_app.models.conversations import Conversation
from voice_app.models.messages import OutboundText
from voice_app.models.people import Consent
from voice_app.models.surveys import Invitation
from voice_app.services import conversations
from voice_app.services import inviting
from voice_app.services import recording
from voice_app.services.inviting import Ask
from voice_app.services.inviting import Invited
from voice_app.services.inviting import NotAsked
from voice_app.store import links

REVIEW = "before-my-review"
VISIT = "after-a-visit"


def ask(person: int, *, survey: str = REVIEW, channel: str = "text", why: str = "asked") -> Ask:
    return Ask(person, survey, channel, {"asked": "asked_for", "review": "before_review"}[why])


def test_a_child_is_asked_about_the_review_that_comes(
    council: SmallCouncil, clock: StandingClock
) -> None:
    invited = inviting.invite(ask(council.child, why="review"), now=clock())
    assert isinstance(invited, Invited)
    row = only(Invitation)
    assert (row.meeting_id, row.about_id) == (council.review, None)
    assert row.expires_at - clock() == timedelta(days=30)
    assert set(invited.code) <= set(links.CODE_LETTERS)
    assert survey().review_id == council.review


def test_a_carer_is_asked_about_the_child_and_the_childs_review(
    council: SmallCouncil, clock: StandingClock
) -> None:
    new = recording.NewPerson(kind="carer", preferred_name="Lorna", mobile="+447700900555")
    carer = recording.add_person(new, practice=True, by=None, now=clock())
    recording.relate(council.child, carer, kind="foster_carer", by=None, now=clock())
    inviting.invite(ask(carer, survey="before-the-review-carer", why="review"), now=clock())
    row = only(Invitation)
    assert (row.about_id, row.meeting_id) == (council.child, council.review)
    assert (survey().about_id, survey().band) == (council.child, "18+")


def test_a_survey_that_is_not_published_is_not_sent(
    council: SmallCouncil, clock: StandingClock
) -> None:
    asked = inviting.invite(ask(council.child, survey="no-such-survey"), now=clock())
    assert asked == NotAsked("not_published")


def test_two_asks_a_month_and_no_third(council: SmallCouncil, clock: StandingClock) -> None:
    for name in (REVIEW, VISIT):
        asked = inviting.invite(
            ask(council.child, survey=name, channel="web", why="review"), now=clock()
        )
        assert isinstance(asked, Invited)
    third = ask(council.child, channel="web", why="review")
    assert inviting.invite(third, now=clock()) == NotAsked("budget_spent")
    clock.forward(days=31)
    assert isinstance(inviting.invite(third, now=clock()), Invited)


def test_what_they_ask_for_themselves_costs_no_budget(
    council: SmallCouncil, clock: StandingClock
) -> None:
    for _ in range(5):
        assert isinstance(inviting.invite(ask(council.child, channel="web"), now=clock()), Invited)
    asked = inviting.invite(ask(council.child, channel="web", why="review"), now=clock())
    assert isinstance(asked, Invited)


@pytest.mark.parametrize(
    ("starts", "until", "asked"), [(0, 0, False), (-9, -1, True), (1, 9, True)]
)
def test_do_not_ask_holds_on_its_days(
    council: SmallCouncil, clock: StandingClock, starts: int, until: int, asked: bool
) -> None:
    today = clock().date()
    flag = recording.NotNow(
        "bereavement", today + timedelta(days=starts), today + timedelta(days=until)
    )
    recording.do_not_ask(council.child, flag, by=council.iro, now=clock())
    result = inviting.invite(ask(council.child, why="review"), now=clock())
    assert isinstance(result, Invited) is asked
    assert asked or result == NotAsked("do_not_ask_now")


def test_a_refusal_holds_whatever_the_reason_or_the_channel(
    council: SmallCouncil, clock: StandingClock
) -> None:
    agree(council.child, clock, given=True)
    agree(council.child, clock, given=False)
    for channel in ("text", "web"):
        asked = inviting.invite(ask(council.child, channel=channel), now=clock())
        assert asked == NotAsked("refused")
    agree(council.child, clock, given=True)
    assert isinstance(inviting.invite(ask(council.child), now=clock()), Invited)


def agree(person: int, clock: StandingClock, *, given: bool) -> None:
    """An agreement, or a refusal, is written down."""
    now = clock.forward(seconds=1)
    db.session.add(Consent(person_id=person, given=given, given_by="child", at=now))
    db.session.commit()


def test_a_phone_that_said_stop_is_not_texted_and_its_owner_may_still_be_asked_on_the_web(
    council: SmallCouncil, phone: Phone, clock: StandingClock
) -> None:
    phone.text("STOP")
    assert inviting.invite(ask(council.child), now=clock()) == NotAsked("opted_out")
    assert isinstance(inviting.invite(ask(council.child, channel="web"), now=clock()), Invited)


def test_without_a_number_nobody_is_texted(app: Flask, clock: StandingClock) -> None:
    child = make_child(clock, mobile="")
    assert inviting.invite(ask(child), now=clock()) == NotAsked("no_number")


def test_one_open_ask_to_a_phone(council: SmallCouncil, clock: StandingClock) -> None:
    inviting.invite(ask(council.child), now=clock())
    assert inviting.invite(ask(council.child, survey=VISIT), now=clock()) == NotAsked("phone_busy")


@pytest.mark.parametrize("days", [31, 400])
def test_an_ask_that_nobody_answered_does_not_keep_the_phone_busy_for_ever(
    council: SmallCouncil, clock: StandingClock, days: int
) -> None:
    inviting.invite(ask(council.child), now=clock())
    clock.forward(days=days)
    assert isinstance(inviting.invite(ask(council.child, survey=VISIT), now=clock()), Invited)


def test_two_on_one_phone_asked_at_once_are_asked_one_after_the_other(
    council: SmallCouncil, app: Flask, clock: StandingClock
) -> None:
    new = recording.NewPerson(kind="child", preferred_name="Kit", mobile=PHONE)
    brother = recording.add_person(new, practice=True, by=None, now=clock())
    asks = [ask(person, survey=VISIT) for person in (council.child, brother) for _ in range(3)]
    results = at_once(app, *[partial(inviting.invite, each, now=clock()) for each in asks])
    assert results.count(NotAsked("phone_busy")) == len(asks) - 1
    assert survey().state == "open"


def test_six_asks_at_once_cost_no_more_than_the_budget(
    council: SmallCouncil, app: Flask, clock: StandingClock
) -> None:
    one = ask(council.child, channel="web", why="review")
    results = at_once(app, *[partial(inviting.invite, one, now=clock())] * 6)
    assert results.count(NotAsked("budget_spent")) == 4


def test_nobody_is_asked_in_vain(council: SmallCouncil, clock: StandingClock) -> None:
    """What was refused leaves no row behind, so it costs no budget either."""
    inviting.invite(ask(council.child), now=clock())
    inviting.invite(ask(council.child, why="review"), now=clock())
    assert len(every(Invitation)) == len(every(Conversation)) == 1


def first_due(phone: Phone) -> datetime:
    """When the first text of the survey is due."""
    phone.work()
    return min(text.due_at for text in every(OutboundText))


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        (at(23, 10), at(23, 16)),  # Monday morning: after school
        (at(23, 17), at(23, 17)),
        (at(23, 19, 1), at(24, 16)),
        (at(27, 22), at(28, 10)),  # Friday night: Saturday at ten
        (at(29, 20), at(30, 16)),
    ],
)
def test_our_asking_waits_for_the_end_of_quiet_hours(
    council: SmallCouncil, phone: Phone, clock: StandingClock, asked: datetime, due: datetime
) -> None:
    clock.now = asked
    inviting.invite(ask(council.child, why="review"), now=clock())
    assert first_due(phone).replace(second=0) == due


@pytest.mark.parametrize("hour", [2, 10, 23])
def test_what_they_asked_for_comes_at_once(
    council: SmallCouncil, phone: Phone, clock: StandingClock, hour: int
) -> None:
    clock.now = at(24, hour)
    inviting.invite(ask(council.child), now=clock())
    phone.work()
    assert len(phone.screen) == 2


def test_a_reply_to_their_own_text_comes_at_night(asked: Phone, clock: StandingClock) -> None:
    clock.now = at(24, 2)
    (reply,) = asked.text("2")
    assert "2 of 7" in reply


def test_the_first_text_tells_who_we_are_and_names_nobody(
    council: SmallCouncil, phone: Phone, clock: StandingClock
) -> None:
    invited = inviting.invite(ask(council.child), now=clock())
    phone.work()
    assert isinstance(invited, Invited)
    opening, question = phone.screen
    assert f"/s/{invited.code}" in opening
    for word in ("STOP", "999", "0800 1111", "7 short questions"):
        assert word in opening
    for private in ("Jaz", "Merrin", "care", "review", "social", "Maura"):
        assert private.lower() not in opening.replace("/s/" + invited.code, "").lower()
    assert question.startswith("1 of 7.")


def test_opening_twice_sends_nothing_twice(
    council: SmallCouncil, phone: Phone, clock: StandingClock
) -> None:
    inviting.invite(ask(council.child), now=clock())
    for _ in range(2):
        conversations.open_by_text(
            survey().id, public_url="http://127.0.0.1", service="Voices", now=clock()
        )
    phone.work()
    assert len(phone.screen) == 2


def test_stop_before_the_worker_came_to_it_sends_no_question(
    council: SmallCouncil, phone: Phone, clock: StandingClock
) -> None:
    inviting.invite(ask(council.child), now=clock())
    phone.text("STOP")
    assert not any(" of 7" in text for text in phone.screen)


def test_an_ask_taken_back_sends_nothing_more(
    council: SmallCouncil, phone: Phone, clock: StandingClock
) -> None:
    inviting.invite(ask(council.child, why="review"), now=clock())
    phone.work()
    inviting.revoke(only(Invitation).id, now=clock())
    clock.forward(hours=7)
    phone.work()
    assert phone.screen == []
    assert outbox("queued") == []
    assert survey().state == "lapsed"
    assert isinstance(inviting.invite(ask(council.child), now=clock()), Invited)
