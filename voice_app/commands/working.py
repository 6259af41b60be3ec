"""The worker: it sends texts, screens and tags words. Start as many as you like."""

import click

from voice_app.commands.app import opened
from voice_app.jobs import consumer


@click.command()
def worker() -> None:
    """Do the work that is due, until told to stop.

    Example: voice worker
    """
    with opened() as app:
        pass
    consumer.run(app)
