"""``voice import``: children's records from files."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import Any

import click
from flask import current_app

from voice_app.clock import Clock
from voice_app.commands.app import opened
from voice_app.files.report import every_line
from voice_app.services.importing import TEMPLATES
from voice_app.services.importing import ImportReport
from voice_app.services.importing import import_903
from voice_app.services.importing import import_annex_a
from voice_app.services.importing import import_audits
from voice_app.services.importing import import_qa_calendar
from voice_app.services.importing import import_ssd
from voice_app.services.importing import import_supplement

FOLDER = click.Path(exists=True, file_okay=False, readable=True, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)


def _example(*lines: str) -> str:
    """An example under the help; the first character asks click to leave its lines alone."""
    return "\n".join(["\b", "Example:", *(f"  {line}" for line in lines)])


def _how(command: Callable[..., None]) -> Callable[..., None]:
    """The two options of every import, and the app for it."""

    @wraps(command)
    def in_app(**given: Any) -> None:
        with opened():
            command(**given)

    lines = click.option("--lines", is_flag=True, help="List every line that has a fault.")
    really = click.option("--really", is_flag=True, help="Store it. Without this it is a trial.")
    return really(lines(in_app))


@click.group("import")
def import_() -> None:
    """Put children's records in, as a trial first.

    Without --really nothing is stored, and you are told what would be.
    """


@import_.command(
    epilog=_example(
        "voice import ssda903 returns/2026", "voice import ssda903 returns/2026 --really"
    )
)
@click.argument("folder", metavar="DIR", type=FOLDER)
@_how
def ssda903(folder: Path, *, really: bool, lines: bool) -> None:
    """Children, their time in care and their reviews, from an SSDA903 return.

    DIR holds Header.csv, Episodes.csv and Reviews.csv. The return may be read again at any time:
    what is known already is not stored twice, and no child is deleted.
    """
    _tell(import_903(folder, by=None, dry_run=not really, now=_now()), lines=lines)


@import_.command(
    epilog=_example("voice import ssd extract/2026-11", "voice import ssd extract/2026-11 --really")
)
@click.argument("folder", metavar="DIR", type=FOLDER)
@_how
def ssd(folder: Path, *, really: bool, lines: bool) -> None:
    """Children, journey, plans, reviews and workers, from a Standard Safeguarding Dataset extract.

    DIR holds one CSV for each table: ssd_person.csv, ssd_cla_episodes.csv and so on. Workers are
    let in where their account has their staff number (voice user number).
    """
    _tell(import_ssd(folder, by=None, dry_run=not really, now=_now()), lines=lines)


@import_.command(
    "annex-a",
    epilog=_example(
        "voice import annex-a annex_a.xlsx --lines", "voice import annex-a annex_a.xlsx --really"
    ),
)
@click.argument("file", type=FILE)
@_how
def annex_a(file: Path, *, really: bool, lines: bool) -> None:
    """Plans, care, last visits and reviews, from the lists 6 to 9 of an Annex A workbook.

    Sheets and headings may be called as they are; you are told which column was read as what.
    """
    _tell(import_annex_a(file, by=None, dry_run=not really, now=_now()), lines=lines)


@import_.command(
    epilog=_example(
        "voice import template > supplement.csv",
        "voice import supplement supplement.csv --lines",
        "voice import supplement supplement.csv --really",
    )
)
@click.argument("file", type=FILE)
@_how
def supplement(file: Path, *, really: bool, lines: bool) -> None:
    """Names, mobile numbers, workers and plans, from the supplement file.

    The children must be known from a return. A blank cell changes nothing.
    """
    practice: bool = current_app.extensions["voice.settings"].practice
    report = import_supplement(file, by=None, dry_run=not really, practice=practice, now=_now())
    _tell(report, lines=lines)


@import_.command(
    epilog=_example(
        "voice import template audits > audits.csv",
        "voice import audits audits.csv --lines",
        "voice import audits audits.xlsx --really",
    )
)
@click.argument("file", type=FILE)
@_how
def audits(file: Path, *, really: bool, lines: bool) -> None:
    """What was looked at and how it was graded, and what was found.

    FILE is a CSV or a workbook with the template's headings. A blank cell changes nothing.
    """
    _tell(import_audits(file, by=None, dry_run=not really, now=_now()), lines=lines)


@import_.command(
    "qa-calendar",
    epilog=_example(
        "voice import template qa-calendar > calendar.csv",
        "voice import qa-calendar calendar.csv --really",
    ),
)
@click.argument("file", type=FILE)
@_how
def qa_calendar(file: Path, *, really: bool, lines: bool) -> None:
    """What quality assurance plans: each activity, when it is due, whose it is.

    FILE is a CSV or a workbook with the template's headings. What is not in it stays planned.
    """
    _tell(import_qa_calendar(file, by=None, dry_run=not really, now=_now()), lines=lines)


@import_.command(
    epilog=_example(
        "voice import template > supplement.csv", "voice import template audits > audits.csv"
    )
)
@click.argument("kind", type=click.Choice(sorted(TEMPLATES)), default="supplement")
def template(kind: str) -> None:
    """A file of ours to fill in: its headings and invented lines, which an import leaves out."""
    click.echo(TEMPLATES[kind](), nl=False)


def _now() -> datetime:
    clock: Clock = current_app.extensions["voice.clock"]
    return clock()


def _tell(report: ImportReport, *, lines: bool) -> None:
    """Show the report; a stopped import ends the command with 1."""
    click.echo(report.words, nl=False)
    if lines:
        click.echo("\nEvery line with a fault:")
        for line in every_line(report.faults):
            click.echo(line)
    if report.stopped:
        raise click.exceptions.Exit(1)
