"""Small numbers cannot be read, and cannot be worked out from what is shown."""

from fractions import Fraction

import pytest
from hypothesis import example
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from analysis.counts import ALL
from analysis.counts import LEAST_INSIDE
from analysis.counts import LEAST_OUTSIDE
from analysis.counts import Cell
from analysis.counts import Mention
from analysis.counts import Place
from analysis.counts import Table
from analysis.counts import cell
from analysis.counts import hidden_places
from analysis.counts import tally

THEMES = ("home", "heard", "school")
STAGES = ("care", "review", "leaving")

tables = st.lists(st.lists(st.integers(0, 12), min_size=3, max_size=3), min_size=3, max_size=3)


def with_totals(rows: list[list[int]]) -> dict[Place, int]:
    """A table in which nobody spoke twice, so that every sum comes out."""
    numbers = {(theme, stage): 0 for theme in (*THEMES, ALL) for stage in (*STAGES, ALL)}
    for theme, row in zip(THEMES, rows, strict=True):
        for stage, number in zip(STAGES, row, strict=True):
            for place in ((theme, stage), (theme, ALL), (ALL, stage), (ALL, ALL)):
                numbers[place] += number
    return numbers


def said(rows: list[list[int]]) -> list[Mention]:
    return [
        Mention(f"{theme} {stage} {n}", theme, stage)
        for theme, row in zip(THEMES, rows, strict=True)
        for stage, number in zip(STAGES, row, strict=True)
        for n in range(number)
    ]


def worked_out(hidden: frozenset[Place]) -> set[Place]:
    """The hidden places whose number follows from the shown ones, by solving every sum at once."""
    unknown = sorted(hidden)
    sums = [[(t, s) for s in (*STAGES, ALL)] for t in (*THEMES, ALL)]
    sums += [[(t, s) for t in (*THEMES, ALL)] for s in (*STAGES, ALL)]
    rows = [
        [Fraction((-1 if place == line[-1] else 1) * (place in line)) for place in unknown]
        for line in sums
    ]
    top = 0
    for column in range(len(unknown)):
        pivot = next((r for r in range(top, len(rows)) if rows[r][column]), None)
        if pivot is None:
            continue
        rows[top], rows[pivot] = rows[pivot], rows[top]
        rows[top] = [value / rows[top][column] for value in rows[top]]
        for r in range(len(rows)):
            if r != top and rows[r][column]:
                factor = rows[r][column]
                rows[r] = [a - factor * b for a, b in zip(rows[r], rows[top], strict=True)]
        top += 1
    left_open = [[p for p, value in zip(unknown, row, strict=True) if value] for row in rows]
    return {places[0] for places in left_open if len(places) == 1}


def test_the_check_itself_finds_a_number_left_alone_in_its_row() -> None:
    assert worked_out(frozenset({("home", "care")})) == {("home", "care")}
    ring = frozenset({(t, s) for t in ("home", "heard") for s in ("care", "review")})
    assert worked_out(ring) == set()
    bridged = ring | {("school", "review")}
    assert worked_out(bridged) == {("school", "review")}


@settings(max_examples=60, deadline=None)
@given(tables, st.sampled_from([LEAST_INSIDE, LEAST_OUTSIDE]))
@example([[3, 9, 9], [9, 9, 9], [9, 9, 9]], 5)
@example([[1, 1, 0], [0, 9, 9], [0, 0, 9]], 5)
@example([[1, 0, 0], [0, 0, 0], [0, 0, 0]], 5)
@example([[0, 0, 0], [0, 0, 0], [0, 0, 0]], 5)
def test_no_hidden_number_can_be_worked_out(rows: list[list[int]], least: int) -> None:
    numbers = with_totals(rows)
    hidden = hidden_places(numbers, least)
    assert all(place in hidden for place, number in numbers.items() if 0 < number < least)
    assert worked_out(hidden) == set()


@settings(max_examples=60, deadline=None)
@given(tables)
def test_what_a_row_or_column_hides_is_never_a_small_number_together(rows: list[list[int]]) -> None:
    numbers = with_totals(rows)
    hidden = hidden_places(numbers, LEAST_INSIDE)
    lines = [[(t, s) for s in STAGES] + [(t, ALL)] for t in (*THEMES, ALL)]
    lines += [[(t, s) for t in THEMES] + [(ALL, s)] for s in (*STAGES, ALL)]
    for *places, total in lines:
        together = sum(numbers[place] for place in places if place in hidden)
        assert total in hidden or together == 0 or together >= LEAST_INSIDE


@settings(max_examples=30, deadline=None)
@given(tables)
def test_the_table_shows_exactly_what_is_not_hidden(rows: list[list[int]]) -> None:
    numbers = with_totals(rows)
    hidden = hidden_places(numbers, LEAST_INSIDE)
    table = tally(said(rows), themes=THEMES, stages=STAGES)
    shown = {**table.cells, (ALL, ALL): table.everyone}
    shown |= {(theme, ALL): each for theme, each in table.by_theme.items()}
    shown |= {(ALL, stage): each for stage, each in table.by_stage.items()}
    assert {place for place, each in shown.items() if each.hidden} == hidden
    assert all(each.shown == numbers[p] for p, each in shown.items() if not each.hidden)
    assert all((each.shown is None) is each.hidden for each in shown.values())


def test_a_single_small_number_takes_three_others_with_it() -> None:
    table = tally(said([[3, 9, 8], [7, 9, 9], [9, 9, 9]]), themes=THEMES, stages=STAGES)
    hidden = {place for place, each in table.cells.items() if each.hidden}
    assert len(hidden) == 4
    assert {("home", "care"), ("heard", "care"), ("home", "leaving")} < hidden
    assert table.by_theme["home"] == Cell(20, hidden=False)
    assert table.everyone == Cell(72, hidden=False)


def test_people_are_counted_once_however_often_they_speak() -> None:
    mentions = [Mention(f"p{n}", theme, "care") for n in range(6) for theme in THEMES] * 2
    table = tally(mentions, themes=THEMES, stages=STAGES)
    assert table.everyone == Cell(6, hidden=False)
    assert table.by_theme["home"] == Cell(6, hidden=False)
    assert table.by_stage["care"] == Cell(6, hidden=False)


def test_other_themes_and_stages_are_left_out() -> None:
    mentions = [Mention(f"p{n}", "home", "elsewhere") for n in range(9)]
    nothing: Table = tally(mentions, themes=THEMES, stages=STAGES)
    assert nothing.everyone == Cell(0, hidden=False)


@pytest.mark.parametrize(
    ("people", "least", "expected"),
    [
        (0, LEAST_INSIDE, Cell(0, hidden=False)),
        (1, LEAST_INSIDE, Cell(None, hidden=True)),
        (4, LEAST_INSIDE, Cell(None, hidden=True)),
        (5, LEAST_INSIDE, Cell(5, hidden=False)),
        (9, LEAST_OUTSIDE, Cell(None, hidden=True)),
        (10, LEAST_OUTSIDE, Cell(10, hidden=False)),
    ],
)
def test_a_figure_alone(people: int, least: int, expected: Cell) -> None:
    assert cell(people, least) == expected
