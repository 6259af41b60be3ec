"""Putting children's records in from files: each child whole, and as often as you like.

Every import is called the same way: ``import_x(source, by=, dry_run=, now=, run_id=, told=)``.
``run_id`` is an ``ImportRun`` to fill instead of a new one; ``told(lines_done, lines_in_all)`` is
called about every 1,000 lines, outside any transaction (while a file is still being read, the
first is 0 and the second grows).
"""

from voice_app.services.importing.annex_a import import_annex_a
from voice_app.services.importing.audits import import_audits
from voice_app.services.importing.kinds import KINDS
from voice_app.services.importing.kinds import TEMPLATES
from voice_app.services.importing.outcome import ImportReport
from voice_app.services.importing.qa_calendar import import_qa_calendar
from voice_app.services.importing.returns import import_903
from voice_app.services.importing.ssd import import_ssd
from voice_app.services.importing.supplements import import_supplement
from voice_app.services.importing.uploads import NothingToImport
from voice_app.services.importing.uploads import Uploaded
from voice_app.services.importing.uploads import all_runs
from voice_app.services.importing.uploads import forget
from voice_app.services.importing.uploads import forget_old
from voice_app.services.importing.uploads import progress
from voice_app.services.importing.uploads import receive
from voice_app.services.importing.uploads import run_upload
from voice_app.services.importing.uploads import shown
from voice_app.services.importing.uploads import store_it
from voice_app.services.importing.uploads import throw_away

__all__ = [
    "KINDS",
    "TEMPLATES",
    "ImportReport",
    "NothingToImport",
    "Uploaded",
    "all_runs",
    "forget",
    "forget_old",
    "import_903",
    "import_annex_a",
    "import_audits",
    "import_qa_calendar",
    "import_ssd",
    "import_supplement",
    "progress",
    "receive",
    "run_upload",
    "shown",
    "store_it",
    "throw_away",
]
