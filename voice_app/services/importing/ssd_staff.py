"""Teams and the people who work with children, as an extract tells them.

An extract holds no address, so somebody's account is found by the staff number that an
administrator gave it. Nobody is let in by a name.
"""

from collections import Counter
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from datetime import date

from voice_app.db import db
from voice_app.files.faults import Code
from voice_app.files.spreadsheet import Line
from voice_app.files.ssd import Extract
from voice_app.files.ssd_care import Assignment
from voice_app.models.journey import Involvement
from voice_app.models.organisation import Team
from voice_app.services.importing.dated import keep_involved
from voice_app.services.importing.outcome import Noted
from voice_app.services.importing.outcome import Tally
from voice_app.services.importing.telling import Teller
from voice_app.store import accounts
from voice_app.store import organisation
from voice_app.store.journey.batch import OnRecord
from voice_app.store.journey.changes import Change
from voice_app.store.journey.changes import settle

NO_ACCOUNT = (
    "People who work with a child but have no account with their staff number here: {:,}, in "
    "{:,} assignments, {:,} of them going on. `voice user number` gives an account its number."
)
_NO_TEAM = "The team it belongs to is not in the file. It stands for itself."


@dataclass
class Staff:
    """Accounts by the extract's id of somebody, and whom no account was found for."""

    accounts: dict[str, int]
    without: Counter[str] = field(default_factory=Counter)
    ends: list[date | None] = field(default_factory=list)  # of assignments without an account


def keep_staff(extract: Extract, tally: Tally) -> Staff:
    """Keep the teams, put accounts into theirs, and find everybody's account."""
    teams = _keep_teams(extract, tally)
    known = accounts.by_staff_number()
    found: dict[str, int] = {}
    for row in extract.professionals:
        account = known.get(row.staff_id) or known.get(row.professional_id)
        if account is None:
            continue
        found[row.professional_id] = account.id
        if team := teams.get(row.department.casefold()):
            tally.things["Staff in teams", settle(account, team_id=team.id)] += 1
    listed = {row.professional_id for row in extract.professionals}
    direct = {number: user.id for number, user in known.items() if number not in listed}
    return Staff(direct | found)


def keep_workers(
    assignments: Iterable[Assignment],
    person_id: int,
    kept: OnRecord,
    staff: Staff,
    *,
    at: Callable[[int], Teller],
) -> Iterator[Noted]:
    """Let those in who have an account, for as long as the extract says; count the others.

    ``at`` gives a line of the file.
    """
    for one in assignments:
        user_id = staff.accounts.get(one.professional_id)
        if user_id is None:
            staff.without[one.professional_id] += 1
            staff.ends.append(one.until)
            continue
        new = Involvement(
            person_id=person_id, user_id=user_id, role=one.role, since=one.since, until=one.until
        )
        yield (
            "People who work with a child",
            keep_involved(kept.involved[person_id], new, at(one.line)),
        )


def staff_notes(staff: Staff, today: date) -> Iterator[str]:
    """Whom no account was found for, in numbers."""
    if staff.without:
        going_on = sum(until is None or until >= today for until in staff.ends)
        yield NO_ACCOUNT.format(len(staff.without), len(staff.ends), going_on)


def _keep_teams(extract: Extract, tally: Tally) -> dict[str, Team]:
    """Keep every team and the one it belongs to; gives them by id and by name, in lower case."""
    teams = organisation.teams()
    for row in extract.departments:
        team = teams.get(row.team_id)
        if team:
            change = settle(team, name=row.name)
        else:
            teams[row.team_id] = team = Team(key=row.team_id, name=row.name)
            db.session.add(team)
            change = Change.ADDED
        tally.things["Teams", change] += 1
    db.session.flush()  # new teams get their ids
    for row in extract.departments:
        parent = teams.get(row.parent_id)
        if parent and parent.key != row.team_id:
            settle(teams[row.team_id], parent_id=parent.id)
        elif row.parent_id:
            bare = Line(extract.named("department"), row.line, {})
            tally.faults.append(bare.kept("dept_team_parent_id", Code.NO_SUCH_ROW, _NO_TEAM))
    by_name = {team.name.casefold(): team for team in teams.values()}
    return by_name | {key.casefold(): team for key, team in teams.items()}
