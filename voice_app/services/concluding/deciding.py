"""Decisions in words for the child, and who promised what by when.

Until the child is told, words may be changed and taken out. From then on a line stands as it was
told, and another line puts it right.
"""

from datetime import datetime
from datetime import timedelta

from voice_app.db import db
from voice_app.db import writing
from voice_app.models.journey import Decision
from voice_app.models.journey import Promise
from voice_app.services.concluding.entries import LONGEST_DECISION
from voice_app.services.concluding.entries import LONGEST_PROMISE
from voice_app.services.concluding.entries import ConcludingFault
from voice_app.services.concluding.entries import NewDecision
from voice_app.services.concluding.entries import NewPromise
from voice_app.services.concluding.entries import ReviewOf
from voice_app.services.concluding.entries import plain
from voice_app.services.concluding.mine import Case
from voice_app.services.concluding.mine import decision_in
from voice_app.services.concluding.mine import opened
from voice_app.services.concluding.mine import promise_in
from voice_app.store import after_review
from voice_app.store import rounds

FURTHEST = timedelta(days=3 * 366)  # a promise further off is a slip of the keyboard
TOLD_ALREADY = "They were told this. Write a new line that puts it right. Nothing was changed."


def decide(this: ReviewOf, new: NewDecision, *, user_id: int, now: datetime) -> int:
    """Put a decision down, or one that puts right what they were told; gives its id."""
    with writing():
        case = opened(this, user_id=user_id, now=now)
        words = plain(new.words, LONGEST_DECISION, "The decision")
        if new.corrects is not None:
            _check_correction(case, new.corrects)
        row = Decision(
            meeting_id=this.review_id,
            corrects_id=new.corrects,
            words=words,
            recorded_by=user_id,
            recorded_at=now,
        )
        db.session.add(row)
        db.session.flush()
        case.note("changed", f"decision:{row.id}")
        return row.id


def reword(this: ReviewOf, decision_id: int, words: str, *, user_id: int, now: datetime) -> None:
    """Change the words of a decision that they have not been told."""
    with writing():
        case = opened(this, user_id=user_id, now=now)
        decision = _untold(case, decision_in(case, decision_id))
        decision.words = plain(words, LONGEST_DECISION, "The decision")
        case.note("changed", f"decision:{decision_id}")


def take_out(this: ReviewOf, decision_id: int, *, user_id: int, now: datetime) -> None:
    """Take a decision out, with its promises, that they have not been told."""
    with writing():
        case = opened(this, user_id=user_id, now=now)
        decision = _untold(case, decision_in(case, decision_id))
        for promise in rounds.promises(decision_id):
            db.session.delete(promise)
        db.session.flush()
        db.session.delete(decision)
        case.note("changed", f"decision taken out:{decision_id}")


def promise(
    this: ReviewOf, decision_id: int, new: NewPromise, *, user_id: int, now: datetime
) -> int:
    """Put a promise down with a decision that they have not been told; gives its id."""
    with writing():
        case = opened(this, user_id=user_id, now=now)
        decision = _untold(case, decision_in(case, decision_id))
        row = Promise(decision_id=decision.id, what="", who="")
        _fill(row, new, case)
        db.session.add(row)
        db.session.flush()
        case.note("changed", f"promise:{row.id}")
        return row.id


def change_promise(
    this: ReviewOf, promise_id: int, new: NewPromise, *, user_id: int, now: datetime
) -> None:
    """Change a promise that they have not been told."""
    with writing():
        case = opened(this, user_id=user_id, now=now)
        decision, row = promise_in(case, promise_id)
        _untold(case, decision)
        _fill(row, new, case)
        case.note("changed", f"promise:{promise_id}")


def take_promise_out(this: ReviewOf, promise_id: int, *, user_id: int, now: datetime) -> None:
    """Take a promise out that they have not been told."""
    with writing():
        case = opened(this, user_id=user_id, now=now)
        decision, row = promise_in(case, promise_id)
        _untold(case, decision)
        db.session.delete(row)
        case.note("changed", f"promise taken out:{promise_id}")


def _fill(row: Promise, new: NewPromise, case: Case) -> None:
    row.what = plain(new.what, LONGEST_PROMISE, "What was promised")
    row.who = plain(new.who, LONGEST_PROMISE, "The name of who promised it")
    if new.due_on and case.review.held_on and new.due_on < case.review.held_on:
        raise ConcludingFault("That day lies before the review. Nothing was changed.")
    if new.due_on and new.due_on > case.today + FURTHEST:
        raise ConcludingFault("That day is years away. Is the year right? Nothing was changed.")
    row.due_on = new.due_on


def _untold(case: Case, decision: Decision) -> Decision:
    if _told(case, decision):
        raise ConcludingFault(TOLD_ALREADY)
    return decision


def _told(case: Case, decision: Decision) -> bool:
    told = after_review.replies(case.review.id)
    return after_review.is_told(decision, rounds.promises(decision.id), told)


def _check_correction(case: Case, decision_id: int) -> None:
    if not _told(case, decision_in(case, decision_id)):
        raise ConcludingFault("They have not been told this yet: change it where it stands.")
