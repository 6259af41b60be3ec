"""What an Independent Reviewing Officer sees: the caseload, and the brief before a review."""

from dataclasses import dataclass
from datetime import date

from voice_app.pages.words import Quote

STITCHES = ("asked", "answered", "read", "told_back", "helped")


@dataclass(frozen=True)
class CaseRow:
    """One child in the caseload. ``voice`` is how many of ``STITCHES`` are done, in order."""

    person_id: int
    name: str
    age: int | None
    review_id: int | None
    due: date | None
    working_days: int | None  # until the review; negative when it is overdue
    voice: int
    voice_words: str  # "Asked twice, no answer"
    loose_end: bool  # asked and nothing came back
    latest: Quote | None
    flag: str  # "Asked you to call", "1 safety note"
    brief: str  # "Due Tue 1", "Ready", "Late: no words"


@dataclass(frozen=True)
class CaseGroup:
    """Rows that fall in one stretch of time."""

    title: str
    rows: tuple[CaseRow, ...]


@dataclass(frozen=True)
class Caseload:
    """An IRO's children by next review date."""

    today: date
    reviews_soon: int  # in the next 15 working days
    not_heard: int  # of those
    groups: tuple[CaseGroup, ...]
    total: int
    shown: int
    find: str
    words_shown: bool


@dataclass(frozen=True)
class ThenNow:
    """A repeated question, last time and this time, in the words of the answer."""

    label: str
    then: str
    now: str


@dataclass(frozen=True)
class PlanTouched:
    """A plan that a theme touches: current, due_soon, overdue or missing."""

    label: str
    standing: str
    last_updated: date | None
    next_due: date | None
    reason: str


@dataclass(frozen=True)
class FindingBeside:
    """A QA finding about the same thing as a theme."""

    finding_id: int
    words: str
    heading: str  # strength or development
    document: str
    period: str
    reason: str


@dataclass(frozen=True)
class Matter:
    """One heading of Schedule 7 (CPPCR 2010), with the child's words beside the plan it touches.

    ``said`` is quotes; ``silence`` says "Not asked this time" or "Asked, skipped" when there are
    none.
    """

    heading: str
    quotes: tuple[Quote, ...]
    silence: str
    plans: tuple[PlanTouched, ...]
    findings: tuple[FindingBeside, ...]
    question: str  # a question to ask, never a conclusion


@dataclass(frozen=True)
class DecisionShown:
    """A decision of the last review, and what became of it."""

    words: str
    happened: str
    child_said: str  # in their own words, or empty


@dataclass(frozen=True)
class Brief:
    """Two pages before a review, in the order of domain note 1.6."""

    person_id: int
    review_id: int
    name: str
    full_name: str
    record: str  # the council's id of the child
    age: int | None
    review_number: str  # "5th"
    due: date
    due_source: str
    due_rule: str
    last_held: date | None
    participation: str
    lives_with: str
    legal_status: str
    likes_to_be_asked: str
    iro: str
    social_worker: str
    safety: str
    quotes: tuple[Quote, ...]
    more: tuple[Quote, ...]  # what else they said: on screen, under the rest
    wants: tuple[str, ...]
    keep_out: tuple[str, ...]  # for the IRO's eyes: on screen, never printed
    then_now: tuple[ThenNow, ...]
    then_label: str
    now_label: str
    matters: tuple[Matter, ...]
    decisions: tuple[DecisionShown, ...]
    others: tuple[Quote, ...]  # parents and carers, attributed, apart
    limits: str
    suggested_code: str
    reply_by: date | None
