"""Writing back: on the page of whom it is for, where they can see it; by text where it is safe."""

from datetime import datetime
from datetime import timedelta

from messaging.alphabet import gentle
from messaging.alphabet import measure
from messaging.glance import gives_away
from messaging.hours import ANYONE
from messaging.hours import SCHOOL_AGE
from messaging.hours import Hours
from messaging.hours import next_allowed
from voice_app.clock import bank_holidays
from voice_app.clock import london_day
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.chats import Chat
from voice_app.models.chats import StaffReply
from voice_app.models.people import Person
from voice_app.pages.chats import Draft
from voice_app.pages.chats import Reached
from voice_app.services.chatting import eyes
from voice_app.services.chatting.doing import read_all
from voice_app.services.chatting.mine import their_page
from voice_app.store import accounts
from voice_app.store import chats
from voice_app.store import people
from voice_app.store import queue
from voice_app.store import reaching
from voice_app.store import record
from voice_app.store import settings

LONGEST = 600  # letters: four parts of a text, with the name of whoever wrote it
A_MOMENT = timedelta(minutes=10)  # in which the same words again are one press too many
LATELY = timedelta(days=1)  # in which an answer to their own message goes at any hour
GROWN = 18  # years


class CannotReply(ValueError):
    """Nothing was sent. ``code`` says why: empty, too_long, nobody, gives_away."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def reply(chat_id: int, words: str, *, user_id: int, now: datetime, sure: bool = False) -> int:
    """Answer under one's own name, and give the reply's id. Raises ``CannotReply``, ``NotYours``.

    ``sure``: a name or care word in it was seen, and is to go as it is. The same words pressed
    twice are one reply.
    """
    words = words.replace("\x00", "").strip()
    with writing():
        chat, person = eyes.one(chat_id, user_id=user_id, now=now, lock=True)
        found = draft(chat, person, words, user_id=user_id, now=now)
        if found.problem:
            raise CannotReply(found.problem)
        twice = _said_already(chat, words, user_id, now)
        if twice:
            return twice
        if found.gives_away and not sure:
            raise CannotReply("gives_away")
        row = StaffReply(chat_id=chat.id, words=words, by=user_id, at=now)
        db.session.add(row)
        db.session.flush()
        if found.text:
            _text(row, chat, found, now)
        _answered(chat, user_id, now)
        return row.id


def reached(reply_id: int, *, now: datetime) -> Reached:
    """How a reply comes to whom it is for: whoever wrote it is told no more than is so."""
    row = db.session.get_one(StaffReply, reply_id)
    person_id = db.session.get_one(Chat, row.chat_id).person_id or 0
    return Reached(row.outbound_id is not None, their_page(person_id, now=now))


def draft(chat: Chat, person: Person | None, words: str, *, user_id: int, now: datetime) -> Draft:
    """A reply as it will be read, how long it is as a text, and what to look at again."""
    words = words.replace("\x00", "").strip()
    problem = _problem(person, words)
    if problem or person is None or why_no_text(person):
        return Draft(words, problem=problem)
    text = signed(words, accounts.names({user_id}).get(user_id, ""))
    parts = measure(text)
    due = _due(chat, person, now)
    return Draft(
        words=words,
        text=text,
        letters=parts.letters,
        parts=parts.parts,
        pence=round(parts.parts * settings.value("text_pence"), 2),
        due=due if due > now else None,
        gives_away=gives_away(words, [person.preferred_name, person.surname]),
    )


def signed(words: str, name: str) -> str:
    """The words with the first name of whoever wrote them, as they go out."""
    return gentle(f"{words} - {name.partition(' ')[0]}")


def why_no_text(person: Person) -> str:
    """Why a reply to them is no text; empty where it is one.

    Only a number of their own that they have written from, and that has not said STOP.
    """
    reach = people.reach(person.id)
    if reach is None:
        return "no_number"
    if people.opted_out(reach.index):
        return "stopped"
    if reaching.shares_phone(person.id):
        return "shared"
    return "" if reaching.is_confirmed(person.id, reach) else "not_confirmed"


def _problem(person: Person | None, words: str) -> str:
    if person is None or person.record != "open":
        return "nobody"
    if not words:
        return "empty"
    return "too_long" if len(words) > LONGEST else ""


def _said_already(chat: Chat, words: str, user_id: int, now: datetime) -> int | None:
    for row in chats.replies(chat.id):
        if row.by == user_id and row.words == words and now - row.at < A_MOMENT:
            return row.id
    return None


def _text(row: StaffReply, chat: Chat, found: Draft, now: datetime) -> None:
    person_id = chat.person_id or 0
    reach = people.reach(person_id)
    person = db.session.get_one(Person, person_id)
    if reach is None:
        return
    until = _hours(person, now).of(london_day(found.due))[1] if found.due else None
    out = queue.TextOut(
        key=f"chat:{row.id}",
        to=reach.address,
        to_index=reach.index,
        words=found.text,
        person_id=person_id,
        chat_id=chat.id,
    )
    queued = queue.put_text(out, now=now, due=found.due, until=until)
    db.session.flush()
    row.outbound_id = queued.id


def _due(chat: Chat, person: Person, now: datetime) -> datetime:
    """At once within a day of their own words, at any hour; else between the hours for asking."""
    last = chats.last_words_at(chat.id)
    if last is not None and now - last <= LATELY:
        return now
    return next_allowed(now, _hours(person, now), bank_holidays())


def _hours(person: Person, now: datetime) -> Hours:
    age = people.age(person.born, london_day(now))
    at_school = person.kind == "child" and (age is None or age < GROWN)
    return SCHOOL_AGE if at_school else ANYONE


def _answered(chat: Chat, user_id: int, now: datetime) -> None:
    """Nobody waits any more; whoever answered has read it, and has it on where nobody had."""
    read_all(chat, user_id, now)
    chats.settled(chat)
    if chat.state == "closed":
        chat.state = "open"
        chats.step(chat, "reopened", now=now, by=user_id)
    if chat.taken_by is None:
        chat.taken_by, chat.taken_at = user_id, now
    chat.last_at = now
    deed = record.Deed(user_id, "changed", f"chat:{chat.id}", chat.person_id, "replied")
    record.note(deed, now=now)
