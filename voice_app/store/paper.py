"""Whose paper somebody at the desk may print and key in, and what was put to whom."""

from datetime import datetime

from sqlalchemy import select

from surveys.questionnaire import Questionnaire
from voice_app.clock import london_day
from voice_app.db import db
from voice_app.models.conversations import Conversation
from voice_app.models.people import Person
from voice_app.models.surveys import Invitation
from voice_app.pages.on_paper import PaperForm
from voice_app.pages.on_paper import items
from voice_app.policy import Role
from voice_app.policy import Who
from voice_app.store import access
from voice_app.store import accounts
from voice_app.store import languages
from voice_app.store import people
from voice_app.store import who_sees

SHOWN = 12  # surveys of one person


def is_theirs(user_id: int, person_id: int, *, about_id: int | None = None, now: datetime) -> bool:
    """Whether somebody may help this person answer: participation anybody whose record is open.

    Others, those of their own children: the child, or a carer or parent who speaks about the child.
    """
    person = db.session.get(Person, person_id)
    if person is None or person.record != "open":
        return False
    near = [db.session.get_one(Person, about_id)] if about_id else people.children_near(person)
    if about_id and near[0].record != "open":
        return False
    if Role.PARTICIPATION in accounts.roles(user_id):
        return True
    return any(
        child.record == "open" and access.works_with(user_id, child.id, now=now) for child in near
    )


def asked(person_id: int) -> list[tuple[Invitation, Conversation]]:
    """What somebody was asked to fill in, the newest first; without links that were shut."""
    rows = db.session.execute(
        select(Invitation, Conversation)
        .join(Conversation, Conversation.invitation_id == Invitation.id)
        .where(Invitation.person_id == person_id, Invitation.revoked_at.is_(None))
        .order_by(Invitation.id.desc())
        .limit(SHOWN)
    )
    return [(row[0], row[1]) for row in rows]


def form(whole: Questionnaire, band: str, language: str) -> PaperForm:
    """A survey on paper, for nobody yet; a band or a language that it has not is its own."""
    band = band if band in whole.bands else whole.bands[-1]
    language = languages.spoken(language)
    nameless = {q.key for q in whole.questions if who_sees.may_choose(q, Who.TEAM)}
    return PaperForm(
        title=whole.title.of(language, band),
        intro=whole.intro.of(language, band),
        thanks=whole.thanks.of(language, band),
        language=language,
        worded=languages.worded_in(language, whole),
        band=band,
        items=items(whole, language, band, nameless=nameless),
    )


def around(conversation: Conversation, *, now: datetime) -> tuple[str, str]:
    """The first names of the child's IRO and worker, as far as there are any."""
    child_id = conversation.about_id or conversation.person_id
    officer = _first_name(child_id, Role.IRO, now)
    return officer, _first_name(child_id, Role.SOCIAL_WORKER, now)


def _first_name(child_id: int | None, role: Role, now: datetime) -> str:
    user_id = people.involved(child_id, role, london_day(now)) if child_id else None
    name = accounts.names({user_id}).get(user_id, "") if user_id else ""
    return name.partition(" ")[0]
