"""Keeping the keys fresh: every encrypted field is written again with the first key."""

from sqlalchemy import select
from sqlalchemy import text

from voice_app.db import Base
from voice_app.db import db
from voice_app.db import writing
from voice_app.vault import SEALED_TYPES
from voice_app.vault import vault

AT_ONCE = 500  # rows of a table in one commit


def renew_keys() -> int:
    """Re-encrypt every sealed field; gives the number of fields. Safe to run again after a stop."""
    return sum(
        _renew_column(table.name, column.name, [key.name for key in table.primary_key])
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, SEALED_TYPES)
    )


def sealed_columns() -> list[str]:
    """Which fields are encrypted, as ``table.column``."""
    return [
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, SEALED_TYPES)
    ]


def _renew_column(table: str, column: str, keys: list[str]) -> int:
    """One column, a few hundred rows at a time, in the order of its key."""
    key = keys[0]
    done, last = 0, None
    while True:
        with writing():
            rows = _next_rows(table, column, key, last)
            if not rows:
                return done
            for row_key, sealed in rows:
                db.session.execute(
                    text(f'UPDATE "{table}" SET "{column}" = :new WHERE "{key}" = :key'),  # noqa: S608 - names of our own tables
                    {"new": vault().renew(sealed), "key": row_key},
                )
            done, last = done + len(rows), rows[-1][0]


def _next_rows(table: str, column: str, key: str, last: object) -> list[tuple[object, str | bytes]]:
    columns = Base.metadata.tables[table].columns
    sealed = text(f'"{column}"')
    query = (
        select(columns[key], sealed)
        .select_from(Base.metadata.tables[table])
        .where(columns[column].is_not(None))
        .order_by(columns[key])
        .limit(AT_ONCE)
        .with_for_update()  # nobody writes a newer value that this would put the old one over
    )
    if last is not None:
        query = query.where(columns[key] > last)
    return [(row[0], row[1]) for row in db.session.execute(query)]
