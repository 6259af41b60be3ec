"""Briefs as they were issued."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from voice_app.db import db
from voice_app.models.conversations import Answer
from voice_app.models.reviews import BriefIssue
from voice_app.models.reviews import BriefRecipient


@dataclass(frozen=True)
class Copy:
    """What the list of copies needs; the page itself and its PDF are not read for it."""

    id: int
    number: int
    why: str
    issued_at: datetime
    issued_by: int | None
    digest: str


def copies(review_id: int) -> list[Copy]:
    """The copies of one review's brief, oldest first."""
    rows = db.session.execute(
        select(
            BriefIssue.id,
            BriefIssue.number,
            BriefIssue.why,
            BriefIssue.issued_at,
            BriefIssue.issued_by,
            BriefIssue.digest,
        )
        .where(BriefIssue.review_id == review_id)
        .order_by(BriefIssue.number)
    )
    return [Copy(*row) for row in rows]


def numbered(review_id: int, number: int) -> BriefIssue | None:
    """One copy."""
    query = select(BriefIssue).where(BriefIssue.review_id == review_id)
    return db.session.scalar(query.where(BriefIssue.number == number))


def recipients(issue_ids: Collection[int]) -> dict[int, list[BriefRecipient]]:
    """To whom each copy was issued."""
    query = select(BriefRecipient).where(BriefRecipient.issue_id.in_(issue_ids))
    by_issue: dict[int, list[BriefRecipient]] = {}
    for row in db.session.scalars(query.order_by(BriefRecipient.user_id)):
        by_issue.setdefault(row.issue_id, []).append(row)
    return by_issue


def still_there(answer_ids: Collection[int]) -> frozenset[int]:
    """Which of these answers have not been taken back."""
    return frozenset(db.session.scalars(select(Answer.id).where(Answer.id.in_(answer_ids))))
