"""The language somebody is spoken to in, and how they change it."""

from datetime import datetime

from voice_app.db import writing
from voice_app.pages.answering import ClosedLink
from voice_app.store import conversations
from voice_app.store import languages
from voice_app.store import surveys
from voice_app.store.languages import offered
from voice_app.store.languages import spoken

__all__ = ["choose", "of_link", "offered", "spoken"]


def of_link(code: str) -> str:
    """The language of the pages behind a link; empty where nobody knows the link, or its person."""
    invitation = surveys.invitation_by_code(code)
    if invitation is None or invitation.anonymous:
        return ""
    return languages.spoken(conversations.for_invitation(invitation.id).language)


def choose(code: str, language: str, *, now: datetime) -> ClosedLink | None:
    """Go on in a language; one that is not offered changes nothing. Every answer stays."""
    with writing():
        invitation = surveys.open_invitation(code, now=now)
        if isinstance(invitation, ClosedLink):
            return invitation
        if language in languages.offered():
            conversations.for_invitation(invitation.id, lock=True).language = language
        return None
