"""The outbox: what waits, what is in doubt, what a person must settle, who is paused."""

from sqlalchemy import BindParameter
from sqlalchemy import ColumnElement
from sqlalchemy import Exists
from sqlalchemy import Select
from sqlalchemy import exists
from sqlalchemy import func
from sqlalchemy import or_
from sqlalchemy import select

from messaging.gateway import Trouble
from voice_app.db import db
from voice_app.models.messages import OutboundText
from voice_app.models.messages import ProviderPause
from voice_app.models.people import ContactPoint
from voice_app.models.people import Person

TOO_LATE = "too_late"  # its time was over while it waited
NOT_THEIRS = (TOO_LATE, *(each.value for each in Trouble if not each.is_the_recipients))


def for_a_person() -> Select[OutboundText]:
    """Parked texts that no receipt and no look-up has settled, oldest first."""
    return (
        select(OutboundText)
        .where(
            OutboundText.state == "parked",
            OutboundText.settled_at.is_(None),
            # one of before we knew providers cannot be looked up
            OutboundText.lease_until.is_(None) | (OutboundText.provider == ""),
        )
        .order_by(OutboundText.id)
    )


def not_sent() -> Select[OutboundText]:
    """Texts nobody got, for no reason of theirs, that nobody has looked at; the newest first.

    Their time was over before a provider took them, or one would not have them.
    """
    fault = OutboundText.fault
    because = [(fault == why) | fault.startswith(f"{why} ") for why in NOT_THEIRS]
    return (
        select(OutboundText)
        .where(
            OutboundText.state.in_(("failed", "not_delivered", "expired")),
            OutboundText.settled_at.is_(None),
            or_(*because),
        )
        .order_by(OutboundText.id.desc())
    )


def count_not_sent() -> int:
    """How many texts nobody got, for no reason of theirs."""
    return _count(not_sent())


def parked() -> int:
    """How many texts wait for a person to settle them."""
    return _count(for_a_person())


def in_doubt() -> int:
    """How many texts are waiting for a receipt or a look-up."""
    return _count(
        select(OutboundText).where(
            OutboundText.state == "parked",
            OutboundText.settled_at.is_(None),
            OutboundText.lease_until.is_not(None),
            OutboundText.provider != "",
        )
    )


def waiting() -> int:
    """How many texts are in the queue."""
    return _count(select(OutboundText).where(OutboundText.state == "queued"))


def failed() -> int:
    """How many texts a provider would not take."""
    return _count(select(OutboundText).where(OutboundText.state == "failed"))


def is_paused(provider: str | BindParameter[str]) -> Exists:
    """Whether nothing goes out by this provider: a condition for a query."""
    return exists().where(ProviderPause.provider == provider, ProviderPause.lifted_at.is_(None))


def is_out(provider: str | BindParameter[str]) -> ColumnElement[bool]:
    """Whether a text cannot go by this provider: it is paused, or would not take just this one."""
    return is_paused(provider) | OutboundText.not_by.contains(provider + ",")


def pauses() -> list[ProviderPause]:
    """The providers that nothing goes out by, longest first."""
    open_ones = select(ProviderPause).where(ProviderPause.lifted_at.is_(None))
    return list(db.session.scalars(open_ones.order_by(ProviderPause.since, ProviderPause.id)))


def dead_numbers() -> list[tuple[ContactPoint, Person]]:
    """Numbers in use that the networks say do not work, with whose they are, newest first."""
    query = (
        select(ContactPoint, Person)
        .join(Person, Person.id == ContactPoint.person_id)
        .where(
            ContactPoint.bad_since.is_not(None),
            ContactPoint.ended_at.is_(None),
            Person.record == "open",
        )
        .order_by(ContactPoint.bad_since.desc(), ContactPoint.id)
    )
    return [(row[0], row[1]) for row in db.session.execute(query)]


def _count(rows: Select[OutboundText]) -> int:
    counted = rows.order_by(None).with_only_columns(func.count(OutboundText.id))
    return db.session.scalar(counted) or 0
