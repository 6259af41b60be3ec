"""What one child's round of review rests on: read once, with what they kept private left out."""

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from datetime import datetime
from datetime import time

from surveys.questions import Question
from voice_app.clock import LONDON
from voice_app.clock import london_day
from voice_app.db import db
from voice_app.models.conversations import Answer
from voice_app.models.conversations import Conversation
from voice_app.models.journey import Meeting
from voice_app.models.people import Person
from voice_app.models.reviews import PartChoice
from voice_app.models.reviews import ViewUse
from voice_app.pages.words import Quote
from voice_app.pages.words import UseShown
from voice_app.services.reviewing import in_words
from voice_app.store import accounts
from voice_app.store import kept
from voice_app.store import parts
from voice_app.store import quotes
from voice_app.store import rounds
from voice_app.store import views
from voice_app.store import voices
from voice_app.store import who_sees


@dataclass(frozen=True)
class Round:
    """What was said since the last review. Nothing that was kept private is in it but a count."""

    person: Person
    review: Meeting
    around: rounds.Around
    since: datetime | None
    own: Sequence[Answer]  # newest first
    others: Sequence[Answer]
    kept_private: int
    choices: Mapping[int, PartChoice]
    sittings: Mapping[int, Conversation]  # held here, so that no answer asks for its own again
    today: date


def gather(person_id: int, review_id: int, now: datetime) -> Round | None:
    """The round of one review; None where the child has no such review."""
    person = db.session.get(Person, person_id)
    review = db.session.get(Meeting, review_id)
    if person is None or review is None or review.person_id != person_id:
        return None
    around = rounds.around([person_id]).get(person_id, rounds.Around(None, None, 0))
    since = _since(around)
    spoken = voices.of([person_id], since=since).get(person_id, [])
    apart = len(spoken) - len(who_sees.with_a_name(spoken))
    said = kept.let_through(spoken)
    choices = parts.decided({answer.id for answer in said}, review_id)
    own = [answer for answer in said if not is_held_back(answer, choices)]
    others = kept.let_through(voices.about([person_id], since=since).get(person_id, []))
    return Round(
        person=person,
        review=review,
        around=around,
        since=since,
        own=own,
        others=others,
        kept_private=len(said) - len(own) + apart,
        choices=choices,
        sittings=quotes.asked_in_all([*own, *others]),
        today=london_day(now),
    )


def is_held_back(answer: Answer, choices: Mapping[int, PartChoice]) -> bool:
    """Whether the child kept this answer out of the brief, or lets it be seen nameless only."""
    choice = choices.get(answer.id)
    return who_sees.is_nameless(answer) or (choice is not None and choice.held_back)


def question_of(this: Round, answer: Answer) -> Question | None:
    """The question an answer of this round was given to."""
    return quotes.question_of(this.sittings[answer.conversation_id], answer.question)


def quoted(this: Round, answers: Sequence[Answer]) -> list[Quote]:
    """Answers as the child let them through, each with what became of it at this review."""
    used = views.uses(this.review.id)
    names = accounts.names({row.decided_by for row in used.values()})
    return [
        replace(
            parts.as_chosen(quote, this.choices.get(quote.answer_id)),
            used=use_shown(used.get(quote.answer_id), names),
        )
        for quote in quotes.quotes(answers)
    ]


def use_shown(row: ViewUse | None, names: Mapping[int, str]) -> UseShown | None:
    """What became of a view, as pages show it."""
    if row is None:
        return None
    return UseShown(
        outcome=row.outcome,
        plan=in_words.plan(row.plan_kind),
        words=row.words,
        by=names.get(row.decided_by, ""),
        on=london_day(row.at),
    )


def _since(around: rounds.Around) -> datetime | None:
    held = around.last.held_on if around.last else None
    return datetime.combine(held, time(), LONDON) if held else None
