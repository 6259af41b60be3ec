"""The number a text or a call came from, as we keep numbers."""

from messaging.phone import PhoneProblem
from messaging.phone import normalise


def as_kept(sender: str) -> str:
    """E.164, or as it came when it is no number we know (a short code, a withheld number)."""
    return _read(sender) or sender


def can_be_texted(sender: str) -> bool:
    """Whether it is a mobile that could be answered."""
    return bool(_read(sender))


def _read(sender: str) -> str:
    found = (normalise(sender, practice=practice) for practice in (False, True))
    return next((each for each in found if not isinstance(each, PhoneProblem)), "")
