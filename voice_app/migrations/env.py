"""Alembic's environment: the app's own engine and tables, on SQLite and PostgreSQL."""

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from flask import current_app

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


def run() -> None:
    """Run the migrations on the app's database."""
    engine = current_app.extensions["migrate"].db.engine
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_item=render_item,
            render_as_batch=True,
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
