"""What the Children in Care Council sees of its own work."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from enum import StrEnum

from analysis.held_back import Kept
from surveys.codesign import Piece
from surveys.codesign import Standing
from surveys.codesign import Step
from surveys.wording import Advice
from voice_app.pages.sign import PICTURES

__all__ = ["PICTURES"]  # the pictures of a sign are those of a member

NICKNAME_LETTERS = 20
IDEA_LETTERS = 600
REMARK_LETTERS = 1_000


class Opened(StrEnum):
    """What trying to come in led to."""

    IN = "in"
    NOT_THAT = "not_that"
    WAIT = "wait"  # too many tries
    CLOSED = "closed"  # a link that opens nothing (any more)


@dataclass(frozen=True)
class MemberShown:
    """A member, for the group and its helper."""

    user_id: int
    nickname: str
    picture: str
    joined: bool
    has_helper: bool
    left: bool


@dataclass(frozen=True)
class Door:
    """A personal link: whose it is, and whether they have joined yet."""

    code: str
    nickname: str
    joined: bool
    shut: bool = False


@dataclass(frozen=True)
class Joined:
    """Somebody joined: the words that let them in without the link, shown once."""

    user_id: int
    code_words: str


@dataclass(frozen=True)
class RemarkShown:
    """What somebody said to an idea. ``mine`` may be shown while it is kept back."""

    remark_id: int
    words: str
    by: str  # empty: without a name
    from_adult: bool
    on: date
    mine: bool
    kept: Kept
    told: str = ""  # by the worker who kept it back


@dataclass(frozen=True)
class IdeaRow:
    """One idea in a list."""

    proposal_id: int
    about: str
    words: str
    survey: str
    state: str
    yes: int
    needed: int
    waits_for_me: bool
    asked_again: bool  # I voted on words that are gone
    mine: bool
    kept: Kept


@dataclass(frozen=True)
class Decided:
    """What became of an idea, and why, in words for whoever had it."""

    state: str
    reason: str
    by: str
    on: date
    used_in: int | None  # the number of the version


@dataclass(frozen=True)
class IdeaPage:
    """One idea with all that was said to it."""

    proposal_id: int
    about: str
    survey: str
    place: str
    kind: str
    choices: tuple[str, ...]
    by: str
    from_adult: bool
    on: date
    number: int  # of its newest wording
    words: str
    before: tuple[Piece, ...]  # what stands now, or the wording before this one
    after: tuple[Piece, ...]
    advice: tuple[Advice, ...]
    kept: Kept
    mine: bool
    remarks: tuple[RemarkShown, ...]
    standing: Standing
    my_vote: str  # to this wording; empty: none
    asked_again: bool
    on_paper: int  # votes written in by a worker
    can_be_compared: bool  # False: other words for a question that is compared over the years
    steps: tuple[tuple[Step, bool], ...]
    decided: Decided | None
    changes: tuple[tuple[str, str, str], ...]  # of a survey version: place, before, after
    version_id: int | None
    told: str = ""  # by the worker who kept it back
    members: tuple[tuple[int, str], ...] = ()  # who has not voted on these words


@dataclass(frozen=True)
class BypassShown:
    """A survey that went out without the council."""

    bypass_id: int
    survey: str
    number: int
    reason: str
    by: str
    on: date
    explain_by: date
    explained: bool
    late: bool


@dataclass(frozen=True)
class SignedOff:
    """A sign-off that was not by vote, for the members to know of and to deny."""

    sign_off_id: int
    survey: str
    number: int
    kind: str
    by: str
    helper: str
    on: date
    note: str
    mine: bool  # it says that I spoke


@dataclass(frozen=True)
class CouncilPage:
    """The first page of a member: what waits for them, then all the rest."""

    nickname: str
    is_worker: bool
    to_vote: tuple[IdeaRow, ...]
    mine: tuple[IdeaRow, ...]
    others: tuple[IdeaRow, ...]
    bypasses: tuple[BypassShown, ...]
    signed: tuple[SignedOff, ...]
    held: int  # words that wait for a worker's look
    quorum: int
    share: int
    members: int


@dataclass(frozen=True)
class HeldShown:
    """Words that were kept back, for the worker who looks."""

    held_id: int
    proposal_id: int
    words: str
    by: str
    why: Kept
    at: datetime
    passed_on: bool  # the duty desk has them too


@dataclass(frozen=True)
class MeetingNotes:
    """What was said at a meeting."""

    notes: str
    by: str
    on: date


@dataclass(frozen=True)
class Askable:
    """A question of a survey, to pick one to change."""

    key: str
    words: str
    choices: int
    is_scale: bool


@dataclass(frozen=True)
class SurveyToChange:
    """A survey, to pick one."""

    key: str
    title: str
    questions: tuple[Askable, ...]


@dataclass(frozen=True)
class WordList:
    """The council's own words: what to say instead, and what not to say."""

    say: Mapping[str, str]
    never: tuple[str, ...]
    themes: Mapping[str, str]
