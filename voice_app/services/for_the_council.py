"""What was said to the Children in Care Council: without a name, and after a person has looked.

Whoever picks "the Children in Care Council" for an answer gives it to the council and to nobody
else who learns from all. But words can show who wrote them, so somebody with the duty to read
looks first and hands on only what could be anybody's. While a worry about them is open they wait.
"""

from datetime import datetime
from itertools import groupby

from sqlalchemy import select

from voice_app.db import db
from voice_app.db import writing
from voice_app.models.conversations import Answer
from voice_app.pages.for_the_council import Asked
from voice_app.pages.for_the_council import Said
from voice_app.pages.words import Quote
from voice_app.policy import Who
from voice_app.store import access
from voice_app.store import conversations
from voice_app.store import quotes
from voice_app.store import record
from voice_app.store import worries


class NotYours(PermissionError):
    """Not this person's to read, and so not theirs to hand on."""


class NotForThem(ValueError):
    """Whoever said this did not choose that the council reads it, or took it back since."""


class WorryFirst(Exception):
    """Somebody must look into a worry about these words before anybody else reads them."""


def hand_on(answer_id: int, *, user_id: int, now: datetime) -> None:
    """Read these words, and let the council read them.

    Raises ``NotYours``, ``NotForThem``, ``WorryFirst``.
    """
    with writing():
        answer = db.session.get_one(Answer, answer_id, with_for_update=True)
        if not access.may_read_answer(user_id, answer, now=now):
            raise NotYours
        if not _is_for_council(answer):
            raise NotForThem
        if worries.open_on({answer_id}):
            raise WorryFirst
        answer.passed_on_by = user_id
        conversations.mark_read(answer, user_id, now=now)
        deed = record.Deed(user_id, "changed", f"answer:{answer_id}", None, "on to the council")
        record.note(deed, now=now)


def words(*, user_id: int, now: datetime) -> tuple[Asked, ...]:
    """All that the council may read, by question; the look is recorded.

    In the order of the alphabet and without a day, so that nobody can tell who wrote when.
    """
    with writing():
        shown = [quotes.quote(answer) for answer in _handed_on()]
        for quote in shown:
            deed = record.Deed(user_id, "saw", f"answer:{quote.answer_id}", None)
            record.note(deed, now=now)
    shown.sort(key=lambda quote: (quote.question, quote.words.casefold()))
    return tuple(
        Asked(question, tuple(_said(quote) for quote in said))
        for question, said in groupby(shown, key=lambda quote: quote.question)
    )


def _handed_on() -> list[Answer]:
    rows = db.session.scalars(
        select(Answer).where(
            Answer.who_sees == Who.COUNCIL,
            Answer.passed_on_by.is_not(None),
            Answer.has_words.is_(True),
        )
    )
    free = [answer for answer in rows if _is_for_council(answer)]
    waiting = worries.open_on({answer.id for answer in free})
    return [a for a in free if a.id not in waiting and not access.is_sealed_away(a)]


def _is_for_council(answer: Answer) -> bool:
    stands = answer.replaced_at is None and answer.taken_back_at is None
    return stands and answer.who_sees == Who.COUNCIL


def _said(quote: Quote) -> Said:
    return Said(quote.words, quote.language, quote.observed)
