"""The texts of a conversation going out: the opening, the next question, thanks."""

from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta

from messaging import prompts
from messaging.hours import hours_for
from messaging.hours import next_allowed
from surveys.engine import Turn
from surveys.is_it_you import IS_IT_YOU
from surveys.questionnaire import asked
from voice_app.clock import bank_holidays
from voice_app.clock import london_day
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.conversations import Conversation
from voice_app.models.surveys import Invitation
from voice_app.services.conversations.sure import is_sure
from voice_app.services.conversations.taking import Manner
from voice_app.services.conversations.taking import Sitting
from voice_app.services.conversations.taking import pass_information
from voice_app.services.conversations.taking import sit
from voice_app.store import asking
from voice_app.store import messages
from voice_app.store import people
from voice_app.store import queue
from voice_app.store.languages import phrases

SPREAD = timedelta(minutes=1)  # between one text of a round and the next
SPREAD_OVER = 20


@dataclass(frozen=True)
class Line:
    """Where the texts of a conversation go, and when: ``due`` is later than now in quiet hours."""

    address: str
    index: str
    now: datetime
    due: datetime | None = None
    until: datetime | None = None  # not sent after this: an ask must not land at night


def open_by_text(
    conversation_id: int, *, public_url: str, service: str, now: datetime, they_asked: bool = False
) -> None:
    """The first text says who we are, without a name or a word of care; then the first question.

    Where it is not sure whose number it is now, it asks that first, and nothing else. A repeat does
    nothing: the conversation has its first step already. ``they_asked``: by HELLO, just now.
    """
    with writing():
        conversation = db.session.get_one(Conversation, conversation_id, with_for_update=True)
        reach = people.reach(conversation.person_id) if conversation.person_id else None
        if reach is None or conversation.state != "open":
            return
        if messages.survey_has_begun(conversation.id, beside=IS_IT_YOU.key):
            return
        invitation = db.session.get_one(Invitation, conversation.invitation_id)
        if not they_asked and _said_not_now(invitation, now):
            conversation.state = "lapsed"
            return
        line = _line(reach, conversation, invitation, now)
        if they_asked or conversation.step:  # they have just said that the number is theirs
            line = Line(reach.address, reach.index, now)
        if not is_sure(invitation.person_id, reach.index, now=now):
            if not conversation.step:
                check = prompts.is_it_you(reader_of(conversation), service=service)
                send(line, conversation, check, asks=IS_IT_YOU.key)
            return
        sitting = sit(conversation, by_text=True)
        opening = prompts.opening(
            reader_of(conversation),
            service=service,
            questions=len(asked(sitting.questionnaire.path(sitting.progress.answers))),
            link=f"{public_url}/s/{invitation.code}",
        )
        send(line, conversation, opening)
        say_next(line, sitting, sitting.turn, "")


def remind_by_text(conversation_id: int, *, now: datetime) -> None:
    """One reminder to somebody who was asked and has not begun; then they are left alone.

    It carries the first question again, so that a reply to it is an answer.
    """
    with writing():
        conversation = db.session.get_one(Conversation, conversation_id, with_for_update=True)
        invitation = db.session.get_one(Invitation, conversation.invitation_id)
        reach = people.reach(conversation.person_id) if conversation.person_id else None
        if reach is None or not _waits_to_begin(conversation, invitation, reach, now):
            return
        invitation.reminded_at = now
        queue.withdraw_unsent(conversation.id)
        sitting = sit(conversation, by_text=True)
        reminder = prompts.reminder(reader_of(conversation))
        say_next(_line(reach, conversation, invitation, now), sitting, sitting.turn, reminder)


def _waits_to_begin(
    conversation: Conversation, invitation: Invitation, reach: people.Reach, now: datetime
) -> bool:
    """Whether they were asked on this very number, may be asked still, and have done nothing."""
    if conversation.declined_at is not None or _said_not_now(invitation, now):
        return False
    if asking.stopped_since(conversation.id, invitation.created_at):
        return False
    untouched = conversation.state == "open" and conversation.step and not conversation.began
    open_yet = invitation.revoked_at is None and invitation.expires_at > now
    return bool(
        untouched
        and open_yet
        and is_sure(invitation.person_id, reach.index, now=now)
        and invitation.reminded_at is None
        and conversation.phone_index == reach.index
        and not people.opted_out(reach.index)
    )


def _said_not_now(invitation: Invitation, now: datetime) -> bool:
    """Whether they refused, or are left in peace today, since they were asked."""
    if invitation.reason == "asked_for":
        return False
    flags = people.do_not_ask(invitation.person_id)
    left_in_peace = any(flag.holds_on(london_day(now)) for flag in flags)
    return left_in_peace or people.has_refused(invitation.person_id)


def say_next(line: Line, sitting: Sitting, turn: Turn, before: str) -> None:
    """Queue the next question, or thanks when there is none."""
    sitting, turn, told = pass_information(sitting, turn, Manner("text", line.now))
    conversation = sitting.conversation
    reader = reader_of(conversation)
    before = " ".join(part for part in (before, told) if part)
    if turn.ask is None:
        thanks = sitting.questionnaire.thanks.of(conversation.language, conversation.band)
        send(
            line,
            conversation,
            " ".join(part for part in (before, prompts.thanks(reader, words=thanks)) if part),
        )
        return
    path = asked(sitting.questionnaire.path(turn.progress.answers))
    question = prompts.question(
        turn.ask, reader, place=prompts.Place(path.index(turn.ask) + 1, len(path)), before=before
    )
    send(line, conversation, question, asks=turn.ask.key)


def reader_of(conversation: Conversation) -> prompts.Reader:
    """For whom the texts of a conversation are worded."""
    return prompts.Reader(phrases(conversation.language), conversation.language, conversation.band)


def send(line: Line, conversation: Conversation, words: str, *, asks: str = "") -> None:
    """Queue a text of a conversation; its step makes the key, so it can't be queued twice."""
    conversation.step += 1
    text = queue.TextOut(
        key=f"{conversation.id}:{conversation.step}",
        to=line.address,
        to_index=line.index,
        words=words,
        person_id=conversation.person_id,
        conversation_id=conversation.id,
        asks=asks,
    )
    queue.put_text(text, now=line.now, due=line.due, until=line.until)


def _line(
    reach: people.Reach, conversation: Conversation, invitation: Invitation, now: datetime
) -> Line:
    """At once when they asked for it themselves, else between the hours they may be asked."""
    if invitation.reason == "asked_for":
        return Line(reach.address, reach.index, now)
    hours = hours_for(conversation.band)
    due = next_allowed(now, hours, bank_holidays())
    closes = hours.of(london_day(due))[1]
    if invitation.round_id:  # not all phones of a home at one second
        due = min(due + SPREAD * (conversation.id % SPREAD_OVER), closes - SPREAD)
    return Line(reach.address, reach.index, now, due, closes)
