"""Whether all is well: the database, its migrations, a worker that is alive, nothing stuck."""

from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta

from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from voice_app.db import db
from voice_app.models.jobs import Heartbeat
from voice_app.models.jobs import Job
from voice_app.store import outbox

WORKER_SILENT = timedelta(minutes=2)


@dataclass(frozen=True)
class Health:
    """What an administrator needs to know; counts only, no content."""

    database: bool
    migration: str
    worker: bool
    jobs_waiting: int
    jobs_failed: int
    texts_waiting: int
    texts_failed: int
    texts_not_sent: int  # failed or too late, for no reason of the people's; nobody has looked
    texts_parked: int
    texts_in_doubt: int
    providers_paused: int

    @property
    def ready(self) -> bool:
        """Whether people can be served."""
        return self.database and bool(self.migration) and self.worker


NOT_THERE = Health(
    database=False,
    migration="",
    worker=False,
    jobs_waiting=0,
    jobs_failed=0,
    texts_waiting=0,
    texts_failed=0,
    texts_not_sent=0,
    texts_parked=0,
    texts_in_doubt=0,
    providers_paused=0,
)


def health(*, now: datetime) -> Health:
    """Look at everything; a database that does not answer, or has no tables, is not there."""
    try:
        migration = db.session.execute(text("SELECT version_num FROM alembic_version")).scalar()
    except SQLAlchemyError:
        db.session.rollback()
        return NOT_THERE
    beat = db.session.scalar(select(func.max(Heartbeat.at)))
    return Health(
        database=True,
        migration=str(migration or ""),
        worker=beat is not None and now - beat < WORKER_SILENT,
        jobs_waiting=_jobs("queued"),
        jobs_failed=_jobs("failed"),
        texts_waiting=outbox.waiting(),
        texts_failed=outbox.failed(),
        texts_not_sent=outbox.count_not_sent(),
        texts_parked=outbox.parked(),
        texts_in_doubt=outbox.in_doubt(),
        providers_paused=len(outbox.pauses()),
    )


def _jobs(state: str) -> int:
    return db.session.scalar(select(func.count(Job.id)).where(Job.state == state)) or 0
