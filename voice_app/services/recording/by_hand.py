"""Writing in the record of one's own child, by hand, at the desk.

Everything is checked before anything is stored; what cannot be is named field by field.
"""

from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from messaging.phone import PhoneProblem
from messaging.phone import normalise
from voice_app.clock import london_day
from voice_app.db import db
from voice_app.models.people import Person
from voice_app.policy import Permission
from voice_app.policy import Role
from voice_app.services.recording import care
from voice_app.services.recording import contradictions
from voice_app.services.recording import journey
from voice_app.services.recording import meetings
from voice_app.services.recording import people as relatives
from voice_app.services.recording.contradictions import Code
from voice_app.services.recording.contradictions import Contradicted
from voice_app.services.recording.contradictions import Contradiction
from voice_app.services.recording.contradictions import Life
from voice_app.services.recording.entries import SIBLING
from voice_app.services.recording.entries import NewInvolvement
from voice_app.services.recording.entries import NewLegalStatus
from voice_app.services.recording.entries import NewMeeting
from voice_app.services.recording.entries import NewPerson
from voice_app.services.recording.entries import NewPlacement
from voice_app.services.recording.entries import NewPlan
from voice_app.services.recording.entries import NewRelative
from voice_app.services.recording.entries import NewStage
from voice_app.services.recording.entries import NotNow
from voice_app.store import access
from voice_app.store import accounts
from voice_app.store import people

OPEN = "open"

Entry = (
    NewPlan
    | NewMeeting
    | NewStage
    | NewPlacement
    | NewLegalStatus
    | NewInvolvement
    | NewRelative
    | NotNow
)


class NotYours(PermissionError):
    """This is not this person's child today, or the record is closed."""


@dataclass(frozen=True)
class Writer:
    """Who writes, and when; ``practice`` takes the numbers that are kept free for pretend."""

    user_id: int
    now: datetime
    practice: bool = False


def write(person_id: int, entry: Entry, writer: Writer) -> None:
    """Put one thing on record; raises ``NotYours`` and ``Contradicted``."""
    refuse_contradictions(entry, life_of(person_id, writer), writer)
    if isinstance(entry, NewRelative):
        _relate(person_id, entry, writer)
    else:
        _WRITES[type(entry)](person_id, entry, by=writer.user_id, now=writer.now)


def check_own(person_id: int, writer: Writer) -> str:
    """The preferred name of one's own child; raises ``NotYours``."""
    return own(person_id, writer).preferred_name


def life_of(person_id: int, writer: Writer, *, but: int | None = None) -> Life:
    """What days are held against; ``but`` is the row that is put right. Raises ``NotYours``."""
    child = own(person_id, writer)
    return Life(child.id, child.born, london_day(writer.now), but)


def refuse_contradictions(entry: Entry, life: Life, writer: Writer) -> None:
    """Raise ``Contradicted`` with everything that cannot be."""
    found = tuple(_contradictions(entry, life, writer))
    if found:
        raise Contradicted(found)


def own(person_id: int, writer: Writer) -> Person:
    """One's own child, whose record is open; raises ``NotYours``."""
    child = db.session.get(Person, person_id)
    if child is None or child.record != OPEN or child.kind != "child":
        raise NotYours
    allowed = Permission.WORK_RECORD in access.allowed(writer.user_id)
    if not allowed or not access.works_with(writer.user_id, person_id, now=writer.now):
        raise NotYours
    return child


def _contradictions(entry: Entry, life: Life, writer: Writer) -> Iterator[Contradiction]:
    match entry:
        case NewPlan():
            yield from contradictions.of_plan(entry, life)
        case NewMeeting():
            yield from contradictions.of_meeting(entry, life)
        case NewInvolvement():
            yield from contradictions.of_involvement(entry, life)
            yield from _appointment(entry, writer)
        case NewRelative():
            yield from _relative(entry, life, writer)
        case NotNow():
            yield from contradictions.of_not_now(entry, life)
        case _:
            yield from contradictions.of_stretch(entry, life)


def _appointment(entry: NewInvolvement, writer: Writer) -> Iterator[Contradiction]:
    """An IRO is independent of the child's workers: only an IRO hands a child to another."""
    if entry.role == Role.IRO and Role.IRO not in accounts.roles(writer.user_id):
        yield Contradiction("user", Code.NOT_BY_YOU)


def _relative(entry: NewRelative, life: Life, writer: Writer) -> Iterator[Contradiction]:
    if entry.kind == SIBLING:
        sibling = people.by_record(entry.record_number) if entry.record_number else None
        if sibling is None or not access.works_with(writer.user_id, sibling.id, now=writer.now):
            yield Contradiction("record_number", Code.UNKNOWN_NUMBER)
        elif sibling.id == life.person_id:
            yield Contradiction("record_number", Code.THEMSELVES)
        return
    if not entry.preferred_name:
        yield Contradiction("preferred_name", Code.NO_NAME)
    if entry.mobile and isinstance(_number(entry, writer), PhoneProblem):
        yield Contradiction("mobile", Code.BAD_MOBILE)


def _relate(person_id: int, entry: NewRelative, writer: Writer) -> None:
    """Tie a brother or sister by their number; add an adult, or tie the one with this phone."""
    if entry.kind == SIBLING:
        sibling = people.by_record(entry.record_number)
        other = sibling.id if sibling else 0
    else:
        other = _known_adult(entry, writer) or _add_adult(entry, writer)
    relatives.relate(person_id, other, kind=entry.kind, by=writer.user_id, now=writer.now)


def _known_adult(entry: NewRelative, writer: Writer) -> int | None:
    """A carer of brothers and sisters is one person: known by phone and name."""
    number = _number(entry, writer) if entry.mobile else ""
    if not number or isinstance(number, PhoneProblem):
        return None
    there = people.on_phone(people.phone_index(number))
    named = [one for one in there if one.preferred_name.lower() == entry.preferred_name.lower()]
    return next((one.id for one in named if one.kind == _kind(entry)), None)


def _add_adult(entry: NewRelative, writer: Writer) -> int:
    new = NewPerson(
        kind=_kind(entry),
        preferred_name=entry.preferred_name,
        surname=entry.surname,
        mobile=entry.mobile,
    )
    return relatives.add_person(new, practice=writer.practice, by=writer.user_id, now=writer.now)


def _kind(entry: NewRelative) -> str:
    return "parent" if entry.kind == "parent" else "carer"


def _number(entry: NewRelative, writer: Writer) -> str | PhoneProblem:
    return normalise(entry.mobile, practice=writer.practice)


_WRITES: dict[type, Callable[..., object]] = {
    NewPlan: journey.record_plan,
    NewMeeting: meetings.record_meeting,
    NewStage: journey.record_stage,
    NewPlacement: care.record_placement,
    NewLegalStatus: care.record_legal_status,
    NewInvolvement: journey.involve,
    NotNow: relatives.do_not_ask,
}
