"""Care leavers of the OC3 file: known from their time in care, or new to us."""

from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date
from datetime import datetime

from surveys.clocks import add_months
from voice_app.clock import london_day
from voice_app.files.faults import Code
from voice_app.files.rows903 import LEAVER_DIED
from voice_app.files.rows903 import LEAVERS_SERVED
from voice_app.files.rows903 import LeaverRow
from voice_app.files.spreadsheet import Line
from voice_app.services.importing.care import SOURCE
from voice_app.services.importing.outcome import Noted
from voice_app.services.importing.outcome import Tally
from voice_app.services.importing.telling import BORN_STANDS
from voice_app.store.journey import batches
from voice_app.store.journey.batches import Batch
from voice_app.store.journey.batches import KnownChild
from voice_app.store.journey.batches import NewChild
from voice_app.store.journey.changes import Change
from voice_app.store.journey.closing import close_record
from voice_app.store.journey.rows import StageEpisode

LEAVING = "leaving_care"  # a key of surveys.journey
ADULT = 18 * 12  # months; care ends at 18 at the latest (Children Act 1989 s105(1))

_NOT_YET = "No file says when this young person left care, and they are not 18 yet."


def keep_leavers(rows: Sequence[LeaverRow], tally: Tally, *, file: str, now: datetime) -> set[int]:
    """Keep a batch of care leavers who are in no other file, and give their ids."""
    known = batches.known(row.external_id for row in rows)
    fresh = [row for row in rows if row.external_id not in known]
    added = batches.add_children([NewChild(r.external_id, r.born) for r in fresh], now=now)
    ids = {number: child.id for number, child in known.items()}
    ids |= {row.external_id: person_id for row, person_id in zip(fresh, added, strict=True)}
    batch = Batch(list(ids.values()))
    for row in rows:
        was = known.get(row.external_id)
        if was and was.born != row.born:
            tally.faults.append(
                Line(file, row.line, {}).kept("DOB", Code.RECORD_STANDS, BORN_STANDS)
            )
        own = _present(was)
        tally.child(own, keep_leaving(row, ids[row.external_id], batch, tally, file=file, now=now))
        close_if_died(row, ids[row.external_id], was, now=now)
    batch.write()
    return set(ids.values())


def keep_leaving(  # noqa: PLR0913 - what is read, what is on record, and where to say so
    row: LeaverRow, person_id: int, batch: Batch, tally: Tally, *, file: str, now: datetime
) -> Iterator[Noted]:
    """Keep the stage of leaving care: from the end of care, or at the latest the 18th birthday."""
    if row.in_touch not in LEAVERS_SERVED:
        return
    stages = batch.stages[person_id]
    if any(stage.stage == LEAVING for stage in stages):
        yield "Stages of the journey", Change.UNCHANGED
        return
    since = _since(row, person_id, batch, london_day(now))
    if since is None:
        tally.faults.append(Line(file, row.line, {}).kept("CHILD", Code.UNKNOWN_START, _NOT_YET))
        return
    stage = StageEpisode(person_id, LEAVING, since, None, SOURCE)
    stages.append(stage)
    batch.add(stage)
    yield "Stages of the journey", Change.ADDED


def close_if_died(row: LeaverRow, person_id: int, was: KnownChild | None, *, now: datetime) -> None:
    """Close the record of a care leaver who died. The file does not say when."""
    if row.in_touch == LEAVER_DIED and (was is None or was.record == "open"):
        close_record(person_id, "died", None, now=now)


def _present(was: KnownChild | None) -> Change:
    if was is None:
        return Change.ADDED
    if was.in_latest_return:
        return Change.UNCHANGED
    batches.change_child(was.id, in_latest_return=True)
    return Change.CHANGED


def _since(row: LeaverRow, person_id: int, batch: Batch, today: date) -> date | None:
    care, adult = batch.care.get(person_id), add_months(row.born, ADULT)
    if care and care.until:
        return care.until
    return adult if adult <= today else None
