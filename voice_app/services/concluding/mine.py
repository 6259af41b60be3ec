"""Whose review it is: only the child's own reviewing officer of today opens what comes after."""

from dataclasses import dataclass
from datetime import date
from datetime import datetime

from voice_app.clock import london_day
from voice_app.db import db
from voice_app.models.journey import Decision
from voice_app.models.journey import Meeting
from voice_app.models.journey import Promise
from voice_app.models.people import Person
from voice_app.services.concluding.entries import NoSuchReview
from voice_app.services.concluding.entries import NotYours
from voice_app.services.concluding.entries import ReviewOf
from voice_app.store import access
from voice_app.store import record
from voice_app.store.journey.reviews import STATUTORY_REVIEW


@dataclass(frozen=True)
class Case:
    """One review of one child, opened by somebody who may."""

    person: Person
    review: Meeting
    user_id: int | None  # None: the system, from the command line
    now: datetime

    @property
    def today(self) -> date:
        """The day it is in England."""
        return london_day(self.now)

    def note(self, did: str, what: str) -> None:
        """Write a look or a change into the record."""
        record.note(record.Deed(self.user_id, did, what, self.person.id), now=self.now)


def opened(this: ReviewOf, *, user_id: int, now: datetime) -> Case:
    """The review, locked until the commit; raises ``NotYours`` or ``NoSuchReview``."""
    if not access.is_own_child(user_id, this.person_id, now=now):
        raise NotYours
    return case_of(this, user_id=user_id, now=now)


def case_of(this: ReviewOf, *, user_id: int | None, now: datetime) -> Case:
    """The review of a record that is not closed, whoever asks."""
    person = db.session.get(Person, this.person_id)
    review = db.session.get(Meeting, this.review_id, with_for_update=True)
    if person is None or review is None or review.person_id != this.person_id:
        raise NoSuchReview
    if person.record in ("sealed", "merged"):
        raise NotYours
    if review.kind != STATUTORY_REVIEW:
        raise NoSuchReview
    return Case(person, review, user_id, now)


def decision_in(case: Case, decision_id: int) -> Decision:
    """A decision of this very review."""
    decision = db.session.get(Decision, decision_id)
    if decision is None or decision.meeting_id != case.review.id:
        raise NoSuchReview
    return decision


def promise_in(case: Case, promise_id: int) -> tuple[Decision, Promise]:
    """A promise of this very review, with the decision it belongs to."""
    promise = db.session.get(Promise, promise_id)
    if promise is None:
        raise NoSuchReview
    return decision_in(case, promise.decision_id), promise
