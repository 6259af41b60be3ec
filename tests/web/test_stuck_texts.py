"""A person settles texts nobody knows the fate of, and starts a paused provider again."""

import pytest
from flask import Flask
from sqlalchemy import select

from messaging.gateway import DeliveryState
from messaging.gateway import InDoubt
from messaging.gateway import Receipt
from messaging.gateway import Refused
from messaging.gateway import Trouble
from messaging.gateway import TryAgain
from tests.people import PHONE as JAZ_PHONE
from tests.people import SmallCouncil
from tests.people import staff
from tests.rows import every
from tests.rows import only
from tests.services.outbox import PHONE
from tests.services.outbox import Says
from tests.services.outbox import put
from tests.settings import StandingClock
from tests.web.browser import Browser
from voice_app.db import db
from voice_app.jobs.worker import drain
from voice_app.models.messages import OutboundText
from voice_app.models.messages import ProviderPause
from voice_app.models.record import AccessLog
from voice_app.services import sending

PAGE = "/stuck-texts/"


@pytest.fixture
def parked(app: Flask, clock: StandingClock) -> int:
    """A text whose answer was lost, and that its provider does not list."""
    text_id = put("one", clock)
    gateway = Says([InDoubt()])
    for minutes in (0, 3, 6, 12):
        clock.forward(minutes=minutes)
        drain(gateway)
    return text_id


def at_desk(app: Flask, name: str = "petra") -> Browser:
    browser = Browser(app)
    browser.be(staff(name))
    return browser


def said(app: Flask, parked: int, how: str) -> str:
    browser = at_desk(app)
    browser.press(PAGE, f"{PAGE}{parked}", {"how": how})
    return browser.get(PAGE).text


def row(text_id: int) -> OutboundText:
    return next(row for row in every(OutboundText) if row.id == text_id)


def test_the_page_shows_neither_words_nor_numbers(app: Flask, parked: int) -> None:
    page = at_desk(app).get(PAGE).text
    assert "1 text waits for you" in page
    assert "the provider's list does not show it" in page.replace("&#39;", "'")
    assert PHONE not in page and "Hello" not in page and PHONE[-3:] in page  # noqa: PT018


def test_it_went(app: Flask, parked: int) -> None:
    assert "0 texts wait" in said(app, parked, "went")
    text = row(parked)
    assert (text.state, text.sent_at, text.settled_by) == (
        "accepted",
        text.handed_at,
        staff("petra"),
    )


def test_it_did_not_go_and_goes_again_under_a_key_of_its_own(app: Flask, parked: int) -> None:
    said(app, parked, "again")
    said(app, parked, "again")
    assert [(text.key, text.state) for text in every(OutboundText)] == [
        ("one", "failed"),
        ("one:again", "queued"),
    ]
    gateway = Says()
    drain(gateway)
    assert [text.key for text in gateway.texts] == ["one:again"]


def test_a_receipt_that_comes_after_all_takes_the_second_one_back(
    app: Flask, parked: int, clock: StandingClock
) -> None:
    said(app, parked, "again")
    sending.receive_receipt(parked, Receipt("SM1", DeliveryState.SENT), now=clock())
    drain(Says())
    assert [(text.key, text.state) for text in every(OutboundText)] == [
        ("one", "failed"),
        ("one:again", "expired"),
    ]


def test_let_it_be_leaves_it_and_a_receipt_still_counts(
    app: Flask, parked: int, clock: StandingClock
) -> None:
    assert "0 texts wait" in said(app, parked, "let_be")
    assert row(parked).state == "parked"
    sending.receive_receipt(parked, Receipt("SM1", DeliveryState.DELIVERED), now=clock())
    assert row(parked).state == "delivered"


def test_a_text_whose_time_has_passed_does_not_go_again(
    app: Flask, parked: int, clock: StandingClock
) -> None:
    browser = at_desk(app)
    clock.forward(hours=6)
    assert "Too late to send it again" in browser.get(PAGE).text
    browser.press(PAGE, f"{PAGE}{parked}", {"how": "again"})
    assert "Its time has passed" in browser.get(PAGE).text
    assert (row(parked).state, row(parked).settled_at) == ("parked", None)


def test_what_a_receipt_settled_meanwhile_is_not_settled_twice(
    app: Flask, parked: int, clock: StandingClock
) -> None:
    browser = at_desk(app)
    page = browser.get(PAGE)
    assert page.status_code == 200
    sending.receive_receipt(parked, Receipt("SM1", DeliveryState.DELIVERED), now=clock())
    with pytest.raises(sending.NotStuck):
        sending.settle(parked, sending.Settled.AGAIN, user_id=staff("petra"), now=clock())
    assert [text.state for text in every(OutboundText)] == ["delivered"]


def test_a_text_still_being_looked_up_is_counted_and_not_offered(
    app: Flask, clock: StandingClock
) -> None:
    text_id = put("one", clock)
    drain(Says([InDoubt()]))
    assert "1 more is still being looked up" in at_desk(app).get(PAGE).text
    with pytest.raises(sending.NotStuck):
        sending.settle(text_id, sending.Settled.WENT, user_id=staff("petra"), now=clock())


def test_each_look_and_each_word_on_it_is_written_down(app: Flask, parked: int) -> None:
    said(app, parked, "went")
    deeds = [(deed.did, deed.what, deed.reason) for deed in every(AccessLog)]
    assert ("saw", "parked_texts", "") in deeds
    assert ("changed", f"parked_text:{parked}", "went") in deeds


def test_what_nobody_got_for_a_reason_of_the_providers_is_listed_until_somebody_has_seen_it(
    app: Flask, clock: StandingClock
) -> None:
    put("late", clock)
    put("long", clock, to="+447700900555")
    put("theirs", clock, to="+447700900666")
    refusals = [Refused(trouble=Trouble.TOO_LONG), Refused("21614", Trouble.BAD_NUMBER)]
    drain(Says([TryAgain(trouble=Trouble.NO_LINE), *refusals]))
    clock.forward(hours=6)
    drain(Says())
    browser = at_desk(app)
    page = browser.get(PAGE).text
    assert "2 texts did not go" in page
    assert "Its time was over before it could go." in page
    assert "longer than the provider takes" in page
    assert "+447700" not in page
    assert "Send it again" not in page
    assert browser.press(PAGE, f"{PAGE}not-sent", {"up_to": "nine"}).status_code == 400
    late, long, _theirs = every(OutboundText)
    browser.press(PAGE, f"{PAGE}{late.id}", {"how": "let_be"})
    assert "1 text did not go" in browser.get(PAGE).text
    browser.press(PAGE, f"{PAGE}not-sent", {"up_to": str(long.id)})
    assert "did not go" not in browser.get(PAGE).text
    assert [bool(text.settled_by) for text in every(OutboundText)] == [True, True, False]
    assert [text.state for text in every(OutboundText)] == ["expired", "failed", "failed"]


def test_what_did_not_go_goes_again_within_its_time_and_is_not_said_to_have_gone(
    app: Flask, clock: StandingClock
) -> None:
    text_id = put("one", clock)
    drain(Says([Refused("21606")]))
    assert "The provider would not take it." in at_desk(app).get(PAGE).text
    with pytest.raises(sending.NotStuck):
        sending.settle(text_id, sending.Settled.WENT, user_id=staff("petra"), now=clock())
    said(app, text_id, "again")
    drain(Says())
    assert [(text.key, text.state) for text in every(OutboundText)] == [
        ("one", "failed"),
        ("one:again", "accepted"),
    ]


def test_a_paused_provider_is_said_and_only_an_administrator_starts_it_again(
    app: Flask, clock: StandingClock
) -> None:
    put("one", clock)
    drain(Says([Refused("20003", Trouble.ACCOUNT)]))
    pause = db.session.scalars(select(ProviderPause.id)).one()
    petra, sol = at_desk(app), at_desk(app, "sol")
    assert "Nothing goes out by says" in petra.get(PAGE).text
    assert app.test_client().get("/ready").json["providers_paused"] == 1  # type: ignore[index]
    start = f"{PAGE}providers/{pause}/start"
    assert "Start again" not in petra.get(PAGE).text
    assert sol.press(PAGE, start).status_code == 303
    assert only(ProviderPause).lifted_by == staff("sol")
    drain(Says())
    assert only(OutboundText).state == "accepted"


def test_a_number_that_fails_is_told_to_who_may_know_whose_it_is_until_a_text_arrives(
    app: Flask, council: SmallCouncil, clock: StandingClock
) -> None:
    put("one", clock, to=JAZ_PHONE)
    drain(Says([Refused("21614", Trouble.BAD_NUMBER)]))
    petra, sol = at_desk(app), at_desk(app, "sol")
    assert "1 number does not work" in petra.get(PAGE).text
    assert "Jaz" in petra.get(PAGE).text
    assert "Jaz" not in sol.get(PAGE).text
    assert ("saw", "number_that_fails") in {(deed.did, deed.what) for deed in every(AccessLog)}
    text_id = put("two", clock, to=JAZ_PHONE)
    drain(Says())
    sending.receive_receipt(text_id, Receipt("SM-two", DeliveryState.DELIVERED), now=clock())
    assert "does not work" not in petra.get(PAGE).text
