"""Before the first question: yes, ask me; no thank you. Either is a choice, kept with its time."""

from datetime import datetime

from surveys.engine import Answered
from surveys.engine import Move
from surveys.engine import Skipped
from voice_app.db import writing
from voice_app.models.conversations import Conversation
from voice_app.pages.answering import ClosedLink
from voice_app.store import conversations
from voice_app.store import queue
from voice_app.store import surveys


def agree_on_web(code: str, *, now: datetime) -> ClosedLink | None:
    """They have read how it works, and want to be asked. A second press changes nothing."""
    with writing():
        conversation = _conversation(code, now)
        if isinstance(conversation, ClosedLink):
            return conversation
        conversation.began = True
        conversation.last_at = now
        agreed(conversation, now=now)
        queue.withdraw_unsent(conversation.id)  # they are here: no text need ask the same
    return None


def decline_on_web(code: str, *, now: datetime) -> ClosedLink | None:
    """They said no. Nothing more goes out, no reminder either; the same link takes a yes later."""
    with writing():
        conversation = _conversation(code, now)
        if isinstance(conversation, ClosedLink):
            return conversation
        conversation.declined_at = conversation.declined_at or now
        conversation.agreed_at = None
        queue.withdraw_unsent(conversation.id)
    return None


def answering_is_agreeing(conversation: Conversation, move: Move, *, now: datetime) -> None:
    """Who answers or skips a question, by text or in a call too, need not be asked if they may."""
    if isinstance(move, Answered | Skipped):
        agreed(conversation, now=now)


def agreed(conversation: Conversation, *, now: datetime) -> None:
    """The time of the first yes; a no before it has been changed."""
    conversation.agreed_at = conversation.agreed_at or now
    conversation.declined_at = None


def _conversation(code: str, now: datetime) -> Conversation | ClosedLink:
    invitation = surveys.open_invitation(code, now=now)
    if isinstance(invitation, ClosedLink):
        return invitation
    return conversations.for_invitation(invitation.id, lock=True)
