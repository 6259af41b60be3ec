"""What the provider says became of a text, in whatever order it comes."""

from datetime import datetime

from sqlalchemy import func
from sqlalchemy import select

from messaging.gateway import DeliveryState
from messaging.gateway import Receipt
from messaging.gateway import Trouble
from messaging.gateway import later
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.messages import OutboundText
from voice_app.models.messages import Receipt as ReceiptRow
from voice_app.services.sending.again import take_back
from voice_app.services.sending.again import try_again
from voice_app.services.sending.owners import give_id
from voice_app.services.sending.pace import USUAL
from voice_app.services.sending.pace import Pace
from voice_app.services.sending.remedies import carry_out
from voice_app.services.sending.remedies import mark_working

LOST = {DeliveryState.NOT_DELIVERED, DeliveryState.FAILED}


def text_of(key: str, *, provider: str) -> int | None:
    """The text that this provider was handed under our own key; None for what is not ours."""
    ours = select(OutboundText.id).where(OutboundText.key == key, OutboundText.provider == provider)
    return db.session.scalar(ours)


def receive_receipt(text_id: int, receipt: Receipt, *, now: datetime, pace: Pace = USUAL) -> None:
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
        give_id(row, receipt.provider_id)
        row.sent_at = row.sent_at or now
        if row.state in LOST and receipt.state not in LOST:
            take_back(row)
        before = row.state
        row.state = _after_receipt(before, receipt.state)
        row.fault = receipt.error_code or ("" if before == "parked" else row.fault)
        if row.state == before:
            return
        if receipt.state in LOST:
            _was_lost(row, receipt, now=now, pace=pace)
        elif receipt.state is DeliveryState.DELIVERED:
            mark_working(row)


def _was_lost(row: OutboundText, receipt: Receipt, *, now: datetime, pace: Pace) -> None:
    """It did not reach the phone: once more where the table says so, else what comes then."""
    again = receipt.remedy.again
    passes = receipt.trouble.passes
    if again.times and try_again(row, again, now=now, pace=pace, passes=passes):
        return
    if _times_lost(row) > again.times:
        carry_out(receipt.remedy.then, row, receipt.trouble, now=now)
    if receipt.trouble.is_the_providers or receipt.trouble is Trouble.FILTERED:
        row.fault = f"{receipt.trouble} {receipt.error_code}"  # for a person to see


def _times_lost(row: OutboundText) -> int:
    """How many texts to this phone were lost in just this way, this one with them."""
    db.session.flush()
    lost = select(func.count(OutboundText.id)).where(
        OutboundText.to_index == row.to_index,
        OutboundText.fault == row.fault,
        OutboundText.state.in_([str(state) for state in LOST]),
    )
    return db.session.scalar(lost) or 0


def _after_receipt(old: str, new: DeliveryState) -> str:
    if old in set(DeliveryState):
        return str(later(DeliveryState(old), new))
    return str(new)  # sending or parked: the receipt settles it
