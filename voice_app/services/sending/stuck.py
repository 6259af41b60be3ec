"""Texts nobody knows the fate of, or that nobody got, and providers that are paused: for a person.

The page shows counts, masked numbers and reasons; no words and no names.
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import update

from messaging.hours import ANYONE
from messaging.hours import LATE
from messaging.hours import next_allowed
from messaging.phone import mask
from voice_app.clock import bank_holidays
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.messages import OutboundText
from voice_app.models.messages import ProviderPause
from voice_app.pages.stuck import DeadNumber
from voice_app.pages.stuck import Paused
from voice_app.pages.stuck import Stuck
from voice_app.pages.stuck import StuckText
from voice_app.services.sending.again import BY_HAND
from voice_app.services.sending.again import is_overtaken
from voice_app.services.sending.again import put_again
from voice_app.store import outbox
from voice_app.store import record

MOST_SHOWN = 50  # of the texts that nobody got: after an outage there may be hundreds


class Settled(StrEnum):
    """What a person says of a parked text, or of one that nobody got."""

    WENT = "went"
    AGAIN = "again"  # it did not go; send it again
    LET_BE = "let_be"


class NotStuck(ValueError):
    """This can't be settled so: ``why`` is settled_already, too_late or overtaken."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


def stuck(*, user_id: int, now: datetime) -> Stuck:
    """What waits for a person, oldest first. The look is recorded."""
    with writing():
        record.note(record.Deed(user_id, "saw", "parked_texts"), now=now)
        return Stuck(
            texts=tuple(_shown(row, now) for row in db.session.scalars(outbox.for_a_person())),
            in_doubt=outbox.in_doubt(),
            pauses=tuple(
                Paused(row.id, row.provider, row.reason, row.since) for row in outbox.pauses()
            ),
            waiting=outbox.waiting(),
            not_sent=tuple(
                _shown(row, now) for row in db.session.scalars(outbox.not_sent().limit(MOST_SHOWN))
            ),
            not_sent_in_all=outbox.count_not_sent(),
        )


def dead_numbers(*, user_id: int, now: datetime) -> tuple[DeadNumber, ...]:
    """Whose number does not work, for somebody who may know who is asked. Each look is recorded."""
    with writing():
        found = outbox.dead_numbers()
        looks = [record.Deed(user_id, "saw", "number_that_fails", person.id) for _, person in found]
        record.note_all(looks, now=now)
        return tuple(
            DeadNumber(
                name=f"{person.preferred_name} {person.surname}".strip(),
                number=mask(point.address),
                since=point.bad_since or now,
            )
            for point, person in found
        )


def settle(text_id: int, how: Settled, *, user_id: int, now: datetime) -> None:
    """A person says what became of a parked text; raises ``NotStuck``.

    A receipt that comes later still counts: it is proof.
    """
    with writing():
        row = _to_settle(text_id, how)
        if row is None:
            raise NotStuck("settled_already")
        if how is Settled.WENT:
            row.state = "accepted"
            row.sent_at = row.handed_at or now
        elif how is Settled.AGAIN:
            _once_more(row, now)
        row.settled_by = user_id
        row.settled_at = now
        record.note(
            record.Deed(user_id, "changed", f"parked_text:{row.id}", row.person_id, how), now=now
        )


def have_seen(up_to: int, *, user_id: int, now: datetime) -> None:
    """A person has seen which texts nobody got; ``up_to`` is the newest they were shown."""
    with writing():
        these = outbox.not_sent().where(OutboundText.id <= up_to)
        rows = list(db.session.scalars(these.with_for_update()))
        for row in rows:
            row.settled_by = user_id
            row.settled_at = now
        seen = record.Deed(user_id, "changed", "texts_not_sent", reason=f"seen:{len(rows)}")
        record.note(seen, now=now)


def _to_settle(text_id: int, how: Settled) -> OutboundText | None:
    """The text, where there is something to say of it: what nobody got did surely not go."""
    lists = [outbox.for_a_person()]
    if how is not Settled.WENT:
        lists.append(outbox.not_sent())
    for each in lists:
        row = db.session.scalar(each.where(OutboundText.id == text_id).with_for_update())
        if row is not None:
            return row
    return None


def start_again(pause_id: int, *, user_id: int, now: datetime) -> None:
    """What was wrong with a provider is mended: its texts go out again."""
    with writing():
        pause = db.session.get_one(ProviderPause, pause_id)
        db.session.execute(
            update(ProviderPause)
            .where(ProviderPause.provider == pause.provider, ProviderPause.lifted_at.is_(None))
            .values(lifted_at=now, lifted_by=user_id)
        )
        record.note(
            record.Deed(user_id, "changed", f"provider:{pause.provider}", reason="started_again"),
            now=now,
        )
        db.session.info["queued"] = True


def _once_more(row: OutboundText, now: datetime) -> None:
    if is_overtaken(row):
        raise NotStuck("overtaken")
    if not put_again(row, f"{row.key}{BY_HAND}", now=now, due=_due(row, now)):
        raise NotStuck("too_late")
    if row.state == "parked":
        row.state = "failed"
        row.fault = "did_not_go"


def _due(row: OutboundText, now: datetime) -> datetime:
    """At once, by day; what is late does not go in the night because a person pressed a button."""
    late = now - row.created_at > LATE
    return next_allowed(now, ANYONE, bank_holidays()) if late else now


def _shown(row: OutboundText, now: datetime) -> StuckText:
    return StuckText(
        text_id=row.id,
        to=mask(row.to),
        why=row.fault.split()[0] if row.fault else "in_doubt",
        since=row.handed_at or row.created_at,
        looked_up=row.look_ups,
        may_go_again=row.expires_at > _due(row, now) and not is_overtaken(row),
    )
