"""What somebody who types in a paper, or a telephone call, has before them. Never an answer."""

from dataclasses import dataclass
from dataclasses import replace
from datetime import datetime

from voice_app.db import db
from voice_app.db import writing
from voice_app.models.conversations import Conversation
from voice_app.models.people import Person
from voice_app.pages import codes
from voice_app.pages.on_paper import KeyingPage
from voice_app.pages.on_paper import PaperForm
from voice_app.pages.on_paper import There
from voice_app.services.conversations.helped import is_a_childs
from voice_app.services.conversations.keyed import invitation_of
from voice_app.store import accounts
from voice_app.store import conversations
from voice_app.store import languages
from voice_app.store import paper
from voice_app.store import record
from voice_app.store import surveys

WAYS = ("paper", "call")


@dataclass(frozen=True)
class Way:
    """How a form lies before whoever types: from paper or a call, in which band and language.

    What the survey does not have is as the person has it.
    """

    by: str = WAYS[0]
    band: str = ""
    language: str = ""


def to_key_in(invitation_id: int, way: Way, *, user_id: int, now: datetime) -> KeyingPage:
    """One person's survey to type in. Raises ``NotYours`` and ``LinkShut``."""
    with writing():
        invitation, conversation = invitation_of(invitation_id, user_id, now)
        what = f"keying:{invitation.id}"
        record.note(record.Deed(user_id, "saw", what, invitation.person_id), now=now)
        whole = surveys.questionnaire(invitation.survey_version_id)
        rows = conversations.current_answers(conversation.id)
        typist = conversation.keyed_by
        return KeyingPage(
            invitation_id=invitation.id,
            person_id=invitation.person_id,
            name=_name(invitation.person_id),
            about=_name(invitation.about_id) if invitation.about_id else "",
            by=way.by if way.by in WAYS else WAYS[0],
            form=_form(conversation, way, now),
            bands=whole.bands,
            languages=tuple((code, codes.language(code)) for code in languages.offered()),
            there={
                row.question: There(row.state, row.channel, row.at)
                for row in rows
                if row.state != "misread"
            },
            keyed_by=accounts.names({typist})[typist] if typist else "",
            helped_by=conversation.helped_by,
            observed=conversation.observed,
        )


def _name(person_id: int) -> str:
    person = db.session.get_one(Person, person_id)
    return f"{person.preferred_name} {person.surname}".strip()


def _form(conversation: Conversation, way: Way, now: datetime) -> PaperForm:
    whole = surveys.questionnaire(conversation.survey_version_id or 0)
    band = way.band if way.band in whole.bands else conversation.band
    form = paper.form(whole, band, way.language or conversation.language)
    reader, worker = paper.around(conversation, now=now)
    observed = is_a_childs(conversation)
    return replace(form, reader=reader, worker=worker, may_observe=observed)
