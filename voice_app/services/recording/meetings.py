"""Meetings, what they decided, and what became of it."""

from datetime import datetime

from surveys.clocks import DueSource
from surveys.clocks import settled_due
from surveys.journey import shipped as journey
from voice_app.clock import london_day
from voice_app.db import db
from voice_app.db import writing
from voice_app.files.rows903 import REVIEW_CODES
from voice_app.models.journey import Decision
from voice_app.models.journey import Meeting
from voice_app.models.journey import Promise
from voice_app.services.recording.entries import HAPPENED
from voice_app.services.recording.entries import Happened
from voice_app.services.recording.entries import NewDecision
from voice_app.services.recording.entries import NewMeeting
from voice_app.services.recording.entries import RecordingFault
from voice_app.services.recording.entries import check_key
from voice_app.services.recording.entries import noted
from voice_app.store.journey import meetings
from voice_app.store.journey import on_record
from voice_app.store.journey import reviews
from voice_app.store.journey.changes import BY_HAND
from voice_app.store.journey.changes import settle
from voice_app.store.journey.expecting import expect_all


def record_meeting(person_id: int, new: NewMeeting, *, by: int | None, now: datetime) -> int:
    """Put a meeting down and give its id; raises ``RecordingFault``.

    A child has one open meeting of each kind: a new due day moves it, and holding it closes it
    and works out the next.
    """
    check_key(new.kind, journey().meetings, "kind of meeting")
    if new.participation:
        check_key(new.participation, REVIEW_CODES, "code for taking part")
    if new.due_on is None and new.held_on is None and new.cancelled_on is None:
        raise RecordingFault("a meeting needs the day it is due or the day it was held")
    if new.held_on and new.held_on > london_day(now):
        raise RecordingFault("a meeting that has not come yet was not held")
    statutory = new.kind == reviews.STATUTORY_REVIEW
    if statutory and new.cancelled_on:
        raise RecordingFault("a statutory review is moved to another day; it is not cancelled")
    with writing():
        row = _review(person_id, new) if statutory else _meeting(person_id, new)
        db.session.flush()
        expect_all(person_id, now)
        noted(by, f"meeting:{row.id}", person_id, now)
        return row.id


def record_decision(
    meeting_id: int, new: NewDecision, *, by: int | None, now: datetime
) -> tuple[int, ...]:
    """Put down what a meeting decided, and give the ids of its promises."""
    with writing():
        meeting = db.session.get_one(Meeting, meeting_id)
        decision = Decision(meeting_id=meeting_id, words=new.words, recorded_by=by, recorded_at=now)
        db.session.add(decision)
        db.session.flush()
        promises = [
            Promise(
                decision_id=decision.id,
                what=promise.what or None,
                who=promise.who,
                due_on=promise.due_on,
            )
            for promise in new.promises
        ]
        db.session.add_all(promises)
        noted(by, f"decision:{decision.id}", meeting.person_id, now)
        db.session.flush()
        return tuple(promise.id for promise in promises)


def promise_happened(promise_id: int, happened: Happened, *, by: int | None, now: datetime) -> None:
    """Put down what the child says became of a promise."""
    check_key(happened.value, HAPPENED, "outcome of a promise")
    with writing():
        promise = db.session.get_one(Promise, promise_id)
        promise.happened = happened.value
        promise.child_said = happened.child_said or None
        promise.happened_at = now
        decision = db.session.get_one(Decision, promise.decision_id)
        meeting = db.session.get_one(Meeting, decision.meeting_id)
        noted(by, f"promise:{promise_id}", meeting.person_id, now)


def _review(person_id: int, new: NewMeeting) -> Meeting:
    """The open review, moved to its due day and held, as far as ``new`` says so."""
    known = on_record.reviews(of=person_id)[person_id]
    if new.held_on is None:
        reviews.expect(known, person_id, settled_due(None, manual=new.due_on))
        row = next(review for review in known if review.held_on is None)
    else:
        row = reviews.hold_by_hand(known, person_id, new.held_on, participation=new.participation)
        if new.due_on:
            settle(row, due_on=new.due_on, due_source=str(DueSource.MANUAL))
    row.chair_id = new.chair or row.chair_id
    return row


def _meeting(person_id: int, new: NewMeeting) -> Meeting:
    """The open meeting of this kind, moved or held; else a row of its own.

    One that was held before the latest of its kind is a row of its own: the open one stands for
    what comes next.
    """
    same = [row for row in meetings.of(person_id) if row.kind == new.kind]
    row = meetings.stands_for(same, held_on=new.held_on)
    if row is None:
        row = Meeting(person_id=person_id, kind=new.kind, source=BY_HAND)
        db.session.add(row)
    if meetings.is_first_seen(row, same, new.held_on):
        settle(row, due_on=None, due_source="", due_rule="")
    if new.due_on:
        settle(row, due_on=new.due_on, due_source=str(DueSource.MANUAL), due_rule="")
    settle(
        row,
        held_on=new.held_on,
        cancelled_on=new.cancelled_on,
        participation=new.participation,
        child_seen=new.child_seen,
        seen_alone=new.seen_alone,
        chair_id=new.chair or row.chair_id,
        source=BY_HAND,
    )
    return row
