"""One text that came in, and what every part of its way may do with it: reply, keep, tie."""

from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta

from messaging import prompts
from surveys.is_it_you import IS_IT_YOU
from voice_app.clock import london_day
from voice_app.db import db
from voice_app.models.conversations import Answer
from voice_app.models.conversations import Conversation
from voice_app.models.messages import InboundText
from voice_app.models.messages import OutboundText
from voice_app.models.people import Person
from voice_app.services.conversations import unasked
from voice_app.services.conversations.asking import Line
from voice_app.services.conversations.asking import reader_of
from voice_app.services.conversations.asking import say_next
from voice_app.services.conversations.asking import send
from voice_app.services.conversations.sure import is_sure
from voice_app.services.conversations.taking import sit
from voice_app.services.conversations.unasked import Unasked
from voice_app.store import conversations
from voice_app.store import messages
from voice_app.store import people
from voice_app.store import queue
from voice_app.store.languages import phrases

LATELY = timedelta(hours=1)  # one thank-you an hour for messages nobody asked for


@dataclass(frozen=True)
class Heard:
    """One text, who may have sent it, and what their phone was last asked."""

    text: InboundText
    senders: tuple[Person, ...]
    ask: OutboundText | None
    service: str  # who we say we are
    public_url: str  # where our pages are; empty: no link is sent
    acted: str  # STOP, START or HELP where the provider has acted on it itself
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
        today = london_day(self.now)
        grown = bool(self.senders) and all(people.is_grown(p, today) for p in self.senders)
        band = "18+" if grown else "12-17"
        return prompts.Reader(phrases(self.language), self.language, band)


def line(heard: Heard) -> Line:
    """An answer to a person's own text goes out at any hour."""
    return Line(heard.text.sender, heard.index, heard.now)


def reply(heard: Heard, kind: str, words: str) -> None:
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


def message(heard: Heard) -> str:
    """Words nobody asked for: always kept, always read, thanked for once an hour."""
    keep_as_message(heard)
    if heard.text.waiting in ("", "unsure_who"):
        if not _was_answered(heard):
            reply(heard, "message", prompts.received_message(heard.reader))
        return "message"
    if messages.last_to(heard.index, "unknown:") is None:
        reply(heard, "unknown", prompts.unknown_sender(heard.reader, service=heard.service))
    return heard.text.waiting


def _was_answered(heard: Heard) -> bool:
    """One thank-you an hour; after STOP one in all, until they are back on."""
    stopped = people.opted_out(heard.index)
    if stopped is None:
        return answered_lately(heard, "message")
    last = messages.last_to(heard.index, "message:")
    return last is not None and last.created_at >= stopped.since


def keep_as_message(heard: Heard) -> None:
    """Words of their own; where nobody can tell whose, a person must say so."""
    person = heard.senders[0] if len(heard.senders) == 1 else None
    if person and not is_sure(person.id, heard.index, now=heard.now):
        keep_as_strangers(heard, "unsure_who")
        return
    if person is None:
        heard.text.waiting = "shared_phone" if heard.senders else "unknown_sender"
    words = Unasked(
        words=heard.words,
        channel="text",
        language=heard.language,
        person_id=person.id if person else None,
        about_id=people.child_of(person.id) if person and person.kind != "child" else None,
        phone="" if person else heard.index,
    )
    tie(heard, unasked.keep(words, now=heard.now))


def keep_as_strangers(heard: Heard, why: str) -> str:
    """Words of nobody knows whom: kept and read, and shown to be placed by a person."""
    heard.text.waiting = why
    words = Unasked(heard.words, "text", heard.language, phone=heard.index)
    tie(heard, unasked.keep(words, now=heard.now))
    return why


def open_here(heard: Heard) -> Conversation | None:
    """The survey that is open on this phone, where its person is still reached on it."""
    conversation = conversations.open_on_phone(heard.index, now=heard.now)
    if conversation is None or not heard.may_be(conversation.person_id):
        return None
    return None if people.opted_out(heard.index) else conversation


def ask_again(heard: Heard, conversation: Conversation, before: str) -> None:
    """What this phone was asked last, once more: the question, or whose number it is."""
    queue.withdraw_unsent(conversation.id)
    heard.text.conversation_id = conversation.id
    person_id = conversation.person_id or 0
    if not is_sure(person_id, heard.index, now=heard.now):
        check = prompts.is_it_you(reader_of(conversation), service=heard.service)
        send(line(heard), conversation, check, asks=IS_IT_YOU.key)
        return
    sitting = sit(conversation, by_text=True)
    say_next(line(heard), sitting, sitting.turn, before)


def tie(heard: Heard, answer: Answer) -> None:
    """Say what became of a text."""
    heard.text.conversation_id = answer.conversation_id
    heard.text.answer_id = answer.id
    heard.text.chat_id = db.session.get_one(Conversation, answer.conversation_id).chat_id


def answered_lately(heard: Heard, kind: str) -> bool:
    """Whether this phone had a reply of this kind within the hour."""
    last = messages.last_to(heard.index, f"{kind}:")
    return last is not None and heard.now - last.created_at < LATELY
