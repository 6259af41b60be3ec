"""Laying themes on words: the worker's part. A machine's tag is a suggestion, kept with its why."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func
from sqlalchemy import or_
from sqlalchemy import select

from analysis import themes
from analysis.comment import Comment
from analysis.comment import Span
from analysis.tagger import State
from analysis.tagger import Tag
from analysis.themes import Taxonomy
from analysis.understanding import Understanding
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.conversations import Answer
from voice_app.models.insight import ThemeTag
from voice_app.store import insight
from voice_app.store import quotes
from voice_app.store import without_name
from voice_app.store.reading_words import understanding_now

AT_ONCE = 500  # answers read again in one transaction
WAS = "was: "  # how the rule of a tag begins that a former theme left
OPEN_AGAIN = 0.5  # strength of a part of a theme that somebody said yes to before it was split


def tag_answer(answer_id: int, *, now: datetime) -> None:
    """Tag one answer with what is read with now; a repeat, and a person's word, change nothing."""
    with writing():
        answer = db.session.get(Answer, answer_id)
        if answer is not None and answer.words and answer.taken_back_at is None:
            _lay([answer], understanding_now(), now)


def left_to_tag() -> tuple[int, int]:
    """How many answers wait to be read again with what is read with now, of how many."""
    version = understanding_now().version
    words = select(func.count()).where(Answer.has_words, Answer.taken_back_at.is_(None))
    return (
        db.session.scalar(words.where(_read_otherwise(version))) or 0,
        db.session.scalar(words) or 0,
    )


def tag_some_again(
    *, now: datetime, at_once: int = AT_ONCE, taxonomy: Taxonomy | None = None
) -> int:
    """Read some answers again that were last read otherwise; gives how many. 0: none is left.

    Repeatable and resumable: each answer remembers what read it last. What was laid before is set
    aside and kept; what a person decided stays as it is, and goes on to what a former theme became.
    """
    with writing():
        reader = understanding_now()
        answers = db.session.scalars(
            select(Answer)
            .where(Answer.has_words, Answer.taken_back_at.is_(None))
            .where(_read_otherwise(reader.version))
            .order_by(Answer.id)
            .limit(at_once)
        ).all()
        _hand_on(answers, taxonomy or themes.shipped(), now)
        _lay(answers, reader, now)
        db.session.flush()
        count = len(answers)
    db.session.expunge_all()
    return count


def _read_otherwise(version: str):  # type: ignore[no-untyped-def]
    return or_(Answer.tagged_by.is_(None), Answer.tagged_by != version)


def _hand_on(answers: Sequence[Answer], taxonomy: Taxonomy, now: datetime) -> None:
    """Give what people decided on former themes to those they became; the old rows are kept."""
    if not taxonomy.became:
        return
    laid = insight.all_tags_of({answer.id for answer in answers})
    for rows in laid.values():
        decided = {row.theme for row in rows if row.state != "suggested"}
        former = [row for row in rows if row.theme in taxonomy.became and row.set_aside_at is None]
        for row in former:
            for heir in taxonomy.became[row.theme]:
                if row.state != "suggested" and heir not in decided:
                    db.session.add(_heir(row, heir, taxonomy))
                    decided.add(heir)
            row.set_aside_at = now
    db.session.flush()


def _heir(row: ThemeTag, theme: str, taxonomy: Taxonomy) -> ThemeTag:
    """A decision, said of what a theme became.

    A yes to a theme that was split says yes to one of its parts, and nobody knows to which: a
    person looks again.
    """
    open_again = row.state == "confirmed" and len(taxonomy.became[row.theme]) > 1
    made_by = row.user_id or row.decided_by
    return ThemeTag(
        answer_id=row.answer_id,
        theme=theme,
        stage=row.stage,
        spans=row.spans,
        leaned_on=row.leaned_on,
        strength=OPEN_AGAIN if open_again else row.strength,
        sure=not open_again,
        rule=f"{WAS}{row.theme}",
        rules=f"rules {taxonomy.version}" if open_again or made_by is None else None,
        user_id=None if open_again else made_by,
        state="suggested" if open_again else row.state,
        decided_by=None if open_again else row.decided_by,
        decided_at=None if open_again else row.decided_at,
        disputed_at=None if open_again else row.disputed_at,
        at=row.at,
    )


def _lay(answers: Sequence[Answer], reader: Understanding, now: datetime) -> None:
    held = quotes.asked_in_all(answers)
    laid = insight.all_tags_of({answer.id for answer in answers})
    for answer in answers:
        conversation = held[answer.conversation_id]
        nameless = conversation.person_id is None and conversation.survey_version_id is not None
        when = answer.at if nameless else now
        found = reader.tags(_comment(answer)) if answer.words else ()
        for tag in _set_aside(laid.get(answer.id, []), found, reader.version, when):
            row = _row(answer.id, tag, reader.version, when)
            row.id = without_name.drawn_ids(ThemeTag, 1)[0] if nameless else row.id
            db.session.add(row)
        answer.tagged_by = reader.version


def _set_aside(
    rows: Sequence[ThemeTag], found: Sequence[Tag], version: str, when: datetime
) -> list[Tag]:
    """Set aside what older rules laid; gives the tags that are still to be laid.

    A theme on which a person has decided is theirs: nothing is laid beside it.
    """
    decided = {row.theme for row in rows if row.state != "suggested" or row.user_id is not None}
    present = {row.theme for row in rows if row.rules == version and row.set_aside_at is None}
    for row in rows:
        old = row.rules not in (None, version) and row.state == "suggested"
        if old and row.set_aside_at is None and not row.rule.startswith(WAS):
            row.set_aside_at = when
    return [tag for tag in found if tag.theme not in decided | present]


def _comment(answer: Answer) -> Comment:
    conversation, question = quotes.asked_in(answer)
    return Comment(
        words=answer.words or "",
        language=conversation.language,
        question_stage=question.stage if question else "",
        question_themes=themes.shipped().today(question.themes) if question else (),
    )


def _row(answer_id: int, found: Tag, version: str, when: datetime) -> ThemeTag:
    return ThemeTag(
        answer_id=answer_id,
        theme=found.theme,
        stage=found.stage,
        spans=_pairs(found.spans),
        leaned_on=_pairs(found.leaned_on),
        strength=found.strength,
        sure=found.state is State.ASSERT,
        rule=found.rule,
        rules=version,
        at=when,
    )


def _pairs(spans: Sequence[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]
