"""What only shows when all lines of one child are put together: days that contradict each other.

A line after the end of a life or of a record is left out. Of two episodes that start on one day,
the second is. Where episodes overlap or leave a gap nobody can tell which day is wrong: both lines
are kept as they stand and named.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from datetime import date

from voice_app.files.faults import Code
from voice_app.files.faults import Fault
from voice_app.files.rows903 import ADOPTED
from voice_app.files.rows903 import DIED
from voice_app.files.rows903 import SAME_DAY_CONTINUATION
from voice_app.files.rows903 import STARTED_CARE
from voice_app.files.rows903 import EpisodeRow
from voice_app.files.rows903 import ReviewRow
from voice_app.files.spreadsheet import Line

_FINAL = ADOPTED | {DIED}


def in_order(
    file: str, episodes: Iterable[EpisodeRow]
) -> tuple[tuple[EpisodeRow, ...], list[Fault]]:
    """One child's episodes as they followed each other, without those that cannot be."""
    kept: list[EpisodeRow] = []
    faults: list[Fault] = []
    for row in sorted(episodes, key=_order):
        fault = _impossible(file, row, kept)
        if fault:
            faults.append(fault)
            continue
        if kept:
            faults.extend(_odd(Line(file, row.line, {}), kept[-1], row))
        kept.append(row)
    if kept and kept[-1].ended and kept[-1].reason_ceased == SAME_DAY_CONTINUATION:
        what = "Care went on (X1), but no later episode is there. It counts as going on."
        faults.append(Line(file, kept[-1].line, {}).kept("REC", Code.GAP, what))
    return tuple(kept), faults


def before_the_end(
    file: str, episodes: tuple[EpisodeRow, ...], reviews: Iterable[ReviewRow]
) -> tuple[tuple[ReviewRow, ...], list[Fault]]:
    """One child's reviews as they were held, without those after a death or an adoption."""
    ordered = sorted(reviews, key=lambda review: (review.held_on, review.line))
    end = _final(episodes)
    if end is None or end.ended is None:
        return tuple(ordered), []
    kept = tuple(review for review in ordered if review.held_on <= end.ended)
    late = ordered[len(kept) :]
    return kept, [_too_late(Line(file, row.line, {}), "REVIEW", end) for row in late]


def _order(row: EpisodeRow) -> tuple[date, date, int]:
    return row.started, row.ended or date.max, row.line


def _impossible(file: str, row: EpisodeRow, kept: list[EpisodeRow]) -> Fault | None:
    """Why this episode cannot follow those before it, if so."""
    if not kept:
        return None
    line, before, end = Line(file, row.line, {}), kept[-1], _final(kept)
    if end and end.ended and row.started >= end.ended:
        return _too_late(line, "DECOM", end)
    if row.started == before.started and before.ended != before.started:
        what = f"Another episode of this child starts on the same day (line {before.line})."
        return line.left_out("DECOM", Code.SAME_START, what)
    return None


def _odd(line: Line, before: EpisodeRow, row: EpisodeRow) -> Iterator[Fault]:
    if before.ended is None or row.started < before.ended:
        what = f"The episode on line {before.line} had not ended when this one started."
        yield line.kept("DECOM", Code.OVERLAP, what)
    elif before.reason_ceased == SAME_DAY_CONTINUATION and row.started > before.ended:
        what = f"Care went on the same day (X1, line {before.line}), but this one starts later."
        yield line.kept("DECOM", Code.GAP, what)
    elif before.ends_care and row.reason_started != STARTED_CARE:
        what = f"Care had ended (line {before.line}), and no line says that it started again."
        yield line.kept("RNE", Code.AFTER_CARE, what)


def _final(episodes: Iterable[EpisodeRow]) -> EpisodeRow | None:
    """The episode that ended with a death or an adoption."""
    return next((row for row in episodes if row.ended and row.reason_ceased in _FINAL), None)


def _too_late(line: Line, column: str, end: EpisodeRow) -> Fault:
    if end.reason_ceased == DIED:
        what = f"This is after the day the child died (line {end.line} of the Episodes file)."
        return line.left_out(column, Code.AFTER_DEATH, what)
    what = f"This is after the child was adopted (line {end.line} of the Episodes file)."
    return line.left_out(column, Code.AFTER_ADOPTION, what)
