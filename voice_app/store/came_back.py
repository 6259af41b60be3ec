"""Who was asked a survey, who answered, and what: for counting, never for reading."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from voice_app.db import db
from voice_app.models.codesign import CouncilReading
from voice_app.models.conversations import Answer
from voice_app.models.conversations import Conversation
from voice_app.models.quality import ActionLink
from voice_app.models.quality import Confirmation
from voice_app.models.quality import Response
from voice_app.models.surveys import Invitation
from voice_app.models.surveys import SurveyVersion
from voice_app.models.teaching import ApprovedQuote


def answers(survey_id: int, before: datetime) -> list[tuple[Answer, Conversation]]:
    """Every answer that stands, of people we know, from before this moment."""
    rows = db.session.execute(
        select(Answer, Conversation)
        .join(Conversation, Conversation.id == Answer.conversation_id)
        .join(SurveyVersion, SurveyVersion.id == Conversation.survey_version_id)
        .where(SurveyVersion.survey_id == survey_id, Conversation.person_id.is_not(None))
        .where(Answer.state == "answered", Answer.at < before)
        .where(Answer.replaced_at.is_(None), Answer.taken_back_at.is_(None))
    )
    return [(row[0], row[1]) for row in rows]


def asked(survey_id: int, before: datetime) -> list[tuple[int, datetime]]:
    """Everybody who was asked, and when."""
    rows = db.session.execute(
        select(Invitation.person_id, Invitation.created_at)
        .join(SurveyVersion, SurveyVersion.id == Invitation.survey_version_id)
        .where(SurveyVersion.survey_id == survey_id, Invitation.created_at < before)
    )
    return [(row[0], row[1]) for row in rows]


def quotes(survey_id: int) -> Sequence[ApprovedQuote]:
    """Quotes of this survey that were looked at, names hidden, and let out of their case."""
    return db.session.scalars(
        select(ApprovedQuote)
        .join(Answer, Answer.id == ApprovedQuote.answer_id)
        .join(Conversation, Conversation.id == Answer.conversation_id)
        .join(SurveyVersion, SurveyVersion.id == Conversation.survey_version_id)
        .where(SurveyVersion.survey_id == survey_id, ApprovedQuote.withdrawn_at.is_(None))
    ).all()


def went_on(survey_id: int, before: datetime) -> list[tuple[int, str]]:
    """How far the words of each person came, one line for every step: person and step."""
    said = (
        select(Conversation.person_id, Answer.id, Answer.read_at)
        .join(Answer, Answer.conversation_id == Conversation.id)
        .join(SurveyVersion, SurveyVersion.id == Conversation.survey_version_id)
        .where(SurveyVersion.survey_id == survey_id, Conversation.person_id.is_not(None))
        .where(Answer.has_words.is_(True), Answer.at < before)
        .where(Answer.replaced_at.is_(None), Answer.taken_back_at.is_(None))
        .subquery()
    )
    steps = {
        "said": select(said.c.person_id),
        "read": select(said.c.person_id).where(said.c.read_at.is_not(None)),
        "acted": select(said.c.person_id).join(ActionLink, ActionLink.answer_id == said.c.id),
        "told": select(said.c.person_id).join(Response, Response.answer_id == said.c.id),
        "helped": select(said.c.person_id)
        .join(Response, Response.answer_id == said.c.id)
        .join(Confirmation, Confirmation.response_id == Response.id)
        .where(Confirmation.value.in_(("yes", "a_bit"))),
    }
    return [
        (person, step)
        for step, query in steps.items()
        for person in db.session.scalars(query.distinct())
        if person is not None
    ]


def reading(survey_id: int, wave: str) -> CouncilReading | None:
    """What the council makes of a wave, as it last said."""
    return db.session.scalar(
        select(CouncilReading)
        .where(CouncilReading.survey_id == survey_id, CouncilReading.wave == wave)
        .order_by(CouncilReading.id.desc())
        .limit(1)
    )
