"""A young person's own page: what I said, who read it, what came of it."""

from dataclasses import dataclass
from datetime import date
from datetime import datetime


@dataclass(frozen=True)
class ToldToMe:
    """What we told them, and whether we may still ask if it helped."""

    response_id: int
    words: str
    by: str
    at: datetime
    helped: str  # their answer: yes, a_bit, same, worse, or empty
    may_answer: bool


@dataclass(frozen=True)
class Used:
    """What became of it at a review: in the plan (where), or not (why), in words for them."""

    used: bool
    plan: str  # a key of surveys.journey; empty where it was not used
    words: str
    by: str


@dataclass(frozen=True)
class SortedUnder:
    """A theme that a rule or a person put their words under; they may say it is not so."""

    tag_id: int
    label: str


@dataclass(frozen=True)
class Said:
    """One thing they said."""

    words: str
    question: str  # empty when they began it themselves
    at: datetime
    channel: str
    read_by: str
    read_at: datetime | None
    read_due: datetime  # when somebody should have read it
    told: tuple[ToldToMe, ...]
    used: Used | None = None
    told_after: date | None = None  # the day of the reply after the review that had these words
    private: bool = False  # they keep it to themselves; the reading duty aside
    new_words: str = ""  # what is shown in place of it
    under: tuple[SortedUnder, ...] = ()
    picked: str = ""  # the choice that their words stand beside
    not_sure: bool = False  # or that they picked "I'm not sure"
    notes: bool = False  # what somebody saw, written down by them
    keyed_by: str = ""  # who typed it in, where it came on paper or by telephone
    take_back: int = 0  # the answer's id where it may still be taken back


@dataclass(frozen=True)
class MyVoice:
    """All of it, newest first."""

    code: str
    band: str
    language: str
    said: tuple[Said, ...]
    before_review: bool = False  # they may look at what will be passed on


@dataclass(frozen=True)
class Promised:
    """What somebody will do, by when, and what the child said came of it."""

    promise_id: int
    what: str  # empty: what was decided says it
    who: str
    due: date | None
    happened: str  # yes, a_bit, not_yet, or empty
    my_words: str
    may_answer: bool


@dataclass(frozen=True)
class Decided:
    """One thing that was decided, in words for the child."""

    words: str
    promised: tuple[Promised, ...]


@dataclass(frozen=True)
class ToldAfter:
    """What they were told after a review."""

    words: str
    by: str
    on: date


@dataclass(frozen=True)
class MyReview:
    """The last review, as its child sees it. ``hidden``: not on a phone that others use too."""

    held_on: date
    told_by: date | None = None  # the last day to be told, where nobody has yet
    decided: tuple[Decided, ...] = ()
    told: tuple[ToldAfter, ...] = ()
    hidden: bool = False
