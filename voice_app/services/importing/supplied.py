"""What the supplement says of one child, against what is on record of them."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from datetime import datetime

from messaging.phone import PhoneProblem
from messaging.phone import normalise
from surveys.clocks import DueSource
from surveys.clocks import settled_due
from voice_app.clock import london_day
from voice_app.db import db
from voice_app.files.faults import Code
from voice_app.files.spreadsheet import Line
from voice_app.files.supplement import PlanRow
from voice_app.files.supplement_people import PersonRow
from voice_app.models.journey import Involvement
from voice_app.models.journey import Meeting
from voice_app.models.journey import Plan
from voice_app.models.journey import PlanVersion
from voice_app.models.people import Consent
from voice_app.models.people import ContactPoint
from voice_app.services.importing.outcome import Noted
from voice_app.services.importing.outcome import Tally
from voice_app.store import queue
from voice_app.store.journey import reviews
from voice_app.store.journey.changes import Change
from voice_app.store.journey.changes import settle
from voice_app.store.journey.changes import take_over
from voice_app.store.journey.changes import use_number

SOURCE = "supplement"
AUTHORITY = "authority"  # consent given by; others are child and parent

_NUMBER = "What stands under mobile {}. It was not used."
_NUMBER_IS = {
    PhoneProblem.NOT_A_NUMBER: "is not a phone number",
    PhoneProblem.NOT_UK: "is not a UK number",
    PhoneProblem.NOT_MOBILE: "is not a mobile number",
    PhoneProblem.ONLY_PRACTICE: "is a number for practice only",
    PhoneProblem.NOT_PRACTICE: "may be a real number, and this is a practice system",
}
_NO_ACCOUNT = "Nobody signs in here with the address under {}. It was not used."
_WAS_OVER = (
    "Whoever stands under {} worked with this child before, and that has ended. A file without a "
    "day does not begin it again; somebody may do so by hand."
)
_THEIR_NO = "They or a parent said no to us, so they will still not be texted."
_BY_HAND = "Somebody set another day by hand, and that day stays."
_NO_PLAN_DATE = "There is no plan_date, so the date of the plan's next review was not used."


@dataclass(frozen=True)
class Book:
    """What is on record of everybody, and what holds for the whole file."""

    file: str
    practice: bool
    now: datetime
    tally: Tally
    accounts: dict[str, int]
    points: defaultdict[int, list[ContactPoint]]
    consents: defaultdict[int, list[Consent]]
    involved: defaultdict[int, list[Involvement]]
    reviews: defaultdict[int, list[Meeting]]
    plans: dict[tuple[int, str], Plan]
    new_plans: set[tuple[int, str]]
    versions: defaultdict[int, list[PlanVersion]]

    def doubt(self, line: int, column: str, what: str) -> None:
        """Report a cell that was not used; its line stays."""
        self.tally.faults.append(Line(self.file, line, {}).kept(column, Code.NOT_USED, what))


def keep_number(person_id: int, row: PersonRow, book: Book) -> Iterator[Noted]:
    """Reach the child on this number, if it can be used; the words of the fault hide it."""
    if not row.mobile:
        return
    number = normalise(row.mobile, practice=book.practice)
    if isinstance(number, PhoneProblem):
        book.doubt(row.line, "mobile", _NUMBER.format(_NUMBER_IS[number]))
        return
    yield "Mobile numbers", use_number(book.points[person_id], person_id, number, now=book.now)


def keep_consent(person_id: int, row: PersonRow, book: Book) -> Iterator[Noted]:
    """Write an agreement down where it is news. A file never overrules a child's or parent's no."""
    if row.may_contact is None:
        return
    before = book.consents[person_id]
    latest = max(before, key=lambda consent: (consent.at, consent.id), default=None)
    own_no = latest is not None and latest.given_by != AUTHORITY and not latest.given
    if own_no and row.may_contact:
        book.doubt(row.line, "may_contact", _THEIR_NO)
    elif latest and latest.given == row.may_contact and _same_basis(latest, row.contact_basis):
        yield "Agreements to be asked", Change.UNCHANGED
    else:
        db.session.add(
            Consent(
                person_id=person_id,
                given=row.may_contact,
                given_by=AUTHORITY,
                basis=row.contact_basis,
                at=book.now,
            )
        )
        if not row.may_contact:
            queue.withdraw_asks(person_id, why="refused")
        yield "Agreements to be asked", Change.CHANGED if before else Change.ADDED


def _same_basis(latest: Consent, basis: str) -> bool:
    """What a child or parent told us themselves needs no other basis."""
    return not basis or latest.given_by != AUTHORITY or latest.basis == basis


def keep_involved(person_id: int, row: PersonRow, book: Book) -> Iterator[Noted]:
    """Let the IRO and social worker in from today. They need an account; none is made here."""
    today = london_day(book.now)
    for role, column, address in (
        ("iro", "iro_email", row.iro_email),
        ("social_worker", "social_worker_email", row.social_worker_email),
    ):
        user_id = book.accounts.get(address.lower())
        if user_id and _was_over(book.involved[person_id], user_id, role, today):
            book.doubt(row.line, column, _WAS_OVER.format(column))
        elif user_id:
            new = Involvement(person_id=person_id, user_id=user_id, role=role, since=today)
            yield "People who work with a child", take_over(book.involved[person_id], new)
        elif address:
            book.doubt(row.line, column, _NO_ACCOUNT.format(column))


def _was_over(held: list[Involvement], user_id: int, role: str, today: date) -> bool:
    """Whether their work with the child in this role has ended: no undated line begins it again."""
    theirs = [row.until for row in held if (row.user_id, row.role) == (user_id, role)]
    return bool(theirs) and all(until is not None and until < today for until in theirs)


def keep_review(person_id: int, row: PersonRow, book: Book) -> Iterator[Noted]:
    """Set the day of the next review, unless that review has been held meanwhile."""
    day, known = row.next_review_on, book.reviews[person_id]
    due = settled_due(None, supplied=day)
    if day is None or due is None or _was_held(day, known):
        return
    change = reviews.expect(known, person_id, due)
    waiting = reviews.open_review(known)
    if waiting and waiting.due_source == DueSource.MANUAL and waiting.due_on != day:
        book.doubt(row.line, "next_review_date", _BY_HAND)
    yield "Next reviews", change


def _was_held(day: date, known: list[Meeting]) -> bool:
    days = reviews.days_held(known)
    due = {review.due_on for review in known if review.held_on}
    return day in due or any(held_on >= day for held_on in days)


def add_plans(person_id: int, rows: list[PlanRow], book: Book) -> None:
    """Begin the plans that a child did not have; their versions follow when they have ids."""
    for row in rows:
        key = (person_id, row.kind)
        if key not in book.plans:
            book.plans[key] = Plan(person_id=person_id, kind=row.kind)
            book.new_plans.add(key)
            db.session.add(book.plans[key])


def keep_plan(person_id: int, row: PlanRow, book: Book) -> Change:
    """Keep this version of a plan. A plan without a date is known to exist, no more."""
    key = (person_id, row.kind)
    plan = book.plans[key]
    change = Change.ADDED if key in book.new_plans else Change.UNCHANGED
    if row.made_on is None:
        if row.next_review_on:
            book.doubt(row.line, "plan_date", _NO_PLAN_DATE)
        return change
    versions = book.versions[plan.id]
    version = next((v for v in versions if v.made_on == row.made_on), None)
    if version:
        return _look_again(version, row, book)
    version = PlanVersion(
        plan_id=plan.id, made_on=row.made_on, next_review=row.next_review_on, source=SOURCE
    )
    versions.append(version)
    db.session.add(version)
    return change if change is Change.ADDED else Change.CHANGED


def _look_again(version: PlanVersion, row: PlanRow, book: Book) -> Change:
    """Put the day of its next review on a version; one that somebody set by hand stays."""
    day = row.next_review_on
    if day is None or version.next_review == day:
        return Change.UNCHANGED
    if version.next_source == DueSource.MANUAL:
        book.doubt(row.line, "plan_next_review_date", _BY_HAND)
        return Change.UNCHANGED
    return settle(version, next_review=day, next_source=str(DueSource.SUPPLIED), next_rule="")
