"""The database: one base class, times in UTC, and what one transaction is."""

from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from datetime import datetime
from functools import partial
from typing import Any

from flask import current_app
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime
from sqlalchemy import Dialect
from sqlalchemy import Engine
from sqlalchemy import MetaData
from sqlalchemy import event
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

BUSY_MS = 15_000  # how long a SQLite writer waits for another before it gives up


class Base(DeclarativeBase):
    """Every table's base. Constraints are named, so that a migration can find them again."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


db = SQLAlchemy(metadata=Base.metadata)


class UtcTime(TypeDecorator[datetime]):
    """A moment, stored in UTC and always given back with its zone (SQLite forgets it)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a time without a zone: nobody could say when it was."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone was about to be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


@contextmanager
def writing() -> Iterator[None]:
    """One use case: begin for writing, commit once at the end, undo everything on any error.

    SQLite must know from the start that a transaction will write: one that begins by reading and
    then writes fails at once when another has written in between. What was read before this
    point (the signed-in user) was read in a transaction of its own.
    """
    session = db.session
    session.rollback()
    session.connection(execution_options={"voice_writes": True})
    try:
        yield
        queued = session.info.pop("queued", False)
        session.commit()
    except BaseException:
        session.rollback()
        raise
    if queued:
        wake: Callable[[], None] = current_app.extensions["voice.wake"]
        wake()


def watch(engine: Engine, *, practice: bool = False) -> None:
    """Set one engine up: on SQLite, foreign keys, write-ahead logging and honest transactions.

    For practice, a commit does not wait for the disk: a power cut may lose the last ones, and
    never leaves a broken database.
    """
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", partial(_prepare_sqlite, practice=practice))
        event.listen(engine, "begin", _begin_sqlite)


def _prepare_sqlite(connection: Any, _record: object, *, practice: bool) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    cursor = connection.cursor()
    for pragma in (
        "foreign_keys=ON",
        "journal_mode=WAL",
        "synchronous=NORMAL" if practice else "synchronous=FULL",
        f"busy_timeout={BUSY_MS}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Any) -> None:
    writes = connection.get_execution_options().get("voice_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
