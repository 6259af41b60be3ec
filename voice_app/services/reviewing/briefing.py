"""The brief before a review: their own words by the matters a review must consider.

Nothing is summarised and nothing is scored. Every look at it is written into the record.
"""

from datetime import datetime

from surveys.journey import shipped as journey
from voice_app.db import writing
from voice_app.models.conversations import Answer
from voice_app.pages.brief import BriefPage
from voice_app.pages.brief import RoundAnswer
from voice_app.pages.brief import RoundAnswers
from voice_app.pages.words import Quote
from voice_app.services.reviewing.composing import made_of
from voice_app.services.reviewing.copies import copies_shown
from voice_app.services.reviewing.gathering import Round
from voice_app.services.reviewing.gathering import gather
from voice_app.services.reviewing.gathering import quoted
from voice_app.services.reviewing.limits import limits
from voice_app.store import access
from voice_app.store import conversations
from voice_app.store import quotes
from voice_app.store import record


class NotYours(PermissionError):
    """This is not this person's child today."""


def brief(person_id: int, review_id: int, *, user_id: int, now: datetime) -> BriefPage | None:
    """The brief of one review; raises ``NotYours``. None where there is no such review."""
    with writing():
        this = own_round(person_id, review_id, user_id, now)
        if this is None:
            return None
        record.note(record.Deed(user_id, "saw", f"brief:{review_id}", person_id), now=now)
        kinds = tuple((key, kind.label) for key, kind in journey().plans.items())
        return BriefPage(made_of(this), copies_shown(review_id), kinds)


def round_answers(
    person_id: int, review_id: int, *, user_id: int, now: datetime
) -> RoundAnswers | None:
    """Every question of the round and what became of it; raises ``NotYours``."""
    with writing():
        this = own_round(person_id, review_id, user_id, now)
        if this is None:
            return None
        record.note(record.Deed(user_id, "saw", f"round:{review_id}", person_id), now=now)
        said = {quote.answer_id: quote for quote in quoted(this, this.own)}
        return RoundAnswers(
            person_id=person_id,
            review_id=review_id,
            name=this.person.preferred_name,
            rows=tuple(_row(answer, said[answer.id]) for answer in this.own),
            kept_private=this.kept_private,
            limits=limits(this, list(said.values())),
        )


def mark_read(person_id: int, review_id: int, *, user_id: int, now: datetime) -> None:
    """The IRO has read the words on the brief; raises ``NotYours``.

    Words that the page had no room for, or that came after it was last opened, stay unread.
    """
    with writing():
        this = own_round(person_id, review_id, user_id, now)
        opened = record.last_look(user_id, f"brief:{review_id}", person_id)
        if this is None or opened is None:
            return
        for answer in _on_the_page(this):
            if answer.at <= opened:
                conversations.mark_read(answer, user_id, now=now)


def own_round(person_id: int, review_id: int, user_id: int, now: datetime) -> Round | None:
    """The round of a child of one's own; raises ``NotYours``."""
    if not access.is_own_child(user_id, person_id, now=now):
        raise NotYours
    return gather(person_id, review_id, now)


def _row(answer: Answer, quote: Quote) -> RoundAnswer:
    return RoundAnswer(
        answer_id=answer.id,
        question=quote.question,
        words=quote.words,
        state=answer.state,
        at=answer.at,
        channel=answer.channel,
    )


def _on_the_page(this: Round) -> list[Answer]:
    """The answers whose words the brief shows as they were written."""
    page = made_of(this)
    among = [quote for matter in page.matters for quote in matter.quotes]
    shown = {
        quote.answer_id
        for quote in [*page.quotes, *page.worried, *page.others.quotes, *among]
        if not quote.reworded
    }
    said = [answer for answer in [*this.own, *this.others] if answer.has_words]
    return [a for a in said if a.id in shown or quotes.is_kept_out(a)]
