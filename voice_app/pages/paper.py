"""The brief on paper: never more than two A4 pages, and it says what was left to the screen.

Pure. A row is left out from the lowest priority up; words are never shortened without a mark. The
safety line, the head, the limits and what is kept private always stand whole. Whether a page fits
is measured by whoever prints it: it tries one ``Room`` after another.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import fields
from dataclasses import is_dataclass
from dataclasses import replace
from typing import Any
from typing import TypeVar

from voice_app.pages.brief import Brief
from voice_app.pages.brief import Matter
from voice_app.pages.words import Piece
from voice_app.pages.words import Quote

A_LINE = 60  # letters: what a new line in somebody's words costs on paper
END = "…"

Row = TypeVar("Row")


@dataclass(frozen=True)
class Room:
    """How much of what goes on the paper; letters count per text."""

    quotes: int
    letters: int  # of a quote
    matters: int
    here: int  # letters of a quote beside a matter
    findings: bool
    rows: int  # of then and now
    decisions: int
    wants: int
    others: int
    plain: int  # letters of any other text: a name, a decision, a finding
    translations: bool = True


ROOMS = (
    Room(6, 900, 12, 240, True, 8, 10, 8, 4, 400),
    Room(6, 600, 12, 160, True, 8, 8, 8, 2, 300),
    Room(6, 400, 12, 120, False, 7, 7, 8, 2, 240),
    Room(6, 260, 10, 80, False, 6, 6, 6, 1, 200),
    Room(5, 180, 8, 60, False, 5, 5, 5, 1, 160, translations=False),
    Room(4, 120, 6, 40, False, 4, 4, 4, 1, 120, translations=False),
    Room(3, 80, 4, 30, False, 3, 3, 3, 1, 80, translations=False),
    Room(3, 40, 3, 12, False, 2, 2, 2, 1, 40, translations=False),
    Room(3, 12, 2, 6, False, 1, 1, 1, 0, 16, translations=False),
)
ENOUGH = 4_200  # letters of free text that two pages hold where nobody can measure them


@dataclass(frozen=True)
class Paper:
    """What goes on the paper, and how much of what was left to the screen."""

    brief: Brief
    left: tuple[tuple[str, int], ...]


def on_paper(page: Brief, room: Room) -> Paper:
    """The page cut to this much room."""
    kept = replace(
        page,
        quotes=tuple(_quote(each, room, room.letters) for each in page.quotes[: room.quotes]),
        more=(),
        worried=tuple(replace(each, pieces=(), translations=()) for each in page.worried),
        matters=tuple(_matter(each, room) for each in _first(page.matters, room.matters)),
        then_now=page.then_now[: room.rows],
        decisions=page.decisions[: room.decisions],
        wants=page.wants[: room.wants],
        others=replace(
            page.others,
            quotes=tuple(
                _quote(each, room, room.letters) for each in page.others.quotes[: room.others]
            ),
        ),
    )
    return Paper(_shorter(kept, room.plain), _left(page, kept))


def unmeasured(page: Brief) -> Paper:
    """For a printer that nobody can ask whether it fits: the first room that is surely enough."""
    papers = (on_paper(page, room) for room in ROOMS)
    return next(
        (paper for paper in papers if _letters(paper.brief) <= ENOUGH), on_paper(page, ROOMS[-1])
    )


def _first(matters: Sequence[Matter], most: int) -> tuple[Matter, ...]:
    """Matters with words first, then those with a plan to mend; in their own order."""
    by_worth = sorted(matters, key=lambda each: (not each.quotes, not each.plans))[:most]
    return tuple(each for each in matters if each in by_worth)


def _matter(matter: Matter, room: Room) -> Matter:
    return replace(
        matter,
        quotes=tuple(_quote(each, room, room.here) for each in matter.quotes[: room.quotes]),
        findings=matter.findings if room.findings else (),
    )


def _quote(quote: Quote, room: Room, letters: int) -> Quote:
    """A quote with its beginning only where it is longer than this, and a mark that says so."""
    beginning = cut(quote.words, letters)
    laid = quote.translations if room.translations else ()
    kept = replace(quote, tags=(), translations=laid)
    if beginning == quote.words:
        return kept
    return replace(kept, pieces=(Piece(beginning),), shortened=True)


def cut(words: str, letters: int) -> str:
    """The beginning of a text that takes no more room than so many letters; a new line costs."""
    spent = 0
    for place, letter in enumerate(words):
        spent += A_LINE if letter in "\n\r\v\f\x85\u2028\u2029" else 1
        if spent > letters:
            return words[:place].rstrip()
    return words


def _shorter(part: Any, letters: int) -> Any:
    """Every other text no longer than this, with a mark where it was cut."""
    if isinstance(part, str):
        beginning = cut(part, letters)
        return part if beginning == part else beginning + END
    if isinstance(part, tuple):
        return tuple(_shorter(each, letters) for each in part)
    if isinstance(part, Piece) or not is_dataclass(part) or isinstance(part, type):
        return part
    return replace(part, **{f.name: _shorter(getattr(part, f.name), letters) for f in fields(part)})


def _left(page: Brief, kept: Brief) -> tuple[tuple[str, int], ...]:
    quotes = [*kept.quotes, *kept.others.quotes, *(q for m in kept.matters for q in m.quotes)]
    counts = (
        ("shortened", len({quote.answer_id for quote in quotes if quote.shortened})),
        ("quotes", len(page.views) - len(kept.quotes)),
        ("others", len(page.others.quotes) - len(kept.others.quotes)),
        ("matters", len(page.matters) - len(kept.matters)),
        ("findings", _findings(page) - _findings(kept)),
        ("then_now", len(page.then_now) - len(kept.then_now)),
        ("decisions", len(page.decisions) - len(kept.decisions)),
        ("wants", len(page.wants) - len(kept.wants)),
        ("translations", _translations(page) - _translations(kept)),
    )
    return tuple((what, count) for what, count in counts if count)


def _findings(page: Brief) -> int:
    return sum(len(matter.findings) for matter in page.matters)


def _translations(page: Brief) -> int:
    return sum(len(quote.translations) for quote in (*page.quotes, *page.others.quotes))


def _letters(part: Any) -> int:
    """How many letters of free text a page holds; a new line counts as a line."""
    if isinstance(part, str):
        return len(part) + part.count("\n") * (A_LINE - 1)
    if isinstance(part, tuple):
        return sum(_letters(each) for each in part)
    if is_dataclass(part):
        return sum(_letters(getattr(part, each.name)) for each in fields(part))
    return 0
