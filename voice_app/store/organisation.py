"""Teams."""

from sqlalchemy import select

from voice_app.db import db
from voice_app.models.organisation import Team


def teams() -> dict[str, Team]:
    """Every team, by the case system's id of it."""
    return {team.key: team for team in db.session.scalars(select(Team).order_by(Team.id))}
