"""Texts go out: claimed once, marked *sending* before the provider is called, never sent blindly.

A text whose worker died while sending may have gone or not. It is parked for a person (or for the
provider's receipt, which names the row), not sent a second time.
"""

from datetime import datetime
from datetime import timedelta

from sqlalchemy import Exists
from sqlalchemy import exists
from sqlalchemy import select
from sqlalchemy import update
from sqlalchemy.orm import aliased

from messaging.gateway import DeliveryState
from messaging.gateway import Gateway
from messaging.gateway import GatewayProblem
from messaging.gateway import InDoubt
from messaging.gateway import Outbound
from messaging.gateway import Receipt
from messaging.gateway import Trouble
from messaging.gateway import TryAgain
from messaging.gateway import later
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.messages import OutboundText
from voice_app.models.messages import PracticeText
from voice_app.models.messages import Receipt as ReceiptRow
from voice_app.models.people import OptOut
from voice_app.store import people

LEASE = timedelta(minutes=2)  # longer than any provider takes to answer
MOST_ATTEMPTS = 6
FIRST_WAIT = timedelta(seconds=20)


def claim_text(*, now: datetime) -> int | None:
    """Mark the next due text as *sending*, in a commit of its own; None when none is due.

    Texts to one phone go out in the order they were queued.
    """
    with writing():
        _expire(now)
        _park_abandoned(now)
        next_one = (
            select(OutboundText.id)
            .where(OutboundText.state == "queued", OutboundText.due_at <= now, ~_behind(now))
            .order_by(OutboundText.due_at, OutboundText.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        return db.session.scalar(
            update(OutboundText)
            .where(OutboundText.id.in_(next_one.scalar_subquery()))
            .values(state="sending", lease_until=now + LEASE, attempts=OutboundText.attempts + 1)
            .returning(OutboundText.id)
        )


def send(text_id: int, gateway: Gateway, *, callback: str, now: datetime) -> None:
    """Hand one claimed text to the provider and write down what it said."""
    row = db.session.get_one(OutboundText, text_id)
    outbound = Outbound(key=row.key, to=row.to, words=row.words, expires_at=row.expires_at)
    db.session.rollback()  # nothing is held open while the provider takes its time
    try:
        accepted = gateway.send(outbound, callback=callback)
    except GatewayProblem as problem:
        _went_wrong(text_id, problem, now)
        return
    with writing():
        row = db.session.get_one(OutboundText, text_id, with_for_update=True)
        if row.state == "sending":
            row.state = "accepted"
        row.provider_id = row.provider_id or accepted.provider_id
        row.sent_at = row.sent_at or now


def receive_receipt(text_id: int, receipt: Receipt, *, now: datetime) -> None:
    """Take in what the provider says of a text.

    The address it came to named the row, so it also proves that the provider took the text when
    our own call was cut off. Final states never go back.
    """
    with writing():
        row = db.session.get(OutboundText, text_id, with_for_update=True)
        if row is None:
            return
        kept = ReceiptRow(
            outbound_id=row.id, state=receipt.state, error_code=receipt.error_code, at=now
        )
        db.session.add(kept)
        row.provider_id = row.provider_id or receipt.provider_id
        row.sent_at = row.sent_at or now
        row.state = _after_receipt(row.state, receipt.state)
        row.fault = receipt.error_code or row.fault


def practice_screen(outbound: Outbound, *, now: datetime) -> None:
    """The simulator's sink: the text appears on the pretend phone. A repeat changes nothing."""
    with writing():
        if db.session.get(PracticeText, outbound.key) is None:
            index = people.phone_index(outbound.to)
            db.session.add(
                PracticeText(key=outbound.key, to_index=index, words=outbound.words, at=now)
            )


def _after_receipt(old: str, new: DeliveryState) -> str:
    if old in set(DeliveryState):
        return str(later(DeliveryState(old), new))
    return str(new)  # sending or parked: the receipt settles it


def _went_wrong(text_id: int, problem: GatewayProblem, now: datetime) -> None:
    with writing():
        row = db.session.get_one(OutboundText, text_id, with_for_update=True)
        if row.state == "sending":  # else a receipt came first, and the provider has it
            _settle(row, problem, now)
        opted_out = problem.trouble is Trouble.OPTED_OUT
        if opted_out and people.opted_out(row.to_index) is None:
            db.session.add(OptOut(address_index=row.to_index, since=now))


def _settle(row: OutboundText, problem: GatewayProblem, now: datetime) -> None:
    row.fault = f"{problem.trouble} {problem.code}".strip()
    if isinstance(problem, InDoubt):
        row.state = "parked"
    elif isinstance(problem, TryAgain) and row.attempts < MOST_ATTEMPTS:
        row.state = "queued"
        row.due_at = now + FIRST_WAIT * 2 ** (row.attempts - 1)
    else:
        row.state = "failed"


def _behind(now: datetime) -> Exists:
    """Another text to the same phone goes first: it is being sent, due, or being tried again."""
    first = aliased(OutboundText)
    trying = (first.due_at <= now) | (first.attempts > 0)
    return exists().where(
        first.to_index == OutboundText.to_index,
        first.id < OutboundText.id,
        (first.state == "sending") | ((first.state == "queued") & trying),
    )


def _expire(now: datetime) -> None:
    """A text that waited too long is not sent the next morning."""
    db.session.execute(
        update(OutboundText)
        .where(OutboundText.state == "queued", OutboundText.expires_at <= now)
        .values(state="expired", fault="too_late")
    )


def _park_abandoned(now: datetime) -> None:
    """Its worker died while sending: nobody knows, so nobody sends it again blindly."""
    db.session.execute(
        update(OutboundText)
        .where(OutboundText.state == "sending", OutboundText.lease_until < now)
        .values(state="parked", fault="in_doubt")
    )
