"""What somebody is called, and on which number they are reached: changed on a page.

A child's worker changes it for the child and the grown-ups near them; a participation worker, who
asks every child, for the child alone.
"""

from dataclasses import dataclass

from messaging.phone import PhoneProblem
from messaging.phone import normalise
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.people import ContactPoint
from voice_app.models.people import Person
from voice_app.pages.records import ContactShown
from voice_app.policy import Permission
from voice_app.policy import Role
from voice_app.services.recording import people as relatives
from voice_app.services.recording.before import keep_name
from voice_app.services.recording.by_hand import NotYours
from voice_app.services.recording.by_hand import Writer
from voice_app.services.recording.contradictions import Code
from voice_app.services.recording.contradictions import Contradicted
from voice_app.services.recording.contradictions import Contradiction
from voice_app.services.recording.entries import noted
from voice_app.store import access
from voice_app.store import accounts
from voice_app.store import queue
from voice_app.store import record
from voice_app.store.journey import on_record
from voice_app.store.journey.changes import settle

OPEN = "open"
SHOWN = 3  # the last digits of a number, enough to know it by


@dataclass(frozen=True)
class Whom:
    """A child, or (``other_id``) a grown-up near that child."""

    child_id: int
    other_id: int


def contact_page(whom: Whom, writer: Writer) -> ContactShown:
    """What somebody is called and how their number ends; raises ``NotYours``. It is a look."""
    with writing():
        person = _person(whom, writer)
        look = record.Deed(writer.user_id, "saw", f"contact:{person.id}", whom.child_id)
        record.note(look, now=writer.now)
        point = next((point for point in _points(person) if point.ended_at is None), None)
        return ContactShown(
            child_id=whom.child_id,
            other_id=person.id,
            preferred_name=person.preferred_name,
            surname=person.surname,
            ends_in=point.address[-SHOWN:] if point else "",
            confirmed=point is not None and point.confirmed_at is not None,
            opens_record=access.works_with(writer.user_id, whom.child_id, now=writer.now),
        )


def change_name(whom: Whom, preferred_name: str, surname: str, writer: Writer) -> None:
    """Call somebody what they want to be called; raises ``NotYours`` and ``Contradicted``."""
    called = preferred_name.strip()
    if not called:
        raise Contradicted((Contradiction("preferred_name", Code.NO_NAME),))
    with writing():
        person = _person(whom, writer)
        keep_name(person, whom.child_id, by=writer.user_id, now=writer.now)
        settle(person, preferred_name=called, surname=surname.strip())
        noted(writer.user_id, "names", person.id, writer.now)


def change_number(whom: Whom, mobile: str, writer: Writer) -> None:
    """Reach somebody on another number; raises ``NotYours`` and ``Contradicted``.

    The old one ends today. The new one is not confirmed until its owner's first reply.
    """
    _person(whom, writer)
    if isinstance(normalise(mobile, practice=writer.practice), PhoneProblem):
        raise Contradicted((Contradiction("mobile", Code.BAD_MOBILE),))
    who, now = writer.user_id, writer.now
    relatives.add_contact(whom.other_id, mobile, practice=writer.practice, by=who, now=now)


def end_number(whom: Whom, writer: Writer) -> None:
    """Nobody is reached on the number on record any more."""
    with writing():
        person = _person(whom, writer)
        for point in _points(person):
            point.ended_at = point.ended_at or writer.now
        queue.withdraw_to_others(person.id, "")
        noted(writer.user_id, "mobile number ended", person.id, writer.now)


def _points(person: Person) -> list[ContactPoint]:
    """Every number somebody ever had, the newest first."""
    return on_record.rows(ContactPoint, of=person.id)[person.id][::-1]


def _person(whom: Whom, writer: Writer) -> Person:
    child, other = db.session.get(Person, whom.child_id), db.session.get(Person, whom.other_id)
    if child is None or other is None or child.kind != "child":
        raise NotYours
    is_open = child.record == OPEN and other.record == OPEN
    if not is_open or Permission.CHANGE_CONTACT not in access.allowed(writer.user_id):
        raise NotYours
    ours = access.works_with(writer.user_id, child.id, now=writer.now)
    asks = Role.PARTICIPATION in accounts.roles(writer.user_id)
    if not (ours and _is_near(child, other)) and not (asks and other is child):
        raise NotYours
    return other


def _is_near(child: Person, other: Person) -> bool:
    near = [row for row in on_record.relations(child.id, other.id) if row.ended_on is None]
    return other is child or (bool(near) and other.kind != "child")
