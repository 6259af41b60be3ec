"""Whether a child can be texted, beyond the questions of a survey, without others reading it."""

from datetime import datetime

from messaging.hours import SCHOOL_AGE
from messaging.hours import next_allowed
from voice_app.clock import bank_holidays
from voice_app.clock import london_day
from voice_app.models.surveys import Invitation
from voice_app.store import conversations
from voice_app.store import people
from voice_app.store import queue
from voice_app.store.people import Reach


def shares_phone(person_id: int) -> bool:
    """Whether others are reached on the same number: then a link may be in their hands."""
    reach = people.reach(person_id)
    return reach is not None and len(people.on_phone(reach.index)) > 1


def others_may_hold(invitation: Invitation) -> bool:
    """Whether others may hold this link: it was texted to a phone that they share.

    What somebody wrote may be about the very person who holds the phone.
    """
    return invitation.channel == "text" and shares_phone(invitation.person_id)


def own_phone(person_id: int) -> Reach | None:
    """The number that is theirs alone and has not said STOP."""
    reach = people.reach(person_id)
    if reach is None or people.opted_out(reach.index) or shares_phone(person_id):
        return None
    return reach


def for_a_follow_up(person_id: int, *, now: datetime) -> Reach | None:
    """Their own phone, where they may be texted today about what they said before.

    Not where they refused to be asked, are left in peace for now, or have a survey open there: a
    reply would be taken for the answer to its question. Holds the phone until the commit.
    """
    reach = own_phone(person_id)
    if reach is None or people.has_refused(person_id):
        return None
    if any(flag.holds_on(london_day(now)) for flag in people.do_not_ask(person_id)):
        return None
    people.hold_phone(reach.index)
    return None if conversations.open_on_phone(reach.index, now=now) else reach


def is_confirmed(person_id: int, reach: Reach) -> bool:
    """Whether somebody has replied from this number: until then no text says a word of care."""
    point = people.contact(person_id, reach.index)
    return point is not None and point.confirmed_at is not None


def send_after_school(text: queue.TextOut, *, now: datetime) -> None:
    """Queue a text of ours for when a child of school age may get one; not sent after that day."""
    due = next_allowed(now, SCHOOL_AGE, bank_holidays())
    queue.put_text(text, now=now, due=due, until=SCHOOL_AGE.of(london_day(due))[1])
