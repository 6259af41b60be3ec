"""``voice record``: numbers that were merged, split or changed, and records opened again."""

from collections.abc import Callable
from datetime import date
from datetime import datetime
from typing import Any

import click

from voice_app.clock import london_day
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


@record.command("not-theirs")
@click.argument("number")
@click.argument("name")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The last day; today without it.")
def not_theirs(number: str, name: str, on: datetime | None) -> None:
    """A carer or parent is not a child's any more, and is not asked about them again.

    Example: voice record not-theirs NB-0417 Lorna --on 2026-11-20
    """
    day = on.date() if on else london_day(utc_now())
    _done(recording.not_theirs_any_more, number, name, on=day)
    click.echo(f"{name} is not asked about {number} any more. What they said stays.")


def _done(change: Callable[..., Any], *words: str, **days: date) -> None:
    with opened():
        try:
            change(*words, **days, by=None, now=utc_now())
        except recording.RecordingFault as why:
            raise click.ClickException(f"Nothing was changed: {why}.") from why
