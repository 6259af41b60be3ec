"""Waking the worker. A lost wake-up costs seconds, never work: the rows are swept anyway."""

from collections.abc import Callable
from urllib.parse import urlsplit

from huey import Huey
from huey import MemoryHuey
from huey import SqliteHuey

WAKE = "wake"  # both sides must give the task this name


def huey_at(url: str) -> Huey:
    """The wake-up queue kept at a URL: a SQLite file, or memory when there is none."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return SqliteHuey("voice", filename=parts.path, results=False)
    if url:
        raise ValueError(f"a wake-up queue is kept in a SQLite file, not by {parts.scheme!r}")
    return MemoryHuey("voice", results=False, immediate=False)


def caller(url: str) -> Callable[[], None]:
    """A function that wakes whoever works on this queue."""
    task = huey_at(url).task(name=WAKE)(_nothing)

    def wake() -> None:
        task()

    return wake


def listen(queue: Huey, work: Callable[[], object]) -> None:
    """Do ``work`` at each wake-up call. Calls of an earlier day are dropped: the rows are there."""
    queue.flush()

    def woken() -> None:
        work()

    queue.task(name=WAKE)(woken)


def _nothing() -> None:
    """On the calling side the task is only a name."""
