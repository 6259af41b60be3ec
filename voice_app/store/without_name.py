"""What keeps an anonymous sitting from leading to anybody (docs/decisions/0015).

No row of it is numbered in the order things came, holds a finer time than a day, or is written
beside the row that says who took part. Everything here runs in the caller's transaction.
"""

import secrets
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta

from sqlalchemy import delete
from sqlalchemy import insert
from sqlalchemy import select
from sqlalchemy import update

from voice_app.clock import LONDON
from voice_app.clock import london_day
from voice_app.db import Base
from voice_app.db import db
from voice_app.models.conversations import Answer
from voice_app.models.conversations import Conversation
from voice_app.models.insight import ThemeTag
from voice_app.models.people import TakenPart
from voice_app.models.surveys import SurveyVersion
from voice_app.models.worries import Worry
from voice_app.models.worries import WorryStep
from voice_app.vault import vault

LOWEST = 2**31 - 1  # what a key of PostgreSQL's holds, below nought
TOKEN_LASTS = timedelta(days=2)  # in which a form sent twice is told from another person's
_lots = secrets.SystemRandom()


def is_anonymous(conversation: Conversation) -> bool:
    """Whether nobody was told who answered: a survey that holds no person."""
    return conversation.survey_version_id is not None and conversation.person_id is None


def is_of_one(answer_id: int | None) -> bool:
    """Whether an answer was given in an anonymous survey. Its words are not read for it."""
    if answer_id is None:
        return False
    row = (
        select(Answer.id)
        .join(Conversation, Conversation.id == Answer.conversation_id)
        .where(
            Answer.id == answer_id,
            Conversation.survey_version_id.is_not(None),
            Conversation.person_id.is_(None),
        )
    )
    return db.session.scalar(row) is not None


def only_the_day(moment: datetime) -> datetime:
    """The first moment of the day it is in England."""
    return datetime.combine(london_day(moment), time(), LONDON)


def drawn_ids(table: type[Base], number: int) -> list[int]:
    """Ids drawn by lot, smallest first: they say nothing about which row was written when.

    They are below nought, where the database never counts, so that the ids of other rows, which
    do count up, do not tell what was written between them.
    """
    ids = {-secrets.randbelow(LOWEST) - 1 for _ in range(number)}
    key = table.__table__.c.id
    taken = set(db.session.scalars(select(key).where(key.in_(ids))))
    return sorted(ids) if len(ids - taken) == number else drawn_ids(table, number)


def sitting_index(token: str) -> str:
    """The keyed hash of the lot that a page carries, by which a form sent twice is known."""
    return vault().index("sitting", token)


def hold(version_id: int) -> SurveyVersion:
    """The version, locked until the commit: sittings of it are written one after another."""
    return db.session.get_one(SurveyVersion, version_id, with_for_update=True)


def is_there(token: str) -> bool:
    """Whether a form with this token was kept before."""
    row = select(Conversation.id).where(Conversation.sitting_index == sitting_index(token))
    return db.session.scalar(row) is not None


def has_taken_part(person_id: int, version_id: int) -> bool:
    """Whether somebody has sent this version already."""
    row = select(TakenPart.id).where(
        TakenPart.person_id == person_id, TakenPart.survey_version_id == version_id
    )
    return db.session.scalar(row) is not None


def take_part(person_id: int, version_id: int, *, now: datetime) -> None:
    """Write down that somebody took part, apart from what anybody said; under ``hold``.

    All who took part are written anew in an order drawn by lot: the row that a database wrote
    last, beside the last sitting, would else be theirs.
    """
    of_it = TakenPart.survey_version_id == version_id
    found = select(TakenPart.person_id, TakenPart.on).where(of_it)
    rows: list[tuple[int, date]] = [(row[0], row[1]) for row in db.session.execute(found)]
    rows.append((person_id, london_day(now).replace(day=1)))
    db.session.execute(delete(TakenPart).where(of_it))
    _lots.shuffle(rows)
    ids = drawn_ids(TakenPart, len(rows))
    _lots.shuffle(ids)
    anew = [
        {"id": drawn, "person_id": who, "survey_version_id": version_id, "on": on}
        for drawn, (who, on) in zip(ids, rows, strict=True)
    ]
    db.session.execute(insert(TakenPart), anew)  # in this very order


def sat_before(survey_id: int, day: datetime) -> list[int]:
    """The sittings of an anonymous survey from days that are over, the earliest day first."""
    return list(
        db.session.scalars(
            select(Conversation.id)
            .join(SurveyVersion, SurveyVersion.id == Conversation.survey_version_id)
            .where(
                SurveyVersion.survey_id == survey_id,
                Conversation.person_id.is_(None),
                Conversation.started_at < day,
            )
            .order_by(Conversation.started_at, Conversation.id)
        )
    )


def forget_tokens(*, now: datetime) -> int:
    """No lot of a page is kept longer than it takes to know a form sent twice; gives how many.

    The rows of those sittings are written anew with it, so that the database itself does not
    hold the moment either, in the number that it gives each transaction.
    """
    over = Conversation.sitting_index.is_not(None) & (Conversation.started_at < now - TOKEN_LASTS)
    ids = list(db.session.scalars(select(Conversation.id).where(over)))
    answers = list(db.session.scalars(select(Answer.id).where(Answer.conversation_id.in_(ids))))
    worries = select(Worry.id).where(Worry.answer_id.in_(answers))
    for table, which in (
        (Conversation, Conversation.id.in_(ids)),
        (Answer, Answer.id.in_(answers)),
        (ThemeTag, ThemeTag.answer_id.in_(answers)),
        (Worry, Worry.answer_id.in_(answers)),
        (WorryStep, WorryStep.worry_id.in_(worries)),
    ):
        db.session.execute(update(table).where(which).values(id=table.id))
    db.session.execute(
        update(Conversation).where(Conversation.id.in_(ids)).values(sitting_index=None)
    )
    return len(ids)
