"""Putting children's records in from files: all of a file or nothing, and as often as you like."""

from voice_app.services.importing.outcome import ImportReport
from voice_app.services.importing.returns import import_903
from voice_app.services.importing.supplements import import_supplement

__all__ = ["ImportReport", "import_903", "import_supplement"]
