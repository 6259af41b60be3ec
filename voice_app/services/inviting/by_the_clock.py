"""Asks that come round by themselves: before a review, and when a plan is due.

Only who is reached on a number of their own is asked so; the others stand on the not-heard list.
Everything that holds for an ask by hand (budget, refusals, "not now", STOP) holds here.
"""

from datetime import datetime
from datetime import timedelta

from voice_app.clock import london_day
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.journey import Meeting
from voice_app.models.journey import Plan
from voice_app.models.people import Person
from voice_app.services.inviting.asking import Ask
from voice_app.services.inviting.asking import invite
from voice_app.store import asking
from voice_app.store import people
from voice_app.store import queue
from voice_app.store import rounds
from voice_app.store import surveys

BEFORE_REVIEW = {
    "child": "before-my-review",
    "carer": "before-the-review-carer",
    "parent": "before-the-review-parent",
}
A_MONTH = timedelta(days=31)
ABOUT_PLAN = {  # none for child protection: who else reads that phone is for a person to know
    "caf": "early-help-child",
    "care": "my-care-plan",
    "placement": "my-placement-plan",
    "pep": "my-school-plan",
    "health": "my-health-plan",
    "pathway": "my-pathway-plan",
}


def ask_before_review(review_id: int, *, now: datetime) -> int:
    """Ask the child, their carers and parents before one review; gives how many were asked.

    Who was asked for this review already is not asked again, so that a day that comes round
    twice, or tomorrow's next try for somebody whose budget is spent today, harms nobody.
    """
    review = db.session.get_one(Meeting, review_id)
    if review.held_on or review.cancelled_on:
        return 0
    asks = [
        Ask(
            person_id=person.id,
            survey=BEFORE_REVIEW[person.kind],
            channel="text",
            reason="before_review",
            meeting_id=review_id,
            about_id=review.person_id if person.kind != "child" else None,
        )
        for person in _around(review.person_id)
        if not surveys.was_asked_for(person.id, review_id)
    ]
    return sum(not hasattr(invite(ask, now=now), "reason") for ask in asks)


def ask_about_plan(plan_id: int, *, now: datetime) -> bool:
    """Ask a child about one plan when it is due; "I've never seen one" is an answer.

    Whom we asked about this kind of plan in the last month is not asked again.
    """
    plan = db.session.get_one(Plan, plan_id)
    survey = ABOUT_PLAN.get(plan.kind, "")
    child = db.session.get_one(Person, plan.person_id)
    if not survey or plan.closed_on or child.record != "open" or not people.reach(child.id):
        return False
    if surveys.was_asked(child.id, survey, since=now - A_MONTH):
        return False
    ask = Ask(child.id, survey, "text", "plan_due")
    return not hasattr(invite(ask, now=now), "reason")


def remind_before_review(review_id: int, *, now: datetime) -> int:
    """One reminder to each who was asked and has not begun; gives how many."""
    with writing():
        waiting = [
            conversation_id
            for conversation_id, person_id in rounds.not_begun(review_id)
            if not _left_in_peace(person_id, now)
        ]
        for conversation_id in waiting:
            queue.put_job("remind_by_text", conversation_id, now=now)
        return len(waiting)


def lapse_run_out(*, now: datetime) -> int:
    """Asks whose time is over are closed, begun or not, what was said stays; gives how many."""
    with writing():
        over = asking.run_out(now)
        for conversation in over:
            conversation.state = "lapsed"
            queue.withdraw_unsent(conversation.id)
        return len(over)


def _around(child_id: int) -> list[Person]:
    """The child and the grown-ups of theirs, as far as they have a number."""
    child = db.session.get_one(Person, child_id)
    if child.record != "open":
        return []
    return [person for person in [child, *people.grown_ups_of(child_id)] if people.reach(person.id)]


def _left_in_peace(person_id: int, now: datetime) -> bool:
    return any(flag.holds_on(london_day(now)) for flag in people.do_not_ask(person_id))
