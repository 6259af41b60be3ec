"""A text came in. Read this file from the top: it is the way of one text message.

The provider's id is inserted first, so a repeat ends there. Keywords come before anything else.
Then the text answers what this phone was last asked; with nothing open it is a message of its own.
Everything is one transaction: the words, the answer, the jobs they set off, our reply.
"""

from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta

from messaging import happened
from messaging import keywords
from messaging import prompts
from messaging import replies
from messaging.gateway import Inbound
from messaging.keywords import Keyword
from messaging.phone import PhoneProblem
from messaging.phone import normalise
from surveys.did_it_help import DID_IT_HELP
from surveys.engine import Answered
from surveys.engine import Misread
from surveys.engine import Move
from surveys.engine import Skipped
from surveys.engine import Stopped
from surveys.engine import Turn
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.conversations import Answer
from voice_app.models.conversations import Conversation
from voice_app.models.messages import InboundText
from voice_app.models.messages import OutboundText
from voice_app.models.people import OptOut
from voice_app.models.people import Person
from voice_app.models.quality import Response
from voice_app.services.conversations import unasked
from voice_app.services.conversations.asking import Line
from voice_app.services.conversations.asking import reader_of
from voice_app.services.conversations.asking import say_next
from voice_app.services.conversations.taking import Manner
from voice_app.services.conversations.taking import Sitting
from voice_app.services.conversations.taking import needs_reading
from voice_app.services.conversations.taking import sit
from voice_app.services.conversations.taking import take
from voice_app.services.conversations.unasked import Unasked
from voice_app.store import conversations
from voice_app.store import helping
from voice_app.store import messages
from voice_app.store import people
from voice_app.store import promises
from voice_app.store import queue
from voice_app.words import phrases

LATELY = timedelta(hours=1)  # one thank-you an hour for messages nobody asked for


@dataclass(frozen=True)
class Heard:
    """One text, who may have sent it, and what their phone was last asked."""

    text: InboundText
    senders: tuple[Person, ...]
    ask: OutboundText | None
    service: str  # who we say we are
    now: datetime

    @property
    def words(self) -> str:
        """The words as they came."""
        return self.text.words

    @property
    def index(self) -> str:
        """The phone's keyed hash."""
        return self.text.sender_index

    def may_be(self, person_id: int | None) -> bool:
        """Whether this person is reached on the number now."""
        return any(person.id == person_id for person in self.senders)

    @property
    def language(self) -> str:
        """The language to answer in."""
        return self.senders[0].language if self.senders else "en"

    @property
    def reader(self) -> prompts.Reader:
        """For whom a reply outside a survey is worded: a grown-up gets a grown-up's help line."""
        grown = bool(self.senders) and all(person.kind != "child" for person in self.senders)
        band = "18+" if grown else "12-17"
        return prompts.Reader(phrases(self.language), self.language, band)


def receive_text(inbound: Inbound, *, service: str, now: datetime) -> None:
    """Take in one text message. Harmless when the provider delivers it again."""
    with writing():
        index = people.phone_index(_address(inbound.sender))
        if not messages.keep(inbound, index, now=now):
            return
        heard = Heard(
            text=db.session.get_one(InboundText, inbound.provider_id),
            senders=tuple(people.on_phone(index)),
            ask=messages.last_ask(index, by=now),
            service=service,
            now=now,
        )
        _confirm_number(heard)
        heard.text.read_as = _hear(heard)


def _hear(heard: Heard) -> str:
    """Decide what one text is, act on it, and say which it was."""
    keyword = keywords.keyword(heard.words)
    if keyword is Keyword.STOP or keywords.asks_to_stop(heard.words):
        return _stop(heard, only_the_word=keyword is Keyword.STOP)
    if keyword is Keyword.START:
        return _start(heard)
    if keyword is Keyword.HELP:
        return _help(heard)
    return _reply_or_message(heard) if heard.words.strip() else _wordless(heard)


def _reply_or_message(heard: Heard) -> str:
    """An answer to what this phone was last asked, or a message of its own.

    After STOP nothing is an answer: the web may go on with a survey, texts do not. And only who is
    reached on this number now can answer on it: a number may have changed hands since we asked.
    """
    if heard.ask is None or people.opted_out(heard.index):
        return _message(heard)
    if heard.ask.response_id:
        return _did_it_help(heard, heard.ask.response_id)
    if heard.ask.promise_id:
        return _did_it_happen(heard, heard.ask.promise_id)
    conversation = conversations.open_on_phone(heard.index, now=heard.now)
    if conversation is None or heard.ask.conversation_id != conversation.id:
        return _message(heard)
    if not heard.may_be(conversation.person_id):
        return _message(heard)
    return _answer(heard, conversation, heard.ask.asks)


def _answer(heard: Heard, conversation: Conversation, asks: str) -> str:
    """The reply to the question last asked in the survey that is open on this phone."""
    sitting = sit(conversation, by_text=True)
    question = sitting.questionnaire.question(asks)
    if question is None:
        return _message(heard)
    move = replies.read(
        question, heard.words, language=conversation.language, band=conversation.band
    )
    manner = Manner("text", heard.now, words=heard.words)
    sitting, turn = take(sitting, move, manner)
    heard.text.conversation_id = conversation.id
    if turn.saved:
        heard.text.answer_id = sitting.rows[turn.saved].id
    elif needs_reading(question, move):
        _tie(heard, unasked.keep(unasked.left_over(sitting, manner), now=heard.now))
    queue.withdraw_unsent(conversation.id)
    say_next(_line(heard), sitting, turn, _acknowledgement(sitting, move, turn))
    return type(move).__name__.lower()


def _acknowledgement(sitting: Sitting, move: Move, turn: Turn) -> str:
    """A few words before the next question: got it, or sorry."""
    reader = reader_of(sitting.conversation)
    if isinstance(move, Misread) and turn.saved and move.question not in turn.progress.misread_once:
        return prompts.moved_on(reader)
    if turn.problem and turn.ask:
        return prompts.problem(turn.problem, turn.ask, reader)
    if isinstance(move, Skipped) and turn.problem is None:
        return prompts.skipped(reader)
    if isinstance(move, Answered) and turn.problem is None:
        question = sitting.questionnaire.question(move.question)
        if question:
            return prompts.acknowledged(question, move.value, reader)
    return ""


def _line(heard: Heard) -> Line:
    """An answer to a person's own text goes out at any hour."""
    return Line(heard.text.sender, heard.index, heard.now)


def _reply(heard: Heard, kind: str, words: str) -> None:
    """Queue an answer to this very text: once, since its key is the text's own."""
    queue.put_text(
        queue.TextOut(
            key=f"{kind}:{heard.text.provider_id}",
            to=heard.text.sender,
            to_index=heard.index,
            words=words,
            person_id=heard.senders[0].id if len(heard.senders) == 1 else None,
        ),
        now=heard.now,
    )


def _stop(heard: Heard, *, only_the_word: bool) -> str:
    """STOP means stop asking me. What else they wrote is kept and read."""
    if people.opted_out(heard.index) is None:
        db.session.add(OptOut(address_index=heard.index, since=heard.now))
    queue.withdraw_to(heard.index)
    conversation = conversations.open_on_phone(heard.index, now=heard.now)
    if conversation:
        sitting = sit(conversation, by_text=True)
        take(sitting, Stopped(), Manner("text", heard.now))
        heard.text.conversation_id = conversation.id
    if not only_the_word:
        _keep_as_message(heard)
    _reply(heard, "stop", prompts.stopped(heard.reader))
    return "stop"


def _start(heard: Heard) -> str:
    """START lifts the stop and goes on with the survey that was stopped or is open."""
    lifted = people.lift_opt_outs(heard.index, now=heard.now)
    stopped = conversations.stopped_on_phone(heard.index, now=heard.now) if lifted else None
    if stopped:
        stopped.state = "open"
    conversation = stopped or conversations.open_on_phone(heard.index, now=heard.now)
    if conversation is None:
        _reply(heard, "start", prompts.started(heard.reader))
        return "start"
    if queue.bring_forward(conversation.id, now=heard.now):
        return "start"  # the first texts were waiting for the end of quiet hours
    sitting = sit(conversation, by_text=True)
    say_next(_line(heard), sitting, sitting.turn, prompts.started(heard.reader))
    return "start"


def _help(heard: Heard) -> str:
    """HELP answers with who we are and where help is now; the question stays open.

    It may be a cry for help, so a person reads it like any other words.
    """
    _keep_as_message(heard)
    _reply(heard, "help", prompts.help(heard.reader, service=heard.service))
    return "help"


def _did_it_help(heard: Heard, response_id: int) -> str:
    """The reply to "did it help?": only they can close, or re-open, what was done."""
    response = db.session.get_one(Response, response_id, with_for_update=True)
    move = replies.read(DID_IT_HELP, heard.words, band=heard.reader.band)
    theirs = len(heard.senders) == 1 and heard.may_be(response.person_id)
    if not theirs or not isinstance(move, Answered) or helping.answered(response_id):
        return _message(heard)
    said = helping.Helped(str(move.value), heard.words, "text")
    helping.confirm(response, said, now=heard.now)
    if move.comment:
        _keep_as_message(heard)
    _thank(heard, "helped", prompts.helped_thanks(heard.reader))
    return "helped"


def _did_it_happen(heard: Heard, promise_id: int) -> str:
    """The reply to "did it happen?": the child's own, once. More words than that are a message."""
    promised = promises.made(promise_id, lock=True)
    said = happened.read(heard.words, language=heard.language, band=heard.reader.band)
    theirs = (
        promised is not None
        and len(heard.senders) == 1
        and heard.may_be(promised.meeting.person_id)
    )
    if promised is None or not theirs or said is None or promised.promise.happened:
        return _message(heard)
    promises.settle(promised.promise, said.value, said.comment or None, now=heard.now)
    if said.comment:
        _keep_as_message(heard)
    _thank(heard, "happened", prompts.happened_thanks(heard.reader, yes=said.value == "yes"))
    return "happened"


def _thank(heard: Heard, kind: str, thanks: str) -> None:
    """Thanks for a follow-up; where a survey is open, its next question stands behind them."""
    conversation = conversations.open_on_phone(heard.index, now=heard.now)
    if conversation:
        sitting = sit(conversation, by_text=True)
        say_next(_line(heard), sitting, sitting.turn, thanks)
    else:
        _reply(heard, kind, thanks)


def _wordless(heard: Heard) -> str:
    """A picture, or nothing at all: what was asked is asked again."""
    conversation = conversations.open_on_phone(heard.index, now=heard.now)
    if conversation and heard.ask and heard.ask.conversation_id == conversation.id:
        sitting = sit(conversation, by_text=True)
        queue.withdraw_unsent(conversation.id)
        say_next(_line(heard), sitting, sitting.turn, prompts.no_words(heard.reader))
    elif heard.text.pictures and not _answered_lately(heard, "wordless"):
        _reply(heard, "wordless", prompts.no_words(heard.reader))
    return "empty"


def _message(heard: Heard) -> str:
    """Words nobody asked for: always kept, always read, thanked for once an hour."""
    _keep_as_message(heard)
    if not heard.text.waiting:
        if not _answered_lately(heard, "message"):
            _reply(heard, "message", prompts.received_message(heard.reader))
        return "message"
    if messages.last_to(heard.index, "unknown:") is None:
        _reply(heard, "unknown", prompts.unknown_sender(heard.reader, service=heard.service))
    return heard.text.waiting


def _keep_as_message(heard: Heard) -> None:
    """Words of their own; where nobody can tell whose, a person must say so."""
    person = heard.senders[0] if len(heard.senders) == 1 else None
    if person is None:
        heard.text.waiting = "shared_phone" if heard.senders else "unknown_sender"
    words = Unasked(
        words=heard.words,
        channel="text",
        language=heard.language,
        person_id=person.id if person else None,
        about_id=people.child_of(person.id) if person and person.kind != "child" else None,
    )
    _tie(heard, unasked.keep(words, now=heard.now))


def _tie(heard: Heard, answer: Answer) -> None:
    """Say what became of a text."""
    heard.text.conversation_id = answer.conversation_id
    heard.text.answer_id = answer.id


def _answered_lately(heard: Heard, kind: str) -> bool:
    last = messages.last_to(heard.index, f"{kind}:")
    return last is not None and heard.now - last.created_at < LATELY


def _confirm_number(heard: Heard) -> None:
    """The first reply from a number shows that it is in use and theirs."""
    if len(heard.senders) == 1:
        point = people.contact(heard.senders[0].id, heard.index)
        if point and point.confirmed_at is None:
            point.confirmed_at = heard.now


def _address(sender: str) -> str:
    """The sender as we keep numbers, or as it came when it is no number we know (a short code)."""
    read = (normalise(sender, practice=practice) for practice in (False, True))
    return next((found for found in read if not isinstance(found, PhoneProblem)), sender)
