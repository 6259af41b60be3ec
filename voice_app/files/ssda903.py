"""Read an SSDA903 return: Header, Episodes and Reviews, with the DfE's checks repeated.

A line that cannot be tied to a child or to a day is left out. A line that is only odd is kept with
a warning. Either way it is in the faults, and the counts of each file add up.
"""

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from pathlib import Path

from surveys.clocks import SHORT_BREAKS
from voice_app.files.care_records import CareRecord
from voice_app.files.care_records import care_record
from voice_app.files.faults import Code
from voice_app.files.faults import Fault
from voice_app.files.faults import FileCount
from voice_app.files.faults import Severity
from voice_app.files.faults import not_read
from voice_app.files.lines903 import episodes_format
from voice_app.files.lines903 import header_format
from voice_app.files.lines903 import reviews_format
from voice_app.files.rows903 import ChildRow
from voice_app.files.rows903 import EpisodeRow
from voice_app.files.rows903 import ReviewRow
from voice_app.files.spreadsheet import Format
from voice_app.files.spreadsheet import Line
from voice_app.files.spreadsheet import Reading
from voice_app.files.spreadsheet import Row
from voice_app.files.spreadsheet import read_rows
from voice_app.files.spreadsheet import unread


@dataclass(frozen=True)
class Return903:
    """Everything a return gave: a care record for each child, and every fault met on the way."""

    care: tuple[CareRecord, ...]  # in the order of the Header file
    children: tuple[ChildRow, ...]
    episodes: tuple[EpisodeRow, ...]
    reviews: tuple[ReviewRow, ...]
    faults: tuple[Fault, ...]
    counts: tuple[FileCount, ...]

    @property
    def stopped(self) -> bool:
        """Whether a file is missing or could not be read."""
        return any(fault.stops_file for fault in self.faults)


def read(directory: Path, *, today: date) -> Return903:
    """Read the return in a folder; dates after ``today`` (local) are not believed.

    A missing file is a fault, not an error. Raises ``OSError`` where a file cannot be opened.
    """
    header = _read(directory, "Header", header_format(today))
    born = {row.external_id: row.born for row in header.rows}
    if header.stopped:
        episodes: Reading[EpisodeRow] = _waits_for_header("Episodes")
        reviews: Reading[ReviewRow] = _waits_for_header("Reviews")
    else:
        episodes = _read(directory, "Episodes", episodes_format(born, today))
        short_breaks = _only_short_breaks(episodes.rows)
        reviews = _read(directory, "Reviews", reviews_format(born, short_breaks, today))
    care = _care_records(header.rows, episodes.rows, reviews.rows)
    doubts = () if episodes.stopped else tuple(_doubts(care, header.count, episodes.count))
    return Return903(
        care=care,
        children=header.rows,
        episodes=episodes.rows,
        reviews=reviews.rows,
        faults=header.faults + episodes.faults + reviews.faults + doubts,
        counts=(header.count, episodes.count, reviews.count),
    )


def _read(directory: Path, name: str, form: Format[Row]) -> Reading[Row]:
    """Read the file of this name, whatever the case of its letters."""
    wanted = f"{name}.csv".casefold()
    files = directory.iterdir() if directory.is_dir() else ()
    found = sorted(path for path in files if path.name.casefold() == wanted)
    if not found:
        return unread(not_read(f"{name}.csv", Code.FILE_MISSING, f"There is no {name} file."))
    reading = read_rows(found[0], form)
    if len(found) == 1:
        return reading
    what = f"There is more than one {name} file. Only this one was read."
    twice = Fault(found[0].name, None, "", Code.FILE_TWICE, what, Severity.WARNING)
    return replace(reading, faults=(twice, *reading.faults))


def _waits_for_header(name: str) -> Reading[Row]:
    what = "Without the Header file we cannot tell which child a line is about."
    return unread(not_read(f"{name}.csv", Code.NOT_READ_WITHOUT, what))


def _only_short_breaks(episodes: Iterable[EpisodeRow]) -> frozenset[str]:
    """The children whose every episode is a short break: for them alone check 399 holds."""
    statuses: defaultdict[str, set[str]] = defaultdict(set)
    for episode in episodes:
        statuses[episode.external_id].add(episode.legal_status)
    return frozenset(child for child, held in statuses.items() if held <= SHORT_BREAKS)


def _care_records(
    children: Iterable[ChildRow], episodes: Iterable[EpisodeRow], reviews: Iterable[ReviewRow]
) -> tuple[CareRecord, ...]:
    episodes_of: defaultdict[str, list[EpisodeRow]] = defaultdict(list)
    reviews_of: defaultdict[str, list[ReviewRow]] = defaultdict(list)
    for episode in episodes:
        episodes_of[episode.external_id].append(episode)
    for review in reviews:
        reviews_of[review.external_id].append(review)
    return tuple(
        care_record(child, episodes_of[child.external_id], reviews_of[child.external_id])
        for child in children
    )


def _doubts(care: Iterable[CareRecord], header: FileCount, episodes: FileCount) -> Iterator[Fault]:
    """What only shows when a child's lines are put together."""
    for record in care:
        if record.spell is None:
            line = Line(header.file, record.child.line, {})
            what = (
                "There is no usable episode of this child, so we do not know if they are in care."
            )
            yield line.kept("", Code.NO_EPISODES, what)
        elif record.in_care and record.spell.started is None:
            line = Line(episodes.file, record.spell.line, {})
            what = "No episode says when this time in care began, so its start is not known."
            yield line.kept("RNE", Code.UNKNOWN_START, what)
