"""A theme model of this authority's own: made from the corpus and what people corrected here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy import update

from analysis import model_file
from analysis import themes
from analysis import understanding
from analysis.comment import Comment
from analysis.language import ENGLISH
from analysis.language import tongue
from analysis.learning import correcting
from analysis.learning.correcting import Correction
from analysis.learning.measuring import intervals
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.conversations import Answer
from voice_app.models.insight import ThemeTag
from voice_app.models.teaching import LanguageModel
from voice_app.models.teaching import ThemeCheck
from voice_app.store import insight
from voice_app.store import quotes
from voice_app.store.reading_words import understanding_now


@dataclass(frozen=True)
class Made:
    """What came of making a model: its card, and whether it is in use now."""

    used: bool
    card: Mapping[str, Any]


def make(*, now: datetime) -> Made:
    """Make a model and use it, unless it is worse on held-back corrections.

    Raises ``correcting.TooFew``.
    """
    shipped = understanding.shipped().theme_model
    if shipped is None:
        raise LookupError("no model is shipped")
    number = (db.session.scalar(select(func.max(LanguageModel.id))) or 0) + 1
    version = f"{shipped.version}+here.{number}"
    remade = correcting.remake(corrections(), shipped, version=version)
    with writing():
        if remade.is_better:
            was = update(LanguageModel).where(LanguageModel.state == "used")
            db.session.execute(was.values(state="retired"))
        db.session.add(
            LanguageModel(
                version=version,
                content=model_file.packed(remade.model),
                card=dict(remade.card),
                state="used" if remade.is_better else "refused",
                made_at=now,
            )
        )
    return Made(remade.is_better, remade.card)


def compare(other: Path | None) -> Mapping[str, Mapping[str, str]]:
    """The figures, on held-back corrections, of what we ship, what is used, and another file.

    Raises ``model_file.ModelFault`` for a broken file.
    """
    models = {"shipped": understanding.shipped().theme_model}
    models["in use"] = understanding_now().theme_model
    if other is not None:
        models[other.name] = model_file.read(other.read_bytes())
    told = corrections()
    return {
        name: {figure: str(at) for figure, at in intervals(correcting.measured(told, m)).items()}
        for name, m in models.items()
        if m is not None and any(each.is_held_back for each in told)
    }


def corrections() -> list[Correction]:
    """Every English text on whose themes a person, or whoever said it, has decided.

    A check says all themes of a text. Elsewhere people decide tag by tag: what they confirmed, and
    what was asserted and nobody rejected.
    """
    checks = db.session.scalars(select(ThemeCheck).order_by(ThemeCheck.id))
    checked = {row.answer_id: frozenset(row.themes) for row in checks}
    decided = select(ThemeTag.answer_id).where(ThemeTag.state != "suggested")
    ids = set(checked) | set(db.session.scalars(decided.distinct()))
    answers = db.session.scalars(
        select(Answer).where(Answer.id.in_(ids), Answer.taken_back_at.is_(None)).order_by(Answer.id)
    ).all()
    quotes.asked_in_all(answers)
    tags, today = insight.tags_of(ids), themes.shipped().today
    found = []
    for answer in answers:
        conversation, question = quotes.asked_in(answer)
        asked = today(question.themes) if question else ()
        comment = Comment(answer.words or "", conversation.language, question_themes=asked)
        if comment.words.strip() and tongue(comment) == ENGLISH:
            laid = tags.get(answer.id, [])
            said = checked[answer.id] if answer.id in checked else _standing(laid)
            meant = frozenset(today(_without_disputed(said, laid)))
            found.append(Correction(answer.id, comment, meant))
    return found


def _standing(tags: list[ThemeTag]) -> frozenset[str]:
    kept = insight.standing(tags)
    return frozenset(tag.theme for tag in kept if tag.state == "confirmed" or tag.sure)


def _without_disputed(said: frozenset[str], tags: list[ThemeTag]) -> frozenset[str]:
    """What its speaker did not mean is not what it is about, whatever anybody says."""
    return said - {tag.theme for tag in tags if tag.disputed_at}
