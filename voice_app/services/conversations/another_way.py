"""The same survey shown another way: a younger or an older presentation. Age never locks it."""

from datetime import datetime

from voice_app.db import writing
from voice_app.pages.answering import ClosedLink
from voice_app.store import conversations
from voice_app.store import queue
from voice_app.store import surveys


def see_another_way(code: str, band: str, *, now: datetime) -> ClosedLink | None:
    """Show it as ``band`` has it from here on; one that the survey does not have changes nothing.

    What was answered stays answered: the questions and the stored values are the same.
    """
    with writing():
        invitation = surveys.open_invitation(code, now=now)
        if isinstance(invitation, ClosedLink):
            return invitation
        conversation = conversations.for_invitation(invitation.id, lock=True)
        version = conversation.survey_version_id
        if version is None or band not in surveys.questionnaire(version).bands:
            return None
        conversation.band = band
        conversation.last_at = now
        queue.withdraw_unsent(conversation.id)  # a text worded the other way
    return None
