"""What was promised at a review: asked about the day after it was due, and shown to the child.

The asking is our follow-up of our own promise, so it is no ask in the child's budget. It stays
small instead: one text for a promise, one such text a day, never while a survey is open on that
phone, never to a number that is shared, unconfirmed or has said STOP. All others are asked on their
own page.
"""

from datetime import date
from datetime import datetime
from datetime import timedelta

from messaging import prompts
from surveys.did_it_happen import DID_IT_HAPPEN
from voice_app.clock import london_day
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.journey import Decision
from voice_app.models.journey import Promise
from voice_app.models.people import Person
from voice_app.models.reviews import ReviewReply
from voice_app.pages.answering import ClosedLink
from voice_app.pages.my_voice import Decided
from voice_app.pages.my_voice import MyReview
from voice_app.pages.my_voice import Promised
from voice_app.pages.my_voice import ToldAfter
from voice_app.store import accounts
from voice_app.store import after_review
from voice_app.store import promises
from voice_app.store import queue
from voice_app.store import reaching
from voice_app.store import rounds
from voice_app.store import surveys
from voice_app.store.languages import phrases

ASKED_FOR_DAYS = 14  # calendar days after the due day in which we still ask


def due(*, now: datetime) -> int:
    """Queue ``ask_promise`` for promises due yesterday or in the 14 days before; gives how many.

    One a day for each child, the oldest first. May run many times a day: a job of the day is queued
    once, and a promise that was asked about is not asked about again.
    """
    today = london_day(now)
    asked: set[int] = set()
    with writing():
        promises.forget_lost_asks()
        since = today - timedelta(days=ASKED_FOR_DAYS)
        for promise_id, person_id in promises.to_ask_about(since, today - timedelta(days=1)):
            if person_id not in asked:
                asked.add(person_id)
                key = f"ask_promise:{promise_id}:{today}"
                queue.put_job_once("ask_promise", promise_id, key=key, now=now)
    return len(asked)


def ask_promise(promise_id: int, *, now: datetime) -> None:
    """Ask by text whether it happened, where it can be asked so. A repeat does nothing."""
    with writing():
        promised = promises.made(promise_id, lock=True)
        if promised is None or promised.promise.asked_at or promised.promise.happened:
            return
        person = db.session.get_one(Person, promised.meeting.person_id)
        reach = reaching.for_a_follow_up(person.id, now=now) if person.record == "open" else None
        if reach is None or not reaching.is_confirmed(person.id, reach):
            return
        if promises.texted_on(person.id, london_day(now)):
            return
        promised.promise.asked_at = now
        reader = prompts.Reader(phrases(person.language), person.language)
        text = queue.TextOut(
            key=f"promise:{promise_id}:{london_day(now)}",
            to=reach.address,
            to_index=reach.index,
            words=prompts.did_it_happen(reader, words=promised.words, who=promised.promise.who),
            person_id=person.id,
            promise_id=promise_id,
        )
        reaching.send_after_school(text, now=now)


def happened_on_web(code: str, promise_id: int, value: str, *, now: datetime) -> bool:
    """Their answer on their own page; False when it can't be taken (again)."""
    with writing():
        invitation = surveys.open_invitation(code, now=now)
        promised = promises.made(promise_id, lock=True)
        if isinstance(invitation, ClosedLink) or promised is None:
            return False
        if promised.meeting.person_id != invitation.person_id or promised.promise.happened:
            return False
        if reaching.shares_phone(invitation.person_id) or not _may_answer(promised.promise, now):
            return False
        if not _knows(promised):
            return False
        if DID_IT_HAPPEN.check(value):
            return False
        promises.settle(promised.promise, value, None, now=now)
        return True


def _knows(promised: promises.Made) -> bool:
    """Whether the child was told of it, so that it stands on their page."""
    replies = after_review.replies(promised.meeting.id)
    return after_review.is_told(promised.decision, [promised.promise], replies)


def my_review(code: str, *, now: datetime) -> MyReview | None:
    """What was decided and promised at my last review, and what I was told after it.

    None without one, or where the link opens for nobody. On a shared phone it is not shown: whoever
    holds the phone may hold the link.
    """
    invitation = surveys.open_invitation(code, now=now)
    if isinstance(invitation, ClosedLink) or invitation.about_id is not None:
        return None
    around = rounds.around([invitation.person_id]).get(invitation.person_id)
    if around is None or around.last is None or around.last.held_on is None:
        return None
    if reaching.shares_phone(invitation.person_id):
        return MyReview(around.last.held_on, hidden=True)
    return _my_review(around.last.id, around.last.held_on, now)


def _my_review(review_id: int, held_on: date, now: datetime) -> MyReview:
    replies = after_review.replies(review_id)
    names = accounts.names({reply.told_by for reply in replies})
    return MyReview(
        held_on=held_on,
        decided=tuple(_decided(*each, now) for each in _told(review_id, replies)),
        told_by=after_review.reply_by(held_on),
        told=tuple(
            ToldAfter(reply.words, names.get(reply.told_by, ""), london_day(reply.told_at))
            for reply in replies
        ),
    )


def _told(review_id: int, replies: list[ReviewReply]) -> list[tuple[Decision, list[Promise]]]:
    """What they know of, as it stands: until they are told, a line may still be changed."""
    lines = [each for each in rounds.decisions(review_id) if after_review.is_told(*each, replies)]
    corrected = {decision.corrects_id for decision, _ in lines}
    return [each for each in lines if each[0].id not in corrected]


def _decided(decision: Decision, made: list[Promise], now: datetime) -> Decided:
    return Decided(decision.words, tuple(_promised(promise, now) for promise in made))


def _promised(promise: Promise, now: datetime) -> Promised:
    return Promised(
        promise_id=promise.id,
        what=promise.what or "",
        who=promise.who,
        due=promise.due_on,
        happened=promise.happened,
        my_words=promise.child_said or "",
        may_answer=not promise.happened and _may_answer(promise, now),
    )


def _may_answer(promise: Promise, now: datetime) -> bool:
    """From the day after it was due; any day where nobody said when."""
    return promise.due_on is None or promise.due_on < london_day(now)
