"""The rows behind a test: what was stored, in the order it was written."""

from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy import select

from voice_app.db import Base
from voice_app.db import db
from voice_app.models.conversations import Answer
from voice_app.models.conversations import Conversation
from voice_app.models.messages import InboundText
from voice_app.models.messages import OutboundText
from voice_app.models.worries import Worry

Row = TypeVar("Row", bound=Base)


def every(table: type[Row]) -> Sequence[Row]:
    """All rows of a table as they are now, whoever wrote them."""
    db.session.rollback()
    return list(db.session.scalars(select(table).order_by(*table.__table__.primary_key)))


def only(table: type[Row]) -> Row:
    """The one row there is."""
    (row,) = every(table)
    return row


def answers(question: str) -> list[Answer]:
    """Every row of one question, those that were changed too."""
    return [row for row in every(Answer) if row.question == question]


def current(question: str) -> Answer:
    """The row of a question that counts."""
    (row,) = [row for row in answers(question) if row.replaced_at is None]
    return row


def messages() -> list[Answer]:
    """What was said without being asked."""
    return answers("")


def survey() -> Conversation:
    """The one survey that was begun."""
    (row,) = [row for row in every(Conversation) if row.kind == "survey"]
    return row


def last_inbound() -> InboundText:
    """The text that came in last."""
    return max(every(InboundText), key=lambda row: (row.received_at, row.provider_id))


def outbox(state: str) -> list[OutboundText]:
    """The texts in one state."""
    return [row for row in every(OutboundText) if row.state == state]


def worries() -> list[tuple[str, list[str]]]:
    """The worries, each with its tier and families."""
    return [(row.tier, row.families) for row in every(Worry)]
