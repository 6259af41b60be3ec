"""What is due next, worked out anew for every child: after an import, and once a day.

Some days change what is due without anybody writing in a record, such as a 16th birthday. The
statutory review is left alone: an import and a person have said all there is to say of it.
"""

from collections.abc import Callable
from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from sqlalchemy import select

from voice_app.clock import london_day
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.people import Person
from voice_app.store import queue
from voice_app.store.journey import as_days
from voice_app.store.journey.expecting import expect

BATCH = 50  # children a transaction: texts and answers wait no longer than for these
OPEN = "open"


def foresee_today(*, now: datetime) -> None:
    """Have it worked out today, behind everything else that waits."""
    with writing():
        queue.put_job("foresee", london_day(now).toordinal(), now=now, priority=queue.SLOW)


def foresee(*, after_each: Callable[[], None], now: datetime) -> int:
    """Work it out for every child with an open record; ``after_each`` batch others have a turn."""
    children = select(Person.id).where(Person.kind == "child", Person.record == OPEN)
    everybody = iter(list(db.session.scalars(children.order_by(Person.id))))
    done = 0
    for batch in _batches(everybody):
        with writing():
            for rows in as_days.rows_for(batch):
                expect(rows, london_day(now))
        done += len(batch)
        after_each()
    return done


def _batches(ids: Iterator[int]) -> Iterator[list[int]]:
    while batch := list(islice(ids, BATCH)):
        yield batch
