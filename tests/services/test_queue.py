"""Claiming jobs: each to one worker, again when its worker died, longer waits each time."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import pairwise

import pytest
from flask import Flask
from sqlalchemy import text

from tests.rows import every
from tests.rows import only
from tests.settings import StandingClock
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.jobs import Job
from voice_app.services import queue
from voice_app.store.queue import SOON
from voice_app.store.queue import put_job


def put(clock: StandingClock, *subjects: int, priority: int = 5) -> None:
    with writing():
        for subject in subjects:
            put_job("tag_answer", subject, now=clock(), priority=priority)


def claim(clock: StandingClock) -> int | None:
    """The subject of the job that a worker gets."""
    claimed = queue.claim_job(now=clock())
    return claimed[2] if claimed else None


def test_eight_workers_claim_each_of_two_hundred_jobs_once(
    app: Flask, clock: StandingClock
) -> None:
    put(clock, *range(200))

    def work(_number: int) -> list[int]:
        claimed = []
        with app.app_context():
            while (subject := claim(clock)) is not None:
                claimed.append(subject)
        return claimed

    with ThreadPoolExecutor(8) as pool:
        claimed = [subject for each in pool.map(work, range(8)) for subject in each]
    claimed += work(0)
    assert sorted(claimed) == list(range(200))


def test_what_must_reach_a_person_soon_goes_first(app: Flask, clock: StandingClock) -> None:
    put(clock, 1, 2)
    put(clock, 3, priority=SOON)
    assert [claim(clock) for _ in range(4)] == [3, 1, 2, None]


def test_a_job_is_not_taken_before_it_is_due(app: Flask, clock: StandingClock) -> None:
    put(clock, 1)
    clock.forward(seconds=-1)
    assert claim(clock) is None


def test_a_job_whose_worker_died_is_taken_again(app: Flask, clock: StandingClock) -> None:
    put(clock, 1)
    assert claim(clock) == 1
    clock.forward(minutes=5)
    assert claim(clock) is None
    clock.forward(seconds=1)
    assert claim(clock) == 1
    assert only(Job).attempts == 2


def test_a_finished_job_is_never_taken_again(app: Flask, clock: StandingClock) -> None:
    put(clock, 1)
    claim(clock)
    queue.finish_job(only(Job).id, now=clock())
    clock.forward(days=9)
    assert claim(clock) is None
    assert only(Job).state == "done"


def test_waits_grow_twofold_up_to_an_hour() -> None:
    waits = [queue.wait(attempts) for attempts in range(1, 30)]
    assert waits[0] == timedelta(seconds=5)
    assert all(after in (before * 2, timedelta(hours=1)) for before, after in pairwise(waits))
    assert waits[-1] == timedelta(hours=1)


def test_a_job_that_fails_every_time_is_left_for_a_person(app: Flask, clock: StandingClock) -> None:
    put(clock, 7)
    left = []
    for attempt in range(1, queue.MOST_ATTEMPTS + 1):
        assert claim(clock) == 7
        left.append(queue.put_back_job(only(Job).id, "SomeFault", now=clock()))
        assert claim(clock) is None
        clock.forward(seconds=queue.wait(attempt).total_seconds())
    assert left == [None] * (queue.MOST_ATTEMPTS - 1) + [7]
    row = only(Job)
    assert (row.state, row.fault, row.attempts) == ("failed", "SomeFault", queue.MOST_ATTEMPTS)
    assert claim(clock) is None


def test_nothing_is_queued_by_a_use_case_that_failed(app: Flask, clock: StandingClock) -> None:
    def fails() -> None:
        with writing():
            put_job("tag_answer", 1, now=clock())
            raise LookupError

    with pytest.raises(LookupError):
        fails()
    assert every(Job) == []


def test_the_worker_is_woken_after_the_commit_and_only_when_there_is_work(
    app: Flask, clock: StandingClock
) -> None:
    seen: list[int] = []
    app.extensions["voice.wake"] = lambda: seen.append(len(every(Job)))
    with writing():
        pass
    put(clock, 1)
    put(clock, 2, 3)
    assert seen == [1, 3]


def test_the_last_beat_is_the_newest(app: Flask, clock: StandingClock) -> None:
    assert queue.last_beat() is None
    queue.beat("worker", now=clock())
    later = clock.forward(minutes=1)
    queue.beat("another", now=later)
    queue.beat("another", now=later)
    assert queue.last_beat() == later


LEFT_OUT = ("hashjoin", "mergejoin", "hashagg", "sort", "indexscan", "bitmapscan", "material")


@pytest.fixture
def plans_by_loops(app: Flask) -> None:
    """PostgreSQL plans as it may on a table it knows: row by row."""
    if db.engine.dialect.name == "postgresql":
        for way in LEFT_OUT:
            db.session.execute(text(f"SET enable_{way} = off"))
        db.session.commit()


def test_one_claim_takes_one_job_however_it_is_planned(
    plans_by_loops: None, clock: StandingClock
) -> None:
    put(clock, 1, 2, 3)
    assert claim(clock) == 1
    assert [job.state for job in every(Job)] == ["running", "queued", "queued"]
