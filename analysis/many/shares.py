"""How many of the people who answered spoke of a theme, period by period, with an interval.

Everything is behind the small-number rules of ``analysis.counts``: a hidden number has no share
and no interval, and a share is not shown of fewer people than ``LEAST_FOR_A_SHARE``.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from analysis.counts import LEAST_INSIDE
from analysis.counts import Cell
from analysis.counts import Mention
from analysis.counts import tally

LEAST_FOR_A_SHARE = 10  # people who answered; of fewer, a percentage says more than is known
Z = 1.96  # 95 of 100


@dataclass(frozen=True)
class Share:
    """People who spoke of a theme in a period, of those who answered; both as may be shown.

    ``share``, ``low`` and ``high`` are 0 to 1, or None where a number is hidden or too small.
    """

    period: str
    people: Cell
    answered: Cell
    share: float | None = None
    low: float | None = None
    high: float | None = None


def by_period(
    mentions: Iterable[Mention],
    *,
    themes: Sequence[str],
    periods: Sequence[str],
    least: int = LEAST_INSIDE,
) -> Mapping[str, tuple[Share, ...]]:
    """Each theme's shares in the order of the periods.

    A mention's ``stage`` is its period. Whoever answered without speaking of a listed theme is
    a mention of the theme "" : they count among those who answered.
    """
    named = list(mentions)
    silent = "\x00"  # a row of its own, so that the table adds up and nobody is worked out
    listed = [Mention(each.person, each.theme or silent, each.stage) for each in named]
    table = tally(listed, themes=[*themes, silent], stages=periods, least=least)
    return {
        theme: tuple(
            _share(period, table.cells[theme, period], table.by_stage[period]) for period in periods
        )
        for theme in themes
    }


def wilson(hits: int, of: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share, which holds for small counts; (0, 1) of nobody."""
    if not of:
        return 0.0, 1.0
    share = hits / of
    middle = (share + Z * Z / (2 * of)) / (1 + Z * Z / of)
    half = Z / (1 + Z * Z / of) * sqrt(share * (1 - share) / of + Z * Z / (4 * of * of))
    return max(0.0, middle - half), min(1.0, middle + half)


def _share(period: str, people: Cell, answered: Cell) -> Share:
    if people.shown is None or answered.shown is None or answered.shown < LEAST_FOR_A_SHARE:
        return Share(period, people, answered)
    low, high = wilson(people.shown, answered.shown)
    return Share(period, people, answered, people.shown / answered.shown, low, high)
