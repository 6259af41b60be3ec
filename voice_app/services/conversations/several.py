"""One answer in several texts: what follows is added to it, so that nothing takes its place."""

from dataclasses import dataclass
from dataclasses import replace

from messaging.continuing import SOON
from messaging.continuing import WAIT
from messaging.continuing import may_go_on
from surveys.engine import Answered
from surveys.engine import Misread
from surveys.engine import Move
from surveys.questions import FREE_TEXT
from surveys.questions import Question
from voice_app.db import db
from voice_app.models.conversations import Answer
from voice_app.models.conversations import Conversation
from voice_app.services.conversations.asking import Line
from voice_app.services.conversations.heard import Heard
from voice_app.services.conversations.taking import Sitting
from voice_app.services.conversations.taking import sit


@dataclass(frozen=True)
class GoneOn(Answered):
    """An answer in words with one more piece; ``value`` is the whole of it."""


def with_what_went_before(heard: Heard, sitting: Sitting, question: Question, move: Move) -> Move:
    """The move itself, or the words of a moment ago with these behind them.

    That is so where the question they answer has their words already and the next one had not gone
    out; and where their last text filled its part and this one is no answer to what came next.
    """
    said = sitting.rows.get(question.key)
    if isinstance(move, Answered) and question.kind in FREE_TEXT:
        return _added(said, question, heard) if said and _just_now(said, heard) else move
    if not isinstance(move, Misread):
        return move
    before = max(sitting.rows.values(), key=lambda row: (row.at, row.id), default=None)
    asked = sitting.questionnaire.question(before.question) if before else None
    if before is None or asked is None or asked.kind not in FREE_TEXT:
        return move
    went_on = _just_now(before, heard) and may_go_on((before.words or "").rpartition("\n")[2])
    return _added(before, asked, heard) if went_on else move


def rest_of_the_last(heard: Heard) -> tuple[Sitting, Question, Move] | None:
    """The rest of the words that ended a survey a moment ago; None where this is something else."""
    if heard.ask is None or heard.ask.conversation_id is None:
        return None
    conversation = db.session.get_one(Conversation, heard.ask.conversation_id, with_for_update=True)
    if conversation.state != "finished" or not heard.may_be(conversation.person_id):
        return None
    sitting = sit(conversation, by_text=True)
    said = sitting.rows.get(heard.ask.asks)
    question = sitting.questionnaire.question(heard.ask.asks)
    if said is None or question is None or question.kind not in FREE_TEXT:
        return None
    goes_on = _just_now(said, heard) and may_go_on((said.words or "").rpartition("\n")[2])
    return (sitting, question, _added(said, question, heard)) if goes_on else None


def words_of(move: Move, words: str) -> str:
    """What is kept as written: this text, or the whole where it goes on."""
    return str(move.value) if isinstance(move, GoneOn) else words


def held(line: Line, question: Question, words: str) -> Line:
    """Our reply waits a moment where the rest of their words may be on its way."""
    if question.kind in FREE_TEXT and may_go_on(words):
        return replace(line, due=line.now + WAIT)
    return line


def _just_now(said: Answer, heard: Heard) -> bool:
    texted = said.state == "answered" and said.channel == "text" and bool(said.words)
    return texted and heard.now - said.at <= SOON


def _added(said: Answer, question: Question, heard: Heard) -> Move:
    """The whole, a line for each text; where that is too long, the engine says so."""
    return GoneOn(question.key, f"{said.words}\n{heard.words.strip()}")
