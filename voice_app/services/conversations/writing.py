"""Somebody writes to us from their own page, whenever they want to."""

from datetime import datetime

from analysis import families
from voice_app.db import writing
from voice_app.models.conversations import Answer
from voice_app.models.surveys import Invitation
from voice_app.pages.answering import ClosedLink
from voice_app.pages.chats import TOPICS
from voice_app.services.conversations import unasked
from voice_app.services.conversations.unasked import A_DAY
from voice_app.services.conversations.unasked import A_MOMENT
from voice_app.services.conversations.unasked import Unasked
from voice_app.store import chats
from voice_app.store import conversations
from voice_app.store import kept
from voice_app.store import people
from voice_app.store import surveys
from voice_app.store import worries

WANTS_CONTACT = "wants_contact"  # the family of a worry
LONGEST = 4_000  # letters
WANTS_SOMEBODY = frozenset({"not_ok", "call_me", "advocate"})  # the duty desk sees it at once


def write_on_web(
    code: str, words: str, topic: str, *, now: datetime, again: bool = False
) -> str | ClosedLink:
    """Keep a message as it was written: it waits to be read and answered like a text.

    ``again``: a phone tries once more, and does not know if we had it.
    Gives "sent", or "empty" or "too_long" with nothing kept.
    """
    words = words.replace("\x00", "").replace("\r\n", "\n").strip()
    if not words or len(words) > LONGEST:
        return "too_long" if words else "empty"
    with writing():
        invitation = surveys.open_invitation(code, now=now)
        if isinstance(invitation, ClosedLink):
            return invitation
        chat = chats.theirs(invitation.person_id, now=now)
        since = now - (A_DAY if again else A_MOMENT)
        if unasked.said_already(invitation.person_id, words, since=since):
            return "sent"
        answer = unasked.keep(_message(invitation, words), now=now)
        if topic in WANTS_SOMEBODY:
            _alert(invitation, answer, now)
        if topic in TOPICS:  # after the words: they open a closed chat, and that has no topic
            chat.topic = topic
            chats.step(chat, "topic", now=now, code=topic)
            kept.by_topic(chat, now=now)
        return "sent"


def _alert(invitation: Invitation, answer: Answer, now: datetime) -> None:
    """What they picked asks for a person, whatever the words are: no reading of them is needed."""
    tier = families.shipped()[WANTS_CONTACT].tier
    about = conversations.for_invitation(invitation.id).about_id or invitation.person_id
    alarm = worries.Alarm(answer.id, about, "answer", tier, (WANTS_CONTACT,))
    worries.raise_worry(alarm, now=now)


def _message(invitation: Invitation, words: str) -> Unasked:
    person_id = invitation.person_id
    sitting = conversations.for_invitation(invitation.id)
    about = people.child_of(person_id) if sitting.about_id else None
    return Unasked(words, "web", sitting.language, person_id=person_id, about_id=about)
