"""A child's times in care, as a return tells them and as they are kept."""

from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import asdict
from dataclasses import dataclass
from datetime import date
from typing import Generic
from typing import TypeVar

from voice_app.files.care_records import CareRecord
from voice_app.files.care_records import CareSpell as SpellRead
from voice_app.files.care_records import Span
from voice_app.services.importing.outcome import Noted
from voice_app.store.journey.batches import Batch
from voice_app.store.journey.changes import Change
from voice_app.store.journey.changes import settle
from voice_app.store.journey.rows import CareSpell
from voice_app.store.journey.rows import LegalStatus
from voice_app.store.journey.rows import Placement
from voice_app.store.journey.rows import StageEpisode

CARE_STAGE = "care"  # a key of surveys.journey
SOURCE = "ssda903"

Dated = TypeVar("Dated", LegalStatus, Placement)


def keep_care(record: CareRecord, person_id: int, batch: Batch) -> Iterator[Noted]:
    """Keep every time in care. Without an episode, what is on record stands."""
    spell = record.spell
    if spell is None:
        return
    row = batch.care.get(person_id)
    since = spell.started or _start_on_record(row, spell)
    told = CareSpell(
        person_id,
        since,
        spell.ended,
        record.placement,
        record.placed_since,
        record.legal_status,
        row.id if row else None,
    )
    if row is None:
        batch.care[person_id] = told
        batch.add(told)
        yield "Times in care", Change.ADDED
    else:
        yield "Times in care", settle(row, **asdict(told)) if row != told else Change.UNCHANGED
    yield from _keep_stages(record.spells, since, person_id, batch)


def keep_places(record: CareRecord, person_id: int, batch: Batch) -> Iterator[Noted]:
    """Keep where a child lived and under which status, each with its days."""
    places = _Track(Placement, "kind", person_id, batch.placements[person_id])
    for span in record.placements:
        yield "Placements", places.keep(span, batch)
    statuses = _Track(LegalStatus, "status", person_id, batch.statuses[person_id])
    for span in record.statuses:
        yield "Legal statuses", statuses.keep(span, batch)


def _start_on_record(row: CareSpell | None, spell: SpellRead) -> date | None:
    """When this time in care began, as an earlier return or a person told it.

    A yearly return often has no episode that says how care began.
    """
    if row is None or row.since is None or row.until not in (None, spell.ended):
        return None
    return None if spell.after and row.since <= spell.after else row.since


def _keep_stages(
    spells: Sequence[SpellRead], latest_since: date | None, person_id: int, batch: Batch
) -> Iterator[Noted]:
    """Keep each time in care whose beginning is known as a stage of the journey."""
    stages = batch.stages[person_id]
    begins = [*(spell.started for spell in spells[:-1]), latest_since]
    ends = [spell.ended or after for spell, after in zip(spells, [*begins[1:], None], strict=True)]
    for since, until, before in zip(begins, ends, [None, *ends], strict=False):
        if since is None:
            continue
        change = _keep_stage(stages, since, until, before)
        if change is Change.ADDED:
            row = StageEpisode(person_id, CARE_STAGE, since, until, SOURCE)
            stages.append(row)
            batch.add(row)
        yield "Stages of the journey", change


def _keep_stage(
    stages: Sequence[StageEpisode], since: date, until: date | None, ended: date | None
) -> Change:
    """Settle the stage of a time in care, or say that it must be added.

    One before it that is still open ends where it must: on the day the return has, or this one.
    """
    in_care = [stage for stage in stages if stage.stage == CARE_STAGE]
    same = next((stage for stage in in_care if stage.since == since), None)
    if same:
        return settle(same, until=until)
    unended = next((stage for stage in in_care if stage.until is None), None)
    if unended and unended.since > since:  # care began earlier than we had been told
        return settle(unended, since=since, until=until)
    if unended:
        unended.until = ended if ended and ended >= unended.since else since
    return Change.ADDED


@dataclass(frozen=True)
class _Track(Generic[Dated]):
    """A child's placements, or their legal statuses; ``code`` names the column of the code."""

    table: type[Dated]
    code: str
    person_id: int
    rows: list[Dated]

    def keep(self, span: Span, batch: Batch) -> Change:
        """Settle the row of this time, or add one.

        A span that had begun before the return's first line goes on from what is on record.
        """
        same = next((row for row in self.rows if row.since == span.since), None)
        if same is None and not span.whole:
            same = next((row for row in self.rows if self._goes_on(row, span)), None)
        if same:
            return settle(same, **{"until": span.until, self.code: span.code})
        for row in self.rows:
            if row.until is None and row.since < span.since and row.source == SOURCE:
                row.until = span.since
        new = self.table(self.person_id, span.since, span.until, span.code, SOURCE)
        self.rows.append(new)
        batch.add(new)
        return Change.ADDED

    def _goes_on(self, row: Dated, span: Span) -> bool:
        """Whether a span may be the rest of one on record: the same, and not over before it."""
        same = getattr(row, self.code) == span.code and row.since < span.since
        return same and (row.until is None or row.until >= span.since)
