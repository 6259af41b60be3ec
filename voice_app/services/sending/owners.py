"""Whose a message at the provider is: a receipt or an answer proves it, a look-up concludes."""

from sqlalchemy import select

from voice_app.db import db
from voice_app.models.messages import OutboundText


def give_id(row: OutboundText, provider_id: str) -> None:
    """This message is this text's, proved. Who was given it by a look-up is in doubt again."""
    if row.provider_id == provider_id:
        return
    if row.provider_id is not None and not row.look_ups:
        return  # proved before: the first one stands
    holder = db.session.scalar(
        select(OutboundText).where(OutboundText.provider_id == provider_id).with_for_update()
    )
    if holder is not None and not holder.look_ups:
        return  # proved to be another's
    if holder is not None:
        holder.provider_id = None
        holder.state = "parked"
        holder.fault = "was_anothers"
        holder.lease_until = None
        db.session.flush()
    row.provider_id = provider_id
