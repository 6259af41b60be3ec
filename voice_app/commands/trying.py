"""Try a survey as a conversation in the terminal: nothing is stored, nothing is sent."""

import json
from pathlib import Path
from typing import Any

import click

from messaging import prompts
from messaging import replies
from surveys import journey
from surveys.document import DocumentRefused
from surveys.document import read
from surveys.engine import Answered
from surveys.engine import Misread
from surveys.engine import Progress
from surveys.engine import Turn
from surveys.engine import advance
from surveys.engine import begin
from surveys.library import shipped
from surveys.questionnaire import BANDS
from surveys.questionnaire import Questionnaire
from surveys.questionnaire import asked
from surveys.questions import SEEN
from surveys.questions import Kind
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
    turn, before = begin(questionnaire, Progress()), ""
    while turn.ask is not None:
        if turn.ask.kind is Kind.INFORMATION:
            before = prompts.information(turn.ask, reader)
            turn = advance(questionnaire, turn.progress, Answered(turn.ask.key, SEEN))
            continue
        turn, before = _one_reply(questionnaire, turn, reader, before)
    click.echo(prompts.thanks(reader, words=questionnaire.thanks.of("en", band)))


def _one_reply(
    questionnaire: Questionnaire, turn: Turn, reader: prompts.Reader, before: str
) -> tuple[Turn, str]:
    """Ask one question, read one line, and say what it was taken for."""
    question = turn.ask
    if question is None:
        return turn, ""
    path = asked(questionnaire.path(turn.progress.answers))
    place = prompts.Place(path.index(question) + 1, len(path))
    click.echo(prompts.question(question, reader, place=place, before=before))
    move = replies.read(question, click.prompt("you", prompt_suffix="> "), band=reader.band)
    turn = advance(questionnaire, turn.progress, move)
    if isinstance(move, Answered) and turn.problem is None:
        return turn, prompts.acknowledged(question, move.value, reader)
    if isinstance(move, Misread) and turn.ask is not question:
        return turn, prompts.moved_on(reader)
    return turn, prompts.problem(turn.problem, question, reader) if turn.problem else ""
