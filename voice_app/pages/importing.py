"""What an administrator sees of imports: what was brought in, by whom, how far it is."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class RunShown:
    """One run. ``held`` says whether its files are still there to be stored.

    ``overtaken``: the files of a trial are too old for that, or the same kind was stored since.
    """

    run_id: int
    kind: str
    by: str
    at: datetime
    trial: bool
    state: str  # waiting, running, done or stopped
    lines_done: int
    lines_in_all: int
    added: int
    changed: int
    unchanged: int
    left_out: int
    report: str
    held: bool
    overtaken: bool
    finished_at: datetime | None

    @property
    def to_decide(self) -> bool:
        """Whether somebody may still store a trial."""
        return self.trial and self.state == "done" and self.held and not self.overtaken

    @property
    def under_way(self) -> bool:
        """Whether looking again in a moment will show more."""
        return self.state in ("waiting", "running")
