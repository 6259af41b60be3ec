"""Files uploaded at the desk: tried first, stored when somebody says so, and then forgotten.

Between the upload and its end a file lies in the database in encrypted pieces, so that any worker
can take it up. It is gone when it was stored, when somebody throws it away, or after a day.
"""

import tempfile
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from pathlib import Path
from typing import IO

from voice_app.db import db
from voice_app.db import writing
from voice_app.models.journey import ImportPart
from voice_app.models.journey import ImportRun
from voice_app.pages.importing import RunShown
from voice_app.services.importing.kinds import KINDS
from voice_app.services.importing.kinds import Frame
from voice_app.services.importing.outcome import Told
from voice_app.store import accounts
from voice_app.store import imports
from voice_app.store import queue
from voice_app.store import record

PIECE = 1 << 19  # bytes of a file in one row
KEPT_FOR = timedelta(hours=24)
SHOWN = 50  # runs on one page


class NothingToImport(ValueError):
    """No file was chosen, one that is needed is missing, or a name is no name or there twice."""


@dataclass(frozen=True)
class Uploaded:
    """One file of an upload; ``name`` is one of its kind's, or what it was called."""

    name: str
    stream: IO[bytes]


def receive(kind: str, files: Iterable[Uploaded], *, by: int | None, now: datetime) -> int:
    """Keep the files for a trial run, and give its id; raises ``NothingToImport``."""
    with writing():
        run = ImportRun(kind=kind, at=now, user_id=by, trial=True, state="waiting")
        db.session.add(run)
        db.session.flush()
        names = [file.name for file in files if _keep(run.id, file)]
        if not names or not set(KINDS[kind].needed) <= set(names):
            raise NothingToImport
        queue.put_job("run_import", run.id, now=now, priority=queue.SLOW)
        return run.id


def run_upload(run_id: int, *, practice: bool, told: Told, now: datetime) -> None:
    """Do what a run asks for, from its files; one that broke off begins again and harms nothing.

    A run with a report is over, whatever the report says.
    """
    run = db.session.get_one(ImportRun, run_id)
    if run.report or not imports.parts(run_id):
        return
    kind, trial, by = KINDS[run.kind], run.trial, run.user_id
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        _write_out(run_id, folder)
        frame = Frame(by, trial, practice, now, run_id, told)
        report = kind.run(folder, frame)
    if report.stopped or not trial:
        forget(run_id)


def progress(run_id: int, lines_done: int, lines_in_all: int) -> None:
    """Write down how far a run is; called between its batches."""
    with writing():
        run = db.session.get_one(ImportRun, run_id)
        run.state, run.lines_done, run.lines_in_all = "running", lines_done, lines_in_all


def store_it(trial_id: int, *, by: int | None, now: datetime) -> int:
    """After a trial: store what it showed. Gives the id of the real run; the trial's where not.

    Not where the same kind was stored since, or after a day: the trial would no longer be true.
    Pressed twice, it is done once: the files go over to the real run.
    """
    with writing():
        trial = db.session.get_one(ImportRun, trial_id, with_for_update=True)
        ready = trial.trial and trial.state == "done" and imports.parts(trial_id)
        if not ready or _overtaken(trial, now):
            return trial_id
        run = ImportRun(kind=trial.kind, at=now, user_id=by, trial=False, state="waiting")
        db.session.add(run)
        db.session.flush()
        imports.hand_over(trial_id, run.id)
        queue.put_job("run_import", run.id, now=now, priority=queue.SLOW)
        return run.id


def throw_away(trial_id: int) -> bool:
    """Throw the files of a trial away; False where it is not over, or its files went on."""
    with writing():
        trial = db.session.get_one(ImportRun, trial_id, with_for_update=True)
        if not trial.trial or trial.state != "done" or not imports.parts(trial_id):
            return False
        imports.forget_parts(trial_id)
        return True


def forget(run_id: int) -> None:
    """The files of a run that is over are gone."""
    with writing():
        imports.forget_parts(run_id)


def forget_old(*, now: datetime) -> int:
    """Throw away what nobody decided on for a day; gives how many runs that was."""
    with writing():
        old = imports.kept_since_before(now - KEPT_FOR)
        for run_id in old:
            imports.forget_parts(run_id)
        return len(old)


def shown(run_id: int, *, by: int, now: datetime) -> RunShown:
    """One run with its report; the look is written down."""
    with writing():
        run = db.session.get_one(ImportRun, run_id)
        record.note(record.Deed(by, "saw", f"import:{run_id}"), now=now)
        return _shown(run, held=bool(imports.parts(run_id)), report=run.report or "", now=now)


def all_runs(*, now: datetime) -> tuple[RunShown, ...]:
    """The latest runs, newest first, without their reports."""
    held = imports.runs_with_parts()
    return tuple(
        _shown(run, held=run.id in held, report="", now=now) for run in imports.latest(SHOWN)
    )


def _keep(run_id: int, file: Uploaded) -> bool:
    """Store one file in pieces; False for an empty one. Its name is stripped of any folder."""
    name, number = Path(file.name.replace("\\", "/")).name, 0
    if name in ("", ".", "..") or imports.has_part(run_id, name):
        raise NothingToImport
    for number, piece in enumerate(_pieces(file.stream), start=1):
        db.session.add(ImportPart(run_id=run_id, name=name, number=number, piece=piece))
        db.session.flush()
        db.session.expire_all()  # one piece in memory at a time
    return number > 0


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    while piece := stream.read(PIECE):
        yield piece


def _write_out(run_id: int, folder: Path) -> None:
    """Put the files where a reader can read them: a folder that only this process may open."""
    for part_id, name in imports.parts(run_id):
        with (folder / name).open("ab") as file:
            file.write(imports.piece(part_id))


def _overtaken(trial: ImportRun, now: datetime) -> bool:
    """Whether a trial no longer tells what storing its files would do."""
    return trial.at < now - KEPT_FOR or imports.last_stored(trial.kind) > trial.id


def _shown(run: ImportRun, *, held: bool, report: str, now: datetime) -> RunShown:
    return RunShown(
        run_id=run.id,
        kind=run.kind,
        by=accounts.names({run.user_id}).get(run.user_id, "") if run.user_id else "",
        at=run.at,
        trial=run.trial,
        state=run.state,
        lines_done=run.lines_done,
        lines_in_all=run.lines_in_all,
        added=run.added,
        changed=run.changed,
        unchanged=run.unchanged,
        left_out=run.left_out,
        report=report,
        held=held,
        overtaken=run.trial and _overtaken(run, now),
        finished_at=run.finished_at,
    )
