"""Calls at our door that say they come from GOV.UK Notify: believed only with the token."""

from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.people import PHONE
from tests.phones import Phone
from tests.rows import current
from tests.rows import every
from tests.rows import last_inbound
from tests.rows import only
from tests.rows import outbox
from tests.services.outbox import put
from tests.settings import NOTIFY_TOKEN
from tests.settings import StandingClock
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.messages import InboundText
from voice_app.models.messages import OutboundText
from voice_app.models.messages import Receipt

INBOUND = "/hooks/notify/inbound"
STATUS = "/hooks/notify/status"
TEXT = {
    "id": "6f1d2c6e-0001-4c1e-8000-000000000001",
    "source_number": PHONE.removeprefix("+"),
    "destination_number": "07700900001",
    "message": "2",
    "date_received": "2026-11-23T10:00:00.000000Z",
}
NEWS = {"id": "n-1", "reference": "one", "status": "delivered", "to": PHONE}


def call(app: Flask, path: str, told: Any, token: str = NOTIFY_TOKEN) -> TestResponse:
    headers = {"Authorization": f"Bearer {token}"}
    return app.test_client().post(path, json=told, headers=headers)


@pytest.fixture
def handed(app: Flask, clock: StandingClock) -> int:
    """A text that Notify was handed."""
    text_id = put("one", clock)
    with writing():
        row = db.session.get_one(OutboundText, text_id)
        row.state, row.provider = "accepted", "notify"
    return text_id


def test_a_text_is_taken_in_once_however_often_it_comes(asked: Phone, app: Flask) -> None:
    for _ in range(3):
        response = call(app, INBOUND, TEXT)
        assert (response.status_code, response.data) == (204, b"")
    assert current("know_plan").value == "a_bit"
    assert len(every(InboundText)) == 1
    assert len([row for row in outbox("queued") if row.asks == "see_family"]) == 1


@pytest.mark.parametrize("path", [INBOUND, STATUS])
@pytest.mark.parametrize(
    "given", ["", "Bearer ", "Bearer wrong", "Basic x", "Bearer é", NOTIFY_TOKEN]
)
def test_a_call_without_the_token_is_refused_and_nothing_is_stored(
    app: Flask, path: str, given: str
) -> None:
    response = app.test_client().post(path, json=TEXT, headers={"Authorization": given})
    assert response.status_code == 403
    assert every(InboundText) == []


def test_without_a_token_of_ours_no_call_is_taken(app: Flask) -> None:
    app.extensions["voice.settings"] = replace(
        app.extensions["voice.settings"], notify_callback_token=""
    )
    assert call(app, INBOUND, TEXT, token="").status_code == 403


@pytest.mark.parametrize(
    "told",
    [
        None,
        [],
        "hello",
        {**TEXT, "id": None},
        {**TEXT, "id": ""},
        {**TEXT, "source_number": 447},
        {**TEXT, "message": None},
        {**NEWS, "status": ["delivered"]},
    ],
    ids=str,
)
@pytest.mark.parametrize("path", [INBOUND, STATUS])
def test_nonsense_with_the_token_is_400(app: Flask, path: str, told: Any) -> None:
    if path == STATUS and isinstance(told, dict):
        told = {**told, "status": None}
    elif isinstance(told, dict) and "status" in told:
        told = {}
    assert call(app, path, told).status_code == 400
    assert every(InboundText) == []


def test_what_is_no_json_at_all_is_400(app: Flask) -> None:
    headers = {"Authorization": f"Bearer {NOTIFY_TOKEN}"}
    for body in (b"", b"\xff", b"id=1", b"[" * 100_000):
        response = app.test_client().post(STATUS, data=body, headers=headers)
        assert response.status_code == 400


@pytest.mark.parametrize("sender", ["HMRC", "0044", "60777", "é"])
def test_a_sender_that_is_no_number_is_kept_for_a_person(app: Flask, sender: str) -> None:
    assert call(app, INBOUND, {**TEXT, "source_number": sender}).status_code == 204
    assert last_inbound().sender == sender


@pytest.mark.parametrize("order", list(permutations(["sending", "delivered", "created"])))
def test_reports_in_any_order_and_more_than_once_end_the_same(
    app: Flask, handed: int, order: tuple[str, ...]
) -> None:
    for status in (*order, *order):
        assert call(app, STATUS, {**NEWS, "status": status}).status_code == 204
    assert (only(OutboundText).state, only(OutboundText).provider_id) == ("delivered", "n-1")
    assert len(every(Receipt)) == 6


@pytest.mark.parametrize(
    ("status", "state", "again"),
    [
        ("permanent-failure", "not_delivered", 1),
        ("temporary-failure", "not_delivered", 0),
        ("technical-failure", "failed", 1),
        ("something-new", "accepted", 0),
    ],
)
def test_a_report_of_failure_does_what_the_table_says(
    app: Flask, handed: int, status: str, state: str, again: int
) -> None:
    assert call(app, STATUS, {**NEWS, "status": status}).status_code == 204
    first, *more = every(OutboundText)
    assert (first.state, len(more)) == (state, again)


@pytest.mark.parametrize("reference", ["another", None, 7, ""])
def test_news_of_a_text_that_is_not_ours_changes_nothing(
    app: Flask, handed: int, reference: object
) -> None:
    assert call(app, STATUS, {**NEWS, "reference": reference}).status_code == 204
    assert (only(OutboundText).state, every(Receipt)) == ("accepted", [])


def test_news_of_a_text_that_another_provider_has_changes_nothing(app: Flask, handed: int) -> None:
    with writing():
        db.session.get_one(OutboundText, handed).provider = "twilio"
    call(app, STATUS, NEWS)
    assert only(OutboundText).state == "accepted"
