"""How many *people* spoke of a theme at a stage. Small numbers are hidden here and only here.

A cell of 1 to 4 people (1 to 9 outside the authority) is hidden; zero is shown. Then the next
smallest are hidden too, until no hidden cell can be worked out: not by taking the shown cells of
a row or column from its total, and not by joining several such sums. Totals count people once,
however often they spoke; the hiding assumes the worst case, in which nobody spoke twice and
every sum comes out.
"""

from collections import defaultdict
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from heapq import heappop
from heapq import heappush

LEAST_INSIDE = 5  # people, for staff of the authority
LEAST_OUTSIDE = 10  # people, for the council of children and young people, and for the public

ALL = ""  # the key of a total, in the place of a theme or a stage
Place = tuple[str, str]  # theme, stage
Line = tuple[int, str]  # 0 and a theme: its row; 1 and a stage: its column


@dataclass(frozen=True)
class Mention:
    """A person spoke of a theme at a stage. ``person`` is any key that tells people apart."""

    person: str
    theme: str
    stage: str


@dataclass(frozen=True)
class Cell:
    """A number of people as it may be shown: ``shown`` is None exactly when it is hidden."""

    shown: int | None
    hidden: bool


@dataclass(frozen=True)
class Table:
    """Every theme and stage that was asked for, each with its total of people."""

    cells: Mapping[Place, Cell]
    by_theme: Mapping[str, Cell]
    by_stage: Mapping[str, Cell]
    everyone: Cell


def cell(people: int, least: int = LEAST_INSIDE) -> Cell:
    """One figure that stands alone. In a table, use ``tally``: it hides what would undo it."""
    hidden = 0 < people < least
    return Cell(None if hidden else people, hidden)


def tally(
    mentions: Iterable[Mention],
    *,
    themes: Collection[str],
    stages: Collection[str],
    least: int = LEAST_INSIDE,
) -> Table:
    """Count people by theme and stage, and hide what must be. Other mentions are left out."""
    spoke: dict[Place, set[str]] = defaultdict(set)
    for each in mentions:
        if each.theme in themes and each.stage in stages:
            for place in _counted_in((each.theme, each.stage)):
                spoke[place].add(each.person)
    numbers = {(t, s): len(spoke[t, s]) for t in (*themes, ALL) for s in (*stages, ALL)}
    hidden = hidden_places(numbers, least)
    cells = {p: Cell(None if p in hidden else n, p in hidden) for p, n in numbers.items()}
    return Table(
        cells={p: shown for p, shown in cells.items() if ALL not in p},
        by_theme={theme: cells[theme, ALL] for theme in themes},
        by_stage={stage: cells[ALL, stage] for stage in stages},
        everyone=cells[ALL, ALL],
    )


def hidden_places(numbers: Mapping[Place, int], least: int) -> frozenset[Place]:
    """The places to hide in a table with its totals (key ``ALL``)."""
    hidden = {place for place, number in numbers.items() if 0 < number < least}
    added = sorted(hidden)
    while added:
        for place in added:
            hidden.update(_cheapest_ring(place, numbers, hidden))
        added = _too_few_together(numbers, hidden, least)
        hidden.update(added)
    return frozenset(hidden)


def _counted_in(place: Place) -> Iterator[Place]:
    theme, stage = place
    yield from (place, (theme, ALL), (ALL, stage), (ALL, ALL))


def _cheapest_ring(
    place: Place, numbers: Mapping[Place, int], hidden: set[Place]
) -> tuple[Place, ...]:
    """The places that, hidden as well, keep a hidden one from being worked out.

    A hidden number joins its row to its column. One that closes no ring is the only number that
    the sums leave open, so they give it away; one in a ring could be larger or smaller. The
    cheapest ring costs the fewest people, and a total only where nothing else is left. There is
    always one: the place, its two totals and everyone.
    """
    row, column = enumerate(place)
    dear = numbers[ALL, ALL] * len(numbers) + 1
    ways: list[tuple[int, Line, tuple[Place, ...]]] = [(0, row, ())]
    reached: set[Line] = set()
    while ways[0][1] != column:
        cost, line, way = heappop(ways)
        if line in reached:
            continue
        reached.add(line)
        side, key = line
        for other, number in numbers.items():
            if number and other[side] == key and other != place:
                price = 0 if other in hidden else number + dear * (ALL in other)
                heappush(ways, (cost + price, (1 - side, other[1 - side]), (*way, other)))
    return ways[0][2]


def _too_few_together(numbers: Mapping[Place, int], hidden: set[Place], least: int) -> list[Place]:
    """The next smallest of a row or column whose total gives away a small number together."""
    for place in sorted(hidden):
        for side, key in enumerate(place):
            total = (key, ALL) if side == 0 else (ALL, key)
            line = [other for other, n in numbers.items() if n and other[side] == key]
            together = sum(numbers[other] for other in line if other in hidden)
            if total not in hidden and together < least:
                shown = [other for other in line if other not in hidden]
                return [min(shown, key=lambda other: (other == total, numbers[other], other))]
    return []
