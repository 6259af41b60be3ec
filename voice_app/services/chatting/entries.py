"""What stands in a thread, in the order of time, as far as whoever looks may read it."""

from collections.abc import Iterator
from itertools import groupby

from voice_app.db import db
from voice_app.models.chats import Chat
from voice_app.models.chats import ChatStep
from voice_app.models.chats import StaffReply
from voice_app.models.conversations import Answer
from voice_app.models.conversations import Conversation
from voice_app.models.messages import InboundText
from voice_app.models.messages import OutboundText
from voice_app.models.people import Person
from voice_app.pages.chats import Entry
from voice_app.services.chatting.eyes import Eyes
from voice_app.store import access
from voice_app.store import accounts
from voice_app.store import chats
from voice_app.store import conversations
from voice_app.store import quotes

OF_PEOPLE = frozenset({"kept", "lifted"})  # steps whose code says whom


def entries(
    chat: Chat, person: Person | None, said: list[Answer], sight: Eyes
) -> tuple[Entry, ...]:
    """All of it in the order of time; what they answered by text stands there as far as one may."""
    readers = conversations.readers({answer.id for answer in said})
    steps, written = chats.steps(chat.id), chats.replies(chat.id)
    ids = {row.user_id for row in readers.values()} | {row.by for row in written}
    ids |= {step.by for step in steps if step.by} | {_whom(step) for step in steps}
    names = accounts.names({each for each in ids if each})
    found = [
        _theirs(answer, names.get(readers[answer.id].user_id, "") if answer.id in readers else "")
        for answer in said
    ]
    found += [_ours(row, names) for row in written]
    found += [_step(step, names, sight) for step in steps]
    if person is not None:
        found += _texted(chats.texted(person.id), {a.id for a in said}, sight)
    return _folded(sorted(found, key=lambda entry: entry.at))


def _folded(found: list[Entry]) -> tuple[Entry, ...]:
    """Answers to a survey that follow each other become one entry: they are what lies around."""
    folded: list[Entry] = []
    for kind, run in groupby(found, key=lambda entry: entry.kind):
        together = tuple(run)
        if kind == "answer":
            folded.append(Entry("answers", together[0].at, inner=together))
        else:
            folded += together
    return tuple(folded)


def _theirs(answer: Answer, read_by: str) -> Entry:
    conversation = db.session.get_one(Conversation, answer.conversation_id)
    return Entry(
        kind="theirs",
        at=answer.at,
        words=answer.words or "",
        language=conversation.language,
        channel=answer.channel,
        read_by=read_by,
    )


def _ours(row: StaffReply, names: dict[int, str]) -> Entry:
    text = db.session.get(OutboundText, row.outbound_id) if row.outbound_id else None
    return Entry(
        kind="ours",
        at=row.at,
        words=row.words,
        by=names.get(row.by, ""),
        channel="text" if text else "web",
        code=text.state if text else "",
        seen_at=row.seen_at,
    )


def _step(step: ChatStep, names: dict[int, str], sight: Eyes) -> Entry:
    by = names.get(step.by or 0, "")
    if step.kind == "quoted":
        answer = db.session.get(Answer, int(step.code))
        if answer is not None and access.may_read_with_name(sight.user_id, answer, now=sight.now):
            asked = quotes.quote(answer)
            return Entry("quoted", step.at, asked.words, asked.language, "", asked.question, by)
        return Entry("step", step.at, by=by, code="quoted")
    detail = names.get(_whom(step), "") if step.kind in OF_PEOPLE else step.code
    return Entry("step", step.at, by=by, code=step.kind, detail=detail)


def _whom(step: ChatStep) -> int:
    """Whom a step was about, by the account's id; 0 for nobody."""
    whom = step.code.partition(":")[0]
    return int(whom) if step.kind in OF_PEOPLE and whom.isdecimal() else 0


def _texted(texts: list[InboundText], shown: set[int], sight: Eyes) -> Iterator[Entry]:
    """Answers to surveys that came by text, and texts that were no answer (STOP, a 9 to 1-5)."""
    for text in texts:
        if text.answer_id is None:
            if text.words.strip():
                yield Entry("text", text.received_at, text.words, channel="text", code=text.read_as)
        elif text.answer_id not in shown:
            answer = db.session.get_one(Answer, text.answer_id)
            if access.may_read_with_name(sight.user_id, answer, now=sight.now):
                asked = quotes.quote(answer)
                yield Entry(
                    "answer", text.received_at, text.words, asked.language, "text", asked.question
                )
