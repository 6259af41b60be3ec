"""Writing down who saw or changed what, in a chain that shows a missing link."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert
from sqlalchemy import select
from sqlalchemy import text

from voice_app.db import db
from voice_app.models.record import AccessLog

_CHAIN_LOCK = 2012_11  # PostgreSQL advisory lock: one writer at a time adds to the chain


@dataclass(frozen=True)
class Deed:
    """One look or change: ``did`` is saw or changed, ``what`` such as ``brief:12``."""

    user_id: int | None
    did: str
    what: str
    person_id: int | None = None
    reason: str = ""


def note(deed: Deed, *, now: datetime) -> None:
    """Add one deed to the record."""
    note_all([deed], now=now)


def note_all(deeds: Sequence[Deed], *, now: datetime) -> None:
    """Add deeds to the record in this order, in as many statements as one takes."""
    if not deeds:
        return
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _CHAIN_LOCK})
    newest = select(AccessLog.digest).order_by(AccessLog.id.desc()).limit(1)
    last = db.session.scalar(newest) or ""
    rows = []
    for deed in deeds:
        last = _digest(last, deed, now)
        rows.append({**asdict(deed), "at": now, "digest": last})
    db.session.execute(insert(AccessLog), rows)


def looks(what: str, person_id: int) -> list[AccessLog]:
    """Every look at a part of one child's record, oldest first."""
    return deeds("saw", what, person_id)


def deeds(did: str, what: str, person_id: int) -> list[AccessLog]:
    """Everything of one sort done with a part of one child's record, oldest first."""
    done = select(AccessLog).where(
        AccessLog.person_id == person_id, AccessLog.did == did, AccessLog.what == what
    )
    return list(db.session.scalars(done.order_by(AccessLog.id)))


def last_change(what: str, reason: str, person_id: int) -> datetime | None:
    """When a part of one child's record was last changed for this reason."""
    changed = select(AccessLog.at).where(
        AccessLog.person_id == person_id,
        AccessLog.did == "changed",
        AccessLog.what == what,
        AccessLog.reason == reason,
    )
    return db.session.scalar(changed.order_by(AccessLog.id.desc()).limit(1))


def last_look(user_id: int, what: str, person_id: int) -> datetime | None:
    """When somebody last saw this part of one child's record."""
    return next((row.at for row in looks(what, person_id)[::-1] if row.user_id == user_id), None)


def broken_at() -> int | None:
    """The id of the first row whose digest does not fit the row before it, or None."""
    last = ""
    for row in db.session.scalars(select(AccessLog).order_by(AccessLog.id)):
        deed = Deed(row.user_id, row.did, row.what, row.person_id, row.reason)
        if row.digest != _digest(last, deed, row.at):
            return row.id
        last = row.digest
    return None


def _digest(last: str, deed: Deed, at: datetime) -> str:
    return hashlib.sha256(f"{last}|{at.isoformat()}|{deed}".encode()).hexdigest()
