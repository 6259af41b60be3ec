"""HELLO: somebody wants to be asked, now. That is their own wish, and spends no budget."""

from datetime import datetime
from datetime import timedelta

from messaging import prompts
from voice_app.clock import london_day
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.people import Person
from voice_app.services.inviting.asking import Ask
from voice_app.services.inviting.asking import NotAsked
from voice_app.services.inviting.asking import invite
from voice_app.services.inviting.by_the_clock import BEFORE_REVIEW
from voice_app.store import messages
from voice_app.store import people
from voice_app.store import queue
from voice_app.store import surveys
from voice_app.store.languages import phrases

LATELY = timedelta(days=7)  # nobody is asked the same again within a week, even if they say hello


def ask_on_hello(person_id: int, *, now: datetime) -> None:
    """Ask them what their review needs to know; where they said it lately, say so and listen."""
    person = db.session.get_one(Person, person_id)
    survey = BEFORE_REVIEW[person.kind]
    if not surveys.was_asked(person_id, survey, since=now - LATELY):
        about = people.child_of(person_id) if person.kind != "child" else None
        ask = Ask(person_id, survey, "text", "asked_for", about_id=about)
        if not isinstance(invite(ask, now=now), NotAsked):
            return
    _greet(person_id, now)


def _greet(person_id: int, now: datetime) -> None:
    """One kind text, once a day."""
    with writing():
        person, reach = db.session.get_one(Person, person_id), people.reach(person_id)
        key = f"hello:{person_id}:{london_day(now)}"
        if reach is None or messages.by_key(key):
            return
        band = "18+" if people.is_grown(person, london_day(now)) else "12-17"
        reader = prompts.Reader(phrases(person.language), person.language, band)
        text = queue.TextOut(key, reach.address, reach.index, prompts.hello(reader), person_id)
        queue.put_text(text, now=now)
