"""A review was held: on which day, and how the child took part."""

from datetime import datetime

from surveys.participation import MEANINGS
from surveys.participation import doubt
from voice_app.db import db
from voice_app.db import writing
from voice_app.services.concluding.entries import ConcludingFault
from voice_app.services.concluding.entries import Held
from voice_app.services.concluding.entries import ReviewOf
from voice_app.services.concluding.mine import Case
from voice_app.services.concluding.mine import opened
from voice_app.store import people
from voice_app.store.journey import on_record
from voice_app.store.journey import reviews
from voice_app.store.journey.changes import BY_HAND
from voice_app.store.journey.changes import Change
from voice_app.store.journey.changes import settle
from voice_app.store.journey.expecting import expect_all


def hold(this: ReviewOf, held: Held, *, user_id: int, now: datetime) -> str:
    """Put a review down as held, or put its day or code right; the next is worked out from it.

    Only the officer decides on a code. Gives the DfE check that will question it ("440", "441"),
    or nothing; raises ``ConcludingFault``, ``NotYours`` or ``NoSuchReview``.
    """
    if held.code and held.code not in MEANINGS:
        raise ConcludingFault("Pick one of the eight codes. Nothing was changed.")
    with writing():
        case = opened(this, user_id=user_id, now=now)
        _check_day(case, held)
        known = on_record.reviews(of=this.person_id)[this.person_id]
        row = next(review for review in known if review.id == this.review_id)
        changed = settle(row, held_on=held.on, participation=held.code, source=BY_HAND)
        row.chair_id = row.chair_id or user_id
        db.session.flush()
        expect_all(this.person_id, now)
        if changed is not Change.UNCHANGED:
            case.note("changed", f"review held:{this.review_id}")
        return doubt(held.code, people.age(case.person.born, held.on))


def _check_day(case: Case, held: Held) -> None:
    if held.on > case.today:
        raise ConcludingFault("A review that has not come yet was not held. Nothing was changed.")
    known = on_record.reviews(of=case.person.id)[case.person.id]
    others = [review for review in known if review.id != case.review.id]
    if case.review.held_on is None:
        after = max(reviews.days_held(others), default=None)
    else:
        earlier = [day for day in reviews.days_held(others) if day < case.review.held_on]
        after = max(earlier, default=None)
    if after and held.on <= after:
        raise ConcludingFault(
            f"The review before it was held on {after:%-d %B %Y}. Nothing was changed."
        )
