"""A survey tried as a conversation: what each reply would lead to. Nothing is kept or sent."""

from collections.abc import Iterable
from dataclasses import dataclass

from messaging import prompts
from messaging import replies
from messaging.prompts import Reader
from surveys.engine import Answered
from surveys.engine import Misread
from surveys.engine import Progress
from surveys.engine import Turn
from surveys.engine import advance
from surveys.engine import begin
from surveys.questionnaire import Questionnaire
from surveys.questionnaire import asked
from surveys.questions import SEEN
from surveys.questions import Kind


@dataclass(frozen=True)
class Rehearsed:
    """The texts so far, ours and theirs in turn, and whether it is over."""

    lines: tuple[tuple[bool, str], ...]  # True: theirs
    over: bool


def rehearse(survey: Questionnaire, reader: Reader, said: Iterable[str]) -> Rehearsed:
    """Play these replies through a survey that is for this reader (``for_reader``, by text)."""
    lines: list[tuple[bool, str]] = []
    turn, before = _past_information(survey, begin(survey, Progress()), reader, "")
    for words in said:
        if turn.ask is None:
            break
        lines += [(False, _question(survey, turn, reader, before)), (True, words)]
        turn, before = _reply(survey, turn, reader, words)
        turn, before = _past_information(survey, turn, reader, before)
    if turn.ask is None:
        lines.append((False, prompts.thanks(reader, words=survey.thanks.of("en", reader.band))))
        return Rehearsed(tuple(lines), over=True)
    return Rehearsed((*lines, (False, _question(survey, turn, reader, before))), over=False)


def _question(survey: Questionnaire, turn: Turn, reader: Reader, before: str) -> str:
    if turn.ask is None:
        return before
    path = asked(survey.path(turn.progress.answers))
    place = prompts.Place(path.index(turn.ask) + 1, len(path))
    return prompts.question(turn.ask, reader, place=place, before=before)


def _reply(survey: Questionnaire, turn: Turn, reader: Reader, words: str) -> tuple[Turn, str]:
    """What one reply was taken for, and what stands before the next question because of it."""
    question = turn.ask
    if question is None:
        return turn, ""
    move = replies.read(question, words, band=reader.band)
    turn = advance(survey, turn.progress, move)
    if isinstance(move, Answered) and turn.problem is None:
        return turn, prompts.acknowledged(question, move.value, reader)
    if isinstance(move, Misread) and turn.ask is not question:
        return turn, prompts.moved_on(reader)
    return turn, prompts.problem(turn.problem, question, reader) if turn.problem else ""


def _past_information(
    survey: Questionnaire, turn: Turn, reader: Reader, before: str
) -> tuple[Turn, str]:
    """Information waits for no reply: it stands before the next question."""
    while turn.ask is not None and turn.ask.kind is Kind.INFORMATION:
        before = prompts.information(turn.ask, reader)
        turn = advance(survey, turn.progress, Answered(turn.ask.key, SEEN))
    return turn, before
