"""Asking somebody: within their budget, not now if they said so, one open ask to a phone."""

from dataclasses import dataclass
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta

from surveys.budget import Reason
from surveys.budget import Refusal
from surveys.budget import may_ask
from surveys.questionnaire import Questionnaire
from surveys.questionnaire import band_for
from voice_app.clock import LONDON
from voice_app.clock import london_day
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.conversations import Conversation
from voice_app.models.journey import Meeting
from voice_app.models.people import Person
from voice_app.models.surveys import Invitation
from voice_app.models.surveys import SurveyVersion
from voice_app.store import conversations
from voice_app.store import languages
from voice_app.store import links
from voice_app.store import people
from voice_app.store import queue
from voice_app.store import rounds
from voice_app.store import settings
from voice_app.store import surveys

ROUND = "round"  # the reason of an ask that went to a group
PHONE_BUSY = "phone_busy"
LOOK_BACK = timedelta(days=31)
STALE = timedelta(days=14)  # an unfinished survey that nobody has touched


@dataclass(frozen=True)
class Ask:
    """Whom to ask what, how and why. ``reason`` "asked_for" is their own wish: no budget."""

    person_id: int
    survey: str
    channel: str
    reason: str
    meeting_id: int | None = None
    about_id: int | None = None
    round_id: int | None = None


@dataclass(frozen=True)
class Refused:
    """Why somebody would not be asked (a code; empty: they would), and when to look again."""

    reason: str
    ask_from: date | None = None


@dataclass(frozen=True)
class Invited:
    """They were asked; ``code`` is the secret part of their link."""

    invitation_id: int
    code: str


@dataclass(frozen=True)
class NotAsked:
    """They were left in peace, and why (a code)."""

    reason: str


def invite(ask: Ask, *, now: datetime) -> Invited | NotAsked:
    """Ask one person; a text goes out when quiet hours allow."""
    with writing():
        # Two asks at once wait for each other here, so that both see what is spent and open.
        person = db.session.get_one(Person, ask.person_id, with_for_update=True)
        version = surveys.published(ask.survey)
        reach = people.reach(person.id) if ask.channel == "text" else None
        reason = _why_not(ask, version, reach, now)
        if reason or version is None:
            return NotAsked(reason)
        code = links.new_code()
        invitation = _invitation(ask, version, code, now)
        if invitation.anonymous:
            return Invited(invitation.id, code)  # what is said by it is tied to nobody
        conversation = _conversation(ask, person, invitation, now)
        if reach:
            conversation.phone_index = reach.index
            queue.put_job("open_by_text", conversation.id, now=now)
        return Invited(invitation.id, code)


def would_not_be(ask: Ask, *, now: datetime) -> Refused:
    """Why this person would not be asked now. Nothing is changed by looking."""
    version = surveys.published(ask.survey)
    reach = people.reach(ask.person_id) if ask.channel == "text" else None
    reason = _why_not(ask, version, reach, now)
    db.session.rollback()
    waits = reason in set(Reason)
    return Refused(reason, _look_again(ask.person_id, now) if waits else None)


def _look_again(person_id: int, now: datetime) -> date | None:
    refusal = _refusal(person_id, now)
    return refusal.ask_from if refusal else None


def person_of(record_number: str) -> int | None:
    """The child with this id in the council's records."""
    person = people.by_record(record_number)
    return person.id if person else None


def invitation_of(code: str) -> int | None:
    """The invitation behind a link's code, open or not."""
    invitation = surveys.invitation_by_code(code)
    return invitation.id if invitation else None


def revoke(invitation_id: int, *, now: datetime) -> None:
    """Close a link: from now on its page says so and how to get help."""
    with writing():
        invitation = db.session.get_one(Invitation, invitation_id)
        invitation.revoked_at = now
        if invitation.anonymous:
            return
        conversation = conversations.for_invitation(invitation_id, lock=True)
        if conversation.state == "open":
            conversation.state = "lapsed"
            queue.withdraw_unsent(conversation.id)


def _why_not(
    ask: Ask, version: SurveyVersion | None, reach: people.Reach | None, now: datetime
) -> str:
    """Why this person is not asked now; empty when they may be."""
    if version is None:
        return "not_published"
    if db.session.get_one(Person, ask.person_id).record != "open":
        return "record_closed"
    if people.has_refused(ask.person_id):
        return "refused"
    if ask.reason == ROUND and _has_been_asked(ask, now):
        return "asked_already"
    if ask.channel == "text":
        named = not surveys.questionnaire(version.id).anonymous
        busy = _line_is_closed(ask.person_id, reach, now) if named else "web_only"
        if busy:
            return busy
    return "" if ask.reason == "asked_for" else _spent(ask.person_id, now)


def _has_been_asked(ask: Ask, now: datetime) -> bool:
    """Whether the same survey was put to them within the month."""
    return surveys.was_asked(ask.person_id, ask.survey, since=now - LOOK_BACK)


def _line_is_closed(person_id: int, reach: people.Reach | None, now: datetime) -> str:
    """Why this phone is not texted now. One open ask to a phone: it may be shared."""
    if reach is None:
        return "no_number"
    if people.is_bad(person_id, reach.index):
        return "bad_number"
    people.hold_phone(reach.index)
    if people.opted_out(reach.index):
        return "opted_out"
    busy = conversations.open_on_phone(reach.index, now=now)
    if busy is None:
        return ""
    if now - busy.last_at < STALE:
        return PHONE_BUSY
    busy.state = "lapsed"  # left alone for so long, it does not hold the phone any more
    return ""


def _spent(person_id: int, now: datetime) -> str:
    """Their budget over all surveys, and "not now" flags."""
    refusal = _refusal(person_id, now)
    return str(refusal.reason) if refusal else ""


def _refusal(person_id: int, now: datetime) -> Refusal | None:
    asks = [london_day(at) for at in people.asks(person_id, now - LOOK_BACK)]
    flags, most = people.do_not_ask(person_id), settings.value("asks_a_month")
    return may_ask(asks, flags, today=london_day(now), per_month=most)


def _invitation(ask: Ask, version: SurveyVersion, code: str, now: datetime) -> Invitation:
    anonymous = surveys.questionnaire(version.id).anonymous
    meeting_id = None if anonymous else ask.meeting_id or _coming_review(ask)
    invitation = Invitation(
        person_id=ask.person_id,
        survey_version_id=version.id,
        meeting_id=meeting_id,
        about_id=None if anonymous else ask.about_id or _child(ask),
        anonymous=anonymous,
        channel=ask.channel,
        reason=ask.reason,
        round_id=ask.round_id,
        code=code,
        code_index=surveys.code_index(code),
        created_at=now,
        expires_at=_open_until(meeting_id, now),
    )
    db.session.add(invitation)
    db.session.flush()
    return invitation


def _open_until(meeting_id: int | None, now: datetime) -> datetime:
    """A month, or until the day of the review is over, whichever is later."""
    meeting = db.session.get(Meeting, meeting_id) if meeting_id else None
    if meeting is None or meeting.due_on is None:
        return now + links.OPEN_FOR
    over = datetime.combine(meeting.due_on + timedelta(days=1), time(), LONDON)
    return max(now + links.OPEN_FOR, over.astimezone(UTC))


def _child(ask: Ask) -> int | None:
    """The child a carer or parent is asked about; a child speaks about themselves."""
    person = db.session.get_one(Person, ask.person_id)
    return None if person.kind == "child" else people.child_of(person.id)


def _coming_review(ask: Ask) -> int | None:
    """The review that these words are to reach."""
    child = ask.about_id or _child(ask) or ask.person_id
    around = rounds.around([child]).get(child)
    return around.coming.id if around and around.coming else None


def _conversation(ask: Ask, person: Person, invitation: Invitation, now: datetime) -> Conversation:
    questionnaire = surveys.questionnaire(invitation.survey_version_id)
    age = people.age(person.born, london_day(now))
    conversation = Conversation(
        kind="survey",
        person_id=person.id,
        about_id=invitation.about_id,
        invitation_id=invitation.id,
        survey_version_id=invitation.survey_version_id,
        review_id=invitation.meeting_id,
        began_on=ask.channel,
        language=languages.asked_in(person.language, questionnaire, by_text=ask.channel == "text"),
        band=_band(questionnaire, age),
        started_at=now,
        last_at=now,
    )
    db.session.add(conversation)
    db.session.flush()
    return conversation


def _band(questionnaire: Questionnaire, age: int | None) -> str:
    band = band_for(age, questionnaire.audience)
    return band if band in questionnaire.bands else questionnaire.bands[-1]
