"""``voice retag``: read every answer again with the words and the model of today."""

import click

from voice_app.commands.app import opened
from voice_app.services import tagging


@click.command()
@click.option(
    "--at-once", default=tagging.AT_ONCE, show_default=True, help="Answers a transaction."
)
def retag(at_once: int) -> None:
    """Lay themes on every answer again, after a new word list, model or set of themes.

    What people decided stays; what machines laid before is set aside and kept. Stop it when you
    like: called again, it goes on where it was.

    Example: voice retag
    """
    with opened() as app:
        left, whole = tagging.left_to_tag()
        click.echo(f"{left:,} of {whole:,} answers were last read otherwise.")
        with click.progressbar(length=left, label="Reading again") as bar:
            while done := tagging.tag_some_again(
                now=app.extensions["voice.clock"](), at_once=at_once
            ):
                bar.update(done)
    click.echo("Every answer has been read with the words of today.")
