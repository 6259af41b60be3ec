"""What an authority may set, the product's own defaults, and what is in force.

A value that cannot be used is refused where it is set; what is read here always fits.
"""

from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import asdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from surveys.budget import ASKS_A_MONTH
from surveys.clocks import USUAL_DAYS
from surveys.clocks import TimetableDays
from voice_app import words
from voice_app.db import db
from voice_app.models.settings import Setting


class SettingRefused(ValueError):
    """A value that cannot be in force; the message says why, for the person who set it."""


@dataclass(frozen=True)
class Known:
    """A setting: its default, and ``check``, which raises ``ValueError`` or ``TypeError``."""

    default: Any
    check: Callable[[Any], object]


def _days(least: int) -> Callable[[Any], object]:
    def check(value: Any) -> None:
        if isinstance(value, bool) or not isinstance(value, int) or value < least:
            raise ValueError(f"write a whole number, {least} or more")

    return check


def _pence(value: Any) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= DEAREST:
        raise ValueError(f"write pence, from 0 to {DEAREST}")


def _yes_or_no(value: Any) -> None:
    if not isinstance(value, bool):
        raise TypeError("say yes or no")


def language_key(language: str) -> str:
    """The setting that offers a language to respondents."""
    return f"language-{language}"


def _language(language: str) -> Known:
    """Off until an authority offers it: nobody who speaks it may have read it. Easy Read is on."""

    def check(value: Any) -> None:
        _yes_or_no(value)
        if value and language not in words.ready():
            raise ValueError("not every word of this language is written yet")

    return Known(default=language == words.EASY, check=check)


DEAREST = 100  # pence a part of a text may cost

KNOWN: Mapping[str, Known] = {
    # Working days before a review (``reply``: after it).
    "days_around_review": Known(asdict(USUAL_DAYS), lambda value: TimetableDays(**value)),
    # Nobody is asked by the clock until the authority has said so.
    "ask_by_itself": Known(default=False, check=_yes_or_no),
    "asks_a_month": Known(ASKS_A_MONTH, _days(1)),
    # Calendar days without a voice after which a child stands on the not-heard list.
    "not_heard_after": Known(90, _days(1)),
    # Whether what parents and carers allowed to be shown stands on the brief.
    "adults_on_the_brief": Known(default=True, check=_yes_or_no),
    # Working days in which a formal dispute is to be settled (IRO Handbook 2010).
    "dispute_settled_in": Known(20, _days(1)),
    # Working days in which somebody who wrote to us should have an answer.
    "reply_working_days": Known(2, _days(1)),
    # What one part of a text costs the authority.
    "text_pence": Known(4, _pence),
    # Languages that people may pick.
    **{language_key(code): _language(code) for code in words.ENGLISH_NAMES},
}


def value(key: str) -> Any:
    """What is in force."""
    row = db.session.get(Setting, key)
    return KNOWN[key].default if row is None else row.value


def days_around_review() -> TimetableDays:
    """The working days around a review that this authority keeps."""
    return TimetableDays(**value("days_around_review"))


def rows() -> dict[str, Setting]:
    """What the authority has set, by key."""
    return {row.key: row for row in db.session.scalars(select(Setting))}


def put(key: str, new: Any, *, by: int | None, now: datetime) -> None:
    """Set one; raises ``SettingRefused``, and ``KeyError`` for one that nobody knows."""
    try:
        KNOWN[key].check(new)
    except (TypeError, ValueError) as fault:
        raise SettingRefused(str(fault)) from fault
    row = db.session.get(Setting, key)
    if row is None:
        row = Setting(key=key)
        db.session.add(row)
    row.value, row.set_by, row.set_at = new, by, now
