"""A child's record as it stands: who they are, their journey, plans, meetings, and who was there.

None of a child's own words are on it, and nothing of what a brother or sister said.
"""

from dataclasses import dataclass
from datetime import date
from datetime import datetime


@dataclass(frozen=True)
class ClosedRecord:
    """A record that nobody opens here: ``why`` is died, sealed or merged."""

    person_id: int
    why: str
    since: date | None
    merged_into: int | None = None  # only where that record opens for the reader


@dataclass(frozen=True)
class OwnRecord:
    """A child whose record opens to the reader."""

    person_id: int
    name: str
    age: int | None


@dataclass(frozen=True)
class Who:
    """Who a child is, as the council's records have them."""

    preferred_name: str
    full_name: str
    age: int | None
    number: str
    former_numbers: tuple[str, ...]
    language: str  # in English: "Arabic"
    likes_channel: str  # text, web, whatsapp
    needs: str
    in_latest_return: bool


@dataclass(frozen=True)
class RelationShown:
    """Somebody near a child. ``record_id`` is set where that record opens for the reader."""

    name: str
    kind: str  # foster_carer, kinship_carer, residential_worker, parent, sibling
    record_id: int | None = None
    row_id: int | None = None
    ended_on: date | None = None
    other_id: int | None = None  # of a grown-up


@dataclass(frozen=True)
class EpisodeShown:
    """A stretch of time, its last day included; ``until`` is None while it lasts."""

    label: str
    since: date
    until: date | None
    beside: str = ""  # "with Lorna Pask", "Larch House"
    row_id: int | None = None  # of what a person wrote, which can be put right


@dataclass(frozen=True)
class VersionShown:
    """A plan as it was made or renewed, and when it was to be looked at again."""

    made_on: date
    next_review: date | None
    next_source: str  # computed, supplied or manual
    next_rule: str
    responsible: str
    row_id: int | None = None  # of what a person wrote, which can be put right


@dataclass(frozen=True)
class PlanShown:
    """A plan with all its versions, newest first.

    ``standing`` is current, due_soon, overdue, missing or closed. ``plan_id`` is None for a plan
    that ought to be there and is not.
    """

    plan_id: int | None
    kind: str
    label: str
    standing: str
    responsible: str
    closed_on: date | None
    versions: tuple[VersionShown, ...]


@dataclass(frozen=True)
class PromiseShown:
    """What somebody will do. ``standing`` is happened, a_bit, not_yet, overdue, due or no_day."""

    promise_id: int
    what: str
    who: str
    due_on: date | None
    standing: str


@dataclass(frozen=True)
class DecisionOnRecord:
    """What a meeting decided, in words for the child."""

    words: str
    promises: tuple[PromiseShown, ...]


@dataclass(frozen=True)
class MeetingShown:
    """A meeting or visit. ``standing`` is held, cancelled, overdue, due or no_day."""

    meeting_id: int
    kind: str
    label: str
    standing: str
    due_on: date | None
    due_source: str
    due_rule: str
    held_on: date | None
    cancelled_on: date | None
    chair: str
    participation: str
    child_seen: bool | None  # None: nobody says
    seen_alone: bool | None
    decisions: tuple[DecisionOnRecord, ...]
    by_hand: bool = False  # a person wrote it, and it can be put right


@dataclass(frozen=True)
class InvolvementShown:
    """Somebody's work with a child; its last day is the last day of access."""

    name: str
    role: str
    since: date
    until: date | None
    now: bool
    row_id: int | None = None  # of what a person wrote, which can be put right


@dataclass(frozen=True)
class NotNowShown:
    """Days on which a child is left in peace."""

    reason: str
    starts: date
    until: date
    now: bool
    row_id: int


@dataclass(frozen=True)
class ContactShown:
    """What a child, or a grown-up near them, is called, and how the number they are on ends."""

    child_id: int
    other_id: int
    preferred_name: str
    surname: str
    ends_in: str  # empty: no number is on record
    confirmed: bool  # its owner has replied
    opens_record: bool  # the child's record opens for the reader


@dataclass(frozen=True)
class CorrectionShown:
    """Something on the record that a person put right; what stood there before is kept unshown."""

    what: str  # plan, meeting, stage, placement, legal, worker, relative, not-now, names
    why: str  # corrected or over; else it was removed: wrong_child, twice, not_so
    by: str
    at: datetime


@dataclass(frozen=True)
class RecordPage:
    """The whole record, in the order it is read."""

    person_id: int
    today: date
    who: Who
    relations: tuple[RelationShown, ...]
    stages: tuple[EpisodeShown, ...]
    placements: tuple[EpisodeShown, ...]
    legal: tuple[EpisodeShown, ...]
    plans: tuple[PlanShown, ...]
    coming: tuple[MeetingShown, ...]  # not held yet, soonest first
    held: tuple[MeetingShown, ...]  # held or cancelled, newest first
    involvements: tuple[InvolvementShown, ...]
    not_now: tuple[NotNowShown, ...]
    review_id: int | None  # the review whose brief the reader may open
    may_write: bool
    corrections: tuple[CorrectionShown, ...] = ()  # newest first

    @property
    def overdue(self) -> int:
        """How many plans and meetings are past their day or not there at all."""
        late = [plan for plan in self.plans if plan.standing in ("overdue", "missing")]
        return len(late) + sum(meeting.standing == "overdue" for meeting in self.coming)
