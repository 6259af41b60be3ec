"""A text came in. Read this file from the top: it is the way of one text message.

The provider's id is inserted first, so a repeat ends there. Keywords come before anything else.
Then the text answers what this phone was last asked; with nothing open it is a message of its own.
Everything is one transaction: the words, the answer, the jobs they set off, our reply.
"""

from datetime import datetime
from datetime import timedelta

from sqlalchemy.exc import OperationalError

from messaging import happened
from messaging import keywords
from messaging import prompts
from messaging import replies
from messaging.gateway import Inbound
from messaging.keywords import Keyword
from surveys.did_it_help import DID_IT_HELP
from surveys.engine import Answered
from surveys.engine import Misread
from surveys.engine import Move
from surveys.engine import Skipped
from surveys.engine import Turn
from surveys.is_it_you import IS_IT_YOU
from surveys.questions import FREE_TEXT
from surveys.questions import Question
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.conversations import Conversation
from voice_app.models.messages import InboundText
from voice_app.models.messages import OutboundText
from voice_app.models.quality import Response
from voice_app.services.conversations import by_keyword
from voice_app.services.conversations import several
from voice_app.services.conversations import unasked
from voice_app.services.conversations import who
from voice_app.services.conversations.asking import reader_of
from voice_app.services.conversations.asking import say_next
from voice_app.services.conversations.heard import Heard
from voice_app.services.conversations.heard import answered_lately
from voice_app.services.conversations.heard import ask_again
from voice_app.services.conversations.heard import keep_as_message
from voice_app.services.conversations.heard import line
from voice_app.services.conversations.heard import message
from voice_app.services.conversations.heard import open_here
from voice_app.services.conversations.heard import reply
from voice_app.services.conversations.heard import tie
from voice_app.services.conversations.numbers import as_kept
from voice_app.services.conversations.taking import Manner
from voice_app.services.conversations.taking import Sitting
from voice_app.services.conversations.taking import needs_reading
from voice_app.services.conversations.taking import sit
from voice_app.services.conversations.taking import take
from voice_app.store import conversations
from voice_app.store import helping
from voice_app.store import messages
from voice_app.store import people
from voice_app.store import promises
from voice_app.store import queue

TRIES = 3
CLOCKS_APART = timedelta(minutes=1)  # a provider's clock and ours


def receive_text(inbound: Inbound, *, service: str, now: datetime, public_url: str = "") -> None:
    """Take in one text message. Harmless when the provider delivers it again.

    Where two texts wait for each other's rows, the database lets one go first and tells the other:
    that one is taken in again, for a provider may not deliver it a second time.
    """
    for tries_left in reversed(range(TRIES)):
        try:
            _receive(inbound, service, public_url, now)
        except OperationalError:
            if not tries_left:
                raise
        else:
            return


def _receive(inbound: Inbound, service: str, public_url: str, now: datetime) -> None:
    """One try. A text held back on its way answers what had been asked when it was sent."""
    said_at = min(inbound.received_at or now, now)
    with writing():
        index = people.phone_index(as_kept(inbound.sender))
        if not messages.keep(inbound, index, now=now):
            return
        heard = Heard(
            text=db.session.get_one(InboundText, inbound.provider_id),
            senders=tuple(people.on_phone(index)),
            ask=messages.last_ask(index, by=min(said_at + CLOCKS_APART, now)),
            service=service,
            public_url=public_url,
            acted=inbound.opt_out,
            now=now,
        )
        _confirm_number(heard)
        heard.text.read_as = _hear(heard)


def _hear(heard: Heard) -> str:
    """Decide what one text is, act on it, and say which it was."""
    ours = keywords.keyword(heard.words)
    keyword = ours or _of_the_provider(heard)
    if keyword is Keyword.STOP or keywords.asks_to_stop(heard.words):
        return by_keyword.stop(heard, only_the_word=ours is Keyword.STOP)
    if keyword is Keyword.START:
        return by_keyword.start(heard)
    if keyword is Keyword.HELP:
        return by_keyword.help_is_here(heard)
    return _reply_or_message(heard) if heard.words.strip() else _wordless(heard)


def _of_the_provider(heard: Heard) -> Keyword | None:
    """What the provider took the text for: it may know stop words that we do not."""
    said = heard.acted.lower()
    return Keyword(said) if said in set(Keyword) else None


def _reply_or_message(heard: Heard) -> str:
    """An answer to what this phone was last asked, or a message of its own.

    After STOP nothing is an answer: the web may go on with a survey, texts do not. And only who is
    reached on this number now can answer on it: a number may have changed hands since we asked.
    """
    if people.opted_out(heard.index):
        return message(heard)
    if heard.ask and _may_answer_another(heard.ask):
        return _unsure_which(heard, heard.ask)
    if heard.ask and heard.ask.response_id:
        return _did_it_help(heard, heard.ask.response_id)
    if heard.ask and heard.ask.promise_id:
        return _did_it_happen(heard, heard.ask.promise_id)
    conversation = conversations.open_on_phone(heard.index, now=heard.now)
    if conversation is None:
        return _with_nothing_open(heard)
    return _in_the_open_survey(heard, conversation)


def _may_answer_another(ask: OutboundText) -> bool:
    """Whether the question before is open still, where nobody knows if the newest was seen."""
    before = messages.asked_before(ask)
    if before is None:
        return False
    if before.response_id:
        return helping.answered(before.response_id) is None
    if before.promise_id:
        promised = promises.made(before.promise_id)
        return promised is not None and not promised.promise.happened
    return conversations.is_open(before.conversation_id or 0)


def _unsure_which(heard: Heard, ask: OutboundText) -> str:
    """Words that may answer either of two questions: a person reads them, and we ask again.

    To guess would put an answer where another stands, or where none was given.
    """
    conversation = open_here(heard)
    if conversation is None or messages.wrote_since(ask):
        return message(heard)
    keep_as_message(heard)
    ask_again(heard, conversation, prompts.unsure_which(heard.reader))
    return "unsure_which"


def _in_the_open_survey(heard: Heard, conversation: Conversation) -> str:
    """A reply to its last question, by somebody who may give it; else a message of its own."""
    ask = heard.ask
    if ask is None or ask.conversation_id != conversation.id:
        return message(heard)
    if not heard.may_be(conversation.person_id):
        return message(heard)
    if ask.asks == IS_IT_YOU.key:
        return who.is_it_you(heard, conversation)
    return _answer(heard, conversation, ask.asks)


def _with_nothing_open(heard: Heard) -> str:
    """The rest of the words that ended a survey; a soft word; or a message of its own."""
    rest = several.rest_of_the_last(heard)
    if rest:
        return _taken(heard, *rest)
    soft = keywords.soft(heard.words)
    return by_keyword.softly(heard, soft, None) if soft and heard.senders else message(heard)


def _answer(heard: Heard, conversation: Conversation, asks: str) -> str:
    """The reply to the question last asked in the survey that is open on this phone."""
    sitting = sit(conversation, by_text=True)
    question = sitting.questionnaire.question(asks)
    if question is None:
        return message(heard)
    move = replies.read(
        question, heard.words, language=conversation.language, band=conversation.band
    )
    soft = keywords.soft(heard.words, but=conversation.language)
    if soft and soft.means_it(move, free_text=question.kind in FREE_TEXT):
        return by_keyword.softly(heard, soft, conversation)
    if _is_for_the_desk(heard, question, move) or _was_answered_elsewhere(sitting, question):
        return message(heard)
    move = several.with_what_went_before(heard, sitting, question, move)
    return _taken(heard, sitting, question, move)


def _is_for_the_desk(heard: Heard, question: Question, move: Move) -> bool:
    """Whether words answer what somebody at the desk wrote since this question was asked.

    A clear answer to a question with choices still is one: "4" was not said to a person.
    """
    clear = isinstance(move, Answered) and question.kind not in FREE_TEXT and not move.comment
    return not clear and heard.ask is not None and messages.wrote_since(heard.ask)


def _was_answered_elsewhere(sitting: Sitting, question: Question) -> bool:
    """Whether their own words stand there already from a page: a text says something new."""
    row = sitting.rows.get(question.key)
    elsewhere = row is not None and row.state == "answered" and row.channel != "text"
    return elsewhere and question.kind in FREE_TEXT


def _taken(heard: Heard, sitting: Sitting, question: Question, move: Move) -> str:
    """One move from a text: the answer, what it sets off, and the next question."""
    words = several.words_of(move, heard.words)
    manner = Manner("text", heard.now, words=words)
    sitting, turn = take(sitting, move, manner)
    heard.text.conversation_id = sitting.conversation.id
    if turn.saved:
        heard.text.answer_id = sitting.rows[turn.saved].id
    elif needs_reading(question, move):
        tie(heard, unasked.keep(unasked.left_over(sitting, manner), now=heard.now))
    queue.withdraw_unsent(sitting.conversation.id)
    goes = several.held(line(heard), question, heard.words)
    say_next(goes, sitting, turn, _acknowledgement(sitting, move, turn))
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


def _did_it_help(heard: Heard, response_id: int) -> str:
    """The reply to "did it help?": only they can close, or re-open, what was done."""
    response = db.session.get_one(Response, response_id, with_for_update=True)
    move = replies.read(DID_IT_HELP, heard.words, band=heard.reader.band)
    theirs = len(heard.senders) == 1 and heard.may_be(response.person_id)
    if not theirs or not isinstance(move, Answered) or helping.answered(response_id):
        return message(heard)
    said = helping.Helped(str(move.value), heard.words, "text")
    helping.confirm(response, said, now=heard.now)
    if move.comment:
        keep_as_message(heard)
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
        return message(heard)
    promises.settle(promised.promise, said.value, said.comment or None, now=heard.now)
    if said.comment:
        keep_as_message(heard)
    _thank(heard, "happened", prompts.happened_thanks(heard.reader, yes=said.value == "yes"))
    return "happened"


def _thank(heard: Heard, kind: str, thanks: str) -> None:
    """Thanks for a follow-up; where a survey is open, its next question stands behind them."""
    conversation = open_here(heard)
    if conversation:
        ask_again(heard, conversation, thanks)
    else:
        reply(heard, kind, thanks)


def _wordless(heard: Heard) -> str:
    """A picture, or nothing at all: what was asked is asked again."""
    conversation = open_here(heard)
    if conversation and heard.ask and heard.ask.conversation_id == conversation.id:
        ask_again(heard, conversation, prompts.no_words(heard.reader))
    elif heard.text.pictures and not answered_lately(heard, "wordless"):
        reply(heard, "wordless", prompts.no_words(heard.reader))
    return "empty"


def _confirm_number(heard: Heard) -> None:
    """The first reply from a number shows that it is in use and theirs; not while we ask whose."""
    asks_who = heard.ask is not None and heard.ask.asks == IS_IT_YOU.key
    if len(heard.senders) == 1 and not asks_who:
        point = people.contact(heard.senders[0].id, heard.index)
        if point:
            point.confirmed_at = point.confirmed_at or heard.now
            point.bad_since = None  # whatever the networks said of it before
