"""The worry screen: the worker's part. It orders the reading; a person reads everything."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy import update

from analysis.comment import Comment
from analysis.families import Tier
from analysis.understanding import UnderstandingFault
from messaging import prompts
from voice_app.clock import london_day
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.conversations import Answer
from voice_app.models.conversations import Conversation
from voice_app.models.people import Person
from voice_app.models.reviews import PartChoice
from voice_app.store import messages
from voice_app.store import people
from voice_app.store import queue
from voice_app.store import worries
from voice_app.store.journey import on_record
from voice_app.store.languages import phrases
from voice_app.store.reading_words import understanding_now


def screen_answer(answer_id: int, *, now: datetime) -> None:
    """Flag one answer, and open a worry where the flag is red or amber. Repeatable.

    Also of words that were taken back before anybody read them: whoever holds the phone could
    else undo a cry for help by being quick.
    """
    with writing():
        answer = db.session.get(Answer, answer_id)
        if answer is None or not answer.words or answer.is_gone:
            return
        conversation = db.session.get_one(Conversation, answer.conversation_id)
        found = understanding_now().screening(Comment(answer.words, conversation.language))
        answer.flag = str(found.tier)
        if found.tier is Tier.GREY:
            return
        alarm = worries.Alarm(
            answer_id=answer_id,
            person_id=conversation.about_id or conversation.person_id,
            source="screen",
            tier=str(found.tier),
            families=found.families,
            spans=tuple((span.start, span.end) for span in found.spans),
        )
        worries.raise_worry(alarm, now=now)
        _never_in_silence(answer, conversation, now)


def _never_in_silence(answer: Answer, conversation: Conversation, now: datetime) -> None:
    """Words by text that raised a worry are answered with where help is, if nothing answered them.

    Other messages are thanked for once an hour; these always. The words are the same for all.
    """
    number = messages.sender(answer.id)
    key = f"safe:{answer.id}"
    if not number or messages.by_key(key):
        return
    index = people.phone_index(number)
    last = messages.last_to(index, "")
    if last is not None and last.created_at >= answer.at:
        return
    person = db.session.get(Person, conversation.person_id) if conversation.person_id else None
    grown = person is not None and people.is_grown(person, london_day(now))
    language = conversation.language
    reader = prompts.Reader(phrases(language), language, "18+" if grown else "12-17")
    text = queue.TextOut(key, number, index, prompts.received_message(reader), person_id=None)
    queue.put_text(text, now=now)


def screen_part(choice_id: int, *, now: datetime) -> None:
    """Flag an answer by the new words a child chose for it, never lower than it was.

    Where a worry about the answer was closed, new words open one of their own. A repeat may open
    a second one then: better two than none.
    """
    with writing():
        choice = db.session.get(PartChoice, choice_id)
        if choice is None or not choice.reworded:
            return
        answer = db.session.get_one(Answer, choice.answer_id)
        if answer.taken_back_at is not None:
            return
        conversation = db.session.get_one(Conversation, answer.conversation_id)
        found = understanding_now().screening(Comment(choice.reworded, conversation.language))
        if found.tier is Tier.GREY:
            return
        answer.flag = "red" if "red" in (answer.flag, found.tier) else "amber"
        before = on_record.worry_about(answer.id)
        alarm = worries.Alarm(
            answer_id=None if before and before.state == "closed" else answer.id,
            person_id=conversation.about_id or conversation.person_id,
            source="screen",
            tier=str(found.tier),
            families=found.families,
        )
        worries.raise_worry(alarm, now=now)


def flag_unscreened(answer_id: int, *, now: datetime) -> None:
    """The screen failed for good: the words are amber, so that they are read early.

    They are not looked at here: whatever the screen failed over would fail again.
    """
    gone = Answer.taken_back_at.is_not(None) & Answer.read_at.is_not(None)
    flagged = update(Answer).where(Answer.id == answer_id, ~gone).values(flag="amber")
    with writing():
        conversation_id = db.session.scalar(flagged.returning(Answer.conversation_id))
        if conversation_id is None:
            return
        conversation = db.session.get_one(Conversation, conversation_id)
        about = conversation.about_id or conversation.person_id
        alarm = worries.Alarm(answer_id, about, "screen", "amber", ("unread_language",))
        worries.raise_worry(alarm, now=now)


def flag_unscreened_part(choice_id: int, *, now: datetime) -> None:
    """The screen of new words failed for good: the answer they are about is amber."""
    answer_id = db.session.scalar(select(PartChoice.answer_id).where(PartChoice.id == choice_id))
    if answer_id is not None:
        flag_unscreened(answer_id, now=now)


def what_cannot_be_read(*, now: datetime) -> str:
    """Empty, or the place of the fault in our word lists and models.

    Nothing can be screened with a broken one: every text that waits is amber then, so that people
    read it now.
    """
    try:
        understanding_now()
    except UnderstandingFault as fault:
        _flag_all_unscreened(now)
        return str(fault)
    return ""


def _flag_all_unscreened(now: datetime) -> None:
    waiting = select(Answer.id).where(Answer.flag == "unscreened", Answer.has_words)
    for answer_id in db.session.scalars(waiting.order_by(Answer.at)).all():
        flag_unscreened(answer_id, now=now)
