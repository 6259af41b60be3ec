"""Which surveys fit somebody now: what happened lately, or is to happen soon, on the journey."""

from collections.abc import Iterator
from datetime import datetime

from surveys.moments import Happened
from surveys.moments import Of
from surveys.moments import fitting
from voice_app.clock import london_day
from voice_app.db import db
from voice_app.models.people import Person
from voice_app.pages.on_paper import MomentShown
from voice_app.services.inviting.asking import LOOK_BACK
from voice_app.store import people
from voice_app.store import surveys
from voice_app.store.journey import as_days


def moments_of(person_id: int, *, now: datetime) -> tuple[MomentShown, ...]:
    """What one person could be asked today, newest reason first.

    What was put to them within the month is left out, and a survey that nobody published.
    """
    person = db.session.get_one(Person, person_id)
    happened = [each for child in people.children_near(person) for each in _on_record(child)]
    return tuple(
        MomentShown(fits.survey, fits.moment.key, fits.on)
        for fits in fitting(happened, person.kind, london_day(now))
        if surveys.published(fits.survey)
        and not surveys.was_asked(person_id, fits.survey, since=now - LOOK_BACK)
    )


def _on_record(child: Person) -> Iterator[Happened]:
    """What happened to one child. A meeting counts from when it was held, else from its due day."""
    if child.record != "open":
        return
    rows = as_days.rows_of(child.id)
    for meeting in rows.meetings:
        day = meeting.held_on or meeting.due_on
        if day and not meeting.cancelled_on:
            yield Happened(Of.MEETING, meeting.kind, day)
    for stage in rows.stages:
        yield Happened(Of.STAGE, stage.stage, stage.since)
    for placement in rows.placements:
        yield Happened(Of.PLACEMENT, placement.kind, placement.since)
