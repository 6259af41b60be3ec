"""Try a survey as a conversation in the terminal: nothing is stored, nothing is sent."""

import json
from pathlib import Path
from typing import Any

import click

from messaging import prompts
from messaging.rehearsal import rehearse
from surveys import journey
from surveys.document import DocumentRefused
from surveys.document import read
from surveys.library import shipped
from surveys.questionnaire import BANDS
from surveys.questionnaire import Questionnaire
from voice_app.words import phrases


class SurveyName(click.ParamType[Questionnaire]):
    """A shipped survey by its key, or a survey's document by its file."""

    name = "survey"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Questionnaire:
        """The survey; fails with every fault of a document, or the keys there are."""
        if value in shipped():
            return shipped()[value]
        if not Path(value).is_file():
            self.fail(
                f"{value!r} is no file and none of {', '.join(sorted(shipped()))}", param, ctx
            )
        try:
            return read(json.loads(Path(value).read_text(encoding="utf-8")), journey.shipped())
        except (DocumentRefused, ValueError) as fault:
            self.fail(str(fault), param, ctx)


@click.command(name="try")
@click.argument("survey", type=SurveyName())
@click.option("--band", type=click.Choice(BANDS), default="12-17", show_default=True)
def try_(survey: Questionnaire, band: str) -> None:
    """Answer a survey here as if by text: a shipped one, or a document in a file. Nothing is kept.

    Example: voice try before-my-review --band 8-11, or voice try my-survey.json
    """
    questionnaire = survey.for_reader(band, by_text=True)
    reader = prompts.Reader(phrases("en"), "en", band)
    said: list[str] = []
    played = rehearse(questionnaire, reader, said)
    while not played.over:
        click.echo(played.lines[-1][1])
        said.append(click.prompt("you", prompt_suffix="> "))
        played = rehearse(questionnaire, reader, said)
    click.echo(played.lines[-1][1])
