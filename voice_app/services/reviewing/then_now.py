"""The few questions that are asked again: what was said last time, and what is said now."""

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass

from surveys.questions import Question
from voice_app.clock import london_day
from voice_app.models.conversations import Answer
from voice_app.models.conversations import Conversation
from voice_app.pages.brief import Repeated
from voice_app.pages.brief import ThenNow
from voice_app.services.reviewing.gathering import Round
from voice_app.services.reviewing.gathering import is_held_back
from voice_app.store import conversations
from voice_app.store import parts
from voice_app.store import quotes
from voice_app.store import voices

MOST_SITTINGS = 12  # surveys looked back over: three years of reviews, and a visit now and then
SILENT = {"skipped": "skipped", "misread": "not understood", "not_understood": "not understood"}

NOTHING = Repeated("nothing to show")  # not asked, or kept private: the brief does not say which


@dataclass(frozen=True)
class Compared:
    """The rows, and the days the two sittings ended."""

    rows: tuple[ThenNow, ...] = ()
    then: str = ""
    now: str = ""


_Said = dict[str, tuple[str, Repeated]]  # key of the question: its label, and the answer


def then_now(this: Round) -> Compared:
    """The latest sitting beside the last one before this round that asked any of the same."""
    sittings = voices.sittings(this.person.id, most=MOST_SITTINGS)
    if not sittings:
        return Compared()
    said = _said(sittings, this.review.id)
    latest, now = sittings[0], said[sittings[0].id]
    since = this.since
    for before in sorted(sittings[1:], key=lambda each: since is None or each.last_at >= since):
        then = said[before.id]
        if _answered(now) & _answered(then):
            return Compared(_rows(now, then), _when(before), _when(latest))
    return Compared(_rows(now, None), "", _when(latest))


def _rows(now: _Said, then: _Said | None) -> tuple[ThenNow, ...]:
    rows = []
    for key, (label, said) in now.items():
        before = None if then is None else then.get(key, ("", NOTHING))[1]
        if said.answer_id or (before and before.answer_id):
            rows.append(ThenNow(label, before, said))
    return tuple(rows)


def _answered(said: _Said) -> set[str]:
    return {key for key, (_, repeated) in said.items() if repeated.answer_id}


def _said(sittings: Sequence[Conversation], review_id: int) -> Mapping[int, _Said]:
    """What each sitting says to the questions that are compared; nothing kept private."""
    by_id = {sitting.id: sitting for sitting in sittings}
    answers = conversations.current_of(by_id.keys())
    choices = parts.decided({answer.id for answer in answers}, review_id)
    found: dict[int, _Said] = {each: {} for each in by_id}
    for answer in answers:
        sitting = by_id[answer.conversation_id]
        question = quotes.question_of(sitting, answer.question)
        if question and _compares(question) and not is_held_back(answer, choices):
            label = question.short_label.of(sitting.language, sitting.band)
            found[sitting.id][question.key] = label, _repeated(answer, question, sitting)
    return found


def _compares(question: Question) -> bool:
    return question.repeats and bool(question.choices)


def _repeated(answer: Answer, question: Question, sitting: Conversation) -> Repeated:
    if answer.state != "answered":
        return Repeated(SILENT[answer.state])
    value = conversations.value(answer)
    choice = question.choice(value)
    words = quotes.worded(question, value, sitting)
    return Repeated(words, choice.points if choice else None, answer.id)


def _when(sitting: Conversation) -> str:
    return f"{london_day(sitting.last_at):%-d %b %Y}"
