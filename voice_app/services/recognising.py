"""Is it you? Three pictures that a person picked themselves open what they said before.

Nothing is asked that somebody at home knows, that a child may not know, or that hurts. Only a keyed
hash of the pictures is kept, so nobody at the council can read them. See decision 18.
"""

from datetime import datetime
from datetime import timedelta

from sqlalchemy import select

from voice_app.db import db
from voice_app.db import writing
from voice_app.models.people import Person
from voice_app.models.surveys import Invitation
from voice_app.pages.answering import ClosedLink
from voice_app.pages.sign import IN_A_SIGN
from voice_app.pages.sign import Forgotten
from voice_app.pages.sign import Outcome
from voice_app.pages.sign import SignPage
from voice_app.store import conversations
from voice_app.store import record
from voice_app.store import surveys
from voice_app.vault import vault

TRIES = 5
WAIT = timedelta(minutes=15)
AT_IT = timedelta(hours=1)  # what was said this lately is shown by the link: they are at it


def look(code: str, stamp: str, *, now: datetime) -> SignPage | ClosedLink:
    """Where this browser stands; ``stamp`` is what it kept of a right answer, or nothing."""
    invitation = surveys.open_invitation(code, now=now)
    if isinstance(invitation, ClosedLink):
        return invitation
    person = db.session.get_one(Person, invitation.person_id)
    conversation = conversations.for_invitation(invitation.id)
    right = _stamp(person, invitation)
    known = bool(right) and stamp == right
    return SignPage(
        code=code,
        language=conversation.language,
        band=conversation.band,
        chosen=person.sign_index is not None,
        stamp=right,
        known=known,
        wait_until=_wait_until(invitation, now),
        asked=person.sign_asked_at is not None,
        hidden_before=None if known else _hidden_before(invitation, now),
    )


def choose(code: str, pictures: tuple[str, ...], *, now: datetime) -> bool:
    """The first sign of somebody; False where there is one, or these are not three."""
    with writing():
        found = _held(code, now)
        if found is None or len(pictures) != IN_A_SIGN:
            return False
        person = found[1]
        if person.sign_index is not None:
            return False
        person.sign_index = _index(person, pictures)
        _note(person, "chosen", None, now)
        return True


def check(code: str, pictures: tuple[str, ...], *, now: datetime) -> Outcome:
    """Whether these are theirs. After five wrong in a row no try counts for fifteen minutes."""
    with writing():
        found = _held(code, now)
        if found is None or len(pictures) != IN_A_SIGN:
            return Outcome.COUNT
        invitation, person = found
        if _wait_until(invitation, now):
            return Outcome.WAIT
        if person.sign_index == _index(person, pictures):
            invitation.checks_failed, invitation.checks_failed_at = 0, None
            person.sign_asked_at = None
            return Outcome.RIGHT
        invitation.checks_failed += 1
        invitation.checks_failed_at = now
        return Outcome.WAIT if _wait_until(invitation, now) else Outcome.WRONG


def cannot_remember(code: str, *, now: datetime) -> None:
    """Ask a person to help. A second press changes nothing."""
    with writing():
        found = _held(code, now)
        if found and found[1].sign_index is not None and found[1].sign_asked_at is None:
            found[1].sign_asked_at = now
            _note(found[1], "forgotten", None, now)


def close(code: str, *, now: datetime) -> None:
    """Whoever opens the link after this is not shown what was said before it."""
    with writing():
        found = _held(code, now)
        if found:
            found[0].shut_at = now


def forgotten(*, user_id: int, now: datetime) -> tuple[Forgotten, ...]:
    """Who can't remember their sign, the longest waiting first."""
    with writing():
        people = db.session.scalars(
            select(Person)
            .where(Person.sign_asked_at.is_not(None), Person.record == "open")
            .order_by(Person.sign_asked_at, Person.id)
        )
        shown = tuple(
            Forgotten(person.id, f"{person.preferred_name} {person.surname}".strip(), since)
            for person in people
            if (since := person.sign_asked_at) is not None
        )
        record.note_all([record.Deed(user_id, "saw", "sign", p.person_id) for p in shown], now=now)
        return shown


def let_choose_again(person_id: int, *, user_id: int, now: datetime) -> bool:
    """Their sign is gone, and they choose another; False where nobody asked for it (any more)."""
    with writing():
        person = db.session.get(Person, person_id, with_for_update=True)
        if person is None or person.record != "open" or person.sign_asked_at is None:
            return False
        person.sign_index = person.sign_asked_at = None
        _note(person, "reset", user_id, now)
        return True


def _held(code: str, now: datetime) -> tuple[Invitation, Person] | None:
    """The link and its person, both kept from others until the commit."""
    invitation = surveys.open_invitation(code, now=now)
    if isinstance(invitation, ClosedLink):
        return None
    db.session.refresh(invitation, with_for_update=True)
    person = db.session.get_one(Person, invitation.person_id, with_for_update=True)
    return invitation, person


def _wait_until(invitation: Invitation, now: datetime) -> datetime | None:
    failed, last = invitation.checks_failed, invitation.checks_failed_at
    if last is None or failed == 0 or failed % TRIES or now >= last + WAIT:
        return None
    return last + WAIT


def _hidden_before(invitation: Invitation, now: datetime) -> datetime:
    at_it = now - AT_IT
    return at_it if invitation.shut_at is None else max(at_it, invitation.shut_at)


def _index(person: Person, pictures: tuple[str, ...]) -> str:
    return vault().index("sign", f"{person.id}:{'+'.join(sorted(pictures))}")


def _stamp(person: Person, invitation: Invitation) -> str:
    """It tells nothing of the pictures; no other sign fits it, nor a link that was shut since."""
    if person.sign_index is None:
        return ""
    return vault().index("sign-stamp", f"{person.sign_index}:{invitation.shut_at}")[:16]


def _note(person: Person, why: str, user_id: int | None, now: datetime) -> None:
    record.note(record.Deed(user_id, "changed", "sign", person.id, why), now=now)
