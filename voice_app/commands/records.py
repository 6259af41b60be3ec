"""``voice record``: numbers that were merged, split or changed, and records opened again."""

from collections.abc import Callable
from typing import Any

import click

from voice_app.clock import utc_now
from voice_app.commands.app import opened
from voice_app.services import recording


@click.group()
def record() -> None:
    """Put right which number is which child's. Each of these is written in the record."""


@record.command()
@click.argument("kept")
@click.argument("gone")
def merge(kept: str, gone: str) -> None:
    """Make two records of one child into one; GONE becomes KEPT.

    Example: voice record merge 0012 0034
    """
    _done(recording.merge_records, kept, gone)
    click.echo(f"{gone} is {kept} now. Lines under either number are taken as theirs.")


@record.command()
@click.argument("old")
@click.argument("new")
def renumber(old: str, new: str) -> None:
    """Give a child another number.

    Example: voice record renumber 0012 A0012
    """
    _done(recording.renumber, old, new)
    click.echo(f"{old} is {new} now. Lines under either number are taken as theirs.")


@record.command()
@click.argument("old")
@click.argument("own")
@click.argument("other")
def split(old: str, own: str, other: str) -> None:
    """Make one record into two; everything stays with OWN, and OTHER is begun empty.

    Example: voice record split 0012 0012 0056
    """
    _done(recording.split_record, old, own, other)
    click.echo(f"{own} has everything that stood under {old}. {other} is empty: please fill it in.")


@record.command()
@click.argument("number")
@click.option("--why", required=True, help="The reason; it stays in the record.")
def reopen(number: str, why: str) -> None:
    """Open a record again that was closed by a death or sealed by an adoption.

    Example: voice record reopen 0012 --why "Closed by mistake; the return is corrected"
    """
    _done(recording.reopen_record, number, why)
    click.echo(f"The record of {number} is open again.")


def _done(change: Callable[..., Any], *words: str) -> None:
    with opened():
        try:
            change(*words, by=None, now=utc_now())
        except recording.RecordingFault as why:
            raise click.ClickException(f"Nothing was changed: {why}.") from why
