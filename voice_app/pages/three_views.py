"""A child, their parents and their carers on the same thing, side by side: a prompt to talk."""

from dataclasses import dataclass
from datetime import date

from voice_app.pages.words import Quote

CHILD, PARENT, CARER = "child", "parent", "carer"
SPEAKERS = (CHILD, PARENT, CARER)


@dataclass(frozen=True)
class View:
    """What one person says, with its day; ``state`` is said, not_said, private or refused."""

    name: str
    state: str
    quote: Quote | None = None
    on: date | None = None


@dataclass(frozen=True)
class Row:
    """One thing, as each of them was asked and answered; nobody of a kind: they were not asked.

    ``prompt`` is differ, same, words or alone. It is a reason to talk and never a judgement.
    """

    label: str
    in_words: bool  # asked for in their own words, not as a choice
    child: tuple[View, ...]
    parents: tuple[View, ...]
    carers: tuple[View, ...]
    prompt: str


@dataclass(frozen=True)
class ThreeViews:
    """All that a child was asked and a grown-up near them was asked too."""

    person_id: int
    name: str
    rows: tuple[Row, ...]
