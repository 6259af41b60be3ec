"""The worker: it sends texts, screens and tags words. Start as many as you like."""

import click
import structlog

from voice_app.commands.app import opened
from voice_app.jobs import consumer
from voice_app.services import screening

log = structlog.get_logger()


@click.command()
def worker() -> None:
    """Do the work that is due, until told to stop.

    A word list or a model that can't be read stops it at once; every text that waits to be
    screened is put among those to read today.

    Example: voice worker
    """
    with opened() as app:
        place = screening.what_cannot_be_read(now=app.extensions["voice.clock"]())
    if place:
        log.error("words_cannot_be_read", place=place)
        raise click.ClickException(
            f"The words that texts are read with are broken: {place}. "
            "Every text that waits is now among those to read today. Mend the file and start again."
        )
    consumer.run(app)
