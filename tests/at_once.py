"""Doing several things at the very same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from flask import Flask

from voice_app.db import db

Deed = Callable[[], object]


def at_once(app: Flask, *deeds: Deed) -> list[object]:
    """Do them together, each in a thread and app context of its own; gives what they gave."""
    db.session.rollback()
    start = Barrier(len(deeds))

    def run(deed: Deed) -> object:
        with app.app_context():
            start.wait(timeout=10)
            return deed()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return [done.result(timeout=60) for done in [pool.submit(run, deed) for deed in deeds]]
