"""Surveys, versions and invitations."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy import func
from sqlalchemy import select

from surveys.document import read
from surveys.journey import shipped
from surveys.questionnaire import Questionnaire
from voice_app.db import db
from voice_app.models.codesign import SignOff
from voice_app.models.conversations import Answer
from voice_app.models.conversations import Conversation
from voice_app.models.people import Person
from voice_app.models.surveys import Invitation
from voice_app.models.surveys import OpenLink
from voice_app.models.surveys import Survey
from voice_app.models.surveys import SurveyVersion
from voice_app.pages.answering import ClosedLink
from voice_app.vault import vault


def code_index(code: str) -> str:
    """The keyed hash of a link's code."""
    return vault().index("code", code.strip().lower())


def invitation_by_code(code: str) -> Invitation | None:
    """The invitation behind a link."""
    return db.session.scalar(select(Invitation).where(Invitation.code_index == code_index(code)))


def open_link_by_code(code: str) -> OpenLink | None:
    """The open link with this code."""
    return db.session.scalar(select(OpenLink).where(OpenLink.code_index == code_index(code)))


def all_open_links() -> list[OpenLink]:
    """Every open link that was made, open or not."""
    return list(db.session.scalars(select(OpenLink).order_by(OpenLink.id)))


def short_index(short: str) -> str:
    """The keyed hash of a code that was said aloud, however it was spaced."""
    return vault().index("short", "".join(filter(str.isalnum, short)).lower())


def invitation_by_short_code(short: str) -> Invitation | None:
    """The invitation behind a code for another device, locked until the commit."""
    query = select(Invitation).where(Invitation.short_index == short_index(short))
    return db.session.scalar(query.with_for_update())


def forget_short_code(invitation: Invitation) -> None:
    """A code for another device opens nothing any more."""
    invitation.short_code = invitation.short_index = invitation.short_until = None


def open_invitation(code: str, *, now: datetime) -> Invitation | ClosedLink:
    """The invitation behind a link that still opens, or why it does not.

    One to an anonymous survey opens that alone, and nothing of the person's own.
    """
    invitation = invitation_by_code(code)
    if invitation is None or invitation.anonymous:
        return ClosedLink("unknown")
    return still_open(invitation, now=now)


def still_open(invitation: Invitation, *, now: datetime) -> Invitation | ClosedLink:
    """An invitation of either sort, if its time is not over."""
    if invitation.revoked_at is not None or _is_closed(invitation.person_id):
        return ClosedLink("revoked")
    return ClosedLink("expired") if invitation.expires_at <= now else invitation


def open_links(person_id: int, *, now: datetime) -> list[Invitation]:
    """The links of somebody that still open: with one they come to their own page."""
    query = select(Invitation).where(
        Invitation.person_id == person_id,
        Invitation.anonymous.is_(False),
        Invitation.revoked_at.is_(None),
        Invitation.expires_at > now,
    )
    return list(db.session.scalars(query))


def was_asked_for(person_id: int, meeting_id: int) -> bool:
    """Whether somebody was asked before this meeting."""
    asked = select(Invitation.id).where(
        Invitation.person_id == person_id, Invitation.meeting_id == meeting_id
    )
    return db.session.scalar(asked.limit(1)) is not None


def _is_closed(person_id: int) -> bool:
    """Whether a record is sealed, or otherwise no longer open: nothing of it is shown again."""
    return db.session.get_one(Person, person_id).record != "open"


def open_code(person_id: int, meeting_id: int, *, now: datetime) -> str:
    """The code of the newest link before a meeting that still opens; empty without one."""
    query = select(Invitation.code).where(
        Invitation.person_id == person_id,
        Invitation.meeting_id == meeting_id,
        Invitation.revoked_at.is_(None),
        Invitation.expires_at > now,
    )
    return db.session.scalar(query.order_by(Invitation.id.desc()).limit(1)) or ""


def newest_code(person_id: int, *, now: datetime) -> str:
    """The code of somebody's newest link that still opens; empty without one."""
    query = select(Invitation.code).where(
        Invitation.person_id == person_id,
        Invitation.anonymous.is_(False),
        Invitation.revoked_at.is_(None),
        Invitation.expires_at > now,
    )
    return db.session.scalar(query.order_by(Invitation.id.desc()).limit(1)) or ""


def was_asked(person_id: int, key: str, *, since: datetime) -> bool:
    """Whether somebody was asked to fill this survey in since then."""
    asked = (
        select(Invitation.id)
        .join(SurveyVersion, SurveyVersion.id == Invitation.survey_version_id)
        .join(Survey, Survey.id == SurveyVersion.survey_id)
        .where(
            Invitation.person_id == person_id,
            Invitation.created_at >= since,
            Survey.key == key,
        )
    )
    return db.session.scalar(asked.limit(1)) is not None


def by_key(key: str) -> Survey | None:
    """The survey called ``key``."""
    return db.session.scalar(select(Survey).where(Survey.key == key))


def published(key: str) -> SurveyVersion | None:
    """The newest version of a survey that is out."""
    return db.session.scalar(
        select(SurveyVersion)
        .join(Survey, Survey.id == SurveyVersion.survey_id)
        .where(Survey.key == key, SurveyVersion.state == "published")
        .order_by(SurveyVersion.number.desc())
    )


def newest_published(survey_id: int) -> SurveyVersion | None:
    """The newest version of a survey that is out, by the survey's id."""
    return db.session.scalar(
        select(SurveyVersion)
        .where(SurveyVersion.survey_id == survey_id, SurveyVersion.state == "published")
        .order_by(SurveyVersion.number.desc())
    )


def newest(survey_id: int) -> SurveyVersion | None:
    """The newest version of a survey, draft or published."""
    return db.session.scalar(
        select(SurveyVersion)
        .where(SurveyVersion.survey_id == survey_id)
        .order_by(SurveyVersion.number.desc())
    )


def questionnaire(version_id: int) -> Questionnaire:
    """What a version asks. A published version never changes, so it is read once a process."""
    kept: dict[int, Questionnaire] = current_app.extensions["voice.questionnaires"]
    if version_id not in kept:
        row = db.session.get_one(SurveyVersion, version_id)
        parsed = parse(row.document)
        if row.state != "published":
            return parsed
        kept[version_id] = parsed
    return kept[version_id]


def parse(document: dict[str, Any]) -> Questionnaire:
    """Read a stored document; raises ``DocumentRefused``."""
    return read(document, shipped())


def sign_offs(version_id: int) -> list[SignOff]:
    """The council's sign-offs of a version, oldest first."""
    return list(
        db.session.scalars(
            select(SignOff).where(SignOff.survey_version_id == version_id).order_by(SignOff.id)
        )
    )


def all_versions() -> list[tuple[Survey, SurveyVersion]]:
    """Every survey with every version, newest version first."""
    rows = db.session.execute(
        select(Survey, SurveyVersion)
        .join(SurveyVersion, SurveyVersion.survey_id == Survey.id)
        .order_by(Survey.key, SurveyVersion.number.desc())
    )
    return [(row[0], row[1]) for row in rows]


def unclear(version_id: int) -> dict[str, int]:
    """By question, how many people said they do not understand it. For ``analysis.counts``."""
    rows = db.session.execute(
        select(Answer.question, func.count(Conversation.person_id.distinct()))
        .join(Conversation, Conversation.id == Answer.conversation_id)
        .where(Conversation.survey_version_id == version_id, Answer.unclear.is_(True))
        .where(Answer.replaced_at.is_(None), Answer.taken_back_at.is_(None))
        .group_by(Answer.question)
    )
    return {row[0]: row[1] for row in rows}


def answered_by(version_id: int, question: str) -> int:
    """How many people answered a question in this version or a later one of its survey."""
    since = db.session.get_one(SurveyVersion, version_id)
    counted = (
        select(func.count(Conversation.person_id.distinct()))
        .join(Answer, Answer.conversation_id == Conversation.id)
        .join(SurveyVersion, SurveyVersion.id == Conversation.survey_version_id)
        .where(SurveyVersion.survey_id == since.survey_id, SurveyVersion.number >= since.number)
        .where(Answer.question == question, Answer.state == "answered")
        .where(Answer.replaced_at.is_(None), Answer.taken_back_at.is_(None))
    )
    return db.session.scalar(counted) or 0


def digest_of(document: Mapping[str, Any]) -> str:
    """What a sign-off binds to: these very words, whatever the order of the fields."""
    plain = json.dumps(document, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()


def add_version(survey_id: int, document: dict[str, Any], *, now: datetime) -> SurveyVersion:
    """The next draft of a survey. The same words as the newest version are that version."""
    digest = digest_of(document)
    last = newest(survey_id)
    if last and last.digest == digest:
        return last
    version = SurveyVersion(
        survey_id=survey_id,
        number=last.number + 1 if last else 1,
        document=document,
        digest=digest,
        created_at=now,
    )
    db.session.add(version)
    db.session.flush()
    return version
