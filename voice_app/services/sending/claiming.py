"""Whose turn it is: each due text to one worker, and what must not be sent any more."""

from datetime import UTC
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy import Exists
from sqlalchemy import String
from sqlalchemy import UpdateBase
from sqlalchemy import bindparam
from sqlalchemy import exists
from sqlalchemy import select
from sqlalchemy import update
from sqlalchemy.orm import aliased

from messaging.hours import LATE
from messaging.hours import is_quiet
from voice_app.clock import bank_holidays
from voice_app.db import UtcTime
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.messages import InboundText
from voice_app.models.messages import OutboundText
from voice_app.services.sending.pace import MOST_LOOK_UPS
from voice_app.services.sending.pace import USUAL
from voice_app.services.sending.pace import Pace
from voice_app.store import outbox

THIS_MOMENT = bindparam("this_moment", type_=UtcTime)
BY_WHOM = bindparam("by_whom", type_=String)
FRESH_SINCE = bindparam("fresh_since", type_=UtcTime)
EVER = datetime(2000, 1, 1, tzinfo=UTC)


def claim_text(
    *, now: datetime, provider: str = "", before: tuple[str, ...] = (), pace: Pace = USUAL
) -> int | None:
    """Mark the next due text as *sending*, in a commit of its own; None when none is due.

    Texts to one phone go out in the order they were queued. Nothing goes while its provider is
    paused, and nothing that a provider ``before`` this one could take. In the quiet hours only what
    is an answer of the moment goes; what is late waits for the morning, or its time is over.
    """
    given = {
        "this_moment": now,
        "by_whom": provider,
        "ours_until": now + pace.lease,
        "fresh_since": now - LATE if is_quiet(now, bank_holidays()) else EVER,
    }
    with writing():
        text_id: int | None = db.session.scalar(_claim(before), given)
        return text_id


def tidy(*, now: datetime, providers: tuple[str, ...] = (), pace: Pace = USUAL) -> None:
    """Put away what waited too long; park what a worker left in the middle of sending.

    ``providers`` are those we have: what another was handed can't be looked up any more.
    """
    with writing():
        _expire(now)
        _park_abandoned(now, pace)
        _leave_to_a_person(now)
        if providers:
            _leave_of_others(providers)


@cache
def _claim(before: tuple[str, ...]) -> UpdateBase:
    """The statement that claims a text, made once: to build it costs more than to run it."""
    next_one = (
        select(OutboundText.id)
        .where(
            OutboundText.state == "queued",
            OutboundText.due_at <= THIS_MOMENT,
            OutboundText.expires_at > THIS_MOMENT,
            _is_fresh(OutboundText),
            ~_behind(),
            ~outbox.is_out(BY_WHOM),
            *(outbox.is_out(each) for each in before),
        )
        .order_by(OutboundText.due_at, OutboundText.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    return (
        update(OutboundText)
        .where(OutboundText.id == next_one.scalar_subquery())
        .values(
            state="sending",
            lease_until=bindparam("ours_until", type_=UtcTime),
            handed_at=THIS_MOMENT,
            provider=BY_WHOM,
            attempts=OutboundText.attempts + 1,
        )
        .returning(OutboundText.id)
        .execution_options(synchronize_session=False)
    )


def _behind() -> Exists:
    """Another text to the same phone goes first: it is being sent, due, or being tried again."""
    first = aliased(OutboundText)
    in_time = first.expires_at > THIS_MOMENT
    trying = in_time & ((first.due_at <= THIS_MOMENT) | (first.attempts > 0))
    return exists().where(
        first.to_index == OutboundText.to_index,
        first.id < OutboundText.id,
        (first.state == "sending") | ((first.state == "queued") & trying & _is_fresh(first)),
    )


def _is_fresh(text: Any) -> ColumnElement[bool]:
    """Whether a text was made just now, or its phone has written just now: they are awake."""
    wrote = exists().where(
        InboundText.sender_index == text.to_index, InboundText.received_at >= FRESH_SINCE
    )
    made: ColumnElement[bool] = text.created_at >= FRESH_SINCE
    return made | wrote


def _expire(now: datetime) -> None:
    """A text that waited too long is not sent the next morning."""
    db.session.execute(
        update(OutboundText)
        .where(OutboundText.state == "queued", OutboundText.expires_at <= now)
        .values(state="expired", fault=outbox.TOO_LATE)
    )


def _park_abandoned(now: datetime, pace: Pace) -> None:
    """Its worker died while sending: nobody knows, so nobody sends it again blindly."""
    db.session.execute(
        update(OutboundText)
        .where(OutboundText.state == "sending", OutboundText.lease_until < now)
        .values(state="parked", fault="in_doubt", lease_until=now + pace.receipt_wait)
    )


def _leave_to_a_person(now: datetime) -> None:
    """Every worker that looked it up died of it, or nearly: no more of that."""
    db.session.execute(
        update(OutboundText)
        .where(
            OutboundText.state == "parked",
            OutboundText.look_ups >= MOST_LOOK_UPS,
            OutboundText.lease_until <= now,
        )
        .values(lease_until=None)
    )


def _leave_of_others(providers: tuple[str, ...]) -> None:
    """Handed to a provider that we have left since: a person settles it."""
    db.session.execute(
        update(OutboundText)
        .where(
            OutboundText.state == "parked",
            OutboundText.provider.not_in(providers),
            OutboundText.lease_until.is_not(None),
        )
        .values(lease_until=None)
    )
