"""New keys, and writing every encrypted field again with the first of them."""

import click

from voice_app.commands.app import opened
from voice_app.config import new_keys
from voice_app.services import keeping
from voice_app.vault import Unreadable


@click.group()
def keys() -> None:
    """Make keys, or renew what they protect."""


@keys.command()
def new() -> None:
    """Print fresh keys for one installation. Keep them where only the service can read them.

    Example: voice keys new
    """
    for name, value in new_keys().items():
        click.echo(f"{name}={value}")


@keys.command()
def renew() -> None:
    """Write every encrypted field again with the first key of VOICE_FIELD_KEYS.

    Put the new key first, keep the old one behind it, run this, then take the old one away.

    Example: voice keys renew
    """
    with opened():
        try:
            renewed = keeping.renew_keys()
        except Unreadable as why:
            raise click.ClickException(f"{why} What is written so far is safe.") from why
    click.echo(f"{renewed} fields written again with the first key.")
