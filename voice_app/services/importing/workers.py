"""Social workers of the SWEpisodes file, where an account is known by the case system's id."""

from collections.abc import Mapping
from collections.abc import Sequence

from voice_app.files.faults import Code
from voice_app.files.rows903 import WorkerRow
from voice_app.files.spreadsheet import Line
from voice_app.models.journey import Involvement
from voice_app.services.importing.outcome import Noted
from voice_app.services.importing.outcome import Tally
from voice_app.store.journey import on_record
from voice_app.store.journey.changes import Change
from voice_app.store.journey.changes import involve

ROLE = "social_worker"
_NOBODY = (
    "No account has the staff number under SW_ID, so this line let nobody in. `voice user number` "
    "gives an account its number."
)


def keep_workers(
    rows: Sequence[WorkerRow],
    person_id: int,
    tally: Tally,
    *,
    file: str,
    accounts: Mapping[str, int],
) -> list[Noted]:
    """Let those work with a child who have an account; their last day is the end of access."""
    known = [row for row in rows if row.worker in accounts]
    for row in rows:
        if row not in known:
            tally.faults.append(Line(file, row.line, {}).kept("SW_ID", Code.NOT_USED, _NOBODY))
    if not known:
        return []
    held = on_record.rows(Involvement, of=person_id)[person_id]
    return [
        ("People who work with a child", _keep(row, accounts[row.worker], person_id, held))
        for row in sorted(known, key=lambda row: row.since)
    ]


def _keep(row: WorkerRow, user_id: int, person_id: int, held: list[Involvement]) -> Change:
    new = Involvement(
        person_id=person_id, user_id=user_id, role=ROLE, since=row.since, until=row.until
    )
    same = next((old for old in held if (old.user_id, old.since) == (user_id, row.since)), None)
    if same and same.role == ROLE and same.until is not None and row.until is None:
        return Change.UNCHANGED  # somebody else took over since; the return does not know
    return involve(held, new)
