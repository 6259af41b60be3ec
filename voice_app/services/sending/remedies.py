"""What is done about a text that did not arrive, as the provider's table of errors says."""

from collections.abc import Callable
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy import update

from messaging.gateway import Then
from messaging.gateway import Trouble
from voice_app.db import db
from voice_app.models.messages import OutboundText
from voice_app.models.messages import ProviderPause
from voice_app.models.people import ContactPoint
from voice_app.models.people import OptOut
from voice_app.store import people
from voice_app.store import queue


def carry_out(then: Then, row: OutboundText, trouble: Trouble, *, now: datetime) -> None:
    """Do what the table says once trying again is over."""
    _DONE[then](row, trouble, now)


def pause(provider: str, trouble: Trouble, *, now: datetime) -> None:
    """Nothing more goes out by this provider until somebody says so."""
    standing = select(ProviderPause.id).where(
        ProviderPause.provider == provider, ProviderPause.lifted_at.is_(None)
    )
    if db.session.scalar(standing.limit(1)) is None:
        db.session.add(ProviderPause(provider=provider, reason=trouble, since=now))


def mark_working(row: OutboundText) -> None:
    """A text arrived: whatever was said of the number before, it works."""
    db.session.execute(
        update(ContactPoint)
        .where(ContactPoint.address_index == row.to_index, ContactPoint.bad_since.is_not(None))
        .values(bad_since=None)
    )


def _opt_out(row: OutboundText, _trouble: Trouble, now: datetime) -> None:
    """The network was told STOP: that counts as if we were told."""
    if people.opted_out(row.to_index) is None:
        db.session.add(OptOut(address_index=row.to_index, since=now))
    queue.withdraw_to(row.to_index)


def _mark_bad(row: OutboundText, _trouble: Trouble, now: datetime) -> None:
    """Nobody is reached on this number: a worker must ask for another."""
    db.session.execute(
        update(ContactPoint)
        .where(ContactPoint.address_index == row.to_index, ContactPoint.bad_since.is_(None))
        .values(bad_since=now)
    )


def _pause(row: OutboundText, trouble: Trouble, now: datetime) -> None:
    pause(row.provider, trouble, now=now)


def _give_up(_row: OutboundText, _trouble: Trouble, _now: datetime) -> None:
    """The row says what happened; no more is done."""


_DONE: Mapping[Then, Callable[[OutboundText, Trouble, datetime], None]] = {
    Then.GIVE_UP: _give_up,
    Then.OPT_OUT: _opt_out,
    Then.ASK_WORKER: _mark_bad,
    Then.PAUSE: _pause,
}
