"""The conversation engine: one move in, one turn out. It saves nothing and sends nothing.

Three rules it keeps, whatever the channel. A value for a question that is not on the present path
changes nothing and asks again (late texts, forms sent twice, branches that closed). A bad value
saves nothing and repeats the question with a problem code. ``Stopped`` wins whatever was asked.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace

from surveys.questionnaire import Questionnaire
from surveys.questions import Problem
from surveys.questions import Question
from surveys.questions import Value


@dataclass(frozen=True)
class Answered:
    """A value for a question, with any words that came beside it ("yes but only sometimes")."""

    question: str
    value: Value
    comment: str = ""


@dataclass(frozen=True)
class Skipped:
    """The person chose not to answer this question, or does not understand what it asks."""

    question: str
    unclear: bool = False


@dataclass(frozen=True)
class Misread:
    """Words came for this question that could not be read as an answer. They are kept."""

    question: str
    words: str


@dataclass(frozen=True)
class Stopped:
    """The person asked us to stop asking."""


Move = Answered | Skipped | Misread | Stopped


@dataclass(frozen=True)
class Progress:
    """Where one person is. *Skipped* is theirs; *not understood* is ours; neither is an answer."""

    answers: Mapping[str, Value] = field(default_factory=dict)
    skipped: frozenset[str] = frozenset()
    not_understood: frozenset[str] = frozenset()
    misread_once: frozenset[str] = frozenset()
    stopped: bool = False

    def has_left(self, key: str) -> bool:
        """Whether this question is behind the person, in whichever way."""
        return key in self.answers or key in self.skipped or key in self.not_understood


@dataclass(frozen=True)
class Turn:
    """What one move led to: ``saved`` is the question whose row changes, ``ask`` comes next.

    ``ask`` is None when there is nothing left to ask, or when the person stopped.
    """

    progress: Progress
    ask: Question | None
    problem: Problem | None = None
    saved: str | None = None


def begin(questionnaire: Questionnaire, progress: Progress) -> Turn:
    """The first turn, or the place to go on from after a pause."""
    return Turn(progress, _next(questionnaire, progress))


def advance(questionnaire: Questionnaire, progress: Progress, move: Move) -> Turn:
    """Take one move. The questionnaire is the reader's own (``for_reader``)."""
    if isinstance(move, Stopped):
        return Turn(replace(progress, stopped=True), None)
    question = _on_path(questionnaire, progress, move.question)
    if question is None or progress.stopped:
        return Turn(progress, _next(questionnaire, progress), Problem.NOT_ASKED_NOW)
    if isinstance(move, Misread):
        return _misread(questionnaire, progress, question)
    if isinstance(move, Skipped):
        skipped = _forget(progress, question.key)
        skipped = replace(skipped, skipped=skipped.skipped | {question.key})
        return Turn(skipped, _next(questionnaire, skipped), saved=question.key)
    problem = question.check(move.value, move.comment)
    if problem:
        return Turn(progress, question, problem)
    cleared = _forget(progress, question.key)
    answered = replace(cleared, answers={**cleared.answers, question.key: move.value})
    return Turn(answered, _next(questionnaire, answered), saved=question.key)


def on_path_answers(questionnaire: Questionnaire, progress: Progress) -> dict[str, Value]:
    """The answers that count: those whose question is still on the path."""
    path = questionnaire.path(progress.answers)
    return {q.key: progress.answers[q.key] for q in path if q.key in progress.answers}


def _misread(questionnaire: Questionnaire, progress: Progress, question: Question) -> Turn:
    """Ask once more; the second time leave the question, so that nobody is stuck or nagged."""
    if progress.has_left(question.key):
        return Turn(progress, _next(questionnaire, progress), Problem.NOT_ASKED_NOW)
    if question.key not in progress.misread_once:
        once = replace(progress, misread_once=progress.misread_once | {question.key})
        return Turn(once, question, Problem.NOT_UNDERSTOOD, saved=question.key)
    left = _forget(progress, question.key)
    left = replace(left, not_understood=left.not_understood | {question.key})
    return Turn(left, _next(questionnaire, left), Problem.NOT_UNDERSTOOD, saved=question.key)


def _on_path(questionnaire: Questionnaire, progress: Progress, key: str) -> Question | None:
    path = questionnaire.path(progress.answers)
    return next((question for question in path if question.key == key), None)


def _next(questionnaire: Questionnaire, progress: Progress) -> Question | None:
    if progress.stopped:
        return None
    path = questionnaire.path(progress.answers)
    return next((question for question in path if not progress.has_left(question.key)), None)


def _forget(progress: Progress, key: str) -> Progress:
    """The progress as if this question had not been met yet."""
    return replace(
        progress,
        answers={k: v for k, v in progress.answers.items() if k != key},
        skipped=progress.skipped - {key},
        not_understood=progress.not_understood - {key},
        misread_once=progress.misread_once - {key},
    )
