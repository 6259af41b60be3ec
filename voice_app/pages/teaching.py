"""Pages on which people teach the reading of words."""

from dataclasses import dataclass
from datetime import date

from voice_app.pages.words import Quote


@dataclass(frozen=True)
class ThemeChoice:
    """A theme to tick. ``why`` is what the machine leaned on; empty where it did not say it."""

    key: str
    label: str
    definition: str
    ticked: bool
    why: str = ""


@dataclass(frozen=True)
class CheckPage:
    """One text to check. ``drawn`` by lot: the machine's tags are not shown."""

    answer_id: int
    quote: Quote
    drawn: bool
    themes: tuple[ThemeChoice, ...]
    waiting: int
    checked: int  # by everybody so far
    enough: int  # checks from which a new model may be made


@dataclass(frozen=True)
class WordShown:
    """Words added to a theme, or set aside."""

    word_id: int
    phrase: str
    theme: str  # label
    kind: str
    why: str
    by: str
    on: date
    withdrawn: bool


@dataclass(frozen=True)
class ShippedWords:
    """Phrases that we ship for a theme, with who listed them and why."""

    theme: str  # key
    label: str
    entries: tuple[tuple[str, str, tuple[str, ...]], ...]  # who, why, phrases


@dataclass(frozen=True)
class WordsPage:
    """The words of this authority, and ours."""

    own: tuple[WordShown, ...]
    shipped: ShippedWords | None
    themes: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class AgreementRow:
    """One theme: Gwet's AC1 between people, and between people and the machine."""

    label: str
    people: float | None
    machine: float | None


@dataclass(frozen=True)
class AgreementPage:
    """How far people agree, and with the machine. None where too few texts say."""

    checks: int
    texts_twice: int  # read by two people
    texts_drawn: int  # drawn by lot and checked
    people: float | None  # Krippendorff's alpha with MASI
    machine: float | None
    rows: tuple[AgreementRow, ...]
