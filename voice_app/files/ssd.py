"""Read a Standard Safeguarding Dataset extract: one CSV for each table, in one folder.

A line that contradicts its own table or another is left out and named. Only the list of people
must be there; another table that is missing is named, and nothing else is made of its absence.
"""

from collections.abc import Callable
from collections.abc import Hashable
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from voice_app.files import ssd_rows as rows
from voice_app.files.declared import Check
from voice_app.files.declared import form
from voice_app.files.faults import Code
from voice_app.files.faults import Fault
from voice_app.files.faults import FileCount
from voice_app.files.faults import Severity
from voice_app.files.faults import not_read
from voice_app.files.spreadsheet import Line
from voice_app.files.spreadsheet import Row
from voice_app.files.spreadsheet import read_rows
from voice_app.files.ssd_checks import Known
from voice_app.files.ssd_checks import births_and_deaths
from voice_app.files.ssd_checks import unknown_roles

PEOPLE = "person"
INVOLVEMENTS = "involvements"
_PREFIX = "ssd_"
_NOTHING_KEPT = "Nothing of a kind that we keep is known of them, so they are not kept either."


@dataclass(frozen=True)
class Extract:
    """Everything an extract gave; its rows agree with each other."""

    people: tuple[rows.PersonRow, ...]
    episodes: tuple[rows.EpisodeRow, ...]
    reviews: tuple[rows.ReviewRow, ...]
    care_plans: tuple[rows.CarePlanRow, ...]
    placements: tuple[rows.PlacementRow, ...]
    visits: tuple[rows.VisitRow, ...]
    health: tuple[rows.HealthRow, ...]
    statuses: tuple[rows.LegalStatusRow, ...]
    need_plans: tuple[rows.NeedPlanRow, ...]
    protection_plans: tuple[rows.ProtectionPlanRow, ...]
    conferences: tuple[rows.ConferenceRow, ...]
    early_help: tuple[rows.EarlyHelpRow, ...]
    care_leavers: tuple[rows.CareLeaverRow, ...]
    departments: tuple[rows.DepartmentRow, ...]
    professionals: tuple[rows.ProfessionalRow, ...]
    involvements: tuple[rows.InvolvementRow, ...]
    child_of_period: dict[str, str]  # by period of care
    faults: tuple[Fault, ...] = ()
    counts: tuple[FileCount, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)  # by table
    listed: frozenset[str] = frozenset()  # all people of the list, kept or not

    @property
    def people_spoilt(self) -> bool:
        """Whether a line of the list of people may have been anybody's."""
        harmless = (Code.DUPLICATE, Code.NOT_NEEDED)
        of_people = (fault for fault in self.faults if fault.file == self.named(PEOPLE))
        return any(fault.leaves_out_line and fault.code not in harmless for fault in of_people)

    def named(self, table: str) -> str:
        """What the file of a table is called, or would be."""
        return self.files.get(table, f"{_PREFIX}{table}.csv")


def read(directory: Path, *, today: date) -> Extract:
    """Read the extract in a folder; a day that must have come is not after ``today`` (local).

    A missing file is a fault, not an error. Raises ``OSError`` where a file cannot be opened.
    """
    tables, known = _Tables(directory, today), Known()
    people = tables.read(PEOPLE, rows.PersonRow, _by("person_id"), births_and_deaths)
    known.people = {row.person_id: row for row in people}
    child = known.of_a_child
    extract = Extract(
        people=people,
        episodes=tables.read("cla_episodes", rows.EpisodeRow, _by("episode_id"), known.episode),
        reviews=tables.read("cla_reviews", rows.ReviewRow, _by("review_id"), known.review),
        care_plans=tables.read("cla_care_plan", rows.CarePlanRow, _by("plan_id"), child),
        placements=tables.read("cla_placement", rows.PlacementRow, _by("placement_id"), child),
        visits=tables.read("cla_visits", rows.VisitRow, _by("visit_id"), child),
        health=tables.read("cla_health", rows.HealthRow, _by("check_id"), known.health),
        statuses=tables.read("legal_status", rows.LegalStatusRow, _by("status_id"), child),
        need_plans=tables.read("cin_plans", rows.NeedPlanRow, _by("plan_id"), child),
        protection_plans=tables.read(
            "cp_plans", rows.ProtectionPlanRow, _by("plan_id"), known.protection_plan
        ),
        conferences=tables.read(
            "cp_reviews", rows.ConferenceRow, _by("review_id"), known.conference
        ),
        early_help=tables.read("early_help_episodes", rows.EarlyHelpRow, _by("episode_id"), child),
        care_leavers=tables.read("care_leavers", rows.CareLeaverRow, _by("row_id"), child),
        departments=tables.read("department", rows.DepartmentRow, _by("team_id"), None),
        professionals=tables.read(
            "professionals", rows.ProfessionalRow, _by("professional_id"), None
        ),
        involvements=tables.read(
            INVOLVEMENTS, rows.InvolvementRow, _by("involvement_id"), known.involvement
        ),
        child_of_period=known.child_of_period,
    )
    tables.faults.extend(unknown_roles(known, tables.named(INVOLVEMENTS)))
    tables.name_the_rest()
    return _without_strangers(extract, tables)


def _by(name: str) -> Callable[[Any], Hashable]:
    """Rows with the same id are the same thing."""
    return lambda row: getattr(row, name)


@dataclass
class _Tables:
    """The files of a folder, and what reading them brought to light."""

    directory: Path
    today: date
    faults: list[Fault] = field(default_factory=list)
    counts: list[FileCount] = field(default_factory=list)
    used: dict[str, str] = field(default_factory=dict)  # table: the name of its file

    def read(
        self, table: str, row_type: type[Row], key: Callable[[Row], Hashable], check: Check | None
    ) -> tuple[Row, ...]:
        """The rows of a table, wherever its file is; none where there is no file."""
        found = [path for path in self._files() if _table_of(path) == table]
        if not found:
            self._missing(table)
            return ()
        thing = table.removesuffix("s").replace("_", " ")
        reading = read_rows(
            found[0], form(row_type, thing=thing, key=key, today=self.today, check=check)
        )
        self.used[table] = found[0].name
        self.faults.extend(reading.faults)
        self.counts.append(reading.count)
        return reading.rows

    def named(self, table: str) -> str:
        """What the file of a table is called in this folder, or would be."""
        return self.used.get(table, f"{_PREFIX}{table}.csv")

    def name_the_rest(self) -> None:
        """Name every file that was not read."""
        for path in self._files():
            if path.name in self.used.values():
                continue
            twice = _table_of(path) in self.used
            what = "The table was read from another file." if twice else "We need nothing of it."
            code = Code.FILE_TWICE if twice else Code.FILE_UNKNOWN
            what = f"{what} The file was not read."
            self._warn(path.name, code, what)

    def _files(self) -> list[Path]:
        inside = self.directory.iterdir() if self.directory.is_dir() else ()
        return sorted(path for path in inside if path.suffix.casefold() == ".csv")

    def _missing(self, table: str) -> None:
        name = self.named(table)
        if table == PEOPLE:
            self.faults.append(not_read(name, Code.FILE_MISSING, "There is no list of people."))
            self.counts.append(FileCount(name, 0, 0, 0))
        else:
            what = "There is no such file. What we had of it is as it was."
            self._warn(name, Code.FILE_MISSING, what)

    def _warn(self, file: str, code: Code, what: str) -> None:
        self.faults.append(Fault(file, None, "", code, what, Severity.WARNING))
        self.counts.append(FileCount(file, 0, 0, 0))


def _table_of(path: Path) -> str:
    return path.stem.casefold().strip().removeprefix(_PREFIX)


def _without_strangers(extract: Extract, tables: _Tables) -> Extract:
    """Leave out people of whom there is nothing that we keep: their names are not ours to have."""
    of_children: Iterable[Iterable[Any]] = (
        extract.episodes, extract.care_plans, extract.need_plans, extract.protection_plans,
        extract.early_help, extract.care_leavers, extract.involvements,
    )  # fmt: skip
    wanted = {row.person_id for table in of_children for row in table}
    file = tables.named(PEOPLE)
    for row in extract.people:
        if row.person_id not in wanted:
            fault = Line(file, row.line, {}).left_out("", Code.NOT_NEEDED, _NOTHING_KEPT)
            tables.faults.append(fault)
    kept = tuple(row for row in extract.people if row.person_id in wanted)
    return replace(
        extract,
        people=kept,
        faults=tuple(tables.faults),
        counts=tuple(tables.counts),
        files=tables.used,
        listed=frozenset(row.person_id for row in extract.people),
    )
