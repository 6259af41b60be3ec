"""Alembic's environment: the app's own engine and tables, on SQLite and PostgreSQL."""

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from flask import current_app
from sqlalchemy import Connection

from voice_app.db import Base

OURS = ("voice_app.db", "voice_app.vault")


def render_item(kind: str, item: object, autogen: AutogenContext) -> str | Literal[False]:
    """Write our own column types with the import they need, or the migration can't run."""
    module = type(item).__module__
    if kind == "type" and module in OURS:
        name = type(item).__name__
        autogen.imports.add(f"from {module} import {name}")
        return f"{name}()"
    return False


def _let_tables_be_copied(connection: Connection) -> None:
    """SQLite changes a table by copying it and dropping the old one; rows that point there stay."""
    if connection.dialect.name == "sqlite":
        connection.connection.cursor().execute("PRAGMA foreign_keys=OFF")


def _check_pointers(connection: Connection) -> None:
    """Before the commit: no row may point at one that is gone."""
    if connection.dialect.name == "sqlite":
        lost = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if lost:
            raise RuntimeError(f"rows of {sorted({row[0] for row in lost})} would point nowhere")


def run() -> None:
    """Run the migrations on the app's database."""
    engine = current_app.extensions["migrate"].db.engine
    with engine.connect() as connection:
        _let_tables_be_copied(connection)
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_item=render_item,
            render_as_batch=True,
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()
            _check_pointers(connection)
    engine.dispose()  # a connection that looks at foreign keys again is a new one


run()
