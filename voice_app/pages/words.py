"""Somebody's words with the marks laid over them; the words themselves are never changed."""

from dataclasses import dataclass
from datetime import date
from datetime import datetime


@dataclass(frozen=True)
class Mark:
    """A run of the words that caused a tag or a flag (offsets into the words)."""

    start: int
    end: int
    title: str  # which tag or flag


@dataclass(frozen=True)
class Piece:
    """A run of words that a template prints as it is, marked or not."""

    words: str
    title: str = ""  # empty: not marked


@dataclass(frozen=True)
class TagShown:
    """A theme laid on words, why, and who laid it."""

    tag_id: int
    theme: str  # key
    label: str
    stage: str  # label
    because: str  # the words, or the question, that caused it
    maker: str  # "rules 1.0" or a person's name
    state: str  # suggested, confirmed, rejected
    by_question: bool = False  # it rests on the question asked, and on no word of the answer


@dataclass(frozen=True)
class TranslationShown:
    """Somebody's translation beside the words; never instead of them."""

    words: str
    language: str
    by: str  # "Amira, interpreter"


@dataclass(frozen=True)
class UseShown:
    """What became of a view at the review: used in the plan (where), or not (why)."""

    outcome: str  # used or not_used
    plan: str  # label of the plan; empty where it was not used
    words: str
    by: str
    on: date


# Who helped somebody to answer, as they said; the words are for staff.
HELPERS = {
    "nobody": "",
    "carer": "a carer",
    "worker": "a worker",
    "advocate": "an advocate",
    "interpreter": "an interpreter",
    "other": "somebody else",
}


@dataclass(frozen=True)
class Quote:
    """One thing said, with all a reader needs to weigh it."""

    answer_id: int
    pieces: tuple[Piece, ...]
    said_at: datetime
    channel: str  # text or web
    question: str  # the words of the question; empty when they began it themselves
    language: str
    picked: str = ""  # the choice that the words stand beside
    speaker: str = ""
    helped_by: str = ""
    observed: bool = False  # notes of what somebody saw: not the child's words
    who_sees: str = ""
    kept_close: bool = False  # they said: nobody else
    tags: tuple[TagShown, ...] = ()
    read: bool = False
    shared: bool = False  # quality assurance may work with it, without a name
    reworded: bool = False  # these are the new words they chose for the brief
    translations: tuple[TranslationShown, ...] = ()
    used: UseShown | None = None
    shortened: bool = False  # on paper: only its beginning is printed
    gone: bool = False  # on an issued copy: the words were taken back since
    taken_back: date | None = None  # on this day, where the record says
    not_about: tuple[str, ...] = ()  # themes that a person rejected
    day_only: bool = False  # said without a name: an hour would show beside whose words it stood

    @property
    def words(self) -> str:
        """The words as written."""
        return "".join(piece.words for piece in self.pieces)


def pieces(words: str, marks: tuple[Mark, ...]) -> tuple[Piece, ...]:
    """Cut words at the marks; overlapping marks keep the one that starts first."""
    shown: list[Piece] = []
    at = 0
    for mark in sorted(marks, key=lambda m: (m.start, -m.end)):
        if mark.start < at:
            continue
        if mark.start > at:
            shown.append(Piece(words[at : mark.start]))
        shown.append(Piece(words[mark.start : mark.end], mark.title))
        at = mark.end
    if at < len(words) or not shown:
        shown.append(Piece(words[at:]))
    return tuple(shown)
