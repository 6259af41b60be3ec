"""Social workers of the SWEpisodes file, where an account is known by the case system's id."""

from collections.abc import Mapping
from collections.abc import Sequence

from voice_app.files.faults import Code
from voice_app.files.rows903 import WorkerRow
from voice_app.files.spreadsheet import Line
from voice_app.models.journey import Involvement
from voice_app.services.importing.care import SOURCE
from voice_app.services.importing.dated import keep_involved
from voice_app.services.importing.outcome import Noted
from voice_app.services.importing.outcome import Tally
from voice_app.services.importing.telling import Teller
from voice_app.store.journey import on_record

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
        (
            "People who work with a child",
            keep_involved(held, _of(row, accounts[row.worker], person_id), teller),
        )
        for row in sorted(known, key=lambda row: row.since)
        for teller in [Teller(SOURCE, Line(file, row.line, {}), tally)]
    ]


def _of(row: WorkerRow, user_id: int, person_id: int) -> Involvement:
    return Involvement(
        person_id=person_id, user_id=user_id, role=ROLE, since=row.since, until=row.until
    )
