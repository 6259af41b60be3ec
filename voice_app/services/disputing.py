"""An IRO's dispute with the authority over a child: informal first, then formal, with a clock.

The IRO Handbook (2010) asks for a dispute resolution process of 20 working days; an authority may
set another number. Only the child's own IRO of today writes, and every change is in the record.
"""

from dataclasses import dataclass
from datetime import datetime

from surveys.clocks import add_working_days
from voice_app.clock import bank_holidays
from voice_app.clock import london_day
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.journey import Meeting
from voice_app.models.reviews import Escalation
from voice_app.models.reviews import EscalationStep
from voice_app.pages.after import Disputes
from voice_app.policy import Role
from voice_app.store import access
from voice_app.store import disputes
from voice_app.store import people
from voice_app.store import record
from voice_app.store import settings

LONGEST = 2_000  # letters of one step


class NotYours(PermissionError):
    """This is not this person's child today, or there is no such dispute."""


class DisputeFault(ValueError):
    """It was not stored; the message says why, for the person who tried."""


@dataclass(frozen=True)
class NewDispute:
    """What an IRO does not agree with, about which child, and at which review, if it was at one."""

    person_id: int
    words: str
    review_id: int | None = None


def raise_dispute(new: NewDispute, *, user_id: int, now: datetime) -> int:
    """Begin a dispute, informally, and give its id."""
    with writing():
        _check_own(new.person_id, user_id, now)
        if new.review_id is not None:
            review = db.session.get(Meeting, new.review_id)
            if review is None or review.person_id != new.person_id:
                raise NotYours
        row = Escalation(
            person_id=new.person_id,
            review_id=new.review_id,
            stage="informal",
            raised_by=user_id,
            raised_on=london_day(now),
        )
        db.session.add(row)
        db.session.flush()
        _step(row, new.words, user_id, now)
        return row.id


def add_step(dispute_id: int, words: str, *, user_id: int, now: datetime) -> None:
    """Put down what was said or done."""
    with writing():
        _step(_open(dispute_id, user_id, now), words, user_id, now)


def make_formal(dispute_id: int, words: str, *, user_id: int, now: datetime) -> None:
    """Informal talk did not settle it: from today the clock runs, in working days."""
    with writing():
        row = _open(dispute_id, user_id, now)
        if row.stage == "formal":
            raise DisputeFault("It is formal already. Nothing was changed.")
        days = settings.value("dispute_settled_in")
        row.stage = "formal"
        row.due_on = add_working_days(london_day(now), days, holidays=bank_holidays())
        _step(row, words, user_id, now)


def settle(dispute_id: int, outcome: str, *, user_id: int, now: datetime) -> None:
    """It is settled, and this is how. What is settled is not opened again: raise a new one."""
    with writing():
        row = _open(dispute_id, user_id, now)
        row.stage = "settled"
        row.settled_on = london_day(now)
        _step(row, outcome, user_id, now)


def disputes_of(*, user_id: int, now: datetime) -> Disputes:
    """The disputes about an IRO's own children; every look is recorded."""
    today = london_day(now)
    with writing():
        rows = disputes.about(people.children_of(user_id, Role.IRO, today))
        for row in rows:
            record.note(record.Deed(user_id, "saw", f"dispute:{row.id}", row.person_id), now=now)
        return Disputes(
            rows=disputes.shown(rows, today),
            open=sum(row.stage != "settled" for row in rows),
            late=sum(disputes.is_late(row, today) for row in rows),
        )


def _open(dispute_id: int, user_id: int, now: datetime) -> Escalation:
    """A dispute that goes on, locked until the commit."""
    row = db.session.get(Escalation, dispute_id, with_for_update=True)
    if row is None:
        raise NotYours
    _check_own(row.person_id, user_id, now)
    if row.stage == "settled":
        raise DisputeFault("It is settled. Raise a new one if it is not. Nothing was changed.")
    return row


def _check_own(person_id: int, user_id: int, now: datetime) -> None:
    if not access.is_own_child(user_id, person_id, now=now):
        raise NotYours


def _step(row: Escalation, words: str, user_id: int, now: datetime) -> None:
    kept = words.strip()
    if not 0 < len(kept) <= LONGEST:
        raise DisputeFault(f"Write something, {LONGEST} letters at most. Nothing was changed.")
    db.session.add(
        EscalationStep(escalation_id=row.id, stage=row.stage, words=kept, by=user_id, at=now)
    )
    deed = record.Deed(user_id, "changed", f"dispute:{row.id}", row.person_id, row.stage)
    record.note(deed, now=now)
