"""What a child decided about the brief of one review: what goes in, who sees it, in which words."""

from sqlalchemy import select

from voice_app.db import db
from voice_app.models.reviews import BriefOffer
from voice_app.models.reviews import PartChoice


def offer(review_id: int) -> BriefOffer | None:
    """Whether the child was shown the brief of this review, and what they answered."""
    return db.session.scalar(select(BriefOffer).where(BriefOffer.review_id == review_id))


def choices(review_id: int) -> dict[int, PartChoice]:
    """Their decisions for this review, by answer. An answer without one stands as it was given."""
    rows = db.session.scalars(select(PartChoice).where(PartChoice.review_id == review_id))
    return {row.answer_id: row for row in rows}
