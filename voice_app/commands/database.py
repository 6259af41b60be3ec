"""Bringing the database up to date."""

import click
import flask_migrate

from voice_app.commands.app import opened


@click.command()
def migrate() -> None:
    """Bring the tables up to date. Safe to run at every start.

    Example: voice migrate
    """
    with opened():
        flask_migrate.upgrade()
        click.echo("The database is up to date.")
