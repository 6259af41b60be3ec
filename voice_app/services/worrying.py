"""The worry queue and the reading list: an owner, a clock, an outcome; every word read."""

from collections.abc import Sequence
from datetime import datetime
from datetime import time
from datetime import timedelta

from analysis import families
from surveys.clocks import read_by
from voice_app.clock import LONDON
from voice_app.clock import bank_holidays
from voice_app.clock import london_day
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.conversations import Answer
from voice_app.models.conversations import Conversation
from voice_app.models.people import Person
from voice_app.models.reviews import PartChoice
from voice_app.models.worries import Worry
from voice_app.models.worries import WorryStep
from voice_app.pages.worries import ReadingList
from voice_app.pages.worries import UnreadRow
from voice_app.pages.worries import WorryPage
from voice_app.pages.worries import WorryQueue
from voice_app.pages.worries import WorryRow
from voice_app.policy import Who
from voice_app.store import access
from voice_app.store import accounts
from voice_app.store import conversations
from voice_app.store import messages
from voice_app.store import parts
from voice_app.store import people
from voice_app.store import quotes
from voice_app.store import record
from voice_app.store import who_sees
from voice_app.store import without_name
from voice_app.store import worries
from voice_app.vault import vault

NOT_KNOWN = "not_known"
OUTCOMES = (
    (worries.REFERRED, "Passed on to children's social care or the police"),
    ("spoken", "Somebody spoke with them, and they have what they need"),
    ("known", "Already known, and being worked on"),
    ("asked_for_contact", "They wanted a call, and got one"),
    ("false_alarm", "The words meant something else"),
    (NOT_KNOWN, "Nobody knows who wrote it: what could be done without a name was done"),
)
NAMED = tuple(each for each in OUTCOMES if each[0] != NOT_KNOWN)
NAMELESS = tuple(each for each in OUTCOMES if each[0] not in ("spoken", "asked_for_contact"))
FLAGS = {"red": "red", "amber": "amber", "grey": "no automatic flag"}
LATELY = timedelta(days=7)


class NotYours(PermissionError):
    """These words are not this person's to read."""


class AlreadyTaken(ValueError):
    """A colleague has acknowledged this worry already."""


def queue(*, user_id: int, now: datetime) -> WorryQueue:
    """The open worries, red first, and how many words wait to be read. The look is recorded."""
    with writing():
        rows = [row for row in worries.not_closed() if not _is_about(user_id, row)]
        names = accounts.names({row.owner_id for row in rows if row.owner_id})
        shown = tuple(_row(worry, names, now) for worry in rows)
        for worry in rows:
            deed = record.Deed(user_id, "saw", f"worry:{worry.id}", worry.person_id)
            record.note(deed, now=now)
        waiting = worries.unread()
        later = parts.reworded({answer.id for answer in waiting})
        return WorryQueue(
            worries=shown,
            unread=len(waiting),
            unread_late=sum(now > _read_by(answer, later.get(answer.id)) for answer in waiting),
            closed_lately=worries.closed_since(now - LATELY),
        )


def worry_page(worry_id: int, *, user_id: int, now: datetime) -> WorryPage | None:
    """One worry with the whole conversation it came from. The look is recorded."""
    with writing():
        worry = db.session.get(Worry, worry_id)
        if worry is None or _is_about(user_id, worry):
            return None
        steps = worries.steps(worry_id)
        ids = {s.user_id for s in steps if s.user_id} | {worry.owner_id or 0}
        names = accounts.names(ids)
        record.note(record.Deed(user_id, "saw", f"worry:{worry_id}", worry.person_id), now=now)
        said = _conversation(worry)
        return WorryPage(
            row=_row(worry, names, now),
            conversation=tuple(quotes.quotes(said)),
            new_words=tuple(
                c.reworded or "" for c in parts.reworded({a.id for a in said}).values()
            ),
            outcome=dict(OUTCOMES).get(worry.outcome, ""),
            outcome_note=steps[-1].note
            if worry.state == "closed" and not _is_sealed(worry)
            else "",
            history=tuple(_history(step, names, day_only=_is_nameless(worry)) for step in steps),
            outcomes=NAMELESS if _is_nameless(worry) else NAMED,
            written=worries.written(worry_id),
        )


def number(worry_id: int, *, user_id: int, now: datetime) -> str:
    """The phone number of whoever the page names, or of the unknown sender; empty without one.

    Every showing is recorded.
    """
    with writing():
        worry = db.session.get_one(Worry, worry_id)
        deed = record.Deed(user_id, "saw", f"worry:{worry_id}", worry.person_id, "number")
        record.note(deed, now=now)
        if _is_sealed(worry) or _is_about(user_id, worry):
            return ""
        if worry.person_id:
            reach = people.reach(worry.person_id)
            return reach.address if reach else ""
        return messages.sender(worry.answer_id) if worry.answer_id else ""


def acknowledge(worry_id: int, *, user_id: int, now: datetime) -> None:
    """Take a worry on: from now on it has an owner. Raises ``AlreadyTaken``."""
    with writing():
        worry = db.session.get_one(Worry, worry_id, with_for_update=True)
        if worry.state != "open" or _is_about(user_id, worry):
            raise AlreadyTaken
        worry.state = "acknowledged"
        worry.owner_id = user_id
        worry.acknowledged_at = now
        _step(worry, user_id, "acknowledged", now=now)
        if worry.answer_id:
            answer = db.session.get_one(Answer, worry.answer_id)
            conversations.mark_read(answer, user_id, now=now)


def close(worry_id: int, outcome: str, note: str, *, user_id: int, now: datetime) -> None:
    """Record what came of it. A worry that nobody has acknowledged can't be closed."""
    if outcome not in dict(OUTCOMES):
        raise ValueError("choose what came of it")
    with writing():
        worry = db.session.get_one(Worry, worry_id, with_for_update=True)
        if worry.state != "acknowledged" or _is_about(user_id, worry):
            raise AlreadyTaken
        worry.state = "closed"
        worry.outcome = outcome
        worry.closed_at = now
        _step(worry, user_id, "closed", note=note, now=now)


def reading_list(*, user_id: int, now: datetime) -> ReadingList:
    """Every free text nobody has read that this person may read, in the order to read it."""
    with writing():
        waiting = [a for a in worries.unread() if _may_read(user_id, a, now)]
        later = parts.reworded({answer.id for answer in waiting})
        waiting.sort(key=_apart)
        rows = tuple(_unread(answer, later.get(answer.id), now) for answer in waiting)
        for what, about in dict.fromkeys(_look(answer) for answer in waiting):
            record.note(record.Deed(user_id, "saw", what, about), now=now)
        return ReadingList(rows=rows, total=len(rows), late=sum(row.late for row in rows))


def mark_read(answer_id: int, *, user_id: int, now: datetime) -> None:
    """A person read these words; raises ``NotYours``."""
    with writing():
        answer = db.session.get_one(Answer, answer_id)
        if not _may_read(user_id, answer, now):
            raise NotYours
        conversations.mark_read(answer, user_id, now=now)


def _may_read(user_id: int, answer: Answer, now: datetime) -> bool:
    return access.may_read_answer(user_id, answer, now=now)


def _apart(answer: Answer) -> tuple[bool, bool, str]:
    """What has no name after all that has one: flagged first, then by lot.

    Its place among the others would say beside whose words it came.
    """
    if not who_sees.is_nameless(answer):
        return False, False, ""
    return True, answer.flag not in ("red", "amber"), vault().index("lot", str(answer.id))


def _look(answer: Answer) -> tuple[str, int | None]:
    """What a look is written down as: one at an anonymous survey would say when it came."""
    if without_name.is_of_one(answer.id):
        return "answers:anonymous", None
    return f"answer:{answer.id}", _about(answer)


def _unread(answer: Answer, later: PartChoice | None, now: datetime) -> UnreadRow:
    due = _read_by(answer, later)
    return UnreadRow(
        quote=quotes.quote(answer),
        new_words=(later.reworded or "") if later else "",
        name=_called(answer),
        flag=FLAGS.get(answer.flag, "not looked at by the screen yet"),
        read_by=due,
        late=now > due,
        nameless=who_sees.is_nameless(answer),
        taken_back=answer.taken_back_at is not None,
        for_council=answer.who_sees == Who.COUNCIL and _stands(answer),
    )


def _stands(answer: Answer) -> bool:
    return answer.replaced_at is None and answer.taken_back_at is None


def _called(answer: Answer) -> str:
    if without_name.is_of_one(answer.id):
        return who_sees.NOBODY_KNOWS
    return who_sees.NO_NAME if who_sees.is_nameless(answer) else _name(_speaker(answer))


def _read_by(answer: Answer, later: PartChoice | None) -> datetime:
    """The end of the working day after they wrote, or wrote anew (product rule 2)."""
    wrote_at = later.at if later else answer.at
    day = read_by(london_day(wrote_at), holidays=bank_holidays())
    return datetime.combine(day, time(17), LONDON)


def _row(worry: Worry, names: dict[int, str], now: datetime) -> WorryRow:
    answer, person = _shown(worry)
    known = families.shipped()
    return WorryRow(
        worry_id=worry.id,
        name=_whose(worry, person),
        age=people.age(person.born, london_day(now)) if person else None,
        tier=worry.tier,
        families=tuple(known[key].label for key in worry.families if key in known),
        opened_at=worry.opened_at,
        due_at=worry.due_at,
        late=worry.state == "open" and now > worry.due_at,
        owner=names.get(worry.owner_id or 0, ""),
        state=worry.state,
        quote=quotes.with_worry(answer, worry) if answer else None,
        why=_why(worry, answer),
        nameless=_is_nameless(worry),
    )


def _whose(worry: Worry, person: Person | None) -> str:
    if _is_nameless(worry):
        return who_sees.NOBODY_KNOWS
    if _is_sealed(worry):
        return "A sealed record"
    if person is None and worry.answer_id is None and worries.written(worry.id):
        return "Somebody in the Children in Care Council"
    return _name(person)


def _is_nameless(worry: Worry) -> bool:
    """Whether words of an anonymous survey raised it: nobody can be asked, called or told."""
    return without_name.is_of_one(worry.answer_id)


def _is_about(user_id: int, worry: Worry) -> bool:
    """Whether a colleague must look into it, since the words may be about this very person."""
    answer = db.session.get(Answer, worry.answer_id) if worry.answer_id else None
    if answer is None:
        return False
    conversation = db.session.get_one(Conversation, answer.conversation_id)
    return access.is_kept_from_duty(user_id, conversation.chat_id)


def _is_sealed(worry: Worry) -> bool:
    """Whether the record of whom it is about was sealed: it is shown without name or words.

    Not while it is open: somebody may be in danger, and the duty desk must be able to act.
    """
    if worry.state != "closed":
        return False
    answer = db.session.get(Answer, worry.answer_id) if worry.answer_id else None
    person = db.session.get(Person, worry.person_id) if worry.person_id else None
    away = answer is not None and access.is_sealed_away(answer)
    return away or (person is not None and person.record == access.SEALED)


def _shown(worry: Worry) -> tuple[Answer | None, Person | None]:
    """The words behind a worry and whose they are."""
    if _is_sealed(worry):
        return None, None
    answer = db.session.get(Answer, worry.answer_id) if worry.answer_id else None
    if answer is not None and worry.state == "closed" and _is_theirs_again(answer):
        answer = None  # what came of it stays; the words are theirs again
    return answer, db.session.get(Person, worry.person_id) if worry.person_id else None


def _is_theirs_again(answer: Answer) -> bool:
    """Taken back, or for nobody who would know whose it is, once the worry is over.

    What an anonymous survey says stays: there is nobody to know.
    """
    if answer.taken_back_at is not None:
        return True
    return who_sees.is_nameless(answer) and not without_name.is_of_one(answer.id)


def _why(worry: Worry, answer: Answer | None) -> str:
    """What raised it, in a sentence: an answer they picked, their words, or a colleague."""
    if worry.source == "answer" and answer is not None:
        conversation, question = quotes.asked_in(answer)
        asked = question.wording.of(conversation.language, conversation.band) if question else ""
        value = conversations.value(answer)
        picked = quotes.worded(question, value, conversation) if question else quotes.said(answer)
        return f"They answered “{picked}” to “{asked}”"
    if worry.source == "answer":
        return "An answer they have taken back since"
    if worry.source == "screen":
        return "Words that a person should see soon"
    return "Raised by a colleague"


def _conversation(worry: Worry) -> Sequence[Answer]:
    """All that was said in the same sitting, asked and unasked."""
    answer, _ = _shown(worry)
    if answer is None:
        return ()
    sitting = conversations.all_answers(answer.conversation_id)
    stands = [a for a in sitting if a.id == answer.id or not _is_theirs_again(a)]
    return [a for a in stands if a.state != "skipped"]


def _speaker(answer: Answer) -> Person | None:
    conversation = db.session.get_one(Conversation, answer.conversation_id)
    return db.session.get(Person, conversation.person_id) if conversation.person_id else None


def _about(answer: Answer) -> int | None:
    """Whose record a look stands in; a look at nameless words stands in nobody's."""
    if who_sees.is_nameless(answer):
        return None
    conversation = db.session.get_one(Conversation, answer.conversation_id)
    return conversation.about_id or conversation.person_id


def _name(person: Person | None) -> str:
    return f"{person.preferred_name} {person.surname}".strip() if person else "Unknown number"


def _step(worry: Worry, user_id: int, did: str, *, now: datetime, note: str = "") -> None:
    db.session.add(WorryStep(worry_id=worry.id, user_id=user_id, did=did, note=note, at=now))
    deed = record.Deed(user_id, "changed", f"worry:{worry.id}", worry.person_id, did)
    record.note(deed, now=now)


def _history(step: WorryStep, names: dict[int, str], *, day_only: bool) -> str:
    """A line of what was done; of the opening of a nameless one the day alone."""
    who = names.get(step.user_id or 0, "the system")
    shown = "%-d %b" if day_only and step.user_id is None else "%-d %b, %H:%M"
    at = step.at.astimezone(LONDON).strftime(shown)
    return f"{at}: {step.did} by {who}"
