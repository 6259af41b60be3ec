"""What a child decided about the brief of one review: what goes in, who sees it, in which words."""

from collections.abc import Collection
from dataclasses import replace

from sqlalchemy import select

from voice_app.db import db
from voice_app.models.reviews import BriefOffer
from voice_app.models.reviews import PartChoice
from voice_app.pages.words import Quote
from voice_app.pages.words import pieces


def offer(review_id: int) -> BriefOffer | None:
    """Whether the child was shown the brief of this review, and what they answered."""
    return db.session.scalar(select(BriefOffer).where(BriefOffer.review_id == review_id))


def choices(review_id: int) -> dict[int, PartChoice]:
    """Their decisions for this review, by answer. An answer without one stands as it was given."""
    rows = db.session.scalars(select(PartChoice).where(PartChoice.review_id == review_id))
    return {row.answer_id: row for row in rows}


def decided(answer_ids: Collection[int], review_id: int | None) -> dict[int, PartChoice]:
    """What a child decided about answers: for this review, else the last time they were asked.

    What was kept private before one review stays private at the next, until they say otherwise.
    """
    rows = db.session.scalars(
        select(PartChoice)
        .where(PartChoice.answer_id.in_(answer_ids))
        .order_by(PartChoice.at, PartChoice.id)
    )
    return {row.answer_id: row for row in sorted(rows, key=lambda row: row.review_id == review_id)}


def as_chosen(quote: Quote, choice: PartChoice | None) -> Quote:
    """A quote in the words and for the eyes that the child decided.

    New words take the place of the old ones; a tag that rests on the old words would give them
    away, so only those that rest on the question stay.
    """
    if choice is None:
        return quote
    chosen = replace(quote, who_sees=choice.who_sees or quote.who_sees)
    if choice.reworded is None:
        return chosen
    asked = tuple(tag for tag in quote.tags if tag.by_question)
    return replace(chosen, pieces=pieces(choice.reworded, ()), tags=asked, reworded=True)
