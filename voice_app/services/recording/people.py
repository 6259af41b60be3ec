"""People: who they are, to whom, on which number, and what they sent."""

from datetime import date
from datetime import datetime

from messaging.phone import PhoneProblem
from messaging.phone import normalise
from surveys.budget import DoNotAsk as DoNotAskFlag
from voice_app.clock import london_day
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.conversations import Conversation
from voice_app.models.messages import InboundText
from voice_app.models.people import ContactPoint
from voice_app.models.people import DoNotAsk
from voice_app.models.people import Person
from voice_app.models.people import Relation
from voice_app.services.recording.amending import both_ways
from voice_app.services.recording.before import OVER
from voice_app.services.recording.before import keep_before
from voice_app.services.recording.entries import PEOPLE
from voice_app.services.recording.entries import RELATIONS
from voice_app.services.recording.entries import SIBLING
from voice_app.services.recording.entries import NewPerson
from voice_app.services.recording.entries import NotNow
from voice_app.services.recording.entries import NumberRefused
from voice_app.services.recording.entries import RecordingFault
from voice_app.services.recording.entries import check_key
from voice_app.services.recording.entries import noted
from voice_app.store import chats
from voice_app.store import people
from voice_app.store import queue
from voice_app.store.journey import on_record
from voice_app.store.journey.changes import BY_HAND
from voice_app.store.journey.changes import settle
from voice_app.store.journey.changes import use_number
from voice_app.store.journey.closing import stop_asking_about


def add_person(new: NewPerson, *, practice: bool, by: int | None, now: datetime) -> int:
    """Add somebody and give their id; raises ``RecordingFault``."""
    check_key(new.kind, PEOPLE, "kind of person")
    if new.record_number and new.kind != "child":
        raise RecordingFault("only a child has a number in the council's records")
    number = _usable(new.mobile, practice=practice) if new.mobile else ""
    with writing():
        if new.record_number and people.by_record(new.record_number):
            raise RecordingFault("a child with this number is there already")
        person = Person(
            kind=new.kind,
            record_number=new.record_number or None,
            record_index=people.record_index(new.record_number) if new.record_number else None,
            preferred_name=new.preferred_name,
            surname=new.surname,
            born=new.born,
            language=new.language,
            likes_channel=new.likes_channel,
            communication_needs=new.communication_needs,
            created_at=now,
        )
        db.session.add(person)
        db.session.flush()
        if number:
            use_number([], person.id, number, now=now)
        noted(by, "person added", person.id, now)
        return person.id


def set_names(
    person_id: int, *, preferred_name: str, surname: str, by: int | None, now: datetime
) -> None:
    """Call somebody what they want to be called."""
    with writing():
        person = db.session.get_one(Person, person_id)
        settle(person, preferred_name=preferred_name, surname=surname)
        noted(by, "names", person_id, now)


def relate(child_id: int, other_id: int, *, kind: str, by: int | None, now: datetime) -> None:
    """Say what somebody is to a child. Brothers and sisters are so to each other."""
    check_key(kind, RELATIONS, "kind of relation")
    if child_id == other_id:
        raise RecordingFault("nobody is related to themselves")
    pairs = [(child_id, other_id), (other_id, child_id)]
    with writing():
        for child, other in pairs if kind == SIBLING else pairs[:1]:
            known = on_record.relation(child, other, kind)
            if known is None:
                new = Relation(child_id=child, other_id=other, kind=kind, source=BY_HAND)
                db.session.add(new)
            else:
                known.ended_on = None
        noted(by, "relation", child_id, now)


def end_relation(child_id: int, other_id: int, *, on: date, by: int | None, now: datetime) -> None:
    """Say that somebody is not near this child any more, as of a day that has come.

    They are not asked about the child again: what waits to be sent is taken back and their links
    are closed. What they said stays as they said it. Brothers and sisters are so to each other.
    """
    if on > london_day(now):
        raise RecordingFault("a day that has not come yet ends nothing")
    with writing():
        for row in on_record.relations(child_id, other_id):
            for each in both_ways(row):
                keep_before(each, ("relative", OVER), each.child_id, by=by, now=now)
                settle(each, ended_on=on)
        stop_asking_about(other_id, child_id, now=now)


def not_theirs_any_more(
    record_number: str, name: str, *, on: date, by: int | None, now: datetime
) -> None:
    """End what the grown-up of this name is to a child; raises ``RecordingFault``."""
    child = people.by_record(record_number)
    near = people.related(child.id) if child else []
    found = {
        other.id
        for other, kind in near
        if kind != SIBLING and other.preferred_name.casefold() == name.strip().casefold()
    }
    if child is None or len(found) != 1:
        raise RecordingFault("there is no such child, or not just one grown-up of theirs so called")
    end_relation(child.id, found.pop(), on=on, by=by, now=now)


def add_contact(
    person_id: int, mobile: str, *, practice: bool, by: int | None, now: datetime
) -> None:
    """Reach somebody on this number from now on; an earlier one ends. Raises ``NumberRefused``."""
    number = _usable(mobile, practice=practice)
    with writing():
        points = on_record.rows(ContactPoint, of=person_id)[person_id]
        use_number(points, person_id, number, now=now)
        queue.withdraw_to_others(person_id, people.phone_index(number))
        noted(by, "mobile number", person_id, now)


def do_not_ask(person_id: int, new: NotNow, *, by: int | None, now: datetime) -> None:
    """Leave somebody in peace for a time; raises ``RecordingFault`` if it ends before it starts."""
    try:
        DoNotAskFlag(new.reason, new.starts, new.until)
    except ValueError as fault:
        raise RecordingFault(str(fault)) from fault
    with writing():
        db.session.add(
            DoNotAsk(
                person_id=person_id,
                reason=new.reason,
                starts=new.starts,
                until=new.until,
                set_by=by,
            )
        )
        if new.starts <= london_day(now) <= new.until:
            queue.withdraw_asks(person_id, why="not_now")
        noted(by, "do not ask", person_id, now)


def place_text(text_id: str, person_id: int, *, by: int | None, now: datetime) -> None:
    """Say who sent a text that waits to be placed; what it said and set off becomes theirs."""
    with writing():
        text = db.session.get_one(InboundText, text_id, with_for_update=True)
        if not text.waiting:
            raise RecordingFault("this text does not wait for anybody")
        person = db.session.get_one(Person, person_id)
        about_id = people.child_of(person_id) if person.kind != "child" else None
        text.waiting = ""
        text.placed_by = by
        if text.conversation_id:
            conversation = db.session.get_one(Conversation, text.conversation_id)
            settle(conversation, person_id=person_id, about_id=about_id)
            chats.place(text, person_id, by=by, now=now)
        worry = on_record.worry_about(text.answer_id) if text.answer_id else None
        if worry:
            worry.person_id = about_id or person_id
        noted(by, "text placed", person_id, now)


def _usable(mobile: str, *, practice: bool) -> str:
    number = normalise(mobile, practice=practice)
    if isinstance(number, PhoneProblem):
        raise NumberRefused(number)
    return number
