"""A text that is in doubt, looked up at its provider once its receipt has had time to come.

What a list shows is a conclusion, not a proof, so it is drawn only where there is one way to read
it (docs/decisions/0012). Otherwise a person settles it: no text is sent again blindly.
"""

from datetime import datetime
from datetime import timedelta

from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy import update

from messaging.channels import Channel
from messaging.gateway import Gateway
from messaging.gateway import GatewayProblem
from messaging.gateway import Outbound
from messaging.gateway import Sightings
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.messages import OutboundText
from voice_app.services.sending.again import back_in_line
from voice_app.services.sending.pace import MOST_LOOK_UPS
from voice_app.services.sending.pace import USUAL
from voice_app.services.sending.pace import Pace
from voice_app.store import outbox

NOTHING = "not_listed"
SEVERAL = "several_listed"
NO_ANSWER = "not_looked_up"


def claim_look_up(*, now: datetime, provider: str, pace: Pace = USUAL) -> int | None:
    """Take the next text of this provider that is to be looked up; None when there is none."""
    with writing():
        next_one = (
            select(OutboundText.id)
            .where(
                OutboundText.state == "parked",
                OutboundText.provider == provider,
                OutboundText.lease_until <= now,
                OutboundText.look_ups < MOST_LOOK_UPS,
                OutboundText.settled_at.is_(None),
                ~outbox.is_paused(provider),
            )
            .order_by(OutboundText.lease_until, OutboundText.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        return db.session.scalar(
            update(OutboundText)
            .where(OutboundText.id == next_one.scalar_subquery())
            .values(
                lease_until=now + pace.lease,
                looked_up_at=now,
                look_ups=OutboundText.look_ups + 1,
            )
            .returning(OutboundText.id)
        )


def look_up(text_id: int, gateway: Gateway, *, now: datetime, pace: Pace = USUAL) -> None:
    """Ask the provider what became of one claimed text, and draw what conclusion there is."""
    row = db.session.get_one(OutboundText, text_id)
    channel = Channel(row.channel)
    outbound = Outbound(row.key, row.to, words="", expires_at=row.expires_at, channel=channel)
    since = row.handed_at or row.created_at
    db.session.rollback()
    try:
        seen = gateway.look_up(outbound, since=since)
    except GatewayProblem:
        seen = None
    with writing():
        row = db.session.get_one(OutboundText, text_id, with_for_update=True)
        if row.state == "parked" and row.settled_at is None:  # else its receipt came
            _conclude(row, seen, now=now, pace=pace)


def _conclude(row: OutboundText, seen: Sightings | None, *, now: datetime, pace: Pace) -> None:
    free = _nobodys(seen.ids) if seen else []
    if seen and free and (seen.exact or (len(free) == 1 and not _has_rivals(row, seen))):
        row.state = "accepted"
        row.provider_id = free[0]
        row.sent_at = row.handed_at
        row.fault = ""
    elif seen and not free and seen.complete:
        row.due_at = max(row.due_at, now)
        row.fault = "did_not_go"
        back_in_line(row)
    else:
        row.fault = NO_ANSWER if seen is None else SEVERAL if free else NOTHING
        row.lease_until = _next_time(row, now, pace)


def _next_time(row: OutboundText, now: datetime, pace: Pace) -> datetime | None:
    """When it is looked up again; None when it waits for a person."""
    if row.look_ups >= MOST_LOOK_UPS:
        return None
    longer: timedelta = pace.receipt_wait * 2**row.look_ups
    return now + longer


def _nobodys(ids: tuple[str, ...]) -> list[str]:
    """Those messages that no text of ours is known to be."""
    ours = select(OutboundText.provider_id).where(OutboundText.provider_id.in_(ids))
    taken = set(db.session.scalars(ours))
    return [each for each in ids if each not in taken]


def _has_rivals(row: OutboundText, seen: Sightings) -> bool:
    """Whether another text of ours, in doubt as well, may be what was seen."""
    others = select(func.count(OutboundText.id)).where(
        OutboundText.id != row.id,
        OutboundText.provider == row.provider,
        OutboundText.state.in_(("sending", "parked")),
        OutboundText.provider_id.is_(None),
        OutboundText.expires_at > (row.handed_at or row.created_at),
    )
    if seen.surely_this_number:
        others = others.where(OutboundText.to_index == row.to_index)
    return bool(db.session.scalar(others))
