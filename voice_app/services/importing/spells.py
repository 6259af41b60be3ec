"""A child's latest time in care: what a file tells of it, against what is on record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from voice_app.models import journey as models
from voice_app.services.importing.telling import Teller
from voice_app.store.journey import rows as plain
from voice_app.store.journey.changes import BY_HAND
from voice_app.store.journey.changes import Change
from voice_app.store.journey.changes import settle

Spell = models.CareSpell | plain.CareSpell


@dataclass(frozen=True)
class SpellTold:
    """A time in care as a file tells it; what is blank is not in the file.

    ``begun`` is its first day as far as the file reaches back; ``after`` the day on which an
    earlier time in care ended.
    """

    since: date | None
    until: date | None
    placement: str
    placed_since: date | None
    legal_status: str
    begun: date | None
    after: date | None = None


def settle_spell(row: Spell, told: SpellTold, teller: Teller) -> Change:
    """Settle the latest time in care. A later one takes its place; an earlier one is passed over.

    Placement and status are those of the dated rows, where whose word stands was settled before.
    """
    now = _now(row, told)
    if _later(row, told):
        whole = {"since": told.since, "until": told.until, "placement": "", "legal_status": ""}
        return settle(row, **{**whole, "placed_since": None, **now, "source": teller.source})
    if _earlier(row, told) and row.source != teller.source:
        return Change.UNCHANGED
    days: dict[str, Any] = {"until": told.until}
    if told.since:
        days["since"] = told.since
    if row.source == BY_HAND:
        return teller.settle(row, **days, **now)
    moved = settle(row, **now)
    changed = teller.settle(row, **days)
    return moved if changed is Change.UNCHANGED else changed


def as_dated(
    told: tuple[str, date | None, str], places: Sequence[Any], statuses: Sequence[Any], source: str
) -> tuple[str, date | None, str]:
    """Placement, its first day, and status: of the last dated rows where this file's are not."""
    placement, placed_since, status = told
    place = max(places, key=_since, default=None)
    if place and place.source != source:
        placement, placed_since = place.kind, place.since
    held = max(statuses, key=_since, default=None)
    if held and held.source != source:
        status = held.status
    return placement, placed_since, status


def _since(row: Any) -> date:
    since: date = row.since
    return since


def _now(row: Spell, told: SpellTold) -> dict[str, Any]:
    """Where the child lives and under which status; a move without its day leaves none."""
    now: dict[str, Any] = {"legal_status": told.legal_status} if told.legal_status else {}
    if told.placement:
        now["placement"] = told.placement
    if told.placed_since or (told.placement and told.placement != row.placement):
        now["placed_since"] = told.placed_since
    return now


def _later(row: Spell, told: SpellTold) -> bool:
    """Whether the file tells a time in care after the one on record."""
    if row.until:
        return told.begun is not None and told.begun >= row.until and told.until != row.until
    over = told.after is not None and row.since is not None and row.since <= told.after
    return over and row.source != BY_HAND


def _earlier(row: Spell, told: SpellTold) -> bool:
    return bool(told.until and row.since and told.until <= row.since)
