"""Who helped somebody to answer; and notes of what was seen, which are not the child's words."""

from datetime import datetime

from voice_app.db import db
from voice_app.db import writing
from voice_app.models.conversations import Conversation
from voice_app.models.people import Person
from voice_app.pages.answering import ClosedLink
from voice_app.pages.answering import HelpedPage
from voice_app.pages.words import HELPERS
from voice_app.store import conversations
from voice_app.store import surveys


def helped_page(code: str, *, now: datetime) -> HelpedPage | ClosedLink:
    """Who helped, as far as they have said."""
    invitation = surveys.open_invitation(code, now=now)
    if isinstance(invitation, ClosedLink):
        return invitation
    conversation = conversations.for_invitation(invitation.id)
    whole = surveys.questionnaire(invitation.survey_version_id)
    return HelpedPage(
        code=code,
        title=whole.title.of(conversation.language, conversation.band),
        language=conversation.language,
        band=conversation.band,
        helped_by=conversation.helped_by,
        observed=conversation.observed,
        may_observe=is_a_childs(conversation),
    )


def say_who_helped(code: str, who: str, *, notes: bool, now: datetime) -> ClosedLink | None:
    """Keep who helped; what is no answer of ours leaves it as it was.

    Notes have a writer: with nobody to help there are none.
    """
    with writing():
        invitation = surveys.open_invitation(code, now=now)
        if isinstance(invitation, ClosedLink):
            return invitation
        if who in HELPERS:
            conversation = conversations.for_invitation(invitation.id, lock=True)
            conversation.helped_by = who
            conversation.observed = notes and who != "nobody" and is_a_childs(conversation)
    return None


def is_a_childs(conversation: Conversation) -> bool:
    """Whether a child speaks here, about themselves."""
    person = db.session.get(Person, conversation.person_id) if conversation.person_id else None
    return person is not None and person.kind == "child" and conversation.about_id is None
