"""What a form of the settings page says: a value that can be tried, or a fault at each field."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from itertools import pairwise

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _later
from werkzeug.datastructures import MultiDict

from voice_app.web.form import WHOLE_NUMBER
from voice_app.words import ENGLISH_NAMES

Form = MultiDict[str, str]

CHOICES = frozenset({"ask_by_itself", "adults_on_the_brief"})
LANGUAGE = "language-"  # and its code: offered to respondents, or not
NUMBERS: Mapping[str, object] = {
    "asks_a_month": _later("Asks in a month, over all surveys"),
    "not_heard_after": _later("Days without their voice"),
    "dispute_settled_in": _later("Working days for a formal dispute"),
    "reply_working_days": _later("Working days"),
}
PENCE: Mapping[str, object] = {"text_pence": _later("Pence for each part")}
AMOUNT = re.compile(r"[0-9]{1,2}([.][0-9]{1,2})?")
DAYS: Mapping[str, object] = {
    "invite": _later("Ask"),
    "remind": _later("Remind once"),
    "last_call": _later("Last call, to staff"),
    "brief": _later("Issue the brief"),
    "refresh": _later("Refresh it"),
    "reply": _later("Tell the child, days after"),
}
BEFORE = ("invite", "remind", "last_call", "brief", "refresh")  # each before the next
AROUND = "days_around_review"


@dataclass(frozen=True)
class Fault:
    """What is wrong, and at which field: its id on the page, and what it is called."""

    field: str
    label: str
    words: str


@dataclass(frozen=True)
class Read:
    """A value to set, or the faults that stand against it; ``typed`` is what was written."""

    value: object = None
    faults: tuple[Fault, ...] = ()
    typed: Mapping[str, str] = field(default_factory=dict)


def read(key: str, form: Form) -> Read | None:
    """What somebody wants to set; None for a setting that nobody knows."""
    if key in CHOICES or key.removeprefix(LANGUAGE) in ENGLISH_NAMES:
        return _choice(key, form)
    if key in NUMBERS:
        return _number(key, form)
    if key in PENCE:
        return _pence(key, form)
    return _days(form) if key == AROUND else None


def refused(key: str, read_as: Read) -> Read:
    """The same, where the value could be read and may not be set."""
    words = str(_("This can't be used."))
    return Read(None, (Fault(key, str(NUMBERS.get(key, "")), words),), read_as.typed)


def _choice(key: str, form: Form) -> Read:
    said = form.get("value", "")
    if said in {"yes", "no"}:
        return Read(said == "yes")
    return Read(None, (Fault(f"{key}-yes", "", str(_("Pick one of the two."))),))


def _number(key: str, form: Form) -> Read:
    written = form.get("value", "")
    typed = {key: written}
    if WHOLE_NUMBER.fullmatch(written) and int(written) >= 1:
        return Read(int(written), typed=typed)
    words = str(_("Write a whole number, 1 or more."))
    return Read(None, (Fault(key, str(NUMBERS[key]), words),), typed)


def _pence(key: str, form: Form) -> Read:
    written = form.get("value", "").strip()
    if AMOUNT.fullmatch(written):
        return Read(float(written), typed={key: written})
    words = str(_("Write pence as a number, like 4 or 2.4."))
    return Read(None, (Fault(key, str(PENCE[key]), words),), {key: written})


def _days(form: Form) -> Read:
    typed = {name: form.get(name, "") for name in DAYS}
    unread = [name for name, written in typed.items() if not WHOLE_NUMBER.fullmatch(written)]
    if unread:
        words = str(_("Write a whole number, 0 or more."))
        return Read(None, tuple(_at(name, words) for name in unread), typed)
    days = {name: int(written) for name, written in typed.items()}
    early = [(name, then) for name, then in pairwise(BEFORE) if days[name] < days[then]]
    return Read(days, tuple(_too_late(name, then, days[then]) for name, then in early), typed)


def _too_late(name: str, then: str, days: int) -> Fault:
    words = _(
        "%(label)s is %(days)s days before the review: write that many or more here.",
        label=DAYS[then],
        days=days,
    )
    return _at(name, str(words))


def _at(name: str, words: str) -> Fault:
    return Fault(f"day-{name}", str(DAYS[name]), words)
