"""Who may see an answer, as the person who gave it chose: the one place where the rule stands.

Three choices keep an answer in the case: for the reviewing officer, the worker too, everybody at
the review. Two take it out of the case: the survey team or the Children in Care Council may see
it, *without a name*. Such an answer is in no list, brief, copy, export or chat of its child, and
nobody who knows the child is shown it; the brief counts it, without a word of it. What stays is
the safety of the child: its words are screened, and while a worry about it is open the duty desk
sees it with the name, which the page says beforehand.
"""

from collections.abc import Collection
from collections.abc import Iterable

from sqlalchemy import ColumnElement
from sqlalchemy import select

from surveys.questions import Question
from voice_app.db import db
from voice_app.models.conversations import Answer
from voice_app.policy import NAMELESS
from voice_app.policy import Who

ASKED_BY = frozenset({"web", "paper", "call"})  # where somebody says who may see an answer
NO_NAME = "Somebody who gave no name"
NOBODY_KNOWS = "Nobody knows who. No reply is possible"  # of an anonymous survey


def is_nameless(answer: Answer) -> bool:
    """Whether this may only be seen without a name, and so by nobody as part of a case."""
    return answer.who_sees in NAMELESS


def in_the_case() -> ColumnElement[bool]:
    """For a query: the answers that may be seen with whose they are."""
    return Answer.who_sees.not_in(NAMELESS)


def nameless(answer_ids: Collection[int]) -> frozenset[int]:
    """Those of these answers that may only be seen without a name."""
    rows = select(Answer.id).where(Answer.id.in_(answer_ids), Answer.who_sees.in_(NAMELESS))
    return frozenset(db.session.scalars(rows))


def with_a_name(answers: Iterable[Answer]) -> list[Answer]:
    """These answers without those that may only be seen without a name."""
    return [answer for answer in answers if not is_nameless(answer)]


def may_leave_the_case(answer: Answer) -> bool:
    """Whether words may be shown, nameless, to those who learn from all: theirs to allow.

    What is for the survey team goes no further. What is for the council goes on where they have
    agreed that their words are used, and nobody else can pass it on for them.
    """
    if answer.who_sees == Who.TEAM:
        return False
    if answer.who_sees == Who.COUNCIL:
        return answer.may_quote
    return answer.may_quote or answer.passed_on_by is not None


def may_choose(question: Question | None, who: Who) -> bool:
    """Whether a question lets them choose this: no name only where it asks who may see it.

    A wish that somebody is to act on (to be called, to come along) needs a name.
    """
    if who not in NAMELESS:
        return True
    return question is not None and question.asks_who_sees and not question.purpose
