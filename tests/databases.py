"""A fresh database for each test: migrated and staffed once a run, then copied."""

import shutil
from pathlib import Path
from typing import Protocol

import flask_migrate

from tests.people import make_staff
from tests.settings import StandingClock
from tests.settings import settings_for
from voice_app.db import db
from voice_app.factory import create_app


class Databases(Protocol):
    """Where the tests of one process keep their rows."""

    url: str

    def fresh(self) -> None:
        """Make the database as the template is. Nobody may be connected to it."""


def prepare(url: str) -> None:
    """Run every migration, then make the staff and publish the surveys."""
    app = create_app(settings_for(url), clock=StandingClock())
    with app.app_context():
        flask_migrate.upgrade()
        make_staff(StandingClock())
        leave()


def leave() -> None:
    """Let go of the database of the running app: a fresh one takes its place."""
    db.session.remove()
    db.engine.dispose()


class SqliteDatabases:
    """One file."""

    def __init__(self, folder: Path) -> None:
        self._template = folder / "template.db"
        self._file = folder / "voice.db"
        self.url = f"sqlite:///{self._file}"
        prepare(f"sqlite:///{self._template}")

    def fresh(self) -> None:
        for beside in ("", "-wal", "-shm"):  # a new file, whoever still holds the old one
            self._file.with_name(f"{self._file.name}{beside}").unlink(missing_ok=True)
        shutil.copy(self._template, self._file)
