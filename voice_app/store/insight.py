"""Tags on answers."""

from datetime import datetime

from sqlalchemy import select

from voice_app.db import db
from voice_app.models.insight import ThemeTag

STANDS_FROM = 0.3  # strength of a suggestion; fainter ones wait for a person's yes


def all_tags_of(answer_ids: set[int]) -> dict[int, list[ThemeTag]]:
    """Every tag these answers ever had, also what newer rules have set aside."""
    tags: dict[int, list[ThemeTag]] = {}
    if answer_ids:
        rows = select(ThemeTag).where(ThemeTag.answer_id.in_(answer_ids)).order_by(ThemeTag.id)
        for tag in db.session.scalars(rows):
            tags.setdefault(tag.answer_id, []).append(tag)
    return tags


def tags_of(answer_ids: set[int]) -> dict[int, list[ThemeTag]]:
    """The tags of these answers, those people made or confirmed first, then the strongest."""
    tags: dict[int, list[ThemeTag]] = {}
    if answer_ids:
        rows = db.session.scalars(
            select(ThemeTag)
            .where(ThemeTag.answer_id.in_(answer_ids))
            .where(ThemeTag.set_aside_at.is_(None))
        )
        ordered = sorted(rows, key=lambda t: (t.state != "confirmed", -t.strength, t.id))
        for tag in ordered:
            tags.setdefault(tag.answer_id, []).append(tag)
    return tags


def standing(tags: list[ThemeTag]) -> list[ThemeTag]:
    """The tags that nobody has rejected, one for each theme; a faint guess does not stand."""
    rejected = {tag.theme for tag in tags if tag.state == "rejected"}
    kept: dict[str, ThemeTag] = {}
    for tag in tags:
        stands = tag.state == "confirmed" or tag.sure or tag.strength >= STANDS_FROM
        if stands and tag.theme not in rejected:
            kept.setdefault(tag.theme, tag)
    return list(kept.values())


def own_tag(answer_id: int, theme: str, stage: str, *, user_id: int, now: datetime) -> ThemeTag:
    """A theme that a person lays on words where nothing else did."""
    return ThemeTag(
        answer_id=answer_id,
        theme=theme,
        stage=stage,
        spans=[],
        strength=1.0,
        rule="a person said so",
        user_id=user_id,
        state="confirmed",
        decided_by=user_id,
        decided_at=now,
        at=now,
    )
