"""The brief as issued: a frozen copy, to whom and when. A refresh is another copy.

The clock issues it (five working days before the review, and again one day before), or an IRO by
hand. Its PDF is made by the worker afterwards.
"""

from datetime import datetime

from voice_app.clock import london_day
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.journey import Meeting
from voice_app.models.reviews import BriefIssue
from voice_app.models.reviews import BriefRecipient
from voice_app.pages.brief import Brief
from voice_app.pages.frozen import digest
from voice_app.pages.frozen import frozen
from voice_app.policy import Role
from voice_app.services.reviewing.briefing import own_round
from voice_app.services.reviewing.composing import made_of
from voice_app.services.reviewing.gathering import Round
from voice_app.services.reviewing.gathering import gather
from voice_app.store import issues
from voice_app.store import people
from voice_app.store import queue
from voice_app.store import record

FIRST, REFRESH, BY_HAND = "first", "refresh", "by_hand"


def issue_by_hand(person_id: int, review_id: int, *, user_id: int, now: datetime) -> int | None:
    """Issue it now; raises ``NotYours``. Gives the number of the copy, or None: no such review."""
    with writing():
        db.session.get(Meeting, review_id, with_for_update=True)  # before it is gathered
        this = own_round(person_id, review_id, user_id, now)
        return None if this is None else _issue(this, why=BY_HAND, by=user_id, now=now)


def issue_by_clock(review_id: int, *, now: datetime) -> int | None:
    """Issue it because its day has come: the first copy, or a refresh. Repeatable.

    Nothing is issued for a review that was held or called off, or for a record that was closed;
    nor a second time on one day where nothing changed.
    """
    with writing():
        review = db.session.get(Meeting, review_id, with_for_update=True)
        if review is None or review.held_on or review.cancelled_on:
            return None
        this = gather(review.person_id, review_id, now)
        if this is None or this.person.record != "open":
            return None
        why = REFRESH if issues.copies(review_id) else FIRST
        return _issue(this, why=why, by=None, now=now)


def _issue(this: Round, *, why: str, by: int | None, now: datetime) -> int | None:
    page = made_of(this)
    stored = frozen(page)
    made = issues.copies(this.review.id)
    if made and _is_the_same(made[-1], digest(stored), by, now):
        return None
    row = BriefIssue(
        review_id=this.review.id,
        person_id=this.person.id,
        number=len(made) + 1,
        why=why,
        issued_at=now,
        issued_by=by,
        page=stored,
        digest=digest(stored),
        approved=_is_approved(page),
    )
    db.session.add(row)
    db.session.flush()
    _address(row, now)
    reason = f"issued {row.number}, {why}"
    deed = record.Deed(by, "changed", f"brief:{this.review.id}", this.person.id, reason)
    record.note(deed, now=now)
    queue.put_job("make_brief_pdf", row.id, now=now)
    return row.number


def _is_approved(page: Brief) -> bool:
    """The child let this very page through: nothing on it is newer than their answer."""
    return (
        page.approval is not None and page.approval.state == "approved" and not page.approval.newer
    )


def _is_the_same(last: issues.Copy, mark: str, by: int | None, now: datetime) -> bool:
    """Whether the clock would only repeat what it issued today (a job that was done twice)."""
    today = london_day(last.issued_at) == london_day(now)
    return by is None and last.issued_by is None and today and last.digest == mark


def _address(row: BriefIssue, now: datetime) -> None:
    """To the child's IROs of that day."""
    for user_id in people.all_involved(row.person_id, Role.IRO, london_day(now)):
        db.session.add(BriefRecipient(issue_id=row.id, user_id=user_id))
