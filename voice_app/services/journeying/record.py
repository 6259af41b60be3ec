"""The record page: a child's journey, plans and meetings, each with how current it is."""

from datetime import date
from datetime import datetime

from sqlalchemy import select

from voice_app.clock import london_day
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.people import FormerNumber
from voice_app.models.people import Person
from voice_app.pages import codes
from voice_app.pages.records import ClosedRecord
from voice_app.pages.records import OwnRecord
from voice_app.pages.records import RecordPage
from voice_app.pages.records import Who
from voice_app.policy import Permission
from voice_app.services.journeying import episodes
from voice_app.services.journeying import near
from voice_app.services.journeying.held import meetings_shown
from voice_app.services.journeying.opening import Look
from voice_app.services.journeying.opening import opened
from voice_app.services.journeying.planned import plans_shown
from voice_app.store import access
from voice_app.store import accounts
from voice_app.store import people
from voice_app.store import record
from voice_app.store.journey import on_record
from voice_app.store.journey import reviews


def record_page(person_id: int, *, user_id: int, now: datetime) -> RecordPage | ClosedRecord | None:
    """A child's record; raises ``NotYours``. None where there is no such child."""
    look = Look(user_id, "record", now)
    with writing():
        person = opened(person_id, look)
        if person is None or isinstance(person, ClosedRecord):
            return person
        return _page(person, look)


def own_records(*, user_id: int, now: datetime) -> tuple[OwnRecord, ...]:
    """The children whose record opens to somebody today, by name."""
    today = london_day(now)
    with writing():
        held = [role for role in access.RECORD_ROLES if role in accounts.roles(user_id)]
        ids = {child for role in held for child in people.children_of(user_id, role, today)}
        record.note(record.Deed(user_id, "saw", "records"), now=now)
        children = db.session.scalars(select(Person).where(Person.id.in_(ids)))
        shown = [
            OwnRecord(
                child.id,
                f"{child.preferred_name} {child.surname}".strip(),
                people.age(child.born, today),
            )
            for child in children
        ]
    return tuple(sorted(shown, key=lambda each: each.name))


def _page(person: Person, look: Look) -> RecordPage:
    today = london_day(look.now)
    coming, held = meetings_shown(person.id, today)
    return RecordPage(
        person_id=person.id,
        today=today,
        who=_who(person, today),
        relations=near.relations(person.id, look),
        stages=episodes.stages(person.id),
        placements=episodes.placements(person.id),
        legal=episodes.legal(person.id),
        plans=plans_shown(person, today),
        coming=coming,
        held=held,
        involvements=near.involvements(person.id, today),
        not_now=near.not_now(person.id, today),
        review_id=_brief_of(person.id, look),
        may_write=Permission.WORK_RECORD in access.allowed(look.user_id),
        corrections=near.corrections(person.id),
    )


def _who(person: Person, today: date) -> Who:
    former = select(FormerNumber).where(FormerNumber.person_id == person.id)
    return Who(
        preferred_name=person.preferred_name,
        full_name=f"{person.preferred_name} {person.surname}".strip(),
        age=people.age(person.born, today),
        number=person.record_number or "",
        former_numbers=tuple(
            row.record_number for row in db.session.scalars(former.order_by(FormerNumber.id))
        ),
        language=codes.language(person.language),
        likes_channel=person.likes_channel,
        needs=person.communication_needs,
        in_latest_return=person.in_latest_return,
    )


def _brief_of(person_id: int, look: Look) -> int | None:
    """The review to come, for the IRO alone: theirs is the brief."""
    if not access.is_own_child(look.user_id, person_id, now=look.now):
        return None
    coming = reviews.open_review(on_record.reviews(of=person_id)[person_id])
    return coming.id if coming and coming.due_on else None
