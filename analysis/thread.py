"""Where a thread stands: voice → theme → plan or finding → action → told back → did it help?

The child closes it, not the staff. "The same" or "worse" opens an action again, once; after that
a person must talk with the child. Silence for 28 days ends the waiting, and is counted apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from enum import StrEnum

SILENCE_DAYS = 28  # calendar days after asking "did it help?"
GAP_DAYS = 28  # calendar days that the next step may wait before it is drawn as a gap


class Helped(StrEnum):
    """The answers to "did it help?"."""

    YES = "yes"
    A_BIT = "a_bit"
    SAME = "same"
    WORSE = "worse"


class ActionState(StrEnum):
    """How far an action is. *Not doing* is a decision too, and must be told with its reason."""

    AGREED = "agreed"
    STARTED = "started"
    DONE = "done"
    NOT_DOING = "not_doing"


class State(StrEnum):
    """Where the whole thread stands."""

    OPEN = "open"
    AWAITING_CHILD = "awaiting_child"
    CONFIRMED = "confirmed"
    REOPENED = "reopened"
    UNCONFIRMED = "unconfirmed"  # done, and the child was asked and did not say
    NOT_HELPED = "not_helped"  # done twice, and the child says it did not help
    CLOSED = "closed"  # a person found nothing to act on, and told the child so


class Owed(StrEnum):
    """What is owed to the child next."""

    READING = "reading"
    THEME = "theme"
    LINK = "link"
    ACTION = "action"
    TELLING = "telling"
    ASKING = "asking"
    TALKING = "talking"  # a person talks with the child
    NOTHING = "nothing"


class StepName(StrEnum):
    """The six links of a thread, in order."""

    VOICE = "voice"
    THEME = "theme"
    LINK = "link"
    ACTION = "action"
    TOLD = "told"
    HELPED = "helped"


class StepState(StrEnum):
    """*Gap*: passed over while later steps were done, or waiting longer than ``GAP_DAYS``."""

    DONE = "done"
    WAITING = "waiting"
    GAP = "gap"


@dataclass(frozen=True)
class Step:
    """One link. ``since``: the day it was done, or from which it waits; None if not its turn."""

    name: StepName
    state: StepState
    since: date | None


@dataclass(frozen=True)
class Confirmation:
    """What the child said when asked whether it helped, and the day."""

    value: Helped
    at: date


@dataclass(frozen=True)
class ThreadFacts:
    """What the records say of one thread. All days are local; lists are in order of time.

    ``themed_at`` is the first theme given; ``no_theme`` that a reader found none. The action's
    dates, and when the child was told and asked, are those of its present round.
    """

    said_at: date
    read_at: date | None = None
    themed_at: date | None = None
    no_theme: bool = False
    linked_at: date | None = None
    action: ActionState | None = None
    settled_at: date | None = None
    told_at: date | None = None
    asked_at: date | None = None
    confirmations: tuple[Confirmation, ...] = ()
    reopened_count: int = 0


@dataclass(frozen=True)
class Standing:
    """The six steps, the state of the whole, and what is owed to the child next."""

    steps: tuple[Step, ...]
    state: State
    owed: Owed


@dataclass(frozen=True)
class Ruling:
    """What an answer to "did it help?" does to the thread."""

    state: State
    reopens: bool


def after_confirmation(value: Helped, reopened_count: int) -> Ruling:
    """Better confirms; the same or worse opens the action again, but only once."""
    if value in {Helped.YES, Helped.A_BIT}:
        return Ruling(State.CONFIRMED, reopens=False)
    if reopened_count:
        return Ruling(State.NOT_HELPED, reopens=False)
    return Ruling(State.REOPENED, reopens=True)


def standing(facts: ThreadFacts, today: date) -> Standing:
    """Where the thread stands on a day."""
    state = _state(facts, today)
    return Standing(_steps(facts, today), state, _owed(facts, state))


def _state(facts: ThreadFacts, today: date) -> State:
    answer = _answer(facts)
    if answer:
        return after_confirmation(answer.value, facts.reopened_count).state
    if not _settled(facts):
        return State.REOPENED if facts.reopened_count else State.OPEN
    if facts.no_theme and facts.action is None:
        return State.CLOSED
    if facts.asked_at and today > facts.asked_at + timedelta(SILENCE_DAYS):
        return State.UNCONFIRMED
    return State.AWAITING_CHILD


def _settled(facts: ThreadFacts) -> bool:
    """Whether staff have done their part: the action, or without one telling the child."""
    if facts.action is None:
        return facts.told_at is not None
    return facts.action in {ActionState.DONE, ActionState.NOT_DOING}


def _answer(facts: ThreadFacts) -> Confirmation | None:
    """The child's latest word on the present round; what opened the action again is used up."""
    answers = facts.confirmations
    if facts.reopened_count:
        used = next((n for n, each in enumerate(answers) if _opens_again(each)), len(answers))
        answers = answers[used + 1 :]
    return answers[-1] if answers else None


def _opens_again(confirmation: Confirmation) -> bool:
    return after_confirmation(confirmation.value, 0).reopens


def _owed(facts: ThreadFacts, state: State) -> Owed:
    if state is State.NOT_HELPED:
        return Owed.TALKING
    if state is State.REOPENED:
        return Owed.ACTION
    if state is State.AWAITING_CHILD:
        return _owed_after_action(facts)
    return _owed_before_action(facts) if state is State.OPEN else Owed.NOTHING


def _owed_after_action(facts: ThreadFacts) -> Owed:
    if not facts.told_at:
        return Owed.TELLING
    return Owed.NOTHING if facts.asked_at else Owed.ASKING


def _owed_before_action(facts: ThreadFacts) -> Owed:
    if not facts.read_at:
        return Owed.READING
    if facts.no_theme:
        return Owed.TELLING
    if not facts.themed_at:
        return Owed.THEME
    return Owed.ACTION if facts.linked_at else Owed.LINK


def _steps(facts: ThreadFacts, today: date) -> tuple[Step, ...]:
    answer = _answer(facts)
    done = (
        facts.said_at,
        facts.themed_at or (facts.read_at if facts.no_theme else None),
        facts.linked_at,
        facts.settled_at if _settled(facts) else None,
        facts.told_at,
        answer.at if answer else None,
    )
    return tuple(_step(number, done, today) for number in range(len(done)))


def _step(number: int, done: Sequence[date | None], today: date) -> Step:
    name = tuple(StepName)[number]
    day = done[number]
    if day:
        return Step(name, StepState.DONE, day)
    since = done[number - 1]
    late = since is not None and today > since + timedelta(GAP_DAYS)
    state = StepState.GAP if late or any(done[number:]) else StepState.WAITING
    return Step(name, state, since)
