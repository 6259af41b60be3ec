"""The daily round: what today's date calls for around each review, put in the queue once.

It may run again on the same day, or after days of silence: what is overdue is done then, what was
done is not done twice. The days are an authority's own (``store.settings``), in working days.
"""

from datetime import date
from datetime import datetime
from datetime import timedelta

from surveys.clocks import Timetable
from surveys.clocks import timetable
from voice_app.clock import LONDON
from voice_app.clock import bank_holidays
from voice_app.clock import london_day
from voice_app.db import writing
from voice_app.models.journey import Meeting
from voice_app.store import queue
from voice_app.store import rounds
from voice_app.store import settings

BEGINS = 7  # o'clock, local: before the desk opens
TRIES = timedelta(days=7)
LOOKS_AHEAD = timedelta(days=120)  # further than any authority sends its invitations


def begin(*, now: datetime) -> bool:
    """Put today's round in the queue; False before seven, or when it is there already."""
    if now.astimezone(LONDON).hour < BEGINS:
        return False
    with writing():
        day = london_day(now)
        return queue.put_job_once("daily_round", day.toordinal(), key=f"round:{day}", now=now)


def around_reviews(*, now: datetime) -> int:
    """Queue what the days around each coming review call for; gives how many jobs."""
    today = london_day(now)
    with writing():
        days = settings.days_around_review()
        asks = settings.value("ask_by_itself")
        queued = 0
        for review in rounds.due_between(today, today + LOOKS_AHEAD):
            if review.due_on is None:
                continue
            times = timetable(review.due_on, holidays=bank_holidays(), days=days)
            queued += _briefs(review, times, today, now)
            if asks:
                queued += _asks(review, times, today, now) + _offer(review, times, today, now)
        return queued


def _briefs(review: Meeting, times: Timetable, today: date, now: datetime) -> int:
    """The brief goes to the IRO on its day, and on a later one once more freshly."""
    if today < times.brief:
        return 0
    key = f"{review.id}:{review.due_on}"
    if queue.put_job_once("issue_brief", review.id, key=f"brief:{key}", now=now):
        return 1
    if today < times.refresh:
        return 0
    return int(queue.put_job_once("issue_brief", review.id, key=f"refresh:{key}", now=now))


def about_plans(*, now: datetime) -> int:
    """Ask about a plan when it is due to be looked at again; gives how many jobs.

    For a week it is tried each day, until they were asked: a phone may be busy, a budget spent.
    """
    today = london_day(now)
    with writing():
        if not settings.value("ask_by_itself"):
            return 0
        return sum(
            queue.put_job_once(
                "ask_about_plan", plan_id, key=f"plan:{plan_id}:{due}:{today}", now=now
            )
            for plan_id, due in rounds.plans_due(today - TRIES, today)
        )


def _asks(review: Meeting, times: Timetable, today: date, now: datetime) -> int:
    """From the day of invitations until the last call: each day, those whom nobody has asked yet.

    The last call itself is no text. It tells the grown-ups to try another way.
    """
    if not times.invite <= today < times.last_call:
        return 0
    key = f"{review.id}:{review.due_on}"
    asked = queue.put_job_once("ask_before_review", review.id, key=f"ask:{key}:{today}", now=now)
    if today < times.remind:
        return int(asked)
    return asked + queue.put_job_once(
        "remind_before_review", review.id, key=f"remind:{key}", now=now
    )


def _offer(review: Meeting, times: Timetable, today: date, now: datetime) -> int:
    """From the day of reminders until the brief: each day, for who has spoken by then."""
    if not times.remind <= today < times.brief:
        return 0
    key = f"offer:{review.id}:{review.due_on}:{today}"
    return int(queue.put_job_once("offer_brief", review.id, key=key, now=now))
