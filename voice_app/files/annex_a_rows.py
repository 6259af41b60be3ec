"""The rows we take from the lists 6 to 9 of an Annex A workbook, and what their headings say.

Annex A is the list of children that an inspection (ILACS) asks every English authority for. Its
labels drift from year to year and from place to place, so a heading is known by a pattern.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from voice_app.files.declared import code
from voice_app.files.declared import day
from voice_app.files.declared import text
from voice_app.files.declared import truth
from voice_app.files.rows903 import LEGAL_STATUSES
from voice_app.files.rows903 import PLACEMENTS

# Tried in this order on a heading in lower case, without anything but letters, digits and spaces.
SHARED = {
    "child_id": r"(child|person|young person|client).*\b(id|identifier|number|ref\w*)\b",
    "born": r"(date of birth|\bdob\b|birth date)",
}
NEVER_READ = (
    r"\bgender\b|\bsex\b|ethnic|\bage\b|disab|postcode|post code|\burn\b|nationality|\buasc\b|"
    r"unaccompanied|missing|absent|return interview|dental|category of|need|reason|permanence|"
    r"placement provider|placement location|la of placement|number of|second or subsequent|"
    r"emergency protection|case status|allocated|eligibility|in touch|accommodation|activity|iro"
)


@dataclass(frozen=True)
class NeedRow:
    """List 6: a child in need."""

    TITLE: ClassVar[str] = r"children in need|\bcin\b"
    PATTERNS: ClassVar[dict[str, str]] = {
        "since": r"(cin|in need).*start|start.*(cin|in need)",
        "until": r"(cin|in need).*(clos|end)|closure date",
        "last_seen": r"(last|latest).*seen|date.*seen",
    }
    line: int
    child_id: str = text("child_id", needed=True)
    born: date | None = day("born", coming=True)
    since: date = day("since", needed=True)
    until: date | None = day("until")
    last_seen: date | None = day("last_seen")


@dataclass(frozen=True)
class ProtectionRow:
    """List 7: a child with a child protection plan."""

    TITLE: ClassVar[str] = r"child protection|\bcp\b|\bcpp\b"
    PATTERNS: ClassVar[dict[str, str]] = {
        "since": r"plan start|(protection|\bcp\b|\bcpp\b).*start|start.*plan",
        "until": r"plan (end|clos|ceas)|(protection|\bcp\b|\bcpp\b).*(end date|clos|ceas)",
        "last_visit": r"(last|latest).*visit",
        "seen_alone": r"seen alone|alone",
        "conference": r"(last|latest).*conference|review conference",
    }
    line: int
    child_id: str = text("child_id", needed=True)
    born: date | None = day("born", coming=True)
    since: date = day("since", needed=True)
    until: date | None = day("until")
    last_visit: date | None = day("last_visit")
    seen_alone: bool | None = truth("seen_alone")
    conference: date | None = day("conference")


@dataclass(frozen=True)
class CareRow:
    """List 8: a child who is or was looked after."""

    TITLE: ClassVar[str] = r"looked after|children in care|\bcla\b|\blac\b"
    PATTERNS: ClassVar[dict[str, str]] = {
        "status_since": r"start.*legal status|legal status.*(start|date)",
        "status": r"legal status",
        "review": r"(last|latest).*review|statutory review",
        "last_visit": r"(last|latest).*(social work|statutory|sw) visit",
        "assessed": r"health assessment",
        "placed_since": r"start.*placement|placement.*start",
        "placement": r"placement type|type of placement",
        "since": r"(started|start|became).*(looked after|care)|looked after.*start",
        "until": r"(date|day).*(ceased|ended).*(looked after|care)|(looked after|care).*end date",
    }
    line: int
    child_id: str = text("child_id", needed=True)
    born: date | None = day("born", coming=True)
    since: date = day("since", needed=True)
    until: date | None = day("until")
    status_since: date | None = day("status_since")
    status: str = code("status", LEGAL_STATUSES)
    review: date | None = day("review")
    last_visit: date | None = day("last_visit")
    assessed: date | None = day("assessed")
    placed_since: date | None = day("placed_since")
    placement: str = code("placement", PLACEMENTS)


@dataclass(frozen=True)
class LeaverRow:
    """List 9: a care leaver."""

    TITLE: ClassVar[str] = r"care leaver|leaving care"
    PATTERNS: ClassVar[dict[str, str]] = {}
    line: int
    child_id: str = text("child_id", needed=True)
    born: date | None = day("born", coming=True)
