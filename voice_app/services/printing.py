"""A survey on paper: forms, letters, and whose they are. Nothing that somebody said is on them."""

from dataclasses import replace
from datetime import datetime

from voice_app.clock import london_day
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.conversations import Conversation
from voice_app.models.people import Person
from voice_app.models.surveys import Invitation
from voice_app.pages import codes
from voice_app.pages.answering import ClosedLink
from voice_app.pages.on_paper import AskedOnPaper
from voice_app.pages.on_paper import Letter
from voice_app.pages.on_paper import PaperDesk
from voice_app.pages.on_paper import PaperForm
from voice_app.pages.on_paper import PersonOnPaper
from voice_app.pages.on_paper import SurveyOnPaper
from voice_app.pages.on_paper import reference
from voice_app.store import asking
from voice_app.store import conversations
from voice_app.store import languages
from voice_app.store import links
from voice_app.store import paper
from voice_app.store import people
from voice_app.store import record
from voice_app.store import surveys
from voice_app.store import who_sees


class NotYours(PermissionError):
    """This child is none of theirs."""


def desk() -> PaperDesk:
    """What anybody may print: nobody's own."""
    return PaperDesk(_published(), _languages())


def of_person(person_id: int, *, user_id: int, now: datetime) -> PersonOnPaper:
    """One person's surveys. Raises ``NotYours``."""
    with writing():
        check_theirs(person_id, user_id=user_id, now=now)
        person = db.session.get_one(Person, person_id)
        record.note(record.Deed(user_id, "saw", "paper", person_id), now=now)
        grown_ups = people.grown_ups_of(person_id) if person.kind == "child" else []
        return PersonOnPaper(
            person_id=person_id,
            name=person.preferred_name,
            asked=tuple(_asked(*row, now) for row in paper.asked(person_id)),
            surveys=tuple(each for each in _published() if each.audience == person.kind),
            languages=_languages(),
            near=tuple((each.id, each.preferred_name) for each in grown_ups),
        )


def check_theirs(person_id: int, *, user_id: int, now: datetime) -> None:
    """Raises ``NotYours`` unless somebody may help this person answer."""
    if not paper.is_theirs(user_id, person_id, now=now):
        raise NotYours


def blank(survey: str, band: str, language: str) -> PaperForm | None:
    """A form for anybody; None for a survey that is not out."""
    version = surveys.published(survey)
    if version is None:
        return None
    return paper.form(surveys.questionnaire(version.id), band, language)


def personal(
    invitation_id: int, band: str, language: str, *, user_id: int, now: datetime
) -> PaperForm:
    """A form for one person: it says by a number, and to staff alone, whose it is.

    Raises ``NotYours``.
    """
    with writing():
        invitation, conversation = _theirs(invitation_id, user_id, now)
        what = f"paper:{invitation.id}"
        record.note(record.Deed(user_id, "saw", what, invitation.person_id), now=now)
        person = db.session.get_one(Person, invitation.person_id)
        form = paper.form(
            surveys.questionnaire(invitation.survey_version_id),
            band or conversation.band,
            language or conversation.language,
        )
        reader, worker = paper.around(conversation, now=now)
        return replace(
            form,
            reader=reader,
            worker=worker,
            reference=reference(invitation.id),
            may_observe=person.kind == "child" and conversation.about_id is None,
        )


def letter(invitation_id: int, *, user_id: int, now: datetime) -> Letter | ClosedLink:
    """A letter with their link, which opens for three weeks at least. Raises ``NotYours``."""
    with writing():
        invitation, conversation = _theirs(invitation_id, user_id, now)
        opens = surveys.open_invitation(invitation.code, now=now)
        if isinstance(opens, ClosedLink):
            return opens
        links.last_for_post(invitation, now=now)
        what = f"letter:{invitation.id}"
        record.note(record.Deed(user_id, "changed", what, invitation.person_id), now=now)
        whole = surveys.questionnaire(invitation.survey_version_id)
        language, band = languages.spoken(conversation.language), conversation.band
        code = invitation.code
        return Letter(
            name=db.session.get_one(Person, invitation.person_id).preferred_name,
            title=whole.title.of(language, band),
            intro=whole.intro.of(language, band),
            language=language,
            worded=languages.worded_in(language, whole),
            band=band,
            reader=paper.around(conversation, now=now)[0],
            code=code,
            parts=(code[:3], code[3:6], code[6:]),
            until=london_day(invitation.expires_at),
        )


def _theirs(invitation_id: int, user_id: int, now: datetime) -> tuple[Invitation, Conversation]:
    invitation = db.session.get_one(Invitation, invitation_id, with_for_update=True)
    about = invitation.about_id
    theirs = paper.is_theirs(user_id, invitation.person_id, about_id=about, now=now)
    if invitation.anonymous or not theirs:  # an anonymous one is sent by themselves alone
        raise NotYours
    return invitation, conversations.for_invitation(invitation_id)


def _asked(invitation: Invitation, conversation: Conversation, now: datetime) -> AskedOnPaper:
    whole = surveys.questionnaire(invitation.survey_version_id)
    rows = conversations.current_answers(conversation.id)
    return AskedOnPaper(
        invitation_id=invitation.id,
        title=whole.title.of("en", conversation.band),
        asked_at=invitation.created_at,
        until=invitation.expires_at,
        opens=invitation.expires_at > now,
        state=conversation.state,
        answered=sum(row.state == "answered" and not who_sees.is_nameless(row) for row in rows),
        bands=whole.bands,
        band=conversation.band,
        language=languages.spoken(conversation.language),
    )


def _published() -> tuple[SurveyOnPaper, ...]:
    found = ((survey, surveys.questionnaire(version.id)) for survey, version in asking.published())
    return tuple(
        SurveyOnPaper(
            survey.key, whole.title.of("en", whole.bands[-1]), survey.audience, whole.bands
        )
        for survey, whole in found
        if not whole.anonymous  # whoever keyed it in would know whose it is
    )


def _languages() -> tuple[tuple[str, str], ...]:
    return tuple((code, codes.language(code)) for code in languages.offered())
