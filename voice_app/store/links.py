"""The secret link of a person: their newest that opens, or an old one with a new key."""

import secrets
from datetime import datetime
from datetime import timedelta

from sqlalchemy import select

from voice_app.db import db
from voice_app.models.surveys import Invitation
from voice_app.store import conversations
from voice_app.store import queue
from voice_app.store import surveys

OPEN_FOR = timedelta(days=30)
NEARLY_OVER = timedelta(days=7)
BY_POST = timedelta(days=21)
CODE_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # nothing that can be misread aloud
CODE_LENGTH = 10  # about 49 bits: not to be guessed within the life of a link


def new_code() -> str:
    """A fresh code for a link."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


def as_typed(code: str) -> str:
    """A code as it is kept, however it was spaced and written."""
    return "".join(filter(str.isalnum, code)).lower()


def is_as_long(code: str) -> bool:
    """Whether what was typed has the length of a link's code: such a one is not to be guessed."""
    return len(as_typed(code)) == CODE_LENGTH


def last_for_post(invitation: Invitation, *, now: datetime) -> None:
    """A letter takes its days: its link opens for three weeks from now at least."""
    invitation.expires_at = max(invitation.expires_at, now + BY_POST)


def to_their_page(person_id: int, *, now: datetime) -> str:
    """A code that opens a person's own page for some time yet; empty where they never had one.

    A link that has run out, or is about to, gets a new code: the old one may be in other hands by
    now. Nobody is asked anything by this.
    """
    latest = db.session.scalar(
        select(Invitation)
        .where(
            Invitation.person_id == person_id,
            Invitation.anonymous.is_(False),
            Invitation.revoked_at.is_(None),
        )
        .order_by(Invitation.id.desc())
        .limit(1)
        .with_for_update()
    )
    if latest is None:
        return ""
    if latest.expires_at <= now + NEARLY_OVER:
        _renew(latest, now)
    return latest.code


def _renew(invitation: Invitation, now: datetime) -> None:
    conversation = conversations.for_invitation(invitation.id, lock=True)
    if conversation.state == "open":
        conversation.state = "lapsed"  # the survey itself stays over
        queue.withdraw_unsent(conversation.id)
    invitation.code = new_code()
    invitation.code_index = surveys.code_index(invitation.code)
    invitation.expires_at = now + OPEN_FOR
    surveys.forget_short_code(invitation)
