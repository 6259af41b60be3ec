"""What came back to a survey, for the Children in Care Council."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Picked:
    """An answer, and how many people picked it in each wave; None: hidden."""

    words: str
    people: tuple[int | None, ...]


@dataclass(frozen=True)
class CameBack:
    """One question: the same words in every wave that is shown."""

    key: str
    question: str
    waves: tuple[str, ...]
    picked: tuple[Picked, ...]
    is_headline: bool


@dataclass(frozen=True)
class Share:
    """Of one group: how many were asked and how many answered; None: hidden."""

    group: str
    answered: int | None
    silent: int | None


@dataclass(frozen=True)
class Made:
    """What the council makes of it."""

    words: str
    by: str


@dataclass(frozen=True)
class CameBackPage:
    """Everything that came back to one survey, small numbers hidden."""

    survey: str
    title: str
    wave: str  # the newest; empty: nothing came back yet
    people: int | None  # who answered in it
    questions: tuple[CameBack, ...]
    by_age: tuple[Share, ...]
    by_placement: tuple[Share, ...]
    went: tuple[tuple[str, int | None], ...]  # how far people's words came: step, people
    quotes: tuple[str, ...]
    made: Made | None
