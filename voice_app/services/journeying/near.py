"""Who is near a child: family and carers, those who work with them; and when to leave them be."""

from datetime import date

from sqlalchemy import select

from voice_app.db import db
from voice_app.models.journey import Involvement
from voice_app.models.people import DoNotAsk
from voice_app.models.people import Person
from voice_app.models.people import Relation
from voice_app.models.record import Correction
from voice_app.pages.records import CorrectionShown
from voice_app.pages.records import InvolvementShown
from voice_app.pages.records import NotNowShown
from voice_app.pages.records import RelationShown
from voice_app.policy import ROLE_NAMES
from voice_app.policy import Role
from voice_app.services.journeying.opening import Look
from voice_app.store import access
from voice_app.store import accounts
from voice_app.store.journey import on_record
from voice_app.store.journey.changes import BY_HAND
from voice_app.store.journey.plans import lasting

OPEN = "open"


def relations(person_id: int, look: Look) -> tuple[RelationShown, ...]:
    """Parents, carers, brothers and sisters; a sibling whose record is closed is not named."""
    query = (
        select(Relation, Person)
        .join(Person, Person.id == Relation.other_id)
        .where(Relation.child_id == person_id, Person.record == OPEN)
        .order_by(Relation.ended_on.is_not(None), Relation.id)
    )
    return tuple(
        RelationShown(
            name=f"{other.preferred_name} {other.surname}".strip(),
            kind=row.kind,
            record_id=other.id if _opens(other, look) else None,
            row_id=row.id,
            ended_on=row.ended_on,
            other_id=other.id if other.kind != "child" else None,
        )
        for row, other in db.session.execute(query)
    )


def involvements(person_id: int, today: date) -> tuple[InvolvementShown, ...]:
    """Everybody who works or worked with a child, who does today first."""
    rows = on_record.rows(Involvement, of=person_id)[person_id]
    names = accounts.names({row.user_id for row in rows})
    shown = [
        InvolvementShown(
            name=names[row.user_id],
            role=ROLE_NAMES[Role(row.role)],
            since=row.since,
            until=row.until,
            now=lasting(row.since, row.until, today),
            row_id=row.id if row.source == BY_HAND else None,
        )
        for row in sorted(rows, key=lambda row: (row.since, row.id), reverse=True)
    ]
    return tuple(sorted(shown, key=lambda each: not each.now))


def not_now(person_id: int, today: date) -> tuple[NotNowShown, ...]:
    """When a child is left in peace: what lasts or is still to come, and what is over."""
    query = select(DoNotAsk).where(DoNotAsk.person_id == person_id)
    return tuple(
        NotNowShown(
            row.reason, row.starts, row.until, lasting(row.starts, row.until, today), row.id
        )
        for row in db.session.scalars(query.order_by(DoNotAsk.starts.desc(), DoNotAsk.id))
    )


def corrections(person_id: int) -> tuple[CorrectionShown, ...]:
    """What was put right by hand, the newest first."""
    query = select(Correction).where(Correction.person_id == person_id)
    rows = db.session.scalars(query.order_by(Correction.id.desc())).all()
    names = accounts.names({row.by for row in rows if row.by})
    return tuple(
        CorrectionShown(row.what, row.why, names.get(row.by or 0, ""), row.at) for row in rows
    )


def _opens(other: Person, look: Look) -> bool:
    child = other.kind == "child"
    return child and access.works_with(look.user_id, other.id, now=look.now)
