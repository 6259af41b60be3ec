"""``python -m bench import [CHILDREN] [--postgresql]``: what importing a return costs.

Children a CPU-second of this process and the most memory it held, first run and second. The bars:
at least 2,000 children a CPU-second, within 500 MB, at 100,000 children.
"""

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from bench.children import write_return
from tests.databases import Databases
from tests.databases import SqliteDatabases
from tests.databases import leave
from tests.settings import settings_for
from voice_app.clock import utc_now
from voice_app.factory import create_app
from voice_app.services.importing import ImportReport
from voice_app.services.importing import import_903

A_FEW = 2_000  # children, in a plain ``make bench``
_MB = 1 << 10  # kilobytes, as ru_maxrss counts


def main(words: Sequence[str]) -> None:
    """Import into a fresh database; ``words`` are those of the command line."""
    numbers = [int(word.replace(",", "")) for word in words if word[0].isdigit()]
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        databases: Databases
        if "--postgresql" in words:
            databases = import_module("tests.postgresql").PostgresqlDatabases(folder, durable=True)
        else:
            databases = SqliteDatabases(folder)
        databases.fresh()
        app = create_app(settings_for(databases.url))
        with app.app_context():
            imports(folder / "return", *numbers)
            leave()
        if "--postgresql" in words:
            import_module("tests.postgresql").PostgresqlDatabases.stop(databases)


def imports(folder: Path, children: int = A_FEW) -> None:
    """Write an invented return, and import it twice into the app's database."""
    written = write_return(folder, children)
    sys.stdout.write(f"a return of {children:,} children: {written.lines:,} lines\n")
    for name in ("first import", "second import, no change"):
        report = _measured(
            name, children, lambda: import_903(folder, by=None, dry_run=False, now=utc_now())
        )
    if (report.added, report.changed) != (0, 0):
        raise AssertionError(report.words)


def _measured(name: str, children: int, act: Callable[[], ImportReport]) -> ImportReport:
    cpu, clock = time.process_time(), time.monotonic()
    report = act()
    cpu, clock = time.process_time() - cpu, time.monotonic() - clock
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MB
    sys.stdout.write(
        f"{name:<44} {children / cpu:>10,.0f} children a CPU-second "
        f"({cpu:.1f} s of CPU in {clock:.1f} s; {most:.0f} MB held at most)\n"
    )
    return report
