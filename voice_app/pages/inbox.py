"""Texts that belong to nobody yet, or to no open question."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class TextWaiting:
    """A text a person must place. ``sender`` is masked."""

    text_id: str
    sender: str
    words: str
    received_at: datetime
    why: str  # unknown sender, shared phone, nothing open
    candidates: tuple[tuple[int, str], ...]  # whose it may be: of a shared phone, those on it


@dataclass(frozen=True)
class Inbox:
    """All texts waiting to be placed."""

    texts: tuple[TextWaiting, ...]
