"""What people are called, by id."""

from collections.abc import Collection

from sqlalchemy import select

from voice_app.db import db
from voice_app.models.people import Person


def preferred(person_ids: Collection[int]) -> dict[int, str]:
    """The name each of these people goes by."""
    query = select(Person.id, Person.preferred_name).where(Person.id.in_(person_ids))
    return {row.id: row.preferred_name for row in db.session.execute(query)}
