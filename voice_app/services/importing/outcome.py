"""One import from its beginning to its report; a trial run goes the same way and is undone."""

from collections import Counter
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime

from voice_app.db import db
from voice_app.db import writing
from voice_app.files.faults import Fault
from voice_app.files.faults import FileCount
from voice_app.files.report import plain
from voice_app.models.journey import ImportRun
from voice_app.store import record
from voice_app.store.journey.changes import Change

STOPPED = "Nothing was stored, because a file could not be read. What we had is as it was."
STORED = "This was stored:"
TRIED = "This was a trial run and nothing was stored. A real run would do this:"
CHILDREN = "Children"

Noted = tuple[str, Change]  # a kind of thing as the report calls it, and what became of one


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
    """Who imports what, when, and whether it is only a trial."""

    kind: str
    by: int | None
    dry_run: bool
    now: datetime  # UTC


@dataclass
class Tally:
    """What is counted on the way: things, children, faults, and sentences for the report."""

    faults: list[Fault]
    things: Counter[Noted] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    def child(self, own: Change, noted: Iterable[Noted]) -> None:
        """Count one child and all that is theirs."""
        theirs = list(noted)
        self.things.update(theirs)
        touched = any(change is not Change.UNCHANGED for _, change in theirs)
        changed = own is Change.UNCHANGED and touched
        self.things[CHILDREN, Change.CHANGED if changed else own] += 1


def carry_out(
    run: Run, counts: Iterable[FileCount], tally: Tally, store: Callable[[Tally], None]
) -> ImportReport:
    """Store what was read in one transaction, unless a file could not be read; then report."""
    stopped = any(fault.stops_file for fault in tally.faults)
    if not stopped:
        with writing():
            store(tally)
            _keep_run(run, tally)
            if run.dry_run:
                db.session.rollback()  # it reached the database in full, and is undone
    recounted = [_recount(count, tally.faults) for count in counts]
    told = STOPPED if stopped else "\n".join(_told(tally, TRIED if run.dry_run else STORED))
    return ImportReport(
        kind=run.kind,
        added=tally.things[CHILDREN, Change.ADDED],
        changed=tally.things[CHILDREN, Change.CHANGED],
        unchanged=tally.things[CHILDREN, Change.UNCHANGED],
        left_out=_left_out(tally.faults),
        faults=tuple(tally.faults),
        words=f"{plain(tally.faults, recounted)}\n{told}\n",
        stopped=stopped,
    )


def _keep_run(run: Run, tally: Tally) -> None:
    row = ImportRun(
        kind=run.kind,
        at=run.now,
        user_id=run.by,
        added=tally.things[CHILDREN, Change.ADDED],
        changed=tally.things[CHILDREN, Change.CHANGED],
        unchanged=tally.things[CHILDREN, Change.UNCHANGED],
        left_out=_left_out(tally.faults),
    )
    db.session.add(row)
    db.session.flush()
    record.note(record.Deed(run.by, "changed", f"import:{row.id}", reason=run.kind), now=run.now)


def _left_out(faults: Iterable[Fault]) -> int:
    """Lines, not faults: one line may have several."""
    return len({(fault.file, fault.line) for fault in faults if fault.leaves_out_line})


def _recount(count: FileCount, faults: Iterable[Fault]) -> FileCount:
    """The lines of a file, with those that were left out only when they met the records."""
    left_out = _left_out(fault for fault in faults if fault.file == count.file)
    return FileCount(count.file, count.rows_read, count.rows_read - left_out, left_out)


def _told(tally: Tally, heading: str) -> Iterator[str]:
    yield heading
    for thing in sorted({thing for thing, _ in tally.things}, key=lambda t: (t != CHILDREN, t)):
        added, changed, same = (tally.things[thing, change] for change in Change)
        yield f"  {thing}: {added:,} new, {changed:,} changed, {same:,} as before."
    yield from (f"  {note}" for note in tally.notes)
