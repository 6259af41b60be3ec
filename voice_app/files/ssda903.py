"""Read an SSDA903 return, with the DfE's checks repeated.

Header, Episodes and Reviews must be there; UASC, OC3 and SWEpisodes may. A line that cannot be
tied to a child or to a day is left out. A line that is only odd is kept with a warning. Either way
it is in the faults, and the counts of each file add up.
"""

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from surveys.clocks import SHORT_BREAKS
from voice_app.files.care_records import CareRecord
from voice_app.files.care_records import spells_of
from voice_app.files.checks903 import before_the_end
from voice_app.files.checks903 import in_order
from voice_app.files.faults import Code
from voice_app.files.faults import Fault
from voice_app.files.faults import FileCount
from voice_app.files.faults import Severity
from voice_app.files.faults import not_read
from voice_app.files.faults import recounted
from voice_app.files.lines903 import Header
from voice_app.files.lines903 import episodes_format
from voice_app.files.lines903 import header_format
from voice_app.files.lines903 import reviews_format
from voice_app.files.named903 import Named
from voice_app.files.named903 import main_authority
from voice_app.files.named903 import other_authority
from voice_app.files.others903 import leavers_format
from voice_app.files.others903 import seekers_format
from voice_app.files.others903 import workers_format
from voice_app.files.rows903 import ChildRow
from voice_app.files.rows903 import EpisodeRow
from voice_app.files.rows903 import LeaverRow
from voice_app.files.rows903 import ReviewRow
from voice_app.files.rows903 import WorkerRow
from voice_app.files.spreadsheet import Format
from voice_app.files.spreadsheet import Line
from voice_app.files.spreadsheet import Reading
from voice_app.files.spreadsheet import Row
from voice_app.files.spreadsheet import Told
from voice_app.files.spreadsheet import nobody
from voice_app.files.spreadsheet import read_rows
from voice_app.files.spreadsheet import unread

NAMES = {  # each file, and what else it is called
    "Header": (),
    "Episodes": (),
    "Reviews": (),
    "UASC": (),
    "OC3": (),
    "SWEpisodes": ("sw_episodes", "SocialWorker"),
}
NEEDED = frozenset({"Header", "Episodes", "Reviews"})


@dataclass(frozen=True)
class Return903:
    """Everything a return gave: a care record for each child, and every fault met on the way."""

    care: tuple[CareRecord, ...]  # in the order of the Header file
    leavers: tuple[LeaverRow, ...]
    workers: tuple[WorkerRow, ...]
    faults: tuple[Fault, ...]
    counts: tuple[FileCount, ...]
    passed_over: int = 0  # files of a return of which we need nothing

    @property
    def stopped(self) -> bool:
        """Whether a file is missing or could not be read."""
        return any(fault.stops_file for fault in self.faults)

    def file(self, name: str) -> str:
        """What the file of this kind is called here; empty where there is none."""
        files = (count.file for count in self.counts)
        return next((file for file in files if Path(file).stem.casefold() in _called(name)), "")


@dataclass(frozen=True)
class _Folder:
    """The files of a return, found whatever the case of their letters."""

    directory: Path
    told: Told

    def read(self, name: str, form: Format[Row]) -> Reading[Row]:
        """Read the file of this name; one that may be missing is then nothing at all."""
        found = [path for path in self._files() if path.stem.casefold() in _called(name)]
        if not found and name in NEEDED:
            return unread(not_read(f"{name}.csv", Code.FILE_MISSING, f"There is no {name} file."))
        if not found:
            return Reading((), (), FileCount("", 0, 0, 0))
        reading = read_rows(found[0], form, self.told)
        if len(found) == 1:
            return reading
        what = f"There is more than one {name} file. Only this one was read."
        twice = Fault(found[0].name, None, "", Code.FILE_TWICE, what, Severity.WARNING)
        return replace(reading, faults=(twice, *reading.faults))

    def passed_over(self) -> int:
        """How many files there are of which we need nothing."""
        ours = frozenset().union(*map(_called, NAMES))
        return sum(path.stem.casefold() not in ours for path in self._files())

    def _files(self) -> list[Path]:
        files = self.directory.iterdir() if self.directory.is_dir() else ()
        return sorted(path for path in files if path.suffix.casefold() == ".csv")


def read(
    directory: Path,
    *,
    today: date,
    former: Mapping[str, str] | None = None,
    told: Told = nobody,
) -> Return903:
    """Read the return in a folder; dates after ``today`` (local) are not believed.

    ``former`` gives today's number of a child for a number of before. A missing file is a fault,
    not an error. Raises ``OSError`` where a file cannot be opened.
    """
    folder = _Folder(directory, told)
    former = former or {}
    header = _of_one_authority(folder.read("Header", header_format(today, former)))
    if header.stopped:
        return _joined([header, *map(_waits_for_header, ("Episodes", "Reviews"))])
    named = Named(header.rows, former, main_authority(header.rows) or "")
    return _with_header(folder, header, Header(named, today))


def _with_header(folder: _Folder, header: Reading[ChildRow], known: Header) -> Return903:
    episodes = folder.read("Episodes", episodes_format(known))
    reviews = folder.read("Reviews", reviews_format(known, _only_short_breaks(episodes.rows)))
    seekers = folder.read("UASC", seekers_format(known))
    leavers = folder.read("OC3", leavers_format(known))
    workers = folder.read("SWEpisodes", workers_format(known))
    care, faults = _care_records(header, episodes, reviews)
    agreeing, disagreeing = _agreeing(leavers, care)
    joined = _joined(
        [header, episodes, reviews, seekers, leavers, workers], (*faults, *disagreeing)
    )
    return replace(
        joined,
        care=care,
        leavers=agreeing,
        workers=workers.rows,
        passed_over=folder.passed_over(),
    )


def _called(name: str) -> frozenset[str]:
    return frozenset(other.casefold() for other in (name, *NAMES[name]))


def _waits_for_header(name: str) -> Reading[ChildRow]:
    what = "Without the Header file we cannot tell which child a line is about."
    return unread(not_read(f"{name}.csv", Code.NOT_READ_WITHOUT, what))


def _joined(readings: Sequence[Reading[Any]], more: Sequence[Fault] = ()) -> Return903:
    """The faults and counts of all files that are there."""
    faults = [fault for reading in readings for fault in reading.faults] + list(more)
    counts = [reading.count for reading in readings if reading.count.file]
    return Return903(
        care=(),
        leavers=(),
        workers=(),
        faults=tuple(faults),
        counts=tuple(recounted(count, faults) for count in counts),
    )


def _of_one_authority(header: Reading[ChildRow]) -> Reading[ChildRow]:
    """The lines of the authority whose return it is; without the others, or none of them."""
    authority = main_authority(header.rows)
    if authority is None:
        what = "Its lines are of several authorities, and none of them has most of the lines."
        return unread(not_read(header.count.file, Code.OTHER_AUTHORITY, what))
    rows: dict[str, ChildRow] = {}
    faults = list(header.faults)
    for row in header.rows:
        line = Line(header.count.file, row.line, {})
        if authority and row.authority not in ("", authority):
            faults.append(other_authority(line))
        elif (earlier := rows.setdefault(row.external_id, row)) is not row:
            what = f"The same child is already on line {earlier.line}."
            faults.append(line.left_out("", Code.DUPLICATE, what))
    return Reading(tuple(rows.values()), tuple(faults), header.count)


def _only_short_breaks(episodes: Iterable[EpisodeRow]) -> frozenset[str]:
    """The children whose every episode is a short break: for them alone check 399 holds."""
    statuses: defaultdict[str, set[str]] = defaultdict(set)
    for episode in episodes:
        statuses[episode.external_id].add(episode.legal_status)
    return frozenset(child for child, held in statuses.items() if held <= SHORT_BREAKS)


def _care_records(
    header: Reading[ChildRow], episodes: Reading[EpisodeRow], reviews: Reading[ReviewRow]
) -> tuple[tuple[CareRecord, ...], list[Fault]]:
    """Each child's lines put together, and what only shows then."""
    episodes_of: defaultdict[str, list[EpisodeRow]] = defaultdict(list)
    reviews_of: defaultdict[str, list[ReviewRow]] = defaultdict(list)
    for episode in episodes.rows:
        episodes_of[episode.external_id].append(episode)
    for review in reviews.rows:
        reviews_of[review.external_id].append(review)
    care: list[CareRecord] = []
    faults: list[Fault] = []
    no_episodes_file = episodes.stopped
    for child in header.rows:
        lived, odd = in_order(episodes.count.file, episodes_of.pop(child.external_id, ()))
        held, late = before_the_end(
            reviews.count.file, lived, reviews_of.pop(child.external_id, ())
        )
        record = CareRecord(child, lived, spells_of(lived), held)
        care.append(record)
        faults += odd + late
        if not no_episodes_file:
            faults.extend(_doubts(record, header.count.file, episodes.count.file))
    return tuple(care), faults


def _doubts(record: CareRecord, header: str, episodes: str) -> Iterator[Fault]:
    """Whether it is known if the child is in care, and since when."""
    spell = record.spell
    if spell is None:
        what = "There is no usable episode of this child, so we do not know if they are in care."
        yield Line(header, record.child.line, {}).kept("", Code.NO_EPISODES, what)
    elif record.in_care and spell.started is None and spell.after is None:
        what = "No episode says when this time in care began, so its start is not known."
        yield Line(episodes, spell.line, {}).kept("RNE", Code.UNKNOWN_START, what)


def _agreeing(
    leavers: Reading[LeaverRow], care: Iterable[CareRecord]
) -> tuple[tuple[LeaverRow, ...], list[Fault]]:
    """Care leavers, without those who by the Episodes file have not left care."""
    in_care = {record.child.external_id for record in care if record.in_care}
    what = "The Episodes file says that this young person is still in care. It is used."
    faults = [
        Line(leavers.count.file, row.line, {}).left_out("CHILD", Code.DISAGREES, what)
        for row in leavers.rows
        if row.external_id in in_care
    ]
    return tuple(row for row in leavers.rows if row.external_id not in in_care), faults
