"""Calls at our door that say they come from Twilio: believed only when they are signed."""

from collections.abc import Mapping
from typing import Any

import pytest
from flask import Flask
from twilio.request_validator import RequestValidator
from werkzeug.test import TestResponse

from tests.people import PHONE
from tests.phones import Phone
from tests.rows import current
from tests.rows import every
from tests.rows import last_inbound
from tests.rows import outbox
from tests.settings import TWILIO_TOKEN
from voice_app.jobs.callbacks import callback_address
from voice_app.models.messages import InboundText
from voice_app.models.messages import Receipt

PUBLIC = "http://127.0.0.1:8000"
INBOUND = "/hooks/twilio/inbound"
STATUS = "/hooks/twilio/status"
TEXT = {"MessageSid": "SM1", "From": PHONE, "To": "+447700900001", "Body": "2", "NumMedia": "0"}


def call(
    app: Flask, path: str, form: Mapping[str, str], *, token: str = TWILIO_TOKEN, **headers: str
) -> TestResponse:
    """Call a hook as Twilio does, signed for the public address."""
    signature = RequestValidator(token).compute_signature(f"{PUBLIC}{path}", dict(form))
    return post(app, path, form, **{"X-Twilio-Signature": signature, **headers})


def post(app: Flask, path: str, form: Mapping[str, str], **headers: str) -> TestResponse:
    given: dict[str, Any] = dict(headers)
    return app.test_client().post(path, data=dict(form), headers=given)


def test_a_signed_text_is_taken_in_and_the_answer_is_empty(asked: Phone, app: Flask) -> None:
    response = call(app, INBOUND, TEXT)
    assert (response.status_code, response.data) == (204, b"")
    assert current("know_plan").value == "a_bit"
    asked.work()
    assert "2 of 7" in asked.screen[-1]


def test_the_same_call_again_changes_nothing(asked: Phone, app: Flask) -> None:
    for _ in range(3):
        assert call(app, INBOUND, TEXT).status_code == 204
    assert len(every(InboundText)) == 1
    assert len([row for row in outbox("queued") if row.asks == "see_family"]) == 1


@pytest.mark.parametrize("path", [INBOUND, STATUS])
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Twilio-Signature": ""},
        {"X-Twilio-Signature": "nonsense"},
        {"X-Twilio-Signature": "é"},
        {"X-Twilio-Signature": "AAAAAAAAAAAAAAAAAAAAAAAAAAA="},
    ],
    ids=str,
)
def test_an_unsigned_call_is_refused_and_nothing_is_stored(
    app: Flask, path: str, headers: dict[str, str]
) -> None:
    assert post(app, path, TEXT, **headers).status_code == 403
    assert every(InboundText) == []


def test_a_call_signed_with_another_token_is_refused(app: Flask) -> None:
    assert call(app, INBOUND, TEXT, token="another").status_code == 403  # noqa: S106
    assert every(InboundText) == []


@pytest.mark.parametrize("field", ["Body", "From", "MessageSid", "NumMedia"])
def test_a_field_changed_on_the_way_is_refused(app: Flask, field: str) -> None:
    signature = RequestValidator(TWILIO_TOKEN).compute_signature(f"{PUBLIC}{INBOUND}", TEXT)
    changed = {**TEXT, field: "1"}
    response = post(app, INBOUND, changed, **{"X-Twilio-Signature": signature})
    assert response.status_code == 403
    assert every(InboundText) == []


def test_a_signature_for_another_address_is_refused(app: Flask) -> None:
    signature = RequestValidator(TWILIO_TOKEN).compute_signature(
        f"https://elsewhere.example{INBOUND}", TEXT
    )
    assert post(app, INBOUND, TEXT, **{"X-Twilio-Signature": signature}).status_code == 403


def test_behind_a_proxy_it_is_the_public_address_that_counts(app: Flask) -> None:
    response = call(app, INBOUND, TEXT, Host="10.0.0.7:9999")
    assert response.status_code == 204


@pytest.mark.parametrize("missing", ["MessageSid", "From"])
def test_a_signed_call_without_what_we_need_is_400(app: Flask, missing: str) -> None:
    form = {name: value for name, value in TEXT.items() if name != missing}
    assert call(app, INBOUND, form).status_code == 400
    assert every(InboundText) == []


def test_a_text_without_a_body_is_kept(app: Flask) -> None:
    form = {"MessageSid": "MM1", "From": PHONE, "NumMedia": "2"}
    assert call(app, INBOUND, form).status_code == 204
    assert (last_inbound().words, last_inbound().pictures) == ("", 2)


@pytest.mark.parametrize("given", ["", "-1", "999999999", "two", "1.5", "²"])
def test_an_odd_count_of_pictures_is_no_reason_to_lose_a_text(app: Flask, given: str) -> None:
    assert call(app, INBOUND, {**TEXT, "NumMedia": given}).status_code == 204
    assert last_inbound().pictures == 0


@pytest.mark.parametrize(
    "words",
    ["a" * 1600, "zero\x00byte", "bell\x07", "👩‍👧‍👦 love 🥰", "a=b&c=d+e%20f", "\r\nline\r\n"],
)  # fmt: skip
def test_any_words_come_through_as_written(app: Flask, words: str) -> None:
    assert call(app, INBOUND, {**TEXT, "Body": words}).status_code == 204
    assert last_inbound().words == words


def test_a_get_is_not_taken(app: Flask) -> None:
    assert app.test_client().get(INBOUND).status_code in {403, 405}


def status(app: Flask, path: str, state: str, **more: str) -> TestResponse:
    form = {"MessageSid": "SM-out", "MessageStatus": state, **more}
    return call(app, path, form)


def address_of(text_id: int) -> str:
    return callback_address(text_id).removeprefix(PUBLIC)


def test_news_of_a_text_reaches_its_row(asked: Phone, app: Flask) -> None:
    (opening, question) = outbox("accepted")
    opening_id, question_id = opening.id, question.id
    assert status(app, address_of(question_id), "delivered").status_code == 204
    assert status(app, address_of(question_id), "sent").status_code == 204
    assert [row.id for row in outbox("delivered")] == [question_id]
    assert [row.id for row in outbox("accepted")] == [opening_id]


def test_a_failure_comes_with_the_providers_code(asked: Phone, app: Flask) -> None:
    text_id = outbox("accepted")[0].id
    assert status(app, address_of(text_id), "undelivered", ErrorCode="30003").status_code == 204
    (row,) = outbox("not_delivered")
    assert row.fault == "30003"


@pytest.mark.parametrize("key", ["", "?row=", "?row=1", "?row=NDE3.abc", "?row=1&row=2"])
def test_a_forged_row_is_refused_though_the_call_is_signed(
    asked: Phone, app: Flask, key: str
) -> None:
    assert status(app, f"{STATUS}{key}", "delivered").status_code == 403
    assert every(Receipt) == []


@pytest.mark.parametrize("missing", ["MessageSid", "MessageStatus"])
def test_news_without_what_we_need_is_400(asked: Phone, app: Flask, missing: str) -> None:
    form = {"MessageSid": "SM-out", "MessageStatus": "sent"}
    del form[missing]
    assert call(app, address_of(1), form).status_code == 400
    assert every(Receipt) == []


def test_news_of_a_text_that_is_gone_is_no_error(app: Flask) -> None:
    assert status(app, address_of(4711), "delivered").status_code == 204


def test_a_state_we_do_not_know_moves_nothing_back(asked: Phone, app: Flask) -> None:
    text_id = outbox("accepted")[0].id
    status(app, address_of(text_id), "delivered")
    assert status(app, address_of(text_id), "brand-new-state").status_code == 204
    assert [row.id for row in outbox("delivered")] == [text_id]


def test_a_call_that_is_far_too_big_is_refused(app: Flask) -> None:
    response = call(app, INBOUND, {**TEXT, "Body": "a" * 2_000_000})
    assert response.status_code == 413
    assert every(InboundText) == []
