"""After a review: when it was held, what was decided, what the child was told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from typing import Any

from surveys.participation import Suggestion
from surveys.wording import Advice
from voice_app.pages.words import Quote


@dataclass(frozen=True)
class PromiseShown:
    """Who will do what by when, and what the child says became of it."""

    promise_id: int
    what: str
    who: str
    due_on: date | None
    happened: str  # yes, a_bit, not_yet; empty: nobody said
    child_said: str


@dataclass(frozen=True)
class DecisionLine:
    """One decision. Once the child was told, it stands; a correction is a line of its own."""

    decision_id: int
    words: str
    recorded_at: datetime
    told: bool
    corrects: str  # the words that this line puts right
    corrected: bool  # another line puts this one right
    advice: tuple[Advice, ...]
    promises: tuple[PromiseShown, ...]


@dataclass(frozen=True)
class ReplyShown:
    """What the child was told, by whom, and how far it got."""

    words: str
    by: str
    at: datetime
    delivery: str  # "delivered", "on their page", …


@dataclass(frozen=True)
class StepShown:
    """One step of a dispute."""

    stage: str
    words: str
    by: str
    at: datetime


@dataclass(frozen=True)
class DisputeShown:
    """A dispute about a child's care; ``working_days`` are those left, negative when late."""

    dispute_id: int
    person_id: int
    review_id: int | None
    name: str
    stage: str  # informal, formal, settled
    raised_on: date
    raised_by: str
    due_on: date | None
    settled_on: date | None
    working_days: int | None
    steps: tuple[StepShown, ...]


@dataclass(frozen=True)
class After:
    """The page after one review."""

    person_id: int
    review_id: int
    name: str
    today: date
    due_on: date | None
    held_on: date | None
    code: str
    suggestion: Suggestion
    suggested_from: tuple[str, ...]  # what the suggestion rests on: under_four, words, advocate, …
    next_due: date | None
    decisions: tuple[DecisionLine, ...]
    waiting: tuple[Quote, ...]  # views of this round that have no answer yet
    answered: int  # views that have one
    replies: tuple[ReplyShown, ...]
    draft: str
    longest_text: int  # letters; longer words go as a link
    way: str  # how a reply would reach them now: a value of services.concluding.Way
    language: str  # the child's own
    reply_by: date | None
    reply_late: bool
    disputes: tuple[DisputeShown, ...]


@dataclass(frozen=True)
class Owed:
    """A reply that a child is waiting for."""

    person_id: int
    review_id: int
    name: str
    held_on: date
    reply_by: date
    working_days: int  # left; negative when late


@dataclass(frozen=True)
class NotMarked:
    """A review whose day has passed and that nobody has marked as held."""

    person_id: int
    review_id: int
    name: str
    due_on: date


@dataclass(frozen=True)
class AfterList:
    """What an IRO still owes after reviews."""

    owed: tuple[Owed, ...]
    not_marked: tuple[NotMarked, ...]
    open_disputes: int


@dataclass(frozen=True)
class Disputes:
    """An IRO's disputes: open ones first, those that are late before all others."""

    rows: tuple[DisputeShown, ...]
    open: int
    late: int


@dataclass(frozen=True)
class ReviewExport:
    """One review for the case system; ``document`` follows docs/export/review.schema.json."""

    name: str  # of the files; no child in it
    made_at: datetime
    document: Mapping[str, Any]
    ssd_row: Mapping[str, str]  # a row shaped like ssd_voice_of_child
    brief_issued_at: datetime | None
