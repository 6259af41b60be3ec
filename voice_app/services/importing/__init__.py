"""Putting children's records in from files: each child whole, and as often as you like.

Every import is called the same way: ``import_x(source, by=, dry_run=, now=, run_id=, told=)``.
``run_id`` is an ``ImportRun`` to fill instead of a new one; ``told(lines_done, lines_in_all)`` is
called about every 1,000 lines, outside any transaction (while a file is still being read, the
first is 0 and the second grows).
"""

from voice_app.services.importing.outcome import ImportReport
from voice_app.services.importing.returns import import_903
from voice_app.services.importing.supplements import import_supplement

__all__ = ["ImportReport", "import_903", "import_supplement"]
