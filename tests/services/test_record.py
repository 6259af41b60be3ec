"""The record of who saw or changed what: rows are only added, and a missing one shows."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import delete
from sqlalchemy import select
from sqlalchemy import update

from tests.people import SmallCouncil
from tests.rows import every
from tests.settings import StandingClock
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.record import AccessLog
from voice_app.services import worrying
from voice_app.store import record


@pytest.fixture
def middle(council: SmallCouncil, clock: StandingClock) -> int:
    """A row with others before and behind it."""
    deed = record.Deed(council.iro, "saw", "brief:1", council.child, "before the review")
    with writing():
        for _ in range(3):
            record.note(deed, now=clock())
    assert record.broken_at() is None
    return every(AccessLog)[-2].id


def after(row_id: int) -> int | None:
    query = select(AccessLog.id).where(AccessLog.id > row_id).order_by(AccessLog.id)
    return db.session.scalar(query.limit(1))


@pytest.mark.parametrize(
    "changed",
    [
        {"did": "saw it"},
        {"what": "brief:99"},
        {"user_id": None},
        {"user_id": 3},
        {"person_id": None},
        {"reason": "changed later"},
    ],
    ids=str,
)
def test_a_changed_row_is_found(middle: int, changed: dict[str, object]) -> None:
    db.session.execute(update(AccessLog).where(AccessLog.id == middle).values(**changed))
    assert record.broken_at() == middle


def test_a_changed_time_is_found(middle: int, clock: StandingClock) -> None:
    later = clock.forward(days=1)
    db.session.execute(update(AccessLog).where(AccessLog.id == middle).values(at=later))
    assert record.broken_at() == middle


def test_a_missing_row_is_found_at_the_one_behind_it(middle: int) -> None:
    expected = after(middle)
    db.session.execute(delete(AccessLog).where(AccessLog.id == middle))
    assert record.broken_at() == expected


def test_a_missing_beginning_is_found(middle: int) -> None:
    first = every(AccessLog)[0].id
    expected = after(first)
    db.session.execute(delete(AccessLog).where(AccessLog.id == first))
    assert record.broken_at() == expected


def test_two_rows_that_changed_places_are_found(middle: int) -> None:
    first, second = db.session.get_one(AccessLog, middle), db.session.get_one(AccessLog, middle + 1)
    first.digest, second.digest = second.digest, first.digest
    db.session.flush()
    assert record.broken_at() == middle


def test_a_row_slipped_in_is_found(middle: int, clock: StandingClock) -> None:
    db.session.add(AccessLog(at=clock(), did="saw", what="nothing", digest="0" * 64))
    db.session.flush()
    assert record.broken_at() == every_id()[-1]


def every_id() -> list[int]:
    return list(db.session.scalars(select(AccessLog.id).order_by(AccessLog.id)))


def test_what_was_undone_leaves_no_row_and_no_gap(
    council: SmallCouncil, clock: StandingClock
) -> None:
    before = len(every(AccessLog))
    deed = record.Deed(council.iro, "saw", "brief:1", council.child)

    def fails() -> None:
        with writing():
            record.note(deed, now=clock())
            raise LookupError

    with pytest.raises(LookupError):
        fails()
    with writing():
        record.note(deed, now=clock())
    assert len(every(AccessLog)) == before + 1
    assert record.broken_at() is None


def test_eight_people_looking_at_once_make_one_unbroken_chain(
    app: Flask, council: SmallCouncil, clock: StandingClock
) -> None:
    before = len(every(AccessLog))

    def look(_number: int) -> None:
        with app.app_context():
            for _ in range(5):
                with writing():
                    deed = record.Deed(council.iro, "saw", "brief:1", council.child)
                    record.note(deed, now=clock())

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(look, range(8)))
    assert len(every(AccessLog)) == before + 40
    assert record.broken_at() is None


def test_the_record_holds_no_words_of_anybody(
    council: SmallCouncil, phone: object, clock: StandingClock
) -> None:
    worrying.reading_list(user_id=council.duty, now=clock())
    written = " ".join(f"{row.what} {row.reason}" for row in every(AccessLog))
    assert "Jaz" not in written
    assert "Merrin" not in written
