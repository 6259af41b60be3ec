"""Import runs, and the pieces of their files while they are kept."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy import update

from voice_app.db import db
from voice_app.models.journey import ImportPart
from voice_app.models.journey import ImportRun


def latest(most: int) -> list[ImportRun]:
    """The newest runs first."""
    return list(db.session.scalars(select(ImportRun).order_by(ImportRun.id.desc()).limit(most)))


def parts(run_id: int) -> list[tuple[int, str]]:
    """The pieces of a run's files, in order: the id of each and the file it belongs to."""
    query = select(ImportPart.id, ImportPart.name).where(ImportPart.run_id == run_id)
    rows = db.session.execute(query.order_by(ImportPart.name, ImportPart.number))
    return [(row[0], row[1]) for row in rows]


def has_part(run_id: int, name: str) -> bool:
    """Whether a file of this name is kept for a run."""
    found = select(ImportPart.id).where(ImportPart.run_id == run_id, ImportPart.name == name)
    return db.session.scalar(found.limit(1)) is not None


def piece(part_id: int) -> bytes:
    """One piece, without it staying in memory behind."""
    found: bytes = db.session.execute(
        select(ImportPart.piece).where(ImportPart.id == part_id)
    ).scalar_one()
    return found


def runs_with_parts() -> set[int]:
    """The runs whose files are still kept."""
    return set(db.session.scalars(select(ImportPart.run_id).distinct()))


def last_stored(kind: str) -> int:
    """The newest real run of a kind, or 0."""
    query = select(func.max(ImportRun.id)).where(ImportRun.kind == kind, ImportRun.trial.is_(False))
    return db.session.scalar(query) or 0


def hand_over(from_run: int, to_run: int) -> None:
    """Let another run have the files."""
    db.session.execute(
        update(ImportPart).where(ImportPart.run_id == from_run).values(run_id=to_run)
    )


def forget_parts(run_id: int) -> None:
    """Delete the files of a run."""
    db.session.execute(delete(ImportPart).where(ImportPart.run_id == run_id))


def kept_since_before(moment: datetime) -> list[int]:
    """The runs from before a moment whose files are still kept."""
    query = (
        select(ImportRun.id)
        .where(ImportRun.at < moment, ImportRun.id.in_(select(ImportPart.run_id)))
        .order_by(ImportRun.id)
    )
    return list(db.session.scalars(query))
