"""Claiming work: each row to one worker, with a lease, on SQLite and PostgreSQL alike.

A claim says ``id = (the next one)``, never ``id IN (the next one)``. PostgreSQL may ask a question
behind IN once for every row; what it locked the time before it skips, and so takes a second row
that no worker is ever told of. A question behind = is asked once.
"""

from datetime import datetime
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy import update

from voice_app.db import db
from voice_app.db import writing
from voice_app.models.jobs import Heartbeat
from voice_app.models.jobs import Job
from voice_app.store import queue as rows

SLOW = rows.SLOW
LAST = 1 + SLOW  # the priority that all jobs go before
LEASE = timedelta(minutes=5)
MOST_ATTEMPTS = 8
FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(hours=1)


def claim_job(*, now: datetime, before: int | None = None) -> tuple[int, str, int] | None:
    """Take the next job that is due: its id, its name and its subject. None when there is none.

    A job whose worker died is taken again when its lease has run out; jobs are repeatable.
    ``before`` leaves jobs of this priority, and of those behind it, alone.
    """
    with writing():
        free = (Job.state == "queued") | ((Job.state == "running") & (Job.lease_until < now))
        next_one = (
            select(Job.id)
            .where(free, Job.due_at <= now, Job.priority < (LAST if before is None else before))
            .order_by(Job.priority, Job.due_at, Job.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        row = db.session.execute(
            update(Job)
            .where(Job.id == next_one.scalar_subquery())
            .values(state="running", lease_until=now + LEASE, attempts=Job.attempts + 1)
            .returning(Job.id, Job.name, Job.subject)
        ).first()
        return (row.id, row.name, row.subject) if row else None


def keep_job(job_id: int, *, now: datetime) -> None:
    """The job is still in hand: its lease begins again, so that no other worker takes it."""
    with writing():
        db.session.get_one(Job, job_id).lease_until = now + LEASE


def finish_job(job_id: int, *, now: datetime) -> None:
    """It is done."""
    with writing():
        job = db.session.get_one(Job, job_id)
        _over(job, "done", now)


def put_back_job(job_id: int, fault: str, *, now: datetime) -> int | None:
    """It failed: try again later, waiting longer each time; at last leave it for a person.

    Gives the job's subject when it has failed for good.
    """
    with writing():
        job = db.session.get_one(Job, job_id)
        job.fault = fault
        if job.attempts >= MOST_ATTEMPTS:
            _over(job, "failed", now)
            return job.subject
        job.state = "queued"
        job.due_at = now + wait(job.attempts)
        return None


def _over(job: Job, state: str, now: datetime) -> None:
    if job.fleeting:
        db.session.delete(job)
        return
    job.state = state
    job.finished_at = now


def wait(attempts: int) -> timedelta:
    """How long to wait before trying again: twice as long each time."""
    longer: int = 2 ** max(attempts - 1, 0)
    return min(FIRST_WAIT * longer, LONGEST_WAIT)


def beat(name: str, *, now: datetime) -> None:
    """This worker is alive."""
    with writing():
        db.session.merge(Heartbeat(name=name, at=now))


def last_beat() -> datetime | None:
    """When any worker was last seen alive."""
    return db.session.scalar(select(Heartbeat.at).order_by(Heartbeat.at.desc()).limit(1))
