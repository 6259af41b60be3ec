"""Stretches of a child's journey: stages, where they lived, under which status."""

from collections.abc import Iterable
from typing import TypeVar

from surveys.journey import shipped as journey
from voice_app.db import db
from voice_app.models.journey import CareSpell
from voice_app.models.journey import LegalStatus
from voice_app.models.journey import Placement
from voice_app.models.journey import StageEpisode
from voice_app.models.organisation import Home
from voice_app.models.people import Person
from voice_app.pages import codes
from voice_app.pages.records import EpisodeShown
from voice_app.store.journey import on_record
from voice_app.store.journey.changes import BY_HAND

Stretch = TypeVar("Stretch", StageEpisode, Placement, LegalStatus)


def stages(person_id: int) -> tuple[EpisodeShown, ...]:
    """The stages of a journey, the newest first."""
    known = journey().stages
    rows = _newest_first(on_record.rows(StageEpisode, of=person_id)[person_id])
    labels = {row.id: known[row.stage].label if row.stage in known else row.stage for row in rows}
    return tuple(
        EpisodeShown(labels[row.id], row.since, row.until, row_id=_by_hand(row)) for row in rows
    )


def placements(person_id: int) -> tuple[EpisodeShown, ...]:
    """Where and with whom a child lived, the newest first; the last placement at the least."""
    rows = _newest_first(on_record.rows(Placement, of=person_id)[person_id])
    if rows:
        return tuple(
            EpisodeShown(
                codes.placement(row.kind), row.since, row.until, _with_whom(row), _by_hand(row)
            )
            for row in rows
        )
    care = on_record.care_of(person_id)
    began = (care.placed_since or care.since) if care else None
    if care is None or began is None:
        return ()
    return (EpisodeShown(codes.placement(care.placement), began, care.until),)


def legal(person_id: int) -> tuple[EpisodeShown, ...]:
    """Under which status, the newest first; the last one at the least."""
    rows = _newest_first(on_record.rows(LegalStatus, of=person_id)[person_id])
    if rows:
        return tuple(
            EpisodeShown(codes.legal(row.status), row.since, row.until, row_id=_by_hand(row))
            for row in rows
        )
    return _last_status(on_record.care_of(person_id))


def _last_status(care: CareSpell | None) -> tuple[EpisodeShown, ...]:
    if care is None or care.since is None or not care.legal_status:
        return ()
    return (EpisodeShown(codes.legal(care.legal_status), care.since, care.until),)


def _with_whom(row: Placement) -> str:
    """The home or the carer, by name."""
    if row.home_id:
        return db.session.get_one(Home, row.home_id).name
    carer = db.session.get(Person, row.carer_id) if row.carer_id else None
    return f"{carer.preferred_name} {carer.surname}".strip() if carer else ""


def _by_hand(row: Stretch) -> int | None:
    """The row, where a person wrote it."""
    return row.id if row.source == BY_HAND else None


def _newest_first(rows: Iterable[Stretch]) -> list[Stretch]:
    return sorted(rows, key=lambda row: (row.since, row.id), reverse=True)
