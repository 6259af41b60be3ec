"""What a participation code can be suggested from, before a review and after it alike."""

from collections.abc import Sequence
from datetime import date

from surveys.participation import OnRecord
from voice_app.models.conversations import Answer
from voice_app.models.journey import Meeting
from voice_app.models.people import Person
from voice_app.policy import Role
from voice_app.store import conversations
from voice_app.store import parts
from voice_app.store import people
from voice_app.store import quotes

SPEAKS_FOR_THEM = "speak_for_me"  # to "how would you like to take part?" and "who should come?"


def on_record(person: Person, review: Meeting, said: Sequence[Answer], today: date) -> OnRecord:
    """What is on record of a round; the age is that of the review's day.

    What the child holds back did not reach the review, so it counts for nothing here.
    """
    choices = parts.decided({answer.id for answer in said}, review.id)
    held = {answer_id for answer_id, choice in choices.items() if choice.held_back}
    notes = {one for one, row in quotes.asked_in_all(said).items() if row.observed}
    own = [a for a in said if a.conversation_id not in notes]  # what somebody saw is not their word
    reached = [a for a in own if a.state == "answered" and a.id not in held]
    advocate = people.involved(person.id, Role.ADVOCATE, today) is not None
    return OnRecord(
        age=people.age(person.born, review.held_on or review.due_on or today),
        words_reached=bool(reached),
        advocate=advocate or any(_asks_for_one(answer) for answer in reached),
    )


def _asks_for_one(answer: Answer) -> bool:
    value = conversations.value(answer)
    return value == SPEAKS_FOR_THEM or (isinstance(value, tuple) and SPEAKS_FOR_THEM in value)
