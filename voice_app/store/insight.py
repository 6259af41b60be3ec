"""Tags on answers."""

from sqlalchemy import select

from voice_app.db import db
from voice_app.models.insight import ThemeTag


def tags_of(answer_ids: set[int]) -> dict[int, list[ThemeTag]]:
    """The tags of these answers, those people made or confirmed first, then the strongest."""
    tags: dict[int, list[ThemeTag]] = {}
    if answer_ids:
        rows = db.session.scalars(select(ThemeTag).where(ThemeTag.answer_id.in_(answer_ids)))
        ordered = sorted(rows, key=lambda t: (t.state != "confirmed", -t.strength, t.id))
        for tag in ordered:
            tags.setdefault(tag.answer_id, []).append(tag)
    return tags


def standing(tags: list[ThemeTag]) -> list[ThemeTag]:
    """The tags that nobody has rejected, one for each theme."""
    rejected = {tag.theme for tag in tags if tag.state == "rejected"}
    kept: dict[str, ThemeTag] = {}
    for tag in tags:
        if tag.theme not in rejected:
            kept.setdefault(tag.theme, tag)
    return list(kept.values())
