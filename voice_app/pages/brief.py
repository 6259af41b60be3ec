"""Two pages before a review, in the order of domain note 1.6; and what came of them."""

from dataclasses import dataclass
from datetime import date
from datetime import datetime

from voice_app.pages.words import Quote


@dataclass(frozen=True)
class Header:
    """Who it is about, which review it is, and who stands by."""

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


@dataclass(frozen=True)
class Approval:
    """What the child said when they were shown this brief, and what is newer than that."""

    state: str  # offered, approved, left_to_us
    on: date  # when they were shown it, or answered
    newer: int = 0  # things said since; they have not been through the child's hands


@dataclass(frozen=True)
class WorryOpen:
    """A safety note that is open: who holds it and since when, never what it is."""

    worry_id: int
    holder: str  # empty: nobody yet
    since: date
    wants_contact: bool


@dataclass(frozen=True)
class Safety:
    """Always there, even when there is nothing."""

    notes: tuple[WorryOpen, ...]
    closed: int  # since the last review

    @property
    def calls(self) -> int:
        """Requests to be contacted that nobody has met yet."""
        return sum(note.wants_contact for note in self.notes)


@dataclass(frozen=True)
class Want:
    """What the child wants from this review: how to take part, who comes, a call."""

    label: str
    words: str
    answer_id: int


@dataclass(frozen=True)
class KeptOut:
    """What is not to be raised in the room: for the IRO's eyes, on screen, never printed."""

    words: str
    answer_id: int


@dataclass(frozen=True)
class Repeated:
    """An answer to a question that is asked again: its words, and its number on a scale."""

    words: str
    points: int | None = None  # 1 is least; None: no scale
    answer_id: int = 0  # 0: there is no answer behind the words


@dataclass(frozen=True)
class ThenNow:
    """A repeated question, last time and this time."""

    label: str
    then: Repeated | None  # None: this is the first time
    now: Repeated


@dataclass(frozen=True)
class PlanTouched:
    """A plan that a theme touches: current, overdue or missing. ``plan_id`` 0: not on record."""

    plan_id: int
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

    ``silence`` says "Not asked this time" or "Asked, skipped" where there are no quotes.
    """

    heading: str
    theme: str  # the label of the theme the first quote is here for
    quotes: tuple[Quote, ...]
    silence: str
    plans: tuple[PlanTouched, ...]
    findings: tuple[FindingBeside, ...]
    question: str  # a question to ask, never a conclusion


@dataclass(frozen=True)
class DecisionShown:
    """A decision of the last review, and what became of it."""

    decision_id: int
    promise_id: int  # 0: it came without a promise
    meeting_id: int
    words: str
    happened: str  # yes, a_bit, not_yet; empty: nobody has said
    child_said: str  # in their own words, or empty


@dataclass(frozen=True)
class Limits:
    """What the brief does not tell. Nothing that was kept private is counted in it."""

    asked: int
    answered: int
    skipped: int
    not_understood: int
    not_asked: int
    themes: int
    checked: int  # of the themes, by a person
    rules: tuple[str, ...]  # the versions of the rules that found the rest
    since: date | None  # nothing from before this day
    unclear: int = 0  # of the skipped: they said that they do not understand the question


@dataclass(frozen=True)
class Others:
    """Parents' and carers' views: apart, attributed, and only where they allowed it."""

    quotes: tuple[Quote, ...]
    not_shown: int  # things said that nobody was allowed to show
    switched_off: bool  # the authority shows none


@dataclass(frozen=True)
class Brief:
    """The whole of it."""

    person_id: int
    review_id: int
    header: Header
    approval: Approval | None  # None: the child has not been shown it
    kept_private: int  # a count and nothing else
    safety: Safety
    quotes: tuple[Quote, ...]
    more: tuple[Quote, ...]  # what else they said: on screen, under the rest
    wants: tuple[Want, ...]
    wants_not_asked: tuple[str, ...]
    keep_out: tuple[KeptOut, ...]
    then_now: tuple[ThenNow, ...]
    then_label: str
    now_label: str
    matters: tuple[Matter, ...]
    decisions: tuple[DecisionShown, ...]
    others: Others
    limits: Limits
    suggested_code: str
    reply_by: date | None
    worried: tuple[Quote, ...] = ()  # with a safety note: on screen only, and under no heading

    @property
    def views(self) -> tuple[Quote, ...]:
        """Every view of the child, once: to be used in the plan, or not, with a reason."""
        return self.quotes + self.more

    @property
    def answered_views(self) -> int:
        """How many of them the IRO has said something about."""
        return sum(quote.used is not None for quote in self.views)


@dataclass(frozen=True)
class CopyShown:
    """One issued copy in the list."""

    number: int
    why: str  # first, refresh, by_hand
    issued_at: datetime
    by: str  # empty: the clock
    to: tuple[str, ...]


@dataclass(frozen=True)
class BriefPage:
    """The brief on screen, as it stands now, with the copies that were issued."""

    brief: Brief
    copies: tuple[CopyShown, ...]
    plan_kinds: tuple[tuple[str, str], ...]  # key and label, for "used in which plan"


@dataclass(frozen=True)
class Opened:
    """Somebody opened an issued copy on screen or fetched its PDF, first on this day and hour."""

    name: str
    at: datetime | None  # on screen; None: it was issued to them and they have not opened it
    recipient: bool
    fetched: datetime | None = None  # the PDF of it, first


@dataclass(frozen=True)
class Changes:
    """What a copy has that the one before it had not."""

    before: int  # the number of that copy
    added: tuple[Quote, ...]
    gone: int  # changed, taken back or kept private since; never shown again here
    lines: tuple[tuple[str, str], ...]  # a code of what changed, and of which thing

    @property
    def none(self) -> bool:
        """Whether nothing at all changed."""
        return not (self.added or self.gone or self.lines)


@dataclass(frozen=True)
class IssuedBrief:
    """A copy exactly as it was issued; words whose answer was taken back since are hidden."""

    brief: Brief
    copy: CopyShown
    approved: bool
    opened: tuple[Opened, ...]
    changes: Changes | None  # None: it is the first
    pdf_state: str  # waiting, made, failed


@dataclass(frozen=True)
class RoundAnswer:
    """One question of this round, and what became of it."""

    answer_id: int
    question: str  # empty: they began it themselves
    words: str
    state: str
    at: datetime
    channel: str


@dataclass(frozen=True)
class RoundAnswers:
    """Every question of this round, behind the figures of the limits."""

    person_id: int
    review_id: int
    name: str
    rows: tuple[RoundAnswer, ...]
    kept_private: int
    limits: Limits
