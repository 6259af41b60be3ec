"""Fresh databases for tests: migrated and staffed once a run, then copied for each test."""

import shutil
from pathlib import Path
from typing import Protocol

import flask_migrate
from flask import Flask

from tests.people import make_staff
from tests.settings import StandingClock
from tests.settings import settings_for
from voice_app.db import db
from voice_app.factory import create_app


class Databases(Protocol):
    """Where a test's own database comes from."""

    def fresh(self, folder: Path) -> str:
        """The URL of a new copy."""

    def drop(self, app: Flask, url: str) -> None:
        """The test is over."""


def prepare(url: str) -> None:
    """Run every migration, then make the staff and publish the surveys."""
    app = create_app(settings_for(url), clock=StandingClock())
    with app.app_context():
        flask_migrate.upgrade()
        make_staff(StandingClock())
        db.session.remove()
        db.engine.dispose()


class SqliteDatabases:
    """One file a test."""

    def __init__(self, folder: Path) -> None:
        self._template = folder / "template.db"
        prepare(f"sqlite:///{self._template}")

    def fresh(self, folder: Path) -> str:
        path = folder / "voice.db"
        shutil.copy(self._template, path)
        return f"sqlite:///{path}"

    def drop(self, app: Flask, url: str) -> None:
        db.session.remove()
        db.engine.dispose()
