"""What is due next for a child, put beside what is on record.

Called inside a transaction after every change of the record, by hand or by import. A day that a
person set outranks one that a file supplied, and that one a computed day.
"""

from datetime import date
from datetime import datetime

from surveys.clocks import DueSource
from surveys.clocks import plan_due
from surveys.journey import shipped as journey
from voice_app.clock import london_day
from voice_app.models.journey import Meeting
from voice_app.store.journey import on_record
from voice_app.store.journey import plans
from voice_app.store.journey import reviews
from voice_app.store.journey.changes import settle


def expect_all(person_id: int, now: datetime) -> None:
    """Work out anew what is due next: the statutory review, and when each plan is looked at."""
    expect_review(person_id, on_record.reviews(of=person_id)[person_id], london_day(now))
    expect_plans(person_id)


def expect_review(person_id: int, known: list[Meeting], today: date) -> None:
    """Work out the next review. Reviews before the first on record may have been held unseen."""
    care = on_record.care_of(person_id)
    held = reviews.days_held(known)
    due = reviews.next_due(care, held, records_from=min([*held, today]))
    reviews.expect(known, person_id, due, over=reviews.is_over(care))


def expect_plans(person_id: int) -> None:
    """Give the newest version of each open plan its next day, where nobody else gave it one."""
    for plan, versions in plans.of(person_id):
        if not versions or plan.closed_on:
            continue
        latest = versions[0]
        if latest.next_review and latest.next_source != DueSource.COMPUTED:
            continue
        due = plan_due(journey().plans[plan.kind], latest.made_on)
        settle(latest, next_review=due.on, next_source=str(due.source), next_rule=due.rule)
