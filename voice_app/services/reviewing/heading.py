"""The head of the brief: who it is about, which review it is, and who stands by."""

from datetime import date

from voice_app.models.journey import CareSpell
from voice_app.pages.brief import Header
from voice_app.policy import Role
from voice_app.services.reviewing import in_words
from voice_app.services.reviewing.gathering import Round
from voice_app.store import accounts
from voice_app.store import people


def header(this: Round, spell: CareSpell | None, due: date) -> Header:
    """The facts of one round."""
    person, review, last = this.person, this.review, this.around.last
    return Header(
        name=person.preferred_name,
        full_name=f"{person.preferred_name} {person.surname}".strip(),
        record=person.record_number or "",
        age=people.age(person.born, this.today),
        review_number=in_words.ordinal(this.around.held + 1),
        due=due,
        due_source=review.due_source,
        due_rule=review.due_rule,
        last_held=last.held_on if last else None,
        participation=in_words.participation(last.participation) if last else "",
        lives_with=in_words.lives_with(spell),
        legal_status=in_words.legal_status(spell),
        likes_to_be_asked=in_words.likes(person),
        iro=_worker(person.id, Role.IRO, this.today),
        social_worker=_worker(person.id, Role.SOCIAL_WORKER, this.today),
    )


def _worker(person_id: int, role: Role, today: date) -> str:
    user_id = people.involved(person_id, role, today)
    return accounts.names({user_id}).get(user_id, "") if user_id else "Nobody on record"
