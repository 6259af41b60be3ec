"""Rounds of asking, and the people who may be in one."""

from collections.abc import Collection
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from datetime import datetime

from sqlalchemy import func
from sqlalchemy import select

from voice_app.db import db
from voice_app.models.accounts import StaffUser
from voice_app.models.conversations import Answer
from voice_app.models.conversations import Conversation
from voice_app.models.journey import CareSpell
from voice_app.models.journey import Involvement
from voice_app.models.messages import OutboundText
from voice_app.models.organisation import Team
from voice_app.models.people import Person
from voice_app.models.surveys import AskedInRound
from voice_app.models.surveys import AskingRound
from voice_app.models.surveys import Invitation
from voice_app.models.surveys import Survey
from voice_app.models.surveys import SurveyVersion
from voice_app.models.worries import Worry

WAITING, ASKED, LEFT_OUT = "waiting", "asked", "left_out"
MOST_SHOWN = 30  # rounds in one list


@dataclass(frozen=True)
class Answered:
    """How many of a round were asked, began and finished."""

    asked: int = 0
    began: int = 0
    finished: int = 0


def everybody(kind: str) -> list[Person]:
    """Every child, carer or parent whose record is open."""
    query = select(Person).where(Person.kind == kind, Person.record == "open")
    return list(db.session.scalars(query.order_by(Person.id)))


def in_care() -> list[CareSpell]:
    """Every time of being looked after that lasts."""
    return list(db.session.scalars(select(CareSpell).where(CareSpell.until.is_(None))))


def of_team(team_id: int, today: date) -> frozenset[int]:
    """The children somebody of this team, or of a team within it, works with today."""
    within = {team_id}
    parents = {row[0]: row[1] for row in db.session.execute(select(Team.id, Team.parent_id))}
    while more := {each for each, parent in parents.items() if parent in within} - within:
        within |= more
    query = (
        select(Involvement.person_id)
        .join(StaffUser, StaffUser.id == Involvement.user_id)
        .where(
            StaffUser.team_id.in_(within),
            Involvement.since <= today,
            (Involvement.until.is_(None)) | (Involvement.until >= today),
        )
    )
    return frozenset(db.session.scalars(query))


def languages() -> tuple[str, ...]:
    """The languages of those whose record is open."""
    query = select(Person.language).where(Person.record == "open").distinct()
    return tuple(db.session.scalars(query.order_by(Person.language)))


def published() -> list[tuple[Survey, SurveyVersion]]:
    """The newest published version of each survey."""
    newest = (
        select(func.max(SurveyVersion.id))
        .where(SurveyVersion.state == "published")
        .group_by(SurveyVersion.survey_id)
    )
    rows = db.session.execute(
        select(Survey, SurveyVersion)
        .join(SurveyVersion, SurveyVersion.survey_id == Survey.id)
        .where(SurveyVersion.id.in_(newest))
        .order_by(Survey.key)
    )
    return [(row[0], row[1]) for row in rows]


def open_worries(person_ids: Collection[int]) -> list[tuple[int, int | None]]:
    """Whose worries are not closed, each with the chat whose words raised it, if any did."""
    rows = db.session.execute(
        select(Worry.person_id, Conversation.chat_id)
        .outerjoin(Answer, Answer.id == Worry.answer_id)
        .outerjoin(Conversation, Conversation.id == Answer.conversation_id)
        .where(Worry.person_id.in_(person_ids), Worry.state != "closed")
    )
    return [(row[0] or 0, row[1]) for row in rows]


def rounds() -> list[AskingRound]:
    """The newest rounds."""
    query = select(AskingRound).order_by(AskingRound.id.desc()).limit(MOST_SHOWN)
    return list(db.session.scalars(query))


def outcomes(round_id: int) -> dict[str, int]:
    """How many of a round wait, were asked, or were left in peace and why."""
    rows = db.session.execute(
        select(AskedInRound.outcome, func.count())
        .where(AskedInRound.round_id == round_id)
        .group_by(AskedInRound.outcome)
    )
    return {row[0]: row[1] for row in rows}


def answered(round_id: int) -> Answered:
    """How far those who were asked have come; never what they said."""
    states = [
        (row[0], row[1])
        for row in db.session.execute(
            select(Conversation.began, Conversation.state)
            .join(Invitation, Invitation.id == Conversation.invitation_id)
            .where(Invitation.round_id == round_id)
        )
    ]
    return Answered(
        asked=len(states),
        began=sum(began for began, _ in states),
        finished=sum(state == "finished" for _, state in states),
    )


def waiting(round_id: int) -> list[AskedInRound]:
    """Those of a round that nobody has come to yet."""
    query = select(AskedInRound).where(
        AskedInRound.round_id == round_id, AskedInRound.outcome == WAITING
    )
    return list(db.session.scalars(query.order_by(AskedInRound.id)))


def invited(round_id: int, person_id: int) -> Invitation | None:
    """The invitation of one person in a round."""
    return db.session.scalar(
        select(Invitation).where(Invitation.round_id == round_id, Invitation.person_id == person_id)
    )


def conversations(round_id: int) -> Sequence[int]:
    """The conversations of a round that are open and not begun."""
    return db.session.scalars(
        select(Conversation.id)
        .join(Invitation, Invitation.id == Conversation.invitation_id)
        .where(
            Invitation.round_id == round_id,
            Conversation.state == "open",
            Conversation.began.is_(False),
        )
        .order_by(Conversation.id)
    ).all()


def stopped_since(conversation_id: int, since: datetime) -> bool:
    """Whether the round that a conversation is of was stopped then (UTC) or after."""
    stopped = (
        select(AskingRound.id)
        .join(Invitation, Invitation.round_id == AskingRound.id)
        .join(Conversation, Conversation.invitation_id == Invitation.id)
        .where(Conversation.id == conversation_id, AskingRound.stopped_at >= since)
    )
    return db.session.scalar(stopped.limit(1)) is not None


def has_gone(conversation_id: int) -> bool:
    """Whether any text of a conversation was handed over, or may have been."""
    gone = select(OutboundText.id).where(
        OutboundText.conversation_id == conversation_id, OutboundText.state != "expired"
    )
    return db.session.scalar(gone.limit(1)) is not None


def run_out(now: datetime) -> list[Conversation]:
    """Asks that stand open though their time is over, locked until the commit."""
    query = (
        select(Conversation)
        .join(Invitation, Invitation.id == Conversation.invitation_id)
        .where(Conversation.state == "open", Invitation.expires_at <= now)
        .order_by(Conversation.id)
        .with_for_update(of=Conversation)
    )
    return list(db.session.scalars(query))


def to_remind(today: date) -> list[AskingRound]:
    """Rounds whose day for the one reminder has come."""
    query = select(AskingRound).where(
        AskingRound.remind_on <= today,
        AskingRound.reminded_at.is_(None),
        AskingRound.state.in_(("going", "done")),
    )
    return list(db.session.scalars(query.with_for_update()))
