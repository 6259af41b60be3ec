"""What people taught: their checks of texts, and the words they added."""

from collections.abc import Iterable
from collections.abc import Sequence

from sqlalchemy import select

from analysis.checking import Waiting
from analysis.checking import is_drawn
from analysis.many.agreement import Judgement
from voice_app.db import db
from voice_app.models.conversations import Answer
from voice_app.models.insight import ThemeTag
from voice_app.models.teaching import LexiconWord
from voice_app.models.teaching import ThemeCheck

MOST_WAITING = 2_000  # the newest texts that the order of checking is made from
MACHINE = "machine"


def waiting_for(user_id: int) -> list[Waiting]:
    """The newest shared texts that this person has not checked, with the strengths of their tags.

    A text that somebody checked already waits only if the lot fell on it: two readers of those
    show how far people agree.
    """
    mine = select(ThemeCheck.answer_id).where(ThemeCheck.user_id == user_id)
    rows = db.session.scalars(
        select(Answer.id)
        .where(Answer.has_words, Answer.replaced_at.is_(None), Answer.taken_back_at.is_(None))
        .where(Answer.tagged_by.is_not(None), Answer.id.not_in(mine))
        .where(Answer.may_quote.is_(True) | Answer.passed_on_by.is_not(None))
        .order_by(Answer.at.desc(), Answer.id)
        .limit(MOST_WAITING)
    ).all()
    strengths: dict[int, list[float]] = {answer_id: [] for answer_id in rows}
    tags = select(ThemeTag.answer_id, ThemeTag.strength).where(
        ThemeTag.answer_id.in_(rows), ThemeTag.set_aside_at.is_(None), ThemeTag.rules.is_not(None)
    )
    for answer_id, strength in db.session.execute(tags):
        strengths[answer_id].append(strength)
    done = set(
        db.session.scalars(select(ThemeCheck.answer_id).where(ThemeCheck.answer_id.in_(rows)))
    )
    return [
        Waiting(key, tuple(found))
        for key, found in strengths.items()
        if key not in done or is_drawn(key)
    ]


def checks() -> Sequence[ThemeCheck]:
    """Every check, the oldest first: a reader's last word on a text comes last."""
    return db.session.scalars(select(ThemeCheck).order_by(ThemeCheck.id)).all()


def between_people(rows: Iterable[ThemeCheck]) -> list[Judgement]:
    """What each person said of each text."""
    return [_said(str(row.user_id), row, row.themes) for row in rows]


def with_machine(rows: Iterable[ThemeCheck]) -> list[Judgement]:
    """What people said of texts drawn by lot, and what the machine had said of the same."""
    drawn = [row for row in rows if row.drawn]
    people = [_said("person", row, row.themes) for row in drawn]
    return people + [_said(MACHINE, row, row.machine) for row in drawn]


def words_now() -> Sequence[LexiconWord]:
    """Every word added or set aside here, the newest first, also those withdrawn since."""
    return db.session.scalars(select(LexiconWord).order_by(LexiconWord.id.desc())).all()


def _said(reader: str, row: ThemeCheck, themes: Iterable[str]) -> Judgement:
    return Judgement(reader, str(row.answer_id), frozenset(themes))
