"""The pretend phone of the demonstration."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class TextShown:
    """One text on the pretend phone. ``parts`` is what it would cost, in message parts."""

    words: str
    at: datetime
    from_us: bool
    letters: int
    parts: int
    alphabet: str


@dataclass(frozen=True)
class HowRead:
    """How the last replies were understood."""

    title: str
    detail: str
    gap: bool


@dataclass(frozen=True)
class PhoneShown:
    """A phone number to try, and whose it is in the demonstration."""

    number: str  # 07700 900xxx as a person writes it
    slug: str  # its last three digits
    owner: str
    age: int | None


@dataclass(frozen=True)
class PhonePage:
    """One pretend phone, its texts, and who else can be tried."""

    phone: PhoneShown
    texts: tuple[TextShown, ...]
    how_read: tuple[HowRead, ...]
    phones: tuple[PhoneShown, ...]
    surveys: tuple[tuple[str, str], ...]  # key and title that can be started for this person
    sending: bool  # a text is on its way; the page looks again
