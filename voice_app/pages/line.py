"""The child's line: a journey as a drawing, and the arithmetic of where everything stands in it.

Lengths are units of the drawing (as wide as ``WIDTH``). Pure: the same journey always gives the
same drawing. Nothing in a lane lies over anything else: what comes too close goes a row lower.
"""

from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

WIDTH = 1160
EDGE = 20  # free at both ends
TOP = 34  # the days stand here
LABEL = 34  # a lane's name, above it
ROW = 26
LANE_GAP = 12
MARK = 16  # a moment is so wide, and no stretch is shorter
BETWEEN = 4  # free between two things in a row
TICK = 84  # two days that are written down are no closer
LETTER = 8  # about; for what is written in a stretch
_STEPS = (1, 2, 5, 10, 20)  # years between two ticks
_MONTHS = (1, 3, 6)


@dataclass(frozen=True)
class Entry:
    """One thing of a journey. A moment has no ``until``; what ``lasts`` still goes on.

    ``look`` says how it is drawn: stitched, block, done, coming, voice or gap.
    """

    lane: str
    what: str
    since: date
    until: date | None = None
    lasts: bool = False
    look: str = "done"
    detail: str = ""
    place: str = ""  # where it stands on the record: "plan-3"

    @property
    def is_stretch(self) -> bool:
        """Whether it goes on for a time."""
        return self.until is not None or self.lasts


@dataclass(frozen=True)
class Mark:
    """Where one entry is drawn: its box."""

    entry: Entry
    x: float
    y: float
    width: float
    written: str  # the words inside; empty where they have no room


@dataclass(frozen=True)
class Lane:
    """Things of one kind, under their name."""

    name: str
    y: float
    height: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Tick:
    """A day that is written down at the top."""

    x: float
    words: str


@dataclass(frozen=True)
class Drawing:
    """The whole line; ``today`` is where today lies in it."""

    width: float
    height: float
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    today: float


@dataclass(frozen=True)
class LinePage:
    """A journey as a drawing and, the very same, as a table, newest first."""

    person_id: int
    name: str
    today: date
    drawing: Drawing
    rows: tuple[Entry, ...]
    lanes: dict[str, str]
    gaps: int
    not_heard_after: int  # calendar days


@dataclass(frozen=True)
class Scale:
    """Days as places: the first day at one edge, the last at the other."""

    first: date
    last: date

    def x(self, day: date) -> float:
        """Where a day lies; one outside lies at the edge."""
        days = max((self.last - self.first).days, 1)
        share = min(max((day - self.first).days / days, 0.0), 1.0)
        return round(EDGE + share * (WIDTH - 2 * EDGE - MARK), 1)


def draw(entries: Sequence[Entry], names: Sequence[tuple[str, str]], *, today: date) -> Drawing:
    """Lay a journey out; ``names`` are the lanes in their order, by key and what they are called.

    A lane that has nothing is drawn empty: that too is part of the journey.
    """
    scale = _scale(entries, today)
    lanes, y = [], float(TOP)
    for key, name in names:
        lane = _lane(name, [each for each in entries if each.lane == key], scale, y)
        lanes.append(lane)
        y += lane.height + LANE_GAP
    return Drawing(
        width=WIDTH,
        height=y,
        lanes=tuple(lanes),
        ticks=_ticks(scale),
        today=scale.x(today) + MARK / 2,
    )


def silences(days: Iterable[date], *, first: date, last: date, longest: int) -> list[Entry]:
    """Where nothing was heard for more than ``longest`` calendar days: gaps, to be drawn as gaps.

    From ``first``, before which nobody was to ask, to ``last``, which is today.
    """
    heard = sorted({day for day in days if first <= day <= last})
    edges = [first, *heard, last]
    return [
        Entry("voices", "", before, after, look="gap")
        for before, after in pairwise(edges)
        if (after - before).days > longest
    ]


def _scale(entries: Sequence[Entry], today: date) -> Scale:
    days = [today, *(each.since for each in entries), *(e.until for e in entries if e.until)]
    return Scale(min(days), max(days))


def _lane(name: str, entries: Sequence[Entry], scale: Scale, y: float) -> Lane:
    """Put each entry in the first row where it touches nothing; the earliest go first."""
    ends: list[float] = []  # how far each row is taken
    marks: list[Mark] = []
    for entry in sorted(entries, key=lambda each: (each.since, each.until or each.since)):
        x, width = _box(entry, scale)
        row = next((n for n, end in enumerate(ends) if end <= x), len(ends))
        if row == len(ends):
            ends.append(0.0)
        ends[row] = x + width + BETWEEN
        marks.append(Mark(entry, x, y + LABEL + row * ROW, width, _written(entry, width)))
    return Lane(name, y, LABEL + max(len(ends), 1) * ROW, tuple(marks))


def _box(entry: Entry, scale: Scale) -> tuple[float, float]:
    x = scale.x(entry.since)
    if not entry.is_stretch:
        return x, float(MARK)
    end = scale.x(entry.until) if entry.until else scale.x(scale.last)
    if entry.look == "gap":  # between what was said before and after it
        return x + MARK + BETWEEN, max(end - x - MARK - 2 * BETWEEN, 0.0)
    return x, max(end - x - BETWEEN, float(MARK))


def _written(entry: Entry, width: float) -> str:
    room = int((width - 2 * BETWEEN) / LETTER)
    return entry.what if entry.is_stretch and len(entry.what) <= room else ""


def _ticks(scale: Scale) -> tuple[Tick, ...]:
    """As many days as have room, by years, else by months, else the two ends."""
    for days in (*_by_months(scale), *_by_years(scale)):
        found = [Tick(scale.x(day), _day(day)) for day in days if scale.x(day) <= WIDTH - TICK]
        if len(found) > 1 and all(b.x - a.x >= TICK for a, b in pairwise(found)):
            return tuple(found)
    ends = [scale.first] if scale.first == scale.last else [scale.first, scale.last]
    return tuple(Tick(min(scale.x(day), WIDTH - TICK), f"{day:%-d %b %Y}") for day in ends)


def _by_months(scale: Scale) -> Iterable[list[date]]:
    begun = [
        date(year, month, 1)
        for year in range(scale.first.year, scale.last.year + 1)
        for month in range(1, 13)
    ]
    for step in _MONTHS:
        days = [day for day in begun if (day.month - 1) % step == 0]
        yield _inside(days, scale)


def _by_years(scale: Scale) -> Iterable[list[date]]:
    for step in _STEPS:
        years = range(scale.first.year, scale.last.year + 1)
        yield _inside([date(year, 1, 1) for year in years if year % step == 0], scale)


def _inside(days: Iterable[date], scale: Scale) -> list[date]:
    return [day for day in days if scale.first <= day <= scale.last]


def _day(day: date) -> str:
    return f"{day:%Y}" if (day.month, day.day) == (1, 1) else f"{day:%b %Y}"
