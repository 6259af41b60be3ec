"""A very small council for tests: one child with a phone, her IRO, the duty desk, QA."""

from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import timedelta

from surveys.library import documents
from tests.settings import StandingClock
from voice_app.policy import Role
from voice_app.services import accounts
from voice_app.services import publishing
from voice_app.services import recording

PHONE = "+447700900417"
PASSWORD = "long enough to test"  # noqa: S105 - of accounts that live for one test


@dataclass(frozen=True)
class SmallCouncil:
    """The ids of everybody in it."""

    child: int
    review: int
    iro: int
    duty: int
    qa: int
    participation: int
    member: int
    administrator: int


def make_user(name: str, role: Role, clock: StandingClock, *, reading_duty: bool = False) -> int:
    """An account that signs in as ``name@northbeck.example``."""
    new = accounts.NewUser(
        sign_in=f"{name}@northbeck.example",
        name=f"{name.capitalize()} Invented",
        password=PASSWORD,
        roles=frozenset({role}),
        reading_duty=reading_duty,
    )
    return accounts.create_user(new, by=None, now=clock())


def born(age: int, today: date) -> date:
    """A birthday a month ago, so many years back."""
    day = today - timedelta(days=30)
    return day.replace(year=day.year - age)


def make_child(clock: StandingClock, *, age: int = 14, mobile: str = PHONE) -> int:
    """A child in care since last year."""
    new = recording.NewPerson(
        kind="child",
        preferred_name="Jaz",
        surname="Merrin",
        born=born(age, clock().date()),
        record_number=f"NB-{mobile[-4:] or '0000'}-{age}",
        mobile=mobile,
    )
    child = recording.add_person(new, practice=True, by=None, now=clock())
    since = clock().date() - timedelta(days=500)
    care = recording.NewCare(since, placement="U4", placed_since=since, legal_status="C2")
    recording.record_care(child, care, by=None, now=clock())
    return child


def publish_everything(worker: int, member: int, now: datetime) -> None:
    """All shipped surveys, through the gate."""
    for document in documents().values():
        version = publishing.add_version(dict(document), by=worker, now=now)
        publishing.record_sign_off(publishing.Agreed(version, member), by=worker, now=now)
        publishing.publish(version, by=worker, now=now)


STAFF = {
    "maura": Role.IRO,
    "rosa": Role.SAFEGUARDING,
    "hal": Role.QA_MANAGER,
    "petra": Role.PARTICIPATION,
    "aaliyah": Role.COUNCIL_MEMBER,
    "sol": Role.ADMINISTRATOR,
}


def make_staff(clock: StandingClock) -> None:
    """Everybody at the desk, and every shipped survey signed off and published."""
    users = {
        name: make_user(name, role, clock, reading_duty=name == "rosa")
        for name, role in STAFF.items()
    }
    publish_everything(users["petra"], users["aaliyah"], clock())


def staff(name: str) -> int:
    """The account of somebody at the desk."""
    user_id = accounts.user_id(f"{name}@northbeck.example")
    if user_id is None:
        raise LookupError(f"{name} has no account")
    return user_id


def make_council(clock: StandingClock, *, age: int = 14) -> SmallCouncil:
    """The staff, and one child with a review in sixteen days."""
    iro, today = staff("maura"), clock().date()
    child = make_child(clock, age=age)
    began = today - timedelta(days=400)
    recording.involve(child, recording.NewInvolvement(iro, "iro", began), by=None, now=clock())
    held = recording.NewMeeting("statutory_review", held_on=today - timedelta(days=170))
    recording.record_meeting(child, held, by=iro, now=clock())
    due = recording.NewMeeting("statutory_review", due_on=today + timedelta(days=16))
    review = recording.record_meeting(child, due, by=iro, now=clock())
    return SmallCouncil(
        child=child,
        review=review,
        iro=iro,
        duty=staff("rosa"),
        qa=staff("hal"),
        participation=staff("petra"),
        member=staff("aaliyah"),
        administrator=staff("sol"),
    )
