"""Rounds of asking: who would be asked, who not and why, at what cost; and what became of it."""

from dataclasses import dataclass
from datetime import date
from datetime import datetime


@dataclass(frozen=True)
class SurveyToAsk:
    """A published survey."""

    key: str
    title: str
    audience: str  # child, carer or parent


@dataclass(frozen=True)
class WouldBe:
    """One person of the group. ``why_not`` is a code, empty where they would be asked."""

    person_id: int
    name: str
    number: str  # the council's own, of a child
    phone: str  # masked; empty on the web or without one
    goes_at: datetime | None
    parts: int  # message parts of the whole survey, if every question is answered
    why_not: str = ""
    ask_from: date | None = None  # the day to look again, where one is known
    worry_open: bool = False  # that one is, never about what
    chat_waits: bool = False  # for an answer of ours


@dataclass(frozen=True)
class Preview:
    """Everybody who was chosen, before anything goes."""

    survey: str
    title: str
    asked: tuple[WouldBe, ...]
    left: tuple[WouldBe, ...]
    pence: float  # of the whole, if everybody answers every question
    first_pence: float  # of the first texts alone
    steps: tuple[tuple[str, int], ...] = ()  # each filter that is set, and how many it left


@dataclass(frozen=True)
class RoundShown:
    """One round: how many were asked and began, and who was left in peace and why."""

    round_id: int
    title: str
    state: str
    made_at: datetime
    made_by: str
    waiting: int
    asked: int
    began: int
    finished: int
    remind_on: date | None
    reminded_at: datetime | None
    left: tuple[tuple[str, int], ...]  # the reason as a code, and how many


@dataclass(frozen=True)
class Asking:
    """What can be asked, and the rounds that were."""

    surveys: tuple[SurveyToAsk, ...]
    rounds: tuple[RoundShown, ...]
    placements: tuple[str, ...] = ()  # kinds, in words
    teams: tuple[tuple[int, str], ...] = ()
    languages: tuple[tuple[str, str], ...] = ()  # the code and its name
