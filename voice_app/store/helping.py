"""Did it help? Their answer, and what it does to the action it is about."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from analysis.thread import Helped as HelpedValue
from analysis.thread import after_confirmation
from voice_app.db import db
from voice_app.models.quality import Action
from voice_app.models.quality import Confirmation
from voice_app.models.quality import Response


@dataclass(frozen=True)
class Helped:
    """Yes, a bit, same or worse, with the words it came in."""

    value: str
    words: str | None
    channel: str


def answered(response_id: int) -> Confirmation | None:
    """What they answered about this response, if they have."""
    return db.session.scalar(
        select(Confirmation)
        .where(Confirmation.response_id == response_id)
        .order_by(Confirmation.id.desc())
    )


def confirm(response: Response, helped: Helped, *, now: datetime) -> None:
    """Keep their answer, and let it close or re-open the action: staff cannot do either."""
    db.session.add(
        Confirmation(
            response_id=response.id,
            value=helped.value,
            words=helped.words,
            channel=helped.channel,
            at=now,
        )
    )
    if response.action_id is None:
        return
    action = db.session.get_one(Action, response.action_id)
    if after_confirmation(HelpedValue(helped.value), action.reopened).reopens:
        action.state = "started"
        action.settled_at = None
        action.reopened += 1
