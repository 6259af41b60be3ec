"""Changing rows only where something differs, and saying whether it did."""

from datetime import date
from datetime import datetime
from datetime import timedelta
from enum import StrEnum

from voice_app.db import db
from voice_app.models.journey import Involvement
from voice_app.models.journey import LegalStatus
from voice_app.models.journey import Placement
from voice_app.models.journey import StageEpisode
from voice_app.models.people import ContactPoint
from voice_app.store import people

BY_HAND = "recorded"  # the source of a row that a person wrote
PUT_RIGHT = "put_right"  # of one that came from a file, and that a person changed since

# One person at a time holds these; whoever takes over ends the access of the one before.
HELD_BY_ONE = frozenset({"iro", "social_worker"})


class Change(StrEnum):
    """What became of a row."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


def settle(row: object, **values: object) -> Change:
    """Give a row these values; one that has them all already is left untouched."""
    differing = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in differing.items():
        setattr(row, name, value)
    return Change.CHANGED if differing else Change.UNCHANGED


def put_right(row: StageEpisode | Placement | LegalStatus) -> None:
    """Say that a person changed this row: what they set stands, whatever file it came from."""
    if row.source != BY_HAND:
        row.source = PUT_RIGHT


def use_number(
    points: list[ContactPoint], person_id: int, address: str, *, now: datetime
) -> Change:
    """Reach a person on this E.164 number from now on; ``points`` are all they ever had.

    Other numbers end. A number that comes back must be confirmed again: in between it may have
    been somebody else's.
    """
    index = people.phone_index(address)
    same = next((point for point in points if point.address_index == index), None)
    ended = [point for point in points if point.ended_at is None and point is not same]
    for point in ended:
        point.ended_at = now
    if same is None:
        new = ContactPoint(person_id=person_id, address=address, address_index=index)
        points.append(new)
        db.session.add(new)
        return Change.CHANGED if ended else Change.ADDED
    if same.ended_at is not None:
        again = dict.fromkeys(
            ("ended_at", "confirmed_at", "still_theirs_at", "bad_since", "denied_at")
        )
        return settle(same, **again)
    return Change.CHANGED if ended else Change.UNCHANGED


def involve(held: list[Involvement], new: Involvement) -> Change:
    """Let somebody work with a child; ``held`` is everything on record of that child.

    Where only one can hold the role, whoever else holds it on the first day of ``new`` ends the
    day before.
    """
    made_way = _make_way(held, new)
    known = next((row for row in held if _key(row) == _key(new)), None)
    if known is not None:
        return settle(known, until=new.until)
    held.append(new)
    db.session.add(new)
    return Change.CHANGED if made_way else Change.ADDED


def take_over(held: list[Involvement], new: Involvement) -> Change:
    """Like ``involve``, but somebody who holds the role that day already just goes on."""
    same = [row for row in held if (row.user_id, row.role) == (new.user_id, new.role)]
    if not any(_holds(row, new.since) for row in same):
        return involve(held, new)
    return Change.CHANGED if _make_way(held, new) else Change.UNCHANGED


def _make_way(held: list[Involvement], new: Involvement) -> bool:
    """End what others hold of a role that only one can have; whether there was anything."""
    others = [row for row in held if row.role == new.role and row.user_id != new.user_id]
    holding = [row for row in others if row.role in HELD_BY_ONE and _holds(row, new.since)]
    for row in holding:
        row.until = new.since - timedelta(days=1)
    return bool(holding)


def _key(row: Involvement) -> tuple[int, str, date]:
    return row.user_id, row.role, row.since


def _holds(row: Involvement, day: date) -> bool:
    return row.since <= day and (row.until is None or row.until >= day)
