"""Somebody calls. Read this file from the top: it is the way of one telephone call.

Who we are and where help is, said to anybody; then a soft check, and only behind it the survey that
is open for this phone. A key is a move like any other. What is spoken is kept until a person has
written it down (``spoken_words``). Each question carries how often it was asked in a row, so that a
request the provider repeats changes nothing and gets the same words again.
"""

from dataclasses import dataclass
from datetime import datetime

from messaging import spoken
from messaging.gateway import Inbound
from messaging.prompts import Reader
from messaging.spoken import Want
from messaging.spoken import Wish
from surveys.engine import Misread
from surveys.engine import Move
from surveys.questionnaire import Questionnaire
from surveys.questions import Kind
from surveys.questions import Question
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.calls import Call
from voice_app.models.conversations import Conversation
from voice_app.models.messages import InboundText
from voice_app.models.people import Person
from voice_app.models.surveys import Invitation
from voice_app.pages.calls import SaidNext
from voice_app.services.conversations.asking import reader_of
from voice_app.services.conversations.numbers import as_kept
from voice_app.services.conversations.sure import is_sure
from voice_app.services.conversations.taking import Manner
from voice_app.services.conversations.taking import Sitting
from voice_app.services.conversations.taking import pass_information
from voice_app.services.conversations.taking import sit
from voice_app.services.conversations.taking import take
from voice_app.store import calls
from voice_app.store import conversations
from voice_app.store import messages
from voice_app.store import people
from voice_app.store import queue
from voice_app.store.languages import phrases

CHANNEL = "voice"
TRIES = 2  # of the menu, before we say goodbye
NOBODY_THERE = 4  # times in a row that nothing clear was pressed: the phone lies on a table


@dataclass(frozen=True)
class Pressed:
    """One request of a call: what was pressed, for which question, asked how often in a row."""

    call_id: str
    sender: str
    keys: str = ""
    at: str = ""
    again: int = 0


@dataclass(frozen=True)
class Recorded:
    """Something was spoken: the provider's name for it, and where it keeps the sound."""

    provider_id: str
    address: str
    seconds: int


@dataclass(frozen=True)
class Line:
    """A call in hand: its row, who may be calling, and the survey that is open for them."""

    call: Call
    sender: str
    callers: tuple[Person, ...]
    survey: Conversation | None
    now: datetime

    @property
    def reader(self) -> Reader:
        """For whom it is worded before we know that they want the questions."""
        grown = bool(self.callers) and all(person.kind != "child" for person in self.callers)
        language = self.callers[0].language if self.callers else "en"
        return Reader(phrases(language), language, "18+" if grown else "12-17")


def receive_call(pressed: Pressed, *, service: str, now: datetime) -> SaidNext:
    """The phone rings, and we answer."""
    with writing():
        line = _line(pressed, now)
        return _greet(line, spoken.opening(line.reader, service=service), again=0)


def answer_call(pressed: Pressed, *, now: datetime) -> SaidNext:
    """Keys were pressed, or nothing was."""
    with writing():
        line = _line(pressed, now)
        if pressed.at and line.call.conversation_id:
            return _question(line, pressed)
        return _menu(line, pressed)


def record_call(pressed: Pressed, recorded: Recorded, *, now: datetime) -> SaidNext:
    """Something was spoken. It is fetched, and waits for a person; the call goes on meanwhile."""
    with writing():
        line = _line(pressed, now)
        row = {
            "provider_id": recorded.provider_id,
            "call_id": line.call.id,
            "question": pressed.at if line.call.conversation_id else "",
            "address": recorded.address,
            "seconds": recorded.seconds,
            "received_at": now,
        }
        new = calls.keep_recording(row)
        if new:
            line.call.misheard = 0
            queue.put_job("fetch_recording", new, now=now, priority=queue.SOON)
        if pressed.at and line.call.conversation_id:
            return _after_words(line, pressed.at)
        if new:
            _keep_sender(line, recorded)
        thanks = f"{spoken.recorded(line.reader)} {spoken.goodbye(line.reader)}"
        return SaidNext(thanks, Want.NOTHING)


def end_call(call_id: str, sender: str, *, now: datetime) -> None:
    """They, or we, hung up. The survey stays open for the next call, text or page."""
    with writing():
        call = calls.call(call_id, people.phone_index(as_kept(sender)), now=now)
        call.ended_at = call.ended_at or now


def _line(pressed: Pressed, now: datetime) -> Line:
    index = people.phone_index(as_kept(pressed.sender))
    call = calls.call(pressed.call_id, index, now=now)
    callers = tuple(people.on_phone(index))
    if call.conversation_id:
        survey = db.session.get(Conversation, call.conversation_id, with_for_update=True)
    else:
        survey = _open_survey(callers, index, now)
    return Line(call, as_kept(pressed.sender), callers, survey, now)


def _open_survey(callers: tuple[Person, ...], index: str, now: datetime) -> Conversation | None:
    """What one person alone on this number has open; after STOP what was stopped: they called."""
    if len(callers) != 1:
        return None
    survey = (
        conversations.open_on_phone(index, now=now)
        or conversations.open_without_phone(callers[0].id, now=now)
        or conversations.stopped_on_phone(index, now=now)
    )
    if survey is None or survey.person_id != callers[0].id:
        return None
    return survey if _is_surely_theirs(survey, index, now) else None


def _is_surely_theirs(survey: Conversation, index: str, now: datetime) -> bool:
    invitation = db.session.get_one(Invitation, survey.invitation_id)
    return invitation.revoked_at is None and is_sure(invitation.person_id, index, now=now)


def _greet(line: Line, before: str, *, again: int) -> SaidNext:
    """The choice of a known person with a survey; anybody else may leave a message."""
    if line.survey is None:
        return SaidNext(f"{before} {spoken.speak(line.reader)}", Want.SPEECH, again=again)
    return SaidNext(f"{before} {spoken.menu(line.reader)}", Want.KEY, again=again)


def _menu(line: Line, pressed: Pressed) -> SaidNext:
    if pressed.keys == "1" and line.survey:
        if not line.call.conversation_id:
            line.call.conversation_id, line.call.misheard = line.survey.id, 0
            line.survey.state = "open"  # after STOP they go on by themselves; texts stay stopped
        return _ask(line, sit(line.survey, by_text=True))
    if pressed.keys == "2" and line.survey:
        return SaidNext(spoken.speak(line.reader), Want.SPEECH, again=pressed.again)
    if pressed.again == line.call.misheard:
        line.call.misheard += 1
    if pressed.again + 1 >= TRIES:
        return SaidNext(spoken.goodbye(line.reader), Want.NOTHING)
    return _greet(line, spoken.misheard(line.reader), again=pressed.again + 1)


def _question(line: Line, pressed: Pressed) -> SaidNext:
    """An answer to a question; to one that has gone by, the words that followed it again."""
    survey = db.session.get_one(Conversation, line.call.conversation_id)
    sitting = sit(survey, by_text=True)
    question = sitting.questionnaire.question(pressed.at)
    meant = spoken.read(question, pressed.keys) if question else Wish.AGAIN
    if question is None or meant is Wish.AGAIN:
        return _ask(line, sitting)
    if meant is Wish.SPEAK:
        return SaidNext(spoken.speak(reader_of(survey)), Want.SPEECH, pressed.at, pressed.again)
    if _is_asked(sitting, pressed.at) and pressed.again == line.call.misheard:
        sitting = _taken(line, sitting, meant)
    if line.call.misheard >= NOBODY_THERE:
        return SaidNext(spoken.goodbye(reader_of(survey)), Want.NOTHING)
    return _ask(line, sitting, _before(sitting, question, meant))


def _taken(line: Line, sitting: Sitting, move: Move) -> Sitting:
    """One move from a call, as from a text or a page."""
    sitting, _turn = take(sitting, move, Manner(CHANNEL, line.now))
    line.call.misheard = line.call.misheard + 1 if isinstance(move, Misread) else 0
    queue.withdraw_unsent(sitting.conversation.id)
    return sitting


def _before(sitting: Sitting, question: Question, meant: Move) -> str:
    """A few words before the next question: got it, sorry, or that it is left."""
    reader = reader_of(sitting.conversation)
    if not isinstance(meant, Misread):
        return spoken.acknowledged(question, meant, reader)
    same = _is_asked(sitting, question.key)
    return spoken.misheard(reader) if same else spoken.left(reader)


def _after_words(line: Line, at: str) -> SaidNext:
    """Until it is written down the question is left: not understood, which is ours, not theirs."""
    survey = db.session.get_one(Conversation, line.call.conversation_id)
    sitting = sit(survey, by_text=True)
    while _is_asked(sitting, at):
        sitting = _taken(line, sitting, Misread(at, ""))
    line.call.misheard = 0
    return _ask(line, sitting, spoken.recorded(reader_of(survey)))


def _is_asked(sitting: Sitting, key: str) -> bool:
    """Whether this is the question they have come to, in a survey that is open."""
    ask = sitting.turn.ask
    return sitting.conversation.state == "open" and ask is not None and ask.key == key


def _ask(line: Line, sitting: Sitting, before: str = "") -> SaidNext:
    """The question they have come to, with the information before it; thanks at the end."""
    sitting, turn, _ = pass_information(sitting, sitting.turn, Manner(CHANNEL, line.now))
    survey, reader = sitting.conversation, reader_of(sitting.conversation)
    path = sitting.questionnaire.path(turn.progress.answers)
    before = " ".join([before, *_told(path, turn.ask, reader)]).strip()
    if turn.ask is None or survey.state != "open":
        thanks = spoken.thanks(reader, words=_thanks(sitting.questionnaire, survey))
        return SaidNext(f"{before} {thanks}".strip(), Want.NOTHING)
    words = spoken.question(turn.ask, reader, before=before)
    return SaidNext(words, spoken.wanted(turn.ask), turn.ask.key, line.call.misheard)


def _told(path: tuple[Question, ...], ask: Question | None, reader: Reader) -> list[str]:
    """The information screens right before a question: said whenever it is, also once more."""
    end = path.index(ask) if ask in path else len(path)
    told: list[str] = []
    for screen in reversed(path[:end]):
        if screen.kind is not Kind.INFORMATION:
            break
        told.insert(0, spoken.information(screen, reader))
    return told


def _thanks(questionnaire: Questionnaire, survey: Conversation) -> str:
    return questionnaire.thanks.of(survey.language, survey.band)


def _keep_sender(line: Line, recorded: Recorded) -> None:
    """The number of a message, so that a person can say later whose it is."""
    messages.keep(
        Inbound(recorded.provider_id, line.sender, ""), line.call.phone_index, now=line.now
    )
    text = db.session.get_one(InboundText, recorded.provider_id)
    text.channel = CHANNEL
    unsure = len(line.callers) == 1 and _asks_whose_it_is(line)
    text.read_as = "unsure_who" if unsure else CHANNEL


def _asks_whose_it_is(line: Line) -> bool:
    """Whether a survey is open on this phone that is not offered, as it may not be theirs now."""
    survey = conversations.open_on_phone(line.call.phone_index, now=line.now)
    return line.survey is None and survey is not None
