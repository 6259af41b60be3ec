"""Going on with a survey on another device, by a code short enough to say or copy by hand.

Eight signs that neither look nor sound alike: 34 bits, for one device, for one day, and only a few
guesses an hour from one address (``web.limits``).

A letter's code is the link's own: long enough not to be guessed, and it opens until the day that
stands on the letter, as often as they like.
"""

import secrets
from datetime import datetime
from datetime import timedelta

from voice_app.db import writing
from voice_app.models.surveys import Invitation
from voice_app.pages.answering import ClosedLink
from voice_app.pages.answering import HandedOver
from voice_app.store import conversations
from voice_app.store import links
from voice_app.store import surveys

SIGNS = "23456789afhjkmqrwxy"
LENGTH = 8
OPEN_FOR = timedelta(days=1)
ON_THE_WAY = timedelta(minutes=10)  # it opens again: the first answer may not have arrived


def handed_over(code: str, *, now: datetime) -> HandedOver | ClosedLink:
    """The page to go on later, with the code that still opens it on another device."""
    invitation = surveys.open_invitation(code, now=now)
    return invitation if isinstance(invitation, ClosedLink) else _page(invitation, now)


def hand_over(code: str, *, now: datetime) -> HandedOver | ClosedLink:
    """Make a code for another device. One that was not used is shown again, not made anew."""
    with writing():
        invitation = surveys.open_invitation(code, now=now)
        if isinstance(invitation, ClosedLink):
            return invitation
        conversations.for_invitation(invitation.id, lock=True)
        if _standing(invitation, now) is None:
            short = "".join(secrets.choice(SIGNS) for _ in range(LENGTH))
            invitation.short_code = short
            invitation.short_index = surveys.short_index(short)
            invitation.short_until = now + OPEN_FOR
        return _page(invitation, now)


def is_letters_code(typed: str) -> bool:
    """Whether what was typed may be a letter's code; one from another device is shorter."""
    return links.is_as_long(typed)


def take_over(short: str, *, now: datetime) -> str:
    """The long code behind a short one, which is soon used up; empty where it opens nothing.

    A letter's code, however it was spaced, is the long one.
    """
    if links.is_as_long(short):
        code = links.as_typed(short)
        return "" if isinstance(surveys.open_invitation(code, now=now), ClosedLink) else code
    with writing():
        invitation = surveys.invitation_by_short_code(short)
        if invitation is None or _standing(invitation, now) is None:
            return ""
        if isinstance(surveys.open_invitation(invitation.code, now=now), ClosedLink):
            return ""
        soon = now + ON_THE_WAY
        invitation.short_until = min(invitation.short_until or soon, soon)
        return invitation.code


def _standing(invitation: Invitation, now: datetime) -> str | None:
    until = invitation.short_until
    return invitation.short_code if until is not None and now < until else None


def _page(invitation: Invitation, now: datetime) -> HandedOver:
    conversation = conversations.for_invitation(invitation.id)
    short = _standing(invitation, now) or ""
    return HandedOver(
        code=invitation.code,
        language=conversation.language,
        band=conversation.band,
        parts=(short[:4], short[4:]) if short else (),
        until=invitation.short_until if short else None,
    )
