"""The app for a command: made by the factory, with its context open."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask import Flask

from voice_app.config import SettingMissing
from voice_app.factory import close
from voice_app.factory import create_app


@contextmanager
def opened() -> Iterator[Flask]:
    """Make the app and open its context; a missing setting is said in plain words."""
    try:
        app = create_app()
    except SettingMissing as missing:
        raise click.ClickException(str(missing)) from missing
    try:
        with app.app_context():
            yield app
    finally:
        close(app)
