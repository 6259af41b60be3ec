"""What somebody said in a call: fetched, listened to, written down word for word, and deleted.

Written down it goes through the same door as a text. The sound is kept no longer than that.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import select

from surveys.engine import Answered
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.calls import Call
from voice_app.models.calls import Recording
from voice_app.models.conversations import Answer
from voice_app.models.conversations import Conversation
from voice_app.models.messages import InboundText
from voice_app.models.people import Person
from voice_app.pages.calls import Waiting
from voice_app.services.conversations import unasked
from voice_app.services.conversations.by_call import CHANNEL
from voice_app.services.conversations.numbers import can_be_texted
from voice_app.services.conversations.taking import Manner
from voice_app.services.conversations.taking import Sitting
from voice_app.services.conversations.taking import sit
from voice_app.services.conversations.taking import take
from voice_app.services.conversations.unasked import Unasked
from voice_app.store import access
from voice_app.store import calls
from voice_app.store import people
from voice_app.store import queue
from voice_app.store import record

LONGEST = 5_000  # letters


class NotYours(LookupError):
    """There is no such recording, or not for this person."""


class WrittenAlready(Exception):
    """A colleague has written it down, or it is not here."""


class Keeper(Protocol):
    """Where the provider keeps recordings."""

    def fetch(self, address: str) -> bytes:
        """The sound."""

    def delete(self, address: str) -> None:
        """Delete it there."""


@dataclass(frozen=True)
class Said:
    """A recording, and who said it as far as that is known: nobody knows where ``person`` is None.

    ``survey`` is None for a message.
    """

    recording: Recording
    call: Call
    survey: Conversation | None
    person: Person | None

    @property
    def about_id(self) -> int | None:
        """The child that it is about."""
        if self.survey:
            return self.survey.about_id or self.survey.person_id
        if self.person is None:
            return None
        return people.child_of(self.person.id) if self.person.kind != "child" else self.person.id


def fetch_recording(recording_id: int, keeper: Keeper) -> None:
    """Take the sound over, encrypted, and delete it at the provider. Goes on where it broke off."""
    recording = db.session.get_one(Recording, recording_id)
    address, waits = recording.address, recording.state == "waiting"
    db.session.rollback()  # nothing is held while we wait for the provider
    if waits:
        _keep(recording_id, keeper.fetch(address))
    if address:
        keeper.delete(address)
        with writing():
            db.session.get_one(Recording, recording_id).address = ""


def _keep(recording_id: int, sound: bytes) -> None:
    with writing():
        recording = db.session.get_one(Recording, recording_id, with_for_update=True)
        if recording.state == "waiting":
            recording.sound, recording.state = sound, "fetched"


def give_up_recording(recording_id: int) -> None:
    """It could not be fetched, after many tries: a person is told that somebody spoke."""
    with writing():
        recording = db.session.get_one(Recording, recording_id, with_for_update=True)
        if recording.state == "waiting":
            recording.state = "lost"


def recordings(*, user_id: int, now: datetime) -> tuple[Waiting, ...]:
    """What this person may write down, oldest first. The look is recorded: it shows who spoke."""
    with writing():
        found = [said for said in map(_said, calls.unwritten()) if _may(user_id, said, now)]
        for said in found:
            record.note(_deed(user_id, "saw", said), now=now)
        return tuple(_shown(said) for said in found)


def recordings_waiting(*, user_id: int, now: datetime) -> int:
    """How many there are for this person."""
    return sum(_may(user_id, _said(each), now) for each in calls.unwritten())


def sound(recording_id: int, *, user_id: int, now: datetime) -> bytes:
    """The sound itself, for who may hear it; that they did is recorded. Raises ``NotYours``."""
    with writing():
        said = _theirs(recording_id, user_id, now)
        if said.recording.sound is None:
            raise NotYours
        record.note(_deed(user_id, "saw", said, "heard"), now=now)
        return said.recording.sound


def write_down(recording_id: int, words: str, *, user_id: int, now: datetime) -> bool:
    """Keep what was said as their answer, or as a message; the sound is deleted.

    False, with nothing changed, for no words or too many. Raises ``NotYours``, ``WrittenAlready``.
    """
    words = words.replace("\x00", "").replace("\r\n", "\n").strip()
    if not words or len(words) > LONGEST:
        return False
    with writing():
        said = _theirs(recording_id, user_id, now, unwritten=True)
        if said.recording.state != "fetched":
            raise WrittenAlready
        answer = _answer(said, words, now) if said.survey else _message(said, words, now)
        said.recording.answer_id = answer.id
        _finish(said, "written", user_id, now)
        return True


def cannot_hear(recording_id: int, *, user_id: int, now: datetime) -> None:
    """There are no words to be made out, or the sound never came. Raises like ``write_down``."""
    with writing():
        said = _theirs(recording_id, user_id, now, unwritten=True)
        if said.recording.state == "waiting":  # it may still come: nobody has heard it yet
            raise WrittenAlready
        _finish(said, "lost", user_id, now)


def _finish(said: Said, state: str, user_id: int, now: datetime) -> None:
    recording = said.recording
    recording.state, recording.sound = state, None
    recording.written_by, recording.written_at = user_id, now
    if recording.address:  # the provider still has it: the same job deletes it there
        queue.put_job("fetch_recording", recording.id, now=now)
    record.note(_deed(user_id, "changed", said, state), now=now)


def _said(recording: Recording) -> Said:
    """Who it was is looked up now: a number that has changed hands is nobody's we know."""
    call = db.session.get_one(Call, recording.call_id)
    if recording.question:
        survey = db.session.get_one(Conversation, call.conversation_id)
        return Said(recording, call, survey, db.session.get(Person, survey.person_id))
    text = db.session.get(InboundText, recording.provider_id)
    callers = people.on_phone(call.phone_index)
    sure = text is not None and text.read_as != "unsure_who"
    return Said(recording, call, None, callers[0] if sure and len(callers) == 1 else None)


def _may(user_id: int, said: Said, now: datetime) -> bool:
    if said.survey:
        return access.may_read(user_id, said.survey, now=now)
    return access.reads_of(user_id, said.about_id, now=now)


def _theirs(recording_id: int, user_id: int, now: datetime, *, unwritten: bool = False) -> Said:
    held = select(Recording).where(Recording.id == recording_id).with_for_update()
    recording = db.session.scalar(held)
    said = _said(recording) if recording else None
    if said is None or not _may(user_id, said, now):
        raise NotYours
    if unwritten and said.recording.written_at:
        raise WrittenAlready
    return said


def _deed(user_id: int, did: str, said: Said, reason: str = "") -> record.Deed:
    return record.Deed(user_id, did, f"recording:{said.recording.id}", said.about_id, reason)


def _shown(said: Said) -> Waiting:
    recording, person = said.recording, said.person
    return Waiting(
        recording_id=recording.id,
        said_by=f"{person.preferred_name} {person.surname}".strip() if person else "",
        question=_asked(said),
        seconds=recording.seconds,
        received_at=recording.received_at,
        state=recording.state,
    )


def _asked(said: Said) -> str:
    if said.survey is None:
        return ""
    question = sit(said.survey, by_text=True).questionnaire.question(said.recording.question)
    words = (question.by_text or question.wording) if question else None
    return words.of(said.survey.language, said.survey.band) if words else ""


def _answer(said: Said, words: str, now: datetime) -> Answer:
    """The answer to its question, unless that was answered, or closed, since: then a message."""
    survey = db.session.get_one(
        Conversation, said.call.conversation_id, with_for_update=True, populate_existing=True
    )
    sitting, key = sit(survey, by_text=True), said.recording.question
    manner = Manner(CHANNEL, now)
    if survey.state in {"open", "finished"} and _still_unanswered(sitting, key):
        sitting, turn = take(sitting, Answered(key, words), manner)
        if turn.saved:
            return sitting.rows[key]
    left = unasked.left_over(sitting, Manner(CHANNEL, now, words=words))
    return unasked.keep(left, now=now)


def _still_unanswered(sitting: Sitting, key: str) -> bool:
    row = sitting.rows.get(key)
    return row is None or row.state in {"misread", "not_understood"}


def _message(said: Said, words: str, now: datetime) -> Answer:
    """A message of its own; whose it is must be said by a person where nobody knows."""
    person = said.person
    text = db.session.get_one(InboundText, said.recording.provider_id)
    strangers = said.call.phone_index if can_be_texted(text.sender) else ""
    kept = Unasked(
        words=words,
        channel=CHANNEL,
        language=person.language if person else "en",
        person_id=person.id if person else None,
        about_id=said.about_id if person and person.kind != "child" else None,
        phone="" if person else strangers,
    )
    answer = unasked.keep(kept, now=now)
    text.words, text.waiting = words, "" if person else _why(text)
    text.answer_id, text.conversation_id = answer.id, answer.conversation_id
    text.chat_id = db.session.get_one(Conversation, answer.conversation_id).chat_id
    return answer


def _why(text: InboundText) -> str:
    if text.read_as == "unsure_who":
        return text.read_as
    return "shared_phone" if people.on_phone(text.sender_index) else "unknown_sender"
