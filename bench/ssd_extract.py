"""An invented extract of the Standard Safeguarding Dataset, written from its field list.

``python -m bench.ssd_extract FOLDER --children 1000`` writes a consistent one; with ``--faults``
each kind of fault is put in once, and said. The same seed writes the same extract.
"""

import argparse
import csv
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import timedelta
from pathlib import Path
from random import Random

from voice_app.files import ssd_rows
from voice_app.files.declared import columns
from voice_app.files.faults import Code

TABLES = {
    "person": ssd_rows.PersonRow,
    "cla_episodes": ssd_rows.EpisodeRow,
    "cla_reviews": ssd_rows.ReviewRow,
    "cla_care_plan": ssd_rows.CarePlanRow,
    "cla_placement": ssd_rows.PlacementRow,
    "cla_visits": ssd_rows.VisitRow,
    "cla_health": ssd_rows.HealthRow,
    "legal_status": ssd_rows.LegalStatusRow,
    "cin_plans": ssd_rows.NeedPlanRow,
    "cp_plans": ssd_rows.ProtectionPlanRow,
    "cp_reviews": ssd_rows.ConferenceRow,
    "early_help_episodes": ssd_rows.EarlyHelpRow,
    "care_leavers": ssd_rows.CareLeaverRow,
    "involvements": ssd_rows.InvolvementRow,
    "professionals": ssd_rows.ProfessionalRow,
    "department": ssd_rows.DepartmentRow,
}
FORENAMES = ("Ash", "Bo", "Cam", "Dee", "Eli", "Fern", "Gia", "Hal", "Ivo", "Jaz", "Kit", "Lu")
SURNAMES = ("Merrin", "Oakhill", "Pellow", "Quist", "Rowanby", "Stannel", "Tarn", "Underbeck")
WORKERS = 20  # IROs are the first five
IRO_NAMES = ("IRO", "Independent Reviewing Officer", "independent reviewing officer (IRO)")
WORKER_NAMES = ("Social Worker", "Allocated Social Worker", "SW")
OTHER_FAULTS = (
    ("cla_reviews", Code.NO_SUCH_ROW,
     "clar_cla_review_id=X-3 clar_cla_id=X-NOWHERE clar_cla_review_date=01/06/2026"),
    ("cin_plans", Code.NO_SUCH_CHILD,
     "cinp_cin_plan_id=X-4 cinp_person_id=X-NOBODY cinp_cin_plan_start_date=01/06/2026"),
    ("cp_plans", Code.ELSEWHERE,
     ("cppl_cp_plan_id=X-5 cppl_person_id=X-DIED cppl_cp_plan_start_date=01/06/2020"
     " cppl_cp_plan_ola=Y")),
    ("cp_reviews", Code.NO_SUCH_ROW,
     ("cppr_cp_review_id=X-6 cppr_person_id=X-DIED cppr_cp_plan_id=X-5"
     " cppr_cp_review_date=01/06/2020")),
    ("involvements", Code.UNKNOWN_ROLE,
     ("invo_involvements_id=X-7 invo_professional_id=P1 invo_professional_role_id=Wizard"
     " invo_involvement_start_date=01/06/2020 invo_person_id=X-DIED")),
    ("cla_health", Code.NOT_USED,
     "clah_health_check_id=X-8 clah_person_id=X-DIED clah_health_check_type=Aura"),
    ("legal_status", Code.NOT_A_DATE,
     ("lega_legal_status_id=X-9 lega_person_id=X-DIED lega_legal_status=C2"
     " lega_legal_status_start_date=31/02/2020")),
)  # fmt: skip
LEFT = 1_000  # days before today on which care leavers left

Cells = dict[str, object]


@dataclass(frozen=True)
class Stated:
    """A fault that was put in on purpose."""

    table: str
    line: int
    code: Code


@dataclass
class Written:
    """The tables as they are made up, and the faults that were put in."""

    today: date
    random: Random
    tables: defaultdict[str, list[Cells]] = field(default_factory=lambda: defaultdict(list))
    faults: list[Stated] = field(default_factory=list)

    def add(self, table: str, **cells: object) -> int:
        """Add a line to a table and give its number in the file."""
        self.tables[table].append(cells)
        return len(self.tables[table]) + 1

    def fault(self, table: str, code: Code, **cells: object) -> None:
        """Add a line that is wrong on purpose."""
        self.faults.append(Stated(table, self.add(table, **cells), code))

    def ago(self, least: int, most: int) -> date:
        """A day so many days back."""
        return self.today - timedelta(self.random.randint(least, most))


def write_extract(
    folder: Path, *, children: int, today: date, seed: int = 1, faults: bool = False
) -> list[Stated]:
    """Write one CSV for each table; gives the faults that were put in, by table and line."""
    made = Written(today, Random(seed))  # noqa: S311 - nothing secret is made here
    _staff(made)
    for number in range(1, children + 1):
        _child(made, f"C{number:06}")
    if faults:
        _put_faults_in(made)
    folder.mkdir(parents=True, exist_ok=True)
    for table in TABLES:
        _write(folder / f"ssd_{table}.csv", table, made.tables[table])
    return made.faults


def _write(path: Path, table: str, lines: list[Cells]) -> None:
    wanted = columns(TABLES[table])
    names = [*wanted.required, *wanted.optional, *wanted.passed_over]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, restval="")
        writer.writeheader()
        writer.writerows({name: _shown(cell) for name, cell in line.items()} for line in lines)


def _shown(cell: object) -> object:
    """A day as a database writes it."""
    return f"{cell.isoformat()} 00:00:00.000" if isinstance(cell, date) else cell


def _staff(made: Written) -> None:
    made.add("department", dept_team_id="T0", dept_team_name="Children's Services")
    for number in range(1, 5):
        made.add(
            "department",
            dept_team_id=f"T{number}",
            dept_team_name=f"Team {number}",
            dept_team_parent_id="T0",
        )
    for number in range(1, WORKERS + 1):
        made.add(
            "professionals",
            prof_professional_id=f"P{number}",
            prof_staff_id=f"W-{number:04}",
            prof_professional_department=f"T{number % 4 + 1}",
        )


def _child(made: Written, number: str) -> None:
    born = made.ago(365, 365 * 17)
    made.add(
        "person",
        pers_person_id=number,
        pers_forename=made.random.choice(FORENAMES),
        pers_surname=made.random.choice(SURNAMES),
        pers_dob=born,
        pers_ethnicity="not read",
    )
    kinds = (_early_help, _in_need, _protected, _in_care, _in_care, _left_care)
    made.random.choice(kinds)(made, number)
    since = made.ago(30, 200)
    _works(
        made,
        number,
        who=f"P{made.random.randint(6, WORKERS)}",
        called=WORKER_NAMES,
        since=since,
    )


def _works(made: Written, number: str, *, who: str, called: tuple[str, ...], since: date) -> None:
    made.add(
        "involvements",
        invo_involvements_id=f"I-{number}-{called[0]}",
        invo_professional_id=who,
        invo_professional_role_id=made.random.choice(called),
        invo_involvement_start_date=since,
        invo_person_id=number,
    )


def _early_help(made: Written, number: str) -> None:
    made.add(
        "early_help_episodes",
        earl_episode_id=f"E-{number}",
        earl_person_id=number,
        earl_episode_start_date=made.ago(20, 300),
    )


def _in_need(made: Written, number: str) -> None:
    made.add(
        "cin_plans",
        cinp_cin_plan_id=f"N-{number}",
        cinp_person_id=number,
        cinp_cin_plan_start_date=made.ago(20, 300),
    )


def _protected(made: Written, number: str) -> None:
    began = made.ago(20, 300)
    made.add(
        "cp_plans",
        cppl_cp_plan_id=f"CP-{number}",
        cppl_person_id=number,
        cppl_cp_plan_start_date=began,
    )
    made.add(
        "cp_reviews",
        cppr_cp_review_id=f"CR-{number}-1",
        cppr_person_id=number,
        cppr_cp_plan_id=f"CP-{number}",
        cppr_cp_review_due=began + timedelta(90),
        cppr_cp_review_date=began + timedelta(80) if began + timedelta(80) <= made.today else "",
    )


def _in_care(made: Written, number: str) -> None:
    entered = made.ago(250, 1500)
    _episode(made, number, entered, None)
    for place, held in enumerate(_reviews(made, entered), start=1):
        _review(made, number, place, due=held + timedelta(5), held=held)
    due = made.today + timedelta(made.random.randint(1, 120))
    _review(made, number, 99, due=due, held=None)
    made.add(
        "cla_visits",
        clav_cla_visit_id=f"V-{number}",
        clav_cla_id=f"L-{number}",
        clav_person_id=number,
        clav_cla_visit_date=made.ago(1, 40),
        clav_cla_visit_seen="Y",
        clav_cla_visit_seen_alone=made.random.choice("YN"),
    )
    made.add(
        "cla_health",
        clah_health_check_id=f"H-{number}",
        clah_person_id=number,
        clah_health_check_type="Review Health Assessment",
        clah_health_check_date=made.ago(10, 360),
        clah_health_check_status="Completed",
    )
    iro = f"P{made.random.randint(1, 5)}"
    _works(made, number, who=iro, called=IRO_NAMES, since=entered)


def _left_care(made: Written, number: str) -> None:
    left = made.today - timedelta(LEFT)
    _episode(made, number, left - timedelta(400), left)
    _review(made, number, 1, due=left - timedelta(370), held=left - timedelta(380))
    made.add(
        "care_leavers",
        clea_table_id=f"CL-{number}",
        clea_person_id=number,
        clea_pathway_plan_review_date=made.ago(10, 300),
    )


def _episode(made: Written, number: str, entered: date, left: date | None) -> None:
    made.add(
        "cla_episodes",
        clae_cla_episode_id=f"CE-{number}",
        clae_person_id=number,
        clae_cla_id=f"L-{number}",
        clae_cla_episode_start_date=entered,
        clae_cla_episode_ceased_date=left or "",
        clae_cla_episode_ceased_reason="E4A" if left else "",
        clae_entered_care_date=entered,
    )
    made.add(
        "legal_status",
        lega_legal_status_id=f"LS-{number}",
        lega_person_id=number,
        lega_legal_status=made.random.choice(("C2", "V2", "C1")),
        lega_legal_status_start_date=entered,
        lega_legal_status_end_date=left or "",
    )
    made.add(
        "cla_placement",
        clap_cla_placement_id=f"PL-{number}",
        clap_cla_id=f"L-{number}",
        clap_person_id=number,
        clap_cla_placement_start_date=entered,
        clap_cla_placement_end_date=left or "",
        clap_cla_placement_type=made.random.choice(("U4", "U6", "K2")),
        clap_cla_placement_postcode="not read",
    )
    made.add(
        "cla_care_plan",
        lacp_table_id=f"LP-{number}",
        lacp_person_id=number,
        lacp_cla_care_plan_start_date=entered,
        lacp_cla_care_plan_end_date=left or "",
    )


def _reviews(made: Written, entered: date) -> Iterator[date]:
    """The days on which reviews were held, in time."""
    held = entered + timedelta(25)
    yield held
    held += timedelta(85)
    while held < made.today:
        yield held
        held += timedelta(175)


def _review(made: Written, number: str, place: int, *, due: date, held: date | None) -> None:
    made.add(
        "cla_reviews",
        clar_cla_review_id=f"R-{number}-{place}",
        clar_cla_id=f"L-{number}",
        clar_cla_review_due_date=due,
        clar_cla_review_date=held or "",
        clar_cla_review_cancelled="N",
        clar_cla_review_participation=made.random.choice(("PN1", "PN5", "PN6")) if held else "",
    )


def _put_faults_in(made: Written) -> None:
    """One line of each kind of contradiction."""
    day, later = made.ago(100, 100), made.ago(50, 50)
    made.fault("person", Code.BLANK, pers_forename="Nobody")
    made.fault("person", Code.NOT_NEEDED, pers_person_id="X-STRANGER", pers_forename="Nobody")
    made.add("person", pers_person_id="X-DIED", pers_dob="05/04/2015", pers_death_date=day)
    made.add(
        "early_help_episodes",
        earl_episode_id="X-E",
        earl_person_id="X-DIED",
        earl_episode_start_date="01/02/2020",
        earl_episode_end_date="01/03/2020",
    )
    care = {"clae_person_id": "X-DIED", "clae_cla_id": "X-L"}
    made.fault(
        "cla_episodes",
        Code.AFTER_DEATH,
        clae_cla_episode_id="X-1",
        clae_cla_episode_start_date=later,
        **care,
    )
    made.fault(
        "cla_episodes",
        Code.ENDS_BEFORE_START,
        clae_cla_episode_id="X-2",
        clae_cla_episode_start_date=day - timedelta(9),
        clae_cla_episode_ceased_date=day - timedelta(90),
        clae_cla_episode_ceased_reason="E4A",
        **care,
    )
    for table, code, shown in OTHER_FAULTS:
        cells = dict(cell.split("=") for cell in shown.split())
        made.fault(table, code, **cells)


def main() -> None:
    """Write an extract into a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--children", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--today", type=date.fromisoformat, default=date(2026, 11, 23))
    parser.add_argument("--faults", action="store_true")
    asked = parser.parse_args()
    stated = write_extract(
        asked.folder,
        children=asked.children,
        today=asked.today,
        seed=asked.seed,
        faults=asked.faults,
    )
    for fault in stated:
        sys.stdout.write(f"ssd_{fault.table}.csv, line {fault.line}: {fault.code}\n")


if __name__ == "__main__":
    main()
