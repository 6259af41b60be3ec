"""The digest: counts and nothing else, on working days, one a day at most."""

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask

from messaging.gateways.email import NotTaken
from messaging.gateways.email import Post
from tests.mail import Postbox
from tests.mail import mail_server
from tests.people import SmallCouncil
from tests.rows import every
from tests.rows import only
from tests.services import stories
from tests.settings import StandingClock
from voice_app.models.desk import Digest
from voice_app.models.jobs import Job
from voice_app.services import accounts
from voice_app.services import caseload

ADDRESS = "maura@northbeck.example"
URL = "https://voices.northbeck.example"


def send(council: SmallCouncil, clock: StandingClock, box: Postbox) -> bool:
    with mail_server(box) as server:
        return caseload.send_digest(council.iro, Post(server), public_url=URL, now=clock())


def words(box: Postbox) -> str:
    return str(box.letters[-1].get_payload())


@pytest.fixture
def daily(council: SmallCouncil) -> None:
    """The IRO wants one every working day."""
    caseload.set_digest("daily", ADDRESS, user_id=council.iro)


def test_it_says_how_many_wait_and_never_who_or_what(
    daily: None, council: SmallCouncil, clock: StandingClock
) -> None:
    """Three children: one silent, one whose brief is due, one who asked to be called."""
    calls = stories.add_child(clock, "Caller", iro=council.iro, due_in=40)
    stories.fill_in(stories.invite(calls, clock), {"call_me": "yes"}, clock)
    brief = stories.add_child(clock, "Briefed", iro=council.iro, due_in=4)
    stories.say(brief, clock, "words of a child")
    box = Postbox()
    assert send(council, clock, box)
    said = words(box)
    assert "1 child not heard, 1 brief due, 1 asked you to call." in said
    assert f"Sign in: {URL}" in said
    whole = box.letters[0].as_string()
    for secret in ("Caller", "Briefed", "Jaz", "Merrin", "Invented", "words of", "NB-", "417"):
        assert secret not in whole
    assert box.to == [ADDRESS]


def test_one_a_day_even_when_the_job_runs_again(
    daily: None, council: SmallCouncil, clock: StandingClock
) -> None:
    box = Postbox()
    assert [send(council, clock, box), send(council, clock, box)] == [True, False]
    clock.forward(days=1)
    assert send(council, clock, box)
    assert len(box.letters) == 2


def test_nothing_is_sent_when_nothing_waits(
    daily: None, council: SmallCouncil, clock: StandingClock
) -> None:
    stories.say(council.child, clock)
    box = Postbox()
    assert not send(council, clock, box)
    assert (box.letters, only(Digest).last_on) == ([], None)


@pytest.mark.parametrize(
    ("answer", "raises"), [("451 later", True), ("550 nobody of this name", False)]
)
def test_a_refusal_leaves_the_day_open_and_only_a_passing_one_is_tried_again(
    daily: None, council: SmallCouncil, clock: StandingClock, answer: str, raises: bool
) -> None:
    box = Postbox()
    box.refuses = answer
    if raises:
        with pytest.raises(NotTaken):
            send(council, clock, box)
    else:
        assert not send(council, clock, box)
    assert only(Digest).last_on is None
    box.refuses = ""
    assert send(council, clock, box)


def test_the_daily_look_queues_each_once_a_working_day(
    daily: None, council: SmallCouncil, clock: StandingClock
) -> None:
    assert [caseload.digests_due(now=clock()), caseload.digests_due(now=clock())] == [1, 0]
    clock.forward(days=4)  # Friday
    assert caseload.digests_due(now=clock()) == 1
    clock.forward(days=1)
    assert caseload.digests_due(now=clock()) == 0, "Saturday"
    clock.now = clock.now.replace(month=12, day=25)
    assert caseload.digests_due(now=clock()) == 0, "Christmas Day is a Friday"
    jobs = [(job.subject, job.key) for job in every(Job) if job.name == "send_digest"]
    assert jobs == [
        (council.iro, f"digest:{council.iro}:2026-11-23"),
        (council.iro, f"digest:{council.iro}:2026-11-27"),
    ]


def test_a_weekly_one_goes_on_the_first_working_day_of_the_week(
    council: SmallCouncil, clock: StandingClock
) -> None:
    caseload.set_digest("weekly", ADDRESS, user_id=council.iro)
    clock.forward(days=1)
    assert caseload.digests_due(now=clock()) == 0, "set up on a Tuesday: not before Monday"
    clock.forward(days=6)
    box = Postbox()
    assert caseload.digests_due(now=clock()) == 1
    assert send(council, clock, box)
    clock.forward(days=1)
    assert caseload.digests_due(now=clock()) == 0
    clock.now = clock.now.replace(month=12, day=28)
    assert caseload.digests_due(now=clock()) == 0, "a bank holiday in place of Boxing Day"
    clock.forward(days=1)
    assert caseload.digests_due(now=clock()) == 1, "Tuesday is the first working day"


def test_the_worker_sends_it_where_the_installation_has_a_mail_server(
    app: Flask, daily: None, council: SmallCouncil, clock: StandingClock
) -> None:
    caseload.digests_due(now=clock())
    box = Postbox()
    with mail_server(box) as server:
        app.extensions["voice.settings"] = replace(
            app.extensions["voice.settings"],
            smtp_host=server.host,
            smtp_port=server.port,
            smtp_from=server.sender,
            smtp_starttls=False,
        )
        stories.work()
    assert box.to == [ADDRESS]
    assert [job.state for job in every(Job) if job.name == "send_digest"] == ["done"]


def test_a_closed_account_is_sent_nothing(
    daily: None, council: SmallCouncil, clock: StandingClock
) -> None:
    accounts.close_account(council.iro, by=None, now=clock())
    assert caseload.digests_due(now=clock()) == 0
    box = Postbox()
    assert not send(council, clock, box)


@pytest.mark.parametrize(
    "address", ["", "maura", "a@b", "a@b.example, c@d.example", "a b@c.example"]
)
def test_what_is_no_address_is_refused(council: SmallCouncil, address: str) -> None:
    with pytest.raises(caseload.AddressRefused):
        caseload.set_digest("daily", address, user_id=council.iro)
    with pytest.raises(caseload.AddressRefused):
        caseload.set_digest("daily", f"{ADDRESS}\r\nBcc: x@y.example", user_id=council.iro)
    assert every(Digest) == []


def test_never_stops_it(daily: None, council: SmallCouncil, clock: StandingClock) -> None:
    assert caseload.digest_page(user_id=council.iro, possible=True).how_often == "daily"
    caseload.set_digest("", "", user_id=council.iro)
    assert every(Digest) == []
    page = caseload.digest_page(user_id=council.iro, possible=True)
    assert (page.how_often, page.address) == ("", ADDRESS), "the sign-in name, until they say else"
    clock.now += timedelta(days=1)
    assert caseload.digests_due(now=clock()) == 0
