"""The address that receipts come to: ours alone, and for one text."""

import pytest
from flask import Flask
from itsdangerous import URLSafeSerializer

from voice_app.config import new_keys
from voice_app.jobs.callbacks import callback_address
from voice_app.jobs.callbacks import row_of


def key_of(address: str) -> str:
    return address.partition("row=")[2]


def test_the_address_names_its_row(app: Flask) -> None:
    address = callback_address(417)
    assert address.startswith("http://127.0.0.1:8000/hooks/twilio/status?row=")
    assert row_of(key_of(address)) == 417


def test_two_texts_have_two_addresses(app: Flask) -> None:
    assert callback_address(1) != callback_address(2)


@pytest.mark.parametrize("forged", ["", "1", "417", "NDE3.abc", "\x00", "é", "x" * 3000])
def test_a_key_we_did_not_sign_names_nothing(app: Flask, forged: str) -> None:
    assert row_of(forged) is None


def test_a_changed_key_names_nothing(app: Flask) -> None:
    key = key_of(callback_address(417))
    other = key_of(callback_address(418))
    mixed = other.partition(".")[0] + "." + key.partition(".")[2]
    assert row_of(mixed) is None
    assert row_of(key[:-1]) is None


def test_a_key_signed_for_something_else_names_nothing(app: Flask) -> None:
    secret = app.config["SECRET_KEY"]
    assert row_of(str(URLSafeSerializer(secret, salt="session").dumps(417))) is None
    assert row_of(str(URLSafeSerializer(secret, salt="receipt").dumps("417"))) is None
    stranger = new_keys()["VOICE_SECRET_KEY"]
    assert row_of(str(URLSafeSerializer(stranger, salt="receipt").dumps(417))) is None
