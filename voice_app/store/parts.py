"""What a child decided about their answers: what goes in, who sees it, in which words.

They decide for the brief of one review. What they keep private or say in other words there goes
nowhere else either: the reading duty alone still sees what they first wrote, since safety needs it.
"""

from collections.abc import Collection
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import func
from sqlalchemy import select

from voice_app.db import db
from voice_app.models.conversations import Answer
from voice_app.models.conversations import Conversation
from voice_app.models.journey import Meeting
from voice_app.models.reviews import BriefIssue
from voice_app.models.reviews import BriefOffer
from voice_app.models.reviews import PartChoice
from voice_app.models.surveys import Invitation
from voice_app.pages.brief import Brief
from voice_app.pages.frozen import thawed
from voice_app.pages.hiding import answers_on
from voice_app.pages.words import Quote
from voice_app.pages.words import pieces
from voice_app.store import rounds


def offer(review_id: int) -> BriefOffer | None:
    """Whether the child was shown the brief of this review, and what they answered."""
    return db.session.scalar(select(BriefOffer).where(BriefOffer.review_id == review_id))


def review_to_come(invitation: Invitation) -> Meeting | None:
    """The review whose brief a child may still look at first; None for a carer or parent."""
    if invitation.about_id is not None:
        return None
    around = rounds.around([invitation.person_id]).get(invitation.person_id)
    review = around.coming if around else None
    return review if review is not None and review.cancelled_on is None else None


def waits_for_them(invitation: Invitation) -> bool:
    """Whether the child behind a link has something to look at: said, and on no copy yet."""
    review = review_to_come(invitation)
    if review is None:
        return False
    issued = select(func.max(BriefIssue.issued_at)).where(BriefIssue.review_id == review.id)
    last = db.session.scalar(issued)
    if last is None:
        return True
    since = (
        select(Answer.id)
        .join(Conversation, Conversation.id == Answer.conversation_id)
        .where(Conversation.person_id == invitation.person_id, Answer.at > last)
    )
    return db.session.scalar(since.limit(1)) is not None


def is_issued(review_id: int) -> bool:
    """Whether the brief of this review has gone out."""
    issued = select(BriefIssue.id).where(BriefIssue.review_id == review_id)
    return db.session.scalar(issued.limit(1)) is not None


def gone_out(review_id: int) -> frozenset[int]:
    """The child's answers whose words stand on a copy of this review's brief: they are fixed now.

    What was said since, or held back till now, is on none, and stays theirs to decide. A parent's
    or carer's words stand on a copy too: they are none of the child's.
    """
    pages = db.session.scalars(select(BriefIssue.page).where(BriefIssue.review_id == review_id))
    on = _standing_on(pages.all())
    own = (
        select(Answer.id)
        .join(Conversation, Conversation.id == Answer.conversation_id)
        .join(Meeting, Meeting.person_id == Conversation.person_id)
        .where(Meeting.id == review_id, Answer.id.in_(on), Conversation.about_id.is_(None))
    )
    return frozenset(db.session.scalars(own))


def on_copies(child_id: int) -> frozenset[int]:
    """All answers, whoever gave them, whose words stand on a copy of any brief of this child."""
    pages = select(BriefIssue.page).join(Meeting, Meeting.id == BriefIssue.review_id)
    return _standing_on(db.session.scalars(pages.where(Meeting.person_id == child_id)).all())


def hold_coming_review(child_id: int) -> None:
    """Keep the next brief of a child from being issued until the commit."""
    around = rounds.around([child_id]).get(child_id)
    if around is not None and around.coming is not None:
        db.session.refresh(around.coming, with_for_update=True)


def _standing_on(pages: Sequence[Any]) -> frozenset[int]:
    return frozenset().union(*(answers_on(thawed(Brief, page)) for page in pages))


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


def kept_private(answer_ids: Collection[int]) -> frozenset[int]:
    """Those of these answers that the child holds back. Staff see that there is one, not what."""
    held = decided(answer_ids, None).items()
    return frozenset(answer_id for answer_id, choice in held if choice.held_back)


def is_kept_private(answer_id: int) -> bool:
    """Whether the child holds this answer back."""
    return answer_id in kept_private({answer_id})


def reworded(answer_ids: Collection[int]) -> dict[int, PartChoice]:
    """Those of these answers that the child would rather have shown in other words."""
    held = decided(answer_ids, None).items()
    return {answer_id: choice for answer_id, choice in held if choice.reworded}


def is_as_written(answer_id: int) -> bool:
    """Whether an answer stands in its first words: neither held back nor said in others."""
    choice = decided({answer_id}, None).get(answer_id)
    return choice is None or not (choice.held_back or choice.reworded)


def keep_choices(before: Answer, after: Answer) -> None:
    """An answer was changed: what was held back stays so. New words were about the old answer."""
    rows = db.session.scalars(select(PartChoice).where(PartChoice.answer_id == before.id))
    for row in list(rows):
        kept = {"held_back": row.held_back, "at": row.at}  # who sees it they have said anew
        db.session.add(PartChoice(review_id=row.review_id, answer_id=after.id, **kept))
