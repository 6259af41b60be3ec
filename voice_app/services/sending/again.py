"""The same text once more: a new row with a new key, never the old one put back."""

from datetime import datetime

from sqlalchemy import select

from messaging.gateway import Again
from messaging.hours import ANYONE
from messaging.hours import next_allowed
from voice_app.clock import bank_holidays
from voice_app.db import db
from voice_app.models.messages import OutboundText
from voice_app.services.sending.pace import Pace
from voice_app.store import asking
from voice_app.store import messages
from voice_app.store import people

TRY = ":try"  # by the table of errors
BY_HAND = ":again"  # because a person said so
COPIED = (
    "to",
    "to_index",
    "words",
    "parts",
    "person_id",
    "conversation_id",
    "response_id",
    "promise_id",
    "chat_id",
    "channel",
    "asks",
    "expires_at",
)


def try_again(
    row: OutboundText, again: Again, *, now: datetime, pace: Pace, passes: bool = False
) -> bool:
    """Queue a text once more that did not arrive; False where its tries or its time are over.

    It goes by day only, within its own time, and not where something newer was said since. What
    ``passes`` uses up no tries: it is tried as long as it may still go.
    """
    tried = tries(row.key)
    used_up = tried > again.times
    if (used_up and not passes) or is_overtaken(row):
        return False
    wait = pace.while_down(tried) if used_up else pace.before_try(again, tried)
    due = next_allowed(now + wait, ANYONE, bank_holidays())
    return put_again(row, _next_key(row.key), now=now, due=due)


def put_again(row: OutboundText, key: str, *, now: datetime, due: datetime) -> bool:
    """Queue the same words to the same phone; False where it would be too late, or was done."""
    if due >= row.expires_at or messages.by_key(key) is not None:
        return False
    copied = {name: getattr(row, name) for name in COPIED}
    db.session.add(OutboundText(key=key, created_at=now, due_at=due, **copied))
    db.session.info["queued"] = True
    return True


def take_back(row: OutboundText) -> None:
    """It arrived after all: what waits to be sent in its place is not needed."""
    for key in (_next_key(row.key), f"{row.key}{BY_HAND}"):
        waiting = messages.by_key(key)
        if waiting is not None and waiting.state == "queued":
            waiting.state = "expired"
            waiting.fault = "went_after_all"


def tries(key: str) -> int:
    """The how manyth try this key is."""
    _, _, number = key.partition(TRY)
    return int(number) if number.isdigit() else 1


def _next_key(key: str) -> str:
    return f"{key.partition(TRY)[0]}{TRY}{tries(key) + 1}"


def back_in_line(row: OutboundText) -> None:
    """A text that did not go waits again; one that STOP or a newer text overtook is over."""
    stop = people.opted_out(row.to_index)
    stopped = stop is not None and stop.since >= row.created_at and not row.key.startswith("stop:")
    if stopped or _is_replaced(row):
        row.state, row.fault = "expired", "overtaken"
    else:
        row.state = "queued"


def is_overtaken(row: OutboundText) -> bool:
    """Whether something newer was said in the same conversation, or the phone said STOP."""
    return people.opted_out(row.to_index) is not None or _is_replaced(row)


def _is_replaced(row: OutboundText) -> bool:
    if row.conversation_id is None:
        return False
    if asking.stopped_since(row.conversation_id, row.created_at):
        return True
    newer = select(OutboundText.id).where(
        OutboundText.conversation_id == row.conversation_id,
        OutboundText.created_at > row.created_at,  # what was said together is not newer
        ~OutboundText.key.contains(TRY),
    )
    return db.session.scalar(newer.limit(1)) is not None
