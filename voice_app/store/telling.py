"""What people were told about what they said."""

from collections.abc import Collection

from sqlalchemy import select

from voice_app.db import db
from voice_app.models.conversations import Answer
from voice_app.models.quality import Response
from voice_app.models.reviews import ViewUse

LATELY = 2  # promises on one small screen


def lately_told(person_id: int | None) -> list[Response]:
    """The latest things this person was told of what they still say, newest first."""
    if person_id is None:
        return []
    return list(
        db.session.scalars(
            select(Response)
            .join(Answer, Answer.id == Response.answer_id)
            .where(Response.person_id == person_id, Answer.taken_back_at.is_(None))
            .order_by(Response.told_at.desc(), Response.id.desc())
            .limit(LATELY)
        )
    )


def answer_of(response: Response) -> Answer:
    """The words a response is about."""
    return db.session.get_one(Answer, response.answer_id)


def about(answer_ids: set[int]) -> dict[int, list[Response]]:
    """What was told about each of these answers, oldest first."""
    told: dict[int, list[Response]] = {}
    if answer_ids:
        rows = select(Response).where(Response.answer_id.in_(answer_ids)).order_by(Response.id)
        for response in db.session.scalars(rows):
            told.setdefault(response.answer_id, []).append(response)
    return told


def uses(answer_ids: Collection[int]) -> dict[int, ViewUse]:
    """What became of each of these views at a review: the latest that was written down."""
    rows = select(ViewUse).where(ViewUse.answer_id.in_(answer_ids)).order_by(ViewUse.at, ViewUse.id)
    return {row.answer_id: row for row in db.session.scalars(rows)}
