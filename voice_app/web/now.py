"""The time, for pages."""

from datetime import datetime

from flask import current_app


def now() -> datetime:
    """Now, in UTC, by the app's own clock."""
    moment: datetime = current_app.extensions["voice.clock"]()
    return moment
