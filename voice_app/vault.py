"""Encrypted columns, and the keyed hash by which an encrypted number is found again.

Encryption is randomised: the same words give another ciphertext each time, so equality cannot be
searched. What must be found (a phone number, the council's id of a child, a link's code) has a
keyed hash beside it, with a key of its own.
"""

import hashlib
import hmac
import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from cryptography.fernet import Fernet
from cryptography.fernet import InvalidToken
from cryptography.fernet import MultiFernet
from flask import current_app
from sqlalchemy import Dialect
from sqlalchemy import LargeBinary
from sqlalchemy import Text
from sqlalchemy.types import TypeDecorator

_OLDER_KEY = "a field cannot be read: is an older key missing from VOICE_FIELD_KEYS?"


class Unreadable(RuntimeError):
    """A column cannot be decrypted with the keys we were given. Nothing was changed."""


class Vault:
    """The keys of one installation. The first field key writes; all of them read."""

    def __init__(self, field_keys: Sequence[str], index_key: str) -> None:
        self._fernet = MultiFernet([Fernet(key) for key in field_keys])
        self._index_key = index_key.encode()

    def seal(self, words: str) -> str:
        """Encrypt words."""
        return self._fernet.encrypt(words.encode()).decode()

    def open(self, sealed: str) -> str:
        """Decrypt; raises ``Unreadable``."""
        try:
            return self._fernet.decrypt(sealed.encode()).decode()
        except InvalidToken:
            raise Unreadable(_OLDER_KEY) from None

    def seal_bytes(self, document: bytes) -> bytes:
        """Encrypt a document."""
        return self._fernet.encrypt(document)

    def open_bytes(self, sealed: bytes) -> bytes:
        """Decrypt a document; raises ``Unreadable``."""
        try:
            return self._fernet.decrypt(sealed)
        except InvalidToken:
            raise Unreadable(_OLDER_KEY) from None

    def renew(self, sealed: str | bytes) -> str | bytes:
        """Encrypt again with the first key, without the words leaving this call.

        Raises ``Unreadable``.
        """
        try:
            renewed = self._fernet.rotate(sealed)
            return renewed if isinstance(sealed, bytes) else renewed.decode()
        except InvalidToken:
            raise Unreadable(_OLDER_KEY) from None

    def index(self, kind: str, value: str) -> str:
        """A keyed hash to look up by; ``kind`` keeps a phone from matching a record number."""
        return hmac.new(self._index_key, f"{kind}:{value}".encode(), hashlib.sha256).hexdigest()


def vault() -> Vault:
    """The vault of the running app."""
    found: Vault = current_app.extensions["voice.vault"]
    return found


class Sealed(TypeDecorator[str]):
    """Words that the database holds only encrypted."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Encrypt on the way in."""
        return None if value is None else vault().seal(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Decrypt on the way out."""
        return None if value is None else vault().open(value)


class SealedJson(TypeDecorator[Any]):
    """A small value (an answer: a word, a number or a list) that is held encrypted."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Encrypt on the way in."""
        return None if value is None else vault().seal(json.dumps(value, ensure_ascii=False))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """Decrypt on the way out."""
        return None if value is None else json.loads(vault().open(value))


class SealedDate(TypeDecorator[date]):
    """A date (of birth) that is held encrypted."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        """Encrypt on the way in."""
        return None if value is None else vault().seal(value.isoformat())

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        """Decrypt on the way out."""
        return None if value is None else date.fromisoformat(vault().open(value))


class SealedBytes(TypeDecorator[bytes]):
    """A document (a PDF, a piece of an upload) that is held encrypted."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        """Encrypt on the way in."""
        return None if value is None else vault().seal_bytes(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        """Decrypt on the way out."""
        return None if value is None else vault().open_bytes(value)


SEALED_TYPES = (Sealed, SealedJson, SealedDate, SealedBytes)
