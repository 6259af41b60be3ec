"""One import from its beginning to its report; a trial run goes the same way and is undone.

Storing goes in batches, each a transaction of its own (docs/decisions/0009): a child is stored
whole or not at all, a text that comes in meanwhile waits for one batch at most, and a run that
dies is simply run again. What is wrong with a whole file is found before anything is stored.
"""

import time
from collections import Counter
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from datetime import timedelta
from itertools import islice

from voice_app.db import db
from voice_app.db import writing
from voice_app.files.faults import Fault
from voice_app.files.faults import FileCount
from voice_app.files.faults import left_out
from voice_app.files.faults import recounted
from voice_app.files.report import every_line
from voice_app.files.report import plain
from voice_app.models.journey import ImportRun
from voice_app.store import queue
from voice_app.store import record
from voice_app.store.journey.changes import Change

STOPPED = "Nothing was stored, because a file could not be read. What we had is as it was."
STORED = "This was stored:"
TRIED = "This was a trial run and nothing was stored. A real run would do this:"
CHILDREN = "Children"
EVERY_LINE = "Every line with a fault:"
LINES_KEPT = 10_000  # of faults, in the report that is kept with the run
A_BATCH = 500  # children: about a quarter of a second
GIVE_WAY = 0.1  # seconds: a waiting SQLite writer looks at least this often

Noted = tuple[str, Change]  # a kind of thing as the report calls it, and what became of one
Told = Callable[[int, int], None]  # lines done, and lines in all
Store = Callable[["Tally"], Iterator[int]]


def nobody(_lines_done: int, _lines_in_all: int) -> None:
    """Tell nobody how far an import has come."""


@dataclass(frozen=True)
class ImportReport:
    """What an import did, or would do. ``added`` to ``unchanged`` count children.

    ``left_out`` counts lines. A ``stopped`` import stored nothing.
    """

    kind: str
    added: int
    changed: int
    unchanged: int
    left_out: int
    faults: tuple[Fault, ...]
    words: str
    stopped: bool


@dataclass(frozen=True)
class Run:
    """Who imports what, when, and whether it is only a trial.

    ``row`` is the ``ImportRun`` to fill (an upload made it); without one, a real run makes its
    own and a trial leaves none. ``told`` is called between transactions, so it may write.
    """

    kind: str
    by: int | None
    dry_run: bool
    now: datetime  # UTC
    row: int | None = None
    told: Told = nobody


@dataclass
class Tally:
    """What is counted on the way: things, children, faults, and sentences for the report."""

    faults: list[Fault]
    things: Counter[Noted] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    first_file: str = ""  # the one that lists the children

    def child(self, own: Change, noted: Iterable[Noted]) -> None:
        """Count one child and all that is theirs."""
        theirs = list(noted)
        self.things.update(theirs)
        touched = any(change is not Change.UNCHANGED for _, change in theirs)
        changed = own is Change.UNCHANGED and touched
        self.children(Change.CHANGED if changed else own)

    def children(self, change: Change, number: int = 1) -> None:
        """Count children of whom nothing else is counted."""
        self.things[CHILDREN, change] += number


def carry_out(run: Run, counts: Iterable[FileCount], tally: Tally, store: Store) -> ImportReport:
    """Store what was read, batch by batch, unless a file could not be read; then report.

    ``store`` stores one batch each time it is asked for the next, and yields how many lines are
    done by then. Raises what ``store`` raises: the batches before stay stored.
    """
    files, began = list(counts), time.monotonic()
    stopped = any(fault.stops_file for fault in tally.faults)
    lines = sum(count.rows_read for count in files)
    row = run.row if stopped else _begin(run, lines)
    try:
        if not stopped:
            _in_batches(run, store(tally), lines)
    except BaseException:
        _end(row, ended=run.now + timedelta(seconds=time.monotonic() - began))
        raise
    report = _report(run, files, tally, stopped=stopped)
    _end(row, report, ended=run.now + timedelta(seconds=time.monotonic() - began))
    return report


def _begin(run: Run, lines: int) -> int | None:
    """Say that the run goes on, in its row, and for a real run in the record."""
    if run.dry_run and run.row is None:
        return None
    with writing():
        row = db.session.get_one(ImportRun, run.row) if run.row else ImportRun(kind=run.kind)
        row.at, row.user_id, row.trial = run.now, run.by, run.dry_run
        row.state, row.lines_done, row.lines_in_all = "running", 0, lines
        db.session.add(row)
        db.session.flush()
        if not run.dry_run:
            deed = record.Deed(run.by, "changed", f"import:{row.id}", reason=run.kind)
            record.note(deed, now=run.now)
        return row.id


def _in_batches(run: Run, batches: Iterator[int], lines: int) -> None:
    """One transaction a batch. On SQLite others write in the pauses, or they would starve.

    A trial's batch reaches the database in full, and is undone.
    """
    waits = db.session.get_bind().dialect.name == "sqlite"
    while True:
        with writing():
            done = next(batches, None)
            if run.dry_run:
                db.session.rollback()
        if done is None:
            return
        run.told(done, lines)
        if waits and done < lines:
            time.sleep(GIVE_WAY)


def _end(row_id: int | None, report: ImportReport | None = None, *, ended: datetime) -> None:
    """Fill the run's row; one without a report broke off."""
    if row_id is None:
        return
    with writing():
        row = db.session.get_one(ImportRun, row_id)
        row.finished_at = ended
        row.state = "done" if report and not report.stopped else "stopped"
        if report:
            row.lines_done = row.lines_in_all
            row.added, row.changed = report.added, report.changed
            row.unchanged, row.left_out = report.unchanged, report.left_out
            row.report = "\n".join(_kept_report(report))
        if row.state == "done" and not row.trial:  # visits and plans follow from what came in
            queue.put_job("foresee", row_id, now=ended, priority=queue.SLOW)


def _kept_report(report: ImportReport) -> Iterator[str]:
    yield report.words
    if report.faults:
        yield EVERY_LINE
        yield from islice(every_line(report.faults), LINES_KEPT)
    if len(report.faults) > LINES_KEPT:
        yield f"… and {len(report.faults) - LINES_KEPT:,} more"


def _report(run: Run, counts: Iterable[FileCount], tally: Tally, *, stopped: bool) -> ImportReport:
    files = [recounted(count, tally.faults) for count in counts]
    told = STOPPED if stopped else "\n".join(_told(tally, TRIED if run.dry_run else STORED))
    return ImportReport(
        kind=run.kind,
        added=tally.things[CHILDREN, Change.ADDED],
        changed=tally.things[CHILDREN, Change.CHANGED],
        unchanged=tally.things[CHILDREN, Change.UNCHANGED],
        left_out=left_out(tally.faults),
        faults=tuple(tally.faults),
        words=f"{plain(tally.faults, files)}\n{told}\n",
        stopped=stopped,
    )


def _told(tally: Tally, heading: str) -> Iterator[str]:
    yield heading
    for thing in sorted({thing for thing, _ in tally.things}, key=lambda t: (t != CHILDREN, t)):
        added, changed, same = (tally.things[thing, change] for change in Change)
        yield f"  {thing}: {added:,} new, {changed:,} changed, {same:,} as before."
    yield from (f"  {note}" for note in tally.notes)
