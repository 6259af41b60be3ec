"""One move taken, whatever the channel: the engine decides, these rows follow.

Nothing here commits: the door that was knocked at (a text, a page) is one transaction.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from datetime import datetime

from analysis import families
from surveys.engine import Answered
from surveys.engine import Misread
from surveys.engine import Move
from surveys.engine import Progress
from surveys.engine import Skipped
from surveys.engine import Stopped
from surveys.engine import Turn
from surveys.engine import advance
from surveys.engine import begin
from surveys.questionnaire import Questionnaire
from surveys.questions import FREE_TEXT
from surveys.questions import SEEN
from surveys.questions import Kind
from surveys.questions import Question
from voice_app.db import db
from voice_app.models.conversations import Answer
from voice_app.models.conversations import Conversation
from voice_app.policy import DEFAULT_WHO
from voice_app.policy import NAMELESS
from voice_app.policy import Who
from voice_app.services.conversations.agreeing import answering_is_agreeing
from voice_app.store import conversations
from voice_app.store import parts
from voice_app.store import queue
from voice_app.store import quotes
from voice_app.store import surveys
from voice_app.store import who_sees
from voice_app.store import worries


@dataclass(frozen=True)
class Manner:
    """How a move came: the words as written, the channel, and who may see the answer."""

    channel: str
    now: datetime
    words: str | None = None
    who_sees: Who = DEFAULT_WHO
    keyed: bool = False  # typed in by staff, from a paper or a telephone call


@dataclass(frozen=True)
class Sitting:
    """A conversation with the survey as this reader has it, and where they are in it."""

    conversation: Conversation
    questionnaire: Questionnaire
    progress: Progress
    rows: Mapping[str, Answer]  # the current row of each question
    consents: tuple[str, ...]  # the questions that ask if we may quote them, on either channel

    @property
    def turn(self) -> Turn:
        """Where they are, without a move."""
        return begin(self.questionnaire, self.progress)


def sit(conversation: Conversation, *, by_text: bool, band: str = "") -> Sitting:
    """Work out where a person is from what they have said; ``band`` where it is not their own."""
    version_id = conversation.survey_version_id
    if version_id is None:
        raise ValueError("a message of its own has no survey to sit")
    rows = conversations.current_answers(conversation.id)
    whole = surveys.questionnaire(version_id)
    return Sitting(
        conversation=conversation,
        questionnaire=whole.for_reader(band or conversation.band, by_text=by_text),
        progress=conversations.progress(conversation, rows),
        rows={row.question: row for row in rows},
        consents=tuple(q.key for q in whole.questions if q.purpose == "quote_consent"),
    )


def take(sitting: Sitting, move: Move, manner: Manner) -> tuple[Sitting, Turn]:
    """Take one move: the engine's turn, and its rows in the session."""
    turn = advance(sitting.questionnaire, sitting.progress, move)
    conversation = sitting.conversation
    conversation.began = True
    answering_is_agreeing(conversation, move, now=manner.now)
    conversation.last_at = manner.now
    rows = dict(sitting.rows)
    question = sitting.questionnaire.question(turn.saved) if turn.saved else None
    if question is not None and not isinstance(move, Stopped):
        rows[question.key] = _save(sitting, question, move, manner)
    conversation.state = _state(turn)
    return replace(sitting, progress=turn.progress, rows=rows), turn


def pass_information(sitting: Sitting, turn: Turn, manner: Manner) -> tuple[Sitting, Turn, str]:
    """By text nobody waits at an information screen: its words go out before the next question."""
    conversation = sitting.conversation
    told: list[str] = []
    while turn.ask is not None and turn.ask.kind is Kind.INFORMATION:
        wording = turn.ask.by_text or turn.ask.wording
        told.append(wording.of(conversation.language, conversation.band))
        seen = Answered(turn.ask.key, SEEN)
        sitting, turn = take(sitting, seen, replace(manner, words=None))
    return sitting, turn, " ".join(told)


def _state(turn: Turn) -> str:
    if turn.progress.stopped:
        return "stopped"
    return "finished" if turn.ask is None else "open"


def _save(sitting: Sitting, question: Question, move: Move, manner: Manner) -> Answer:
    """Write the row; one that it replaces stays, with the time it was replaced."""
    before = sitting.rows.get(question.key)
    who = _who_sees(before, manner)
    if who in NAMELESS:
        _take_the_name_off(sitting, question, who)
    if before is not None and is_the_same(before, question, move, manner):
        before.who_sees = who
        return before
    if before is not None:
        before.replaced_at = manner.now
        db.session.flush()
    answer = Answer(
        conversation_id=sitting.conversation.id,
        question=question.key,
        state=_row_state(move, sitting, question.key),
        value=move.value if isinstance(move, Answered) else None,
        words=words_of(question, move, manner),
        channel=manner.channel,
        at=manner.now,
        who_sees=who,
        unclear=isinstance(move, Skipped) and move.unclear,
        may_quote=question.purpose != quotes.KEPT_OUT and _may_quote(sitting),
    )
    answer.has_words = needs_reading(question, move)
    answer.flag = "unscreened" if answer.has_words else ""
    db.session.add(answer)
    db.session.flush()
    if before is not None:
        parts.keep_choices(before, answer)
    _follow_up(sitting, question, answer, manner)
    return answer


def _who_sees(before: Answer | None, manner: Manner) -> Who:
    """Whom they chose; where this way of answering asks for no choice, the one they made before."""
    if before is not None and manner.channel not in who_sees.ASKED_BY:
        return Who(before.who_sees)
    return manner.who_sees


def _take_the_name_off(sitting: Sitting, question: Question, who: Who) -> None:
    """Nor does their name stand by what they said to this question first."""
    for row in conversations.all_answers(sitting.conversation.id):
        if row.question == question.key:
            row.who_sees = who


def is_the_same(row: Answer, question: Question, move: Move, manner: Manner) -> bool:
    """The same form sent twice (back button, double press) changes nothing.

    A page shows the comment that is there, so one that it sends without was rubbed out.
    """
    if isinstance(move, Answered):
        whole = manner.channel == "web" or manner.keyed
        there = comment_of(row, question) if whole else ""
        same = row.state == "answered" and conversations.value(row) == move.value
        return same and move.comment == there
    return isinstance(move, Skipped) and row.state == "skipped" and row.unclear == move.unclear


def comment_of(row: Answer, question: Question) -> str:
    """What they wrote beside what they picked."""
    beside = row.state == "answered" and row.has_words and question.kind not in FREE_TEXT
    return (row.words or "") if beside else ""


def _row_state(move: Move, sitting: Sitting, key: str) -> str:
    if isinstance(move, Answered):
        return "answered"
    if isinstance(move, Skipped):
        return "skipped"
    return "not_understood" if key in sitting.progress.misread_once else "misread"


def words_of(question: Question, move: Move, manner: Manner) -> str | None:
    """Their words as written: the text that came, or what they typed on the page."""
    if manner.words is not None:
        return manner.words
    if not isinstance(move, Answered):
        return None
    return str(move.value) if question.kind in FREE_TEXT else move.comment or None


def needs_reading(question: Question, move: Move) -> bool:
    """Whether a person must read this: free text, a comment beside a choice, words misread.

    A wrong key in a call is misread too, and leaves nothing to read.
    """
    if isinstance(move, Misread):
        return bool(move.words)
    return isinstance(move, Answered) and (question.kind in FREE_TEXT or bool(move.comment))


def _may_quote(sitting: Sitting) -> bool:
    """Whether they have agreed, in this sitting, that their words are used without their name."""
    return any(sitting.progress.answers.get(key) == "yes" for key in sitting.consents)


def _follow_up(sitting: Sitting, question: Question, answer: Answer, manner: Manner) -> None:
    """What an answer sets off, in the same transaction: a worry, jobs, a change of agreement."""
    conversation = sitting.conversation
    if answer.state == "answered":
        family = question.alert(conversations.value(answer))
        if family:
            raise_alarm(family, answer, conversation, now=manner.now)
    if question.purpose == "quote_consent":
        for row in conversations.all_answers(conversation.id):
            row.may_quote = answer.value == "yes" and not quotes.is_kept_out(row)
    if answer.has_words:
        queue.put_job("screen_answer", answer.id, now=manner.now, priority=queue.SOON)
        queue.put_job("tag_answer", answer.id, now=manner.now)


def raise_alarm(family: str, answer: Answer, conversation: Conversation, *, now: datetime) -> None:
    """What they picked asks for help: the duty desk sees it at once, and no word need be read."""
    about = conversation.about_id or conversation.person_id
    alarm = worries.Alarm(answer.id, about, "answer", families.shipped()[family].tier, (family,))
    worries.raise_worry(alarm, now=now)
