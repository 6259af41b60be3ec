"""The tables of the models and of the migrations are the same, forwards and backwards."""

import flask_migrate
import pytest
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import Column
from sqlalchemy import Integer
from sqlalchemy import Table
from sqlalchemy import func
from sqlalchemy import inspect
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from tests.people import SmallCouncil
from tests.phones import Phone
from voice_app.db import db
from voice_app.models.people import Person


def tables() -> set[str]:
    db.session.remove()
    return set(inspect(db.engine).get_table_names()) - {"alembic_version"}


def script(app: Flask) -> ScriptDirectory:
    return ScriptDirectory.from_config(app.extensions["migrate"].migrate.get_config())


def test_there_is_one_head(app: Flask) -> None:
    assert len(script(app).get_heads()) == 1


def test_a_fresh_database_has_every_table_of_the_models(app: Flask) -> None:
    assert tables() == set(db.metadata.tables)


def test_nothing_in_the_models_waits_for_a_migration(app: Flask) -> None:
    db.session.remove()
    flask_migrate.check()  # it exits with an error where it finds something


def test_a_table_without_a_migration_would_be_found(app: Flask) -> None:
    db.session.remove()
    forgotten = Table("forgotten", db.metadata, Column("id", Integer, primary_key=True))
    try:
        with pytest.raises(SystemExit):
            flask_migrate.check()
    finally:
        db.metadata.remove(forgotten)


def test_the_way_back_to_nothing_works_and_so_does_the_way_forward_again(app: Flask) -> None:
    db.session.remove()
    flask_migrate.downgrade(revision="base")
    assert tables() == set()
    flask_migrate.upgrade()
    assert tables() == set(db.metadata.tables)


def test_upgrading_twice_changes_nothing(app: Flask) -> None:
    db.session.remove()
    flask_migrate.upgrade()
    assert tables() == set(db.metadata.tables)


def test_what_is_on_record_outlives_the_way_back_and_forward(
    app: Flask, council: SmallCouncil, asked: Phone
) -> None:
    """A changed table is copied on SQLite: no row, no check and no pointer may get lost."""
    asked.text("2 tbh")
    before = rows_of_all()
    db.session.remove()
    flask_migrate.downgrade(revision="0001")
    flask_migrate.upgrade()
    assert rows_of_all() == before
    person = db.session.get_one(Person, council.child)
    person.kind = "nobody"
    with pytest.raises(IntegrityError):
        db.session.flush()


def rows_of_all() -> dict[str, int]:
    """How many rows each table has."""
    count = {
        name: db.session.scalar(select(func.count()).select_from(table)) or 0
        for name, table in db.metadata.tables.items()
    }
    db.session.remove()
    return count
