"""What can be recorded, and how it may be refused."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date
from datetime import datetime

from messaging.phone import PhoneProblem
from voice_app.policy import WORKS_WITH_CHILDREN
from voice_app.store import record

PEOPLE = frozenset({"child", "parent", "carer"})
RELATIONS = frozenset({"foster_carer", "kinship_carer", "residential_worker", "parent", "sibling"})
ROLES = frozenset(WORKS_WITH_CHILDREN)
HAPPENED = frozenset({"yes", "a_bit", "not_yet"})
SIBLING = "sibling"


class RecordingFault(ValueError):
    """What was to be recorded cannot be, and nothing was stored. The message says why."""


class UnknownKey(RecordingFault):
    """A kind, stage or role that is not in the configuration."""


class NumberRefused(RecordingFault):
    """A number that cannot be used; ``problem`` is the code, for which a screen has words."""

    def __init__(self, problem: PhoneProblem) -> None:
        super().__init__(f"the number cannot be used: {problem}")
        self.problem = problem


@dataclass(frozen=True)
class NewPerson:
    """Somebody to add. Only a child has a ``record_number``, the council's id of them."""

    kind: str
    preferred_name: str
    surname: str = ""
    born: date | None = None
    language: str = "en"
    record_number: str = ""
    mobile: str = ""
    likes_channel: str = "text"
    communication_needs: str = ""


@dataclass(frozen=True)
class NewStage:
    """A stretch of the journey, its last day included; ``until`` is None while it lasts."""

    stage: str
    since: date
    until: date | None = None


@dataclass(frozen=True)
class NewCare:
    """A child's latest time in care. Codes are SSDA903's."""

    since: date | None
    until: date | None = None
    placement: str = ""
    placed_since: date | None = None
    legal_status: str = ""


@dataclass(frozen=True)
class NewPlacement:
    """Where and with whom a child lives from a day; ``kind`` is SSDA903 PLACE."""

    kind: str
    since: date
    until: date | None = None
    home_id: int | None = None
    carer_id: int | None = None


@dataclass(frozen=True)
class NewLegalStatus:
    """Under which status (SSDA903 LS) a child is looked after from a day."""

    status: str
    since: date
    until: date | None = None


@dataclass(frozen=True)
class NewPlan:
    """A plan as it was made or renewed on a day, who is responsible, and whether it is closed.

    ``responsible`` is somebody's name where no account is theirs.
    """

    kind: str
    made_on: date
    next_review: date | None = None
    responsible_id: int | None = None
    responsible: str = ""
    closed_on: date | None = None


@dataclass(frozen=True)
class NewMeeting:
    """A meeting or visit that is due, was held or was cancelled.

    ``participation`` is PN0 to PN7. ``child_seen`` and ``seen_alone`` are None where nobody says.
    """

    kind: str
    due_on: date | None = None
    held_on: date | None = None
    chair: int | None = None
    participation: str = ""
    cancelled_on: date | None = None
    child_seen: bool | None = None
    seen_alone: bool | None = None


@dataclass(frozen=True)
class NewPromise:
    """Who will do what was decided, by when; ``what`` in words for the child, where it adds any."""

    who: str
    due_on: date | None = None
    what: str = ""


@dataclass(frozen=True)
class NewDecision:
    """What a meeting decided, in words for the child, and who promised what."""

    words: str
    promises: tuple[NewPromise, ...] = ()


@dataclass(frozen=True)
class Happened:
    """What the child says became of a promise: yes, a_bit or not_yet, and their own words."""

    value: str
    child_said: str = ""


@dataclass(frozen=True)
class NewInvolvement:
    """Somebody's work with a child; ``until`` is the last day of it."""

    user_id: int
    role: str
    since: date
    until: date | None = None


@dataclass(frozen=True)
class NewRelative:
    """Somebody to tie to a child: a sibling by the council's number, an adult by name and phone."""

    kind: str
    preferred_name: str = ""
    surname: str = ""
    mobile: str = ""
    record_number: str = ""


@dataclass(frozen=True)
class NotNow:
    """Days on which a person is left in peace, the first and the last included."""

    reason: str
    starts: date
    until: date


def check_key(key: str, keys: Container[str], what: str) -> None:
    """Raise ``UnknownKey`` where a key is none of these."""
    if key not in keys:
        raise UnknownKey(f"{key!r} is no {what} that we know")


def check_order(since: date | None, until: date | None) -> None:
    """Raise ``RecordingFault`` where an end lies before its beginning."""
    if since and until and until < since:
        raise RecordingFault(f"it ends on {until}, before it begins on {since}")


def noted(by: int | None, what: str, person_id: int, now: datetime) -> None:
    """Note a change in the record, inside its transaction."""
    record.note(record.Deed(by, "changed", what, person_id), now=now)
