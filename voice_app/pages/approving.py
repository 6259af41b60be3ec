"""What a child sees before their words are passed on: each part, and what they decide about it."""

from dataclasses import dataclass
from datetime import date
from datetime import datetime
from enum import StrEnum


class Fate(StrEnum):
    """What a child decides about one part."""

    THROUGH = "through"
    PRIVATE = "private"  # the reader sees that there is one, and nothing of it
    REWORDED = "reworded"


@dataclass(frozen=True)
class Part:
    """One of their answers, and how it stands."""

    answer_id: int
    question: str  # empty when they began it themselves
    key: str  # of its question, where it can be answered anew on this link; else empty
    words: str  # as first given
    written: bool  # in words of their own, so that it can be said in others
    at: datetime
    fate: Fate
    new_words: str
    who_sees: str  # policy.Who
    must_tell: bool  # a person who can help looks at it, whatever is decided here
    seen: bool  # by the reader, before anything was decided


@dataclass(frozen=True)
class Readers:
    """First names of who gets it; empty where nobody is on record."""

    iro: str
    worker: str


@dataclass(frozen=True)
class BeforeItGoes:
    """All parts, who gets them and when. ``closed`` says why nothing can be changed any more."""

    code: str
    band: str
    language: str
    readers: Readers
    goes_on: date | None
    parts: tuple[Part, ...]
    answer: str = ""  # approved, left_to_us; empty: nothing said
    gone: int = 0  # answers that stand in the papers already
    closed: str = ""  # issued: all of it stands in them; none: there is no review to come
    kept_out: bool = False  # something is only for the reader, and stands on no list
    only_this_survey: bool = False  # others use this phone too


@dataclass(frozen=True)
class OnePart:
    """One part to decide about. ``place`` counts from 1."""

    code: str
    band: str
    language: str
    readers: Readers
    part: Part
    place: int
    of: int
    problem: str = ""  # nothing_given, too_long, not_a_choice
    typed: str = ""
