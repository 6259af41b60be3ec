"""The arithmetic of the child's line, for any journey from three days to a whole childhood."""

import itertools
from datetime import date
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice_app.pages.line import LETTER
from voice_app.pages.line import TICK
from voice_app.pages.line import WIDTH
from voice_app.pages.line import Drawing
from voice_app.pages.line import Entry
from voice_app.pages.line import draw
from voice_app.pages.line import silences

TODAY = date(2026, 11, 23)
LANES = (("stages", "Stages"), ("meetings", "Meetings"), ("voices", "What they said"))


@st.composite
def journeys(draw_from: st.DrawFn) -> list[Entry]:
    """Stretches and moments within 3 days, or 18 years, on both sides of today."""
    span = draw_from(st.sampled_from([3, 90, 800, 18 * 365]))
    first = TODAY - timedelta(days=draw_from(st.integers(0, span)))
    days = st.integers(0, span).map(lambda n: first + timedelta(days=n))

    def entry(pick: tuple[str, date, date, str]) -> Entry:
        lane, one, other, kind = pick
        since, until = min(one, other), max(one, other)
        if kind == "moment":
            return Entry(lane, "x", since)
        return Entry(lane, "x" * 20, since, until if kind == "ended" else None, lasts=True)

    lane = st.sampled_from([key for key, _ in LANES])
    kind = st.sampled_from(["moment", "ended", "lasting"])
    return draw_from(st.lists(st.tuples(lane, days, days, kind).map(entry), max_size=60))


def boxes(drawing: Drawing) -> list[list[tuple[float, float, float]]]:
    return [[(m.y, m.x, m.x + m.width) for m in lane.marks] for lane in drawing.lanes]


@given(journeys())
def test_nothing_lies_over_anything_else(entries: list[Entry]) -> None:
    """Neither in a row nor from one lane to the next."""
    drawing = draw(entries, LANES, today=TODAY)
    for lane in boxes(drawing):
        rows = sorted(lane)
        for (y, _, end), (next_y, begins, _) in itertools.pairwise(rows):
            assert y != next_y or end < begins
    for lane, after in zip(drawing.lanes, drawing.lanes[1:], strict=False):
        assert all(lane.y < m.y < lane.y + lane.height < after.y for m in lane.marks)


@given(journeys())
def test_everything_is_drawn_once_and_inside(entries: list[Entry]) -> None:
    """No entry is lost, and none is cut off at an edge."""
    drawing = draw(entries, LANES, today=TODAY)
    marks = [mark for lane in drawing.lanes for mark in lane.marks]
    assert sorted(map(id, (m.entry for m in marks))) == sorted(map(id, entries))
    for mark in marks:
        assert 0 <= mark.x <= mark.x + mark.width <= WIDTH
        assert 0 <= mark.y < drawing.height
        assert len(mark.written) * LETTER <= mark.width
    assert 0 < drawing.today < WIDTH


@given(journeys())
def test_what_was_earlier_never_stands_later(entries: list[Entry]) -> None:
    """The order of the days is the order of the places, in every lane."""
    for lane in draw(entries, LANES, today=TODAY).lanes:
        for before, after in zip(lane.marks, lane.marks[1:], strict=False):
            assert before.entry.since <= after.entry.since
            assert before.x <= after.x


@given(journeys())
def test_the_days_at_the_top_can_be_read(entries: list[Entry]) -> None:
    """There are always some, in order, and none runs into the next or out of the box."""
    ticks = draw(entries, LANES, today=TODAY).ticks
    assert ticks
    assert all(0 <= tick.x <= WIDTH - TICK for tick in ticks)
    for one, other in itertools.pairwise(ticks):
        assert other.x > one.x or len(ticks) == 2


@pytest.mark.parametrize("span", [1, 3, 40, 400, 2_000, 18 * 365])
def test_a_journey_of_any_length_has_its_days(span: int) -> None:
    """Three days are dated to the day, eighteen years by years."""
    first = TODAY - timedelta(days=span)
    ticks = draw([Entry("stages", "Care", first, lasts=True)], LANES, today=TODAY).ticks
    assert 2 <= len(ticks) <= 14


def test_an_empty_journey_is_drawn_as_one() -> None:
    """Nothing on record: the lanes are there, with nothing in them."""
    drawing = draw([], LANES, today=TODAY)
    assert [(lane.name, lane.marks) for lane in drawing.lanes] == [(n, ()) for _, n in LANES]


def test_a_silence_is_a_gap_between_what_was_said() -> None:
    """More than so many days without a voice; as many are none."""
    first = TODAY - timedelta(days=300)
    heard = [first + timedelta(days=90), first + timedelta(days=181)]
    gaps = silences(heard, first=first, last=TODAY, longest=90)
    assert [(gap.since, gap.until) for gap in gaps] == [(heard[0], heard[1]), (heard[1], TODAY)]


@given(st.lists(st.integers(-20, 420).map(lambda n: TODAY - timedelta(days=n)), max_size=30))
def test_silences_and_voices_never_lie_over_each_other(heard: list[date]) -> None:
    """A gap is drawn from what was said before it to what was said after it."""
    first = TODAY - timedelta(days=400)
    said = [Entry("voices", "said", day, look="voice") for day in heard]
    gaps = silences(heard, first=first, last=TODAY, longest=60)
    for gap in gaps:
        assert gap.until is not None
        assert not any(gap.since < day < gap.until for day in heard)
    drawing = draw([*said, *gaps], LANES, today=TODAY)
    for lane in boxes(drawing):
        rows = sorted(lane)
        for (y, _, end), (next_y, begins, _) in itertools.pairwise(rows):
            assert y != next_y or end <= begins
