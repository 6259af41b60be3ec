"""Laying themes on words: the worker's part. A machine's tag is a suggestion, kept with its why."""

from datetime import datetime

from analysis.comment import Comment
from analysis.tagger import RULES_VERSION
from analysis.tagger import Tag
from analysis.tagger import tag
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.conversations import Answer
from voice_app.models.insight import ThemeTag
from voice_app.store import insight
from voice_app.store import quotes
from voice_app.store import without_name


def tag_answer(answer_id: int, *, now: datetime) -> None:
    """Tag one answer under the present rules; a repeat, and a person's word, change nothing."""
    with writing():
        answer = db.session.get(Answer, answer_id)
        if answer is None or not answer.words or answer.taken_back_at is not None:
            return
        nameless = without_name.is_of_one(answer_id)
        known = {row.theme for row in insight.tags_of({answer_id}).get(answer_id, [])}
        for found in tag(_comment(answer)):
            if found.theme not in known:
                row = _row(answer_id, found, answer.at if nameless else now)
                row.id = without_name.drawn_ids(ThemeTag, 1)[0] if nameless else row.id
                db.session.add(row)


def _comment(answer: Answer) -> Comment:
    conversation, question = quotes.asked_in(answer)
    return Comment(
        words=answer.words or "",
        language=conversation.language,
        question_stage=question.stage if question else "",
        question_themes=question.themes if question else (),
    )


def _row(answer_id: int, found: Tag, now: datetime) -> ThemeTag:
    return ThemeTag(
        answer_id=answer_id,
        theme=found.theme,
        stage=found.stage,
        spans=[[span.start, span.end] for span in found.spans],
        strength=found.strength,
        rule=found.rule,
        rules=RULES_VERSION,
        at=now,
    )
