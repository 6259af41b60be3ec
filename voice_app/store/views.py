"""What is laid beside a view: translations, and what became of it at the review."""

from collections.abc import Collection

from sqlalchemy import select

from voice_app.db import db
from voice_app.models.reviews import Translation
from voice_app.models.reviews import ViewUse


def translations(answer_ids: Collection[int]) -> dict[int, list[Translation]]:
    """The translations that stand beside each answer, in the order they were entered."""
    rows = db.session.scalars(
        select(Translation)
        .where(Translation.answer_id.in_(answer_ids), Translation.replaced_at.is_(None))
        .order_by(Translation.id)
    )
    by_answer: dict[int, list[Translation]] = {}
    for row in rows:
        by_answer.setdefault(row.answer_id, []).append(row)
    return by_answer


def all_translations(answer_id: int) -> list[Translation]:
    """Every translation of one answer, those that were corrected too, oldest first."""
    rows = select(Translation).where(Translation.answer_id == answer_id)
    return list(db.session.scalars(rows.order_by(Translation.id)))


def uses(review_id: int) -> dict[int, ViewUse]:
    """What became of each view at this review, by answer."""
    rows = db.session.scalars(select(ViewUse).where(ViewUse.review_id == review_id))
    return {row.answer_id: row for row in rows}
