"""``voice export``: what the authority's other systems take."""

from datetime import datetime
from pathlib import Path

import click

from voice_app.clock import utc_now
from voice_app.commands.app import opened
from voice_app.services import concluding
from voice_app.web.after.bundle import bundle

FOLDER = click.Path(exists=True, file_okay=False, writable=True, path_type=Path)
DAY = click.DateTime(("%Y-%m-%d",))


@click.group()
def export() -> None:
    """Write files for other systems. Each export of a child's words is in the record."""


@export.command()
@click.argument("record_number")
@click.argument("held_on", metavar="DATE", type=DAY)
@click.option("--to", "folder", type=FOLDER, required=True, help="The folder to write to.")
def review(record_number: str, held_on: datetime, folder: Path) -> None:
    """Write one review for the case system: the ZIP of the page after the review.

    What the child holds back, or lets only their reviewing officer see, is left out.

    Example: voice export review NB-0417 2026-12-08 --to exports
    """
    with opened() as app, app.test_request_context():
        try:
            exported = concluding.export_by_number(record_number, held_on.date(), now=utc_now())
        except concluding.NoSuchReview as none:
            raise click.ClickException(
                "No child with this id had a review on that day. Nothing was written."
            ) from none
        except concluding.NotYours as closed:
            raise click.ClickException("This record is closed. Nothing was written.") from closed
        target = folder / f"{exported.name}.zip"
        target.write_bytes(bundle(exported))
    click.echo(f"{target} is written. It holds a child's words: keep it where the record is kept.")
