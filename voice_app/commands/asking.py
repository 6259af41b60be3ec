"""Surveys and invitations from the command line; sign-off and publishing are on the page."""

import json
from pathlib import Path
from typing import Any

import click

from surveys.document import DocumentRefused
from surveys.library import in_every_language
from voice_app.clock import utc_now
from voice_app.commands.app import opened
from voice_app.config import Settings
from voice_app.services import drafting
from voice_app.services import inviting
from voice_app.services import publishing


@click.group()
def survey() -> None:
    """Bring surveys in as drafts, and list them."""


@survey.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def add(files: tuple[Path, ...]) -> None:
    """Keep surveys as drafts, from documents or XLSForm; without a file, the shipped ones.

    A draft goes out when the Children in Care Council has signed it off, on the Surveys page.

    Example: voice survey add my-survey.json their-survey.xlsx
    """
    with opened():
        given = [_read(file) for file in files]
        for document in given or [dict(each) for each in in_every_language().values()]:
            _add(document)


def _read(file: Path) -> Any:
    if file.suffix.lower() != ".xlsx":
        return json.loads(file.read_text(encoding="utf-8"))
    try:
        document, passed_over = drafting.from_workbook(file.read_bytes())
    except drafting.CannotBringIn as refused:
        faults = "\n".join(f"  {fault}" for fault in refused.faults)
        raise click.ClickException(f"Nothing was kept. {file.name} says:\n{faults}") from refused
    for each in passed_over:
        click.echo(each, err=True)
    return document


@survey.command()
@click.argument("survey_key", metavar="KEY")
@click.option("--to", "file", type=click.Path(dir_okay=False, path_type=Path), required=True)
def save(survey_key: str, file: Path) -> None:
    """Save a survey's newest version: a spreadsheet (XLSForm) to .xlsx, our document to .json.

    Example: voice survey save before-my-review --to before-my-review.xlsx
    """
    with opened():
        version = drafting.newest(survey_key)
        if version is None:
            raise click.ClickException("No survey has this key: voice survey list")
        if file.suffix.lower() == ".xlsx":
            file.write_bytes(drafting.as_workbook(version))
        else:
            document = json.dumps(drafting.as_document(version), ensure_ascii=False, indent=2)
            file.write_text(f"{document}\n", encoding="utf-8")
    click.echo(f"{survey_key} is in {file.name}.")


def _add(document: Any) -> None:
    try:
        publishing.add_version(document, by=None, now=utc_now())
    except DocumentRefused as refused:
        faults = "\n".join(f"  {fault}" for fault in refused.faults)
        raise click.ClickException(f"Nothing was kept. The document says:\n{faults}") from refused
    click.echo(f"{document['key']} is kept. It goes out when the council has signed it off.")


@survey.command(name="list")
def list_surveys() -> None:
    """List every survey with its versions.

    Example: voice survey list
    """
    with opened():
        for each in publishing.all_surveys():
            versions = ", ".join(f"{v.number} {v.state}" for v in each.versions)
            click.echo(f"{each.key}\t{each.audience}\t{versions}")


@survey.command()
@click.argument("survey_key", metavar="KEY")
def cost(survey_key: str) -> None:
    """Print each text of a survey's newest version: letters, parts, alphabet, and pence for all.

    Example: voice survey cost before-my-review
    """
    with opened():
        try:
            readers = inviting.newest_as_texts(survey_key)
        except LookupError:
            raise click.ClickException("No survey has this key: voice survey list") from None
    for each in readers:
        click.echo(f"{each.language} {each.band}\t{each.parts} parts\t{each.pence}p")
        for text in each.questions:
            why = f"\tbecause of {text.foreign}" if text.foreign else ""
            long = "\tlong" if text.parts > 1 else ""
            size = f"{text.letters} letters\t{text.parts} parts\t{text.alphabet}{why}{long}"
            click.echo(f"  {text.key}\t{size}\n    {text.words}")


@survey.command(name="check")
@click.argument("survey_key", metavar="KEY")
def check_reading(survey_key: str) -> None:
    """Print what may be hard to read in a survey's newest version, for each age and by text.

    It is advice and stops nothing: the Children in Care Council may say that a word stays.

    Example: voice survey check before-my-review
    """
    with opened():
        try:
            found = publishing.hard_to_read(survey_key)
        except LookupError:
            raise click.ClickException("No survey has this key: voice survey list") from None
    for each in found:
        reader = f"{each.reader.band} {'by text' if each.reader.by_text else 'on the web'}"
        instead = f"\tsay: {each.advice.instead}" if each.advice.instead else ""
        why = each.advice.why.replace("_", " ")
        click.echo(f"{reader}\t{each.place}\t{why}\t{each.advice.found}{instead}")
    if not found:
        click.echo("Nothing in it looks hard to read.")


@click.command()
@click.argument("record_number")
@click.argument("survey_key")
@click.option("--by", "channel", type=click.Choice(("text", "web")), default="text")
@click.option("--reason", default="before_review", show_default=True)
def invite(record_number: str, survey_key: str, channel: str, reason: str) -> None:
    """Ask one child a survey: within their budget, and not when they said not now.

    By text it goes out when quiet hours allow; on the web it prints the link to hand over.

    Example: voice invite NB-0417 before-my-review --by text
    """
    with opened() as app:
        settings: Settings = app.extensions["voice.settings"]
        person_id = inviting.person_of(record_number)
        if person_id is None:
            raise click.ClickException("No child has this id in the records. Nobody was asked.")
        ask = inviting.Ask(person_id, survey_key, channel, reason)
        asked = inviting.invite(ask, now=utc_now())
        if isinstance(asked, inviting.NotAsked):
            raise click.ClickException(f"They were not asked: {asked.reason.replace('_', ' ')}.")
        click.echo(f"{settings.public_url}/s/{asked.code}")


@click.command()
@click.argument("code")
def revoke(code: str) -> None:
    """Close a link: from now on it says so, and how to get help.

    Example: voice revoke k7m2p9qrst
    """
    with opened():
        invitation_id = inviting.invitation_of(code)
        if invitation_id is None:
            raise click.ClickException("No link has this code. Nothing was changed.")
        inviting.revoke(invitation_id, now=utc_now())
    click.echo("The link is closed.")
