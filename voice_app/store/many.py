"""Who spoke of what, when: for counting people, never for a page about one of them."""

from collections.abc import Sequence
from datetime import date
from datetime import datetime

from sqlalchemy import or_
from sqlalchemy import select

from analysis.counts import Mention
from voice_app.clock import london_day
from voice_app.db import db
from voice_app.models.conversations import Answer
from voice_app.models.conversations import Conversation
from voice_app.models.insight import ThemeTag
from voice_app.models.teaching import ApprovedQuote

A_YEAR_OF_QUARTERS = 4
MONTHS = ("Jan", "Apr", "Jul", "Oct")
LAST = ("Mar", "Jun", "Sep", "Dec")


def quarters(today: date) -> tuple[str, ...]:
    """The last four quarters, this one last: "Jul to Sep 2026"."""
    number = today.year * 4 + (today.month - 1) // 3
    return tuple(_named(number - back) for back in reversed(range(A_YEAR_OF_QUARTERS)))


def mentions(since: datetime) -> list[Mention]:
    """Each person who wrote, with every theme that surely stands and the quarter of it.

    Whoever wrote without a theme is there with an empty one. Who gave no name may be one of them
    already, and is not counted.
    """
    stands = or_(ThemeTag.state == "confirmed", ThemeTag.sure)
    rows = db.session.execute(
        select(Conversation.person_id, Answer.at, ThemeTag.theme)
        .join(Answer, Answer.conversation_id == Conversation.id)
        .outerjoin(
            ThemeTag,
            (ThemeTag.answer_id == Answer.id)
            & (ThemeTag.state != "rejected")
            & ThemeTag.set_aside_at.is_(None)
            & stands,
        )
        .where(Answer.has_words, Answer.at >= since, Conversation.person_id.is_not(None))
        .where(Answer.taken_back_at.is_(None), Answer.replaced_at.is_(None))
    )
    return [
        Mention(str(person), theme or "", _quarter(london_day(said_at)))
        for person, said_at, theme in rows
    ]


def approved() -> Sequence[ApprovedQuote]:
    """Every quote that was approved and not withdrawn, the newest first."""
    return db.session.scalars(
        select(ApprovedQuote)
        .where(ApprovedQuote.withdrawn_at.is_(None))
        .order_by(ApprovedQuote.id.desc())
    ).all()


def _quarter(day: date) -> str:
    return _named(day.year * 4 + (day.month - 1) // 3)


def _named(number: int) -> str:
    year, quarter = divmod(number, 4)
    return f"{MONTHS[quarter]} to {LAST[quarter]} {year}"
