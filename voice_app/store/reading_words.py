"""What this authority reads words with: what we ship, its own words, and its own model."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from sqlalchemy import select

from analysis import model_file
from analysis import understanding
from analysis.linear import Linear
from analysis.model_file import ModelFault
from analysis.understanding import Understanding
from analysis.understanding import UnderstandingFault
from voice_app.db import db
from voice_app.models.teaching import LanguageModel
from voice_app.models.teaching import LexiconWord

_Word = tuple[str, str, str, str]  # kind, language, theme, phrase


def understanding_now() -> Understanding:
    """As of now; made once for each state of its words and its model.

    Raises ``UnderstandingFault`` where a file that we ship, or the model made here, is broken.
    """
    words = own_words()
    model_id = db.session.scalar(
        select(LanguageModel.id)
        .where(LanguageModel.state == "used")
        .order_by(LanguageModel.id.desc())
    )
    mark = max((word.id for word in words), default=0)
    said = tuple((each.kind, each.language, each.theme, each.phrase) for each in words)
    return _composed(said, mark, model_id)


def own_words() -> Sequence[LexiconWord]:
    """The words that this authority added or set aside, and still does, oldest first."""
    rows = select(LexiconWord).where(LexiconWord.withdrawn_at.is_(None)).order_by(LexiconWord.id)
    return db.session.scalars(rows).all()


@lru_cache(maxsize=2)
def _composed(words: tuple[_Word, ...], mark: int, model_id: int | None) -> Understanding:
    shipped = understanding.shipped()
    lexicons = {
        language: replace(
            each.with_own(_pairs(words, language, "added"), _pairs(words, language, "set_aside")),
            version=f"{each.version}+{len(words)}.{mark}" if words else each.version,
        )
        for language, each in shipped.lexicons.items()
    }
    model = shipped.theme_model if model_id is None else _made_here(model_id)
    return replace(shipped, lexicons=lexicons, theme_model=model)


def _pairs(words: tuple[_Word, ...], language: str, kind: str) -> set[tuple[str, str]]:
    return {
        (theme, phrase) for did, tongue, theme, phrase in words if (did, tongue) == (kind, language)
    }


def _made_here(model_id: int) -> Linear:
    row = db.session.get_one(LanguageModel, model_id)
    try:
        return model_file.read(row.content)
    except ModelFault as fault:
        raise UnderstandingFault(f"model {row.version}, made here: {fault}") from fault
