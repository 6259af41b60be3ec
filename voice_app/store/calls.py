"""Telephone calls, and what was spoken in them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import defer

from voice_app.db import db
from voice_app.models.calls import Call
from voice_app.models.calls import Recording


def call(provider_id: str, phone_index: str, *, now: datetime) -> Call:
    """The row of a call, made when it begins; locked until the commit."""
    given = {"provider_id": provider_id, "phone_index": phone_index, "began_at": now, "misheard": 0}
    _insert_once(Call, given)
    query = select(Call).where(Call.provider_id == provider_id).with_for_update()
    return db.session.scalars(query).one()


def keep_recording(row: dict[str, Any]) -> int | None:
    """Insert a recording; gives its id, or None when it is here already (called twice)."""
    return _insert_once(Recording, {**row, "state": "waiting"})


def unwritten() -> Sequence[Recording]:
    """What nobody has written down or given up, oldest first; the sound is not loaded."""
    query = select(Recording).where(Recording.written_at.is_(None))
    query = query.options(defer(Recording.sound))
    return list(db.session.scalars(query.order_by(Recording.received_at, Recording.id)))


def _insert_once(table: type[Call] | type[Recording], row: dict[str, Any]) -> int | None:
    postgres = db.session.get_bind().dialect.name == "postgresql"
    insert: Any = postgresql.insert if postgres else sqlite.insert
    new: int | None = db.session.scalar(
        insert(table)
        .values(**row)
        .on_conflict_do_nothing(index_elements=["provider_id"])
        .returning(table.id)
    )
    return new
