"""Recordings of questions, found by the very words that are asked."""

import hashlib
from collections.abc import Collection
from collections.abc import Mapping
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import defer
from sqlalchemy.orm import load_only

from surveys.questions import Question
from voice_app.db import db
from voice_app.models.sounds import SpokenWording
from voice_app.models.surveys import SurveyVersion


def words_of(question: Question, language: str, band: str) -> Mapping[str, str]:
    """What can be read out to one reader: the question with its hint under "", and each choice."""
    asked = (question.wording.of(language, band), question.hint.of(language, band))
    choices = {each.value: each.wording.of(language, band) for each in question.choices}
    return {"": "\n".join(filter(None, asked)), **choices}


def digest_of(words: str) -> str:
    """What a recording is bound to."""
    return hashlib.sha256(words.encode()).hexdigest()


def for_reader(
    version_id: int, questions: Collection[Question], *, language: str, band: str
) -> Mapping[str, Mapping[str, int]]:
    """The recordings of what this reader is asked, by question and choice: their ids."""
    query = (
        select(SpokenWording)
        .join(SurveyVersion, SurveyVersion.survey_id == SpokenWording.survey_id)
        .where(SurveyVersion.id == version_id)
        .where(SpokenWording.question.in_([question.key for question in questions]))
        .options(load_only(SpokenWording.question, SpokenWording.choice, SpokenWording.digest))
    )
    shown = {question.key: words_of(question, language, band) for question in questions}
    found: dict[str, dict[str, int]] = {question.key: {} for question in questions}
    for row in db.session.scalars(query):
        words = shown[row.question].get(row.choice)
        if words is not None and row.digest == digest_of(words):
            found[row.question][row.choice] = row.id
    return found


def of_survey(survey_id: int) -> Sequence[SpokenWording]:
    """Every recording of a survey; the sound itself is not loaded."""
    query = select(SpokenWording).where(SpokenWording.survey_id == survey_id)
    query = query.options(defer(SpokenWording.sound))
    return list(db.session.scalars(query.order_by(SpokenWording.id)))


def same(survey_id: int, question: str, choice: str, digest: str) -> SpokenWording | None:
    """The recording of these very words, if there is one."""
    return db.session.scalar(
        select(SpokenWording).where(
            SpokenWording.survey_id == survey_id,
            SpokenWording.question == question,
            SpokenWording.choice == choice,
            SpokenWording.digest == digest,
        )
    )
