"""A child's times in care, as a return tells them and as they are kept."""

from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic
from typing import TypeVar

from voice_app.files.care_records import CareRecord
from voice_app.files.care_records import CareSpell as SpellRead
from voice_app.files.care_records import Span
from voice_app.files.rows903 import EpisodeRow
from voice_app.files.spreadsheet import Line
from voice_app.services.importing.outcome import Noted
from voice_app.services.importing.outcome import Tally
from voice_app.services.importing.spells import SpellTold
from voice_app.services.importing.spells import as_dated
from voice_app.services.importing.spells import settle_spell
from voice_app.services.importing.telling import Teller
from voice_app.store.journey.batches import Batch
from voice_app.store.journey.changes import Change
from voice_app.store.journey.rows import CareSpell
from voice_app.store.journey.rows import LegalStatus
from voice_app.store.journey.rows import Placement
from voice_app.store.journey.rows import StageEpisode
from voice_app.store.journey.whose_word import HANDS

CARE_STAGE = "care"  # a key of surveys.journey
SOURCE = "ssda903"

Dated = TypeVar("Dated", LegalStatus, Placement)


@dataclass(frozen=True)
class OneReturn:
    """What the rows of one batch are kept in, and where a line that is not used is told."""

    batch: Batch
    tally: Tally
    episodes: str  # what the file is called

    def at(self, line: int) -> Teller:
        """A line of the Episodes file."""
        return Teller(SOURCE, Line(self.episodes, line, {}), self.tally)


def keep_care(record: CareRecord, person_id: int, into: OneReturn) -> Iterator[Noted]:
    """Keep every time in care, after the places. Without an episode, what is on record stands."""
    spell, batch = record.spell, into.batch
    if spell is None:
        return
    row = batch.care.get(person_id)
    since = spell.started or _start_on_record(row, spell)
    now = (record.placement, record.placed_since, record.legal_status)
    now = as_dated(now, batch.placements[person_id], batch.statuses[person_id], SOURCE)
    if row is None:
        batch.care[person_id] = new = CareSpell(person_id, since, spell.ended, *now, SOURCE)
        batch.add(new)
        yield "Times in care", Change.ADDED
    else:
        begun = since or _first_day(record, spell)
        told = SpellTold(since, spell.ended, *now, begun=begun, after=spell.after)
        yield "Times in care", settle_spell(row, told, into.at(spell.line))
    yield from _keep_stages(record.spells, since, person_id, into)


def keep_places(record: CareRecord, person_id: int, into: OneReturn) -> Iterator[Noted]:
    """Keep where a child lived and under which status, each with its days."""
    batch = into.batch
    places = _Track(Placement, "kind", person_id, batch.placements[person_id], record.episodes)
    for span in record.placements:
        yield "Placements", places.keep(span, into)
    statuses = _Track(LegalStatus, "status", person_id, batch.statuses[person_id], record.episodes)
    for span in record.statuses:
        yield "Legal statuses", statuses.keep(span, into)


def _first_day(record: CareRecord, spell: SpellRead) -> date | None:
    """The first day of a time in care that the return reaches back to."""
    return next((row.started for row in record.episodes if row.line == spell.line), None)


def _start_on_record(row: CareSpell | None, spell: SpellRead) -> date | None:
    """When this time in care began, as an earlier return or a person told it.

    A yearly return often has no episode that says how care began.
    """
    if row is None or row.since is None or row.until not in (None, spell.ended):
        return None
    return None if spell.after and row.since <= spell.after else row.since


def _keep_stages(
    spells: Sequence[SpellRead], latest_since: date | None, person_id: int, into: OneReturn
) -> Iterator[Noted]:
    """Keep each time in care whose beginning is known as a stage of the journey."""
    stages = into.batch.stages[person_id]
    begins = [*(spell.started for spell in spells[:-1]), latest_since]
    ends = [spell.ended or after for spell, after in zip(spells, [*begins[1:], None], strict=True)]
    for spell, since, until, before in zip(spells, begins, ends, [None, *ends], strict=False):
        if since is None:
            continue
        change = _keep_stage(stages, (since, until), before, into.at(spell.line))
        if change is Change.ADDED:
            row = StageEpisode(person_id, CARE_STAGE, since, until, SOURCE)
            stages.append(row)
            into.batch.add(row)
        yield "Stages of the journey", change


def _keep_stage(
    stages: Sequence[StageEpisode],
    when: tuple[date, date | None],
    ended: date | None,
    teller: Teller,
) -> Change:
    """Settle the stage of a time in care, or say that it must be added.

    One before it that is still open ends where it must: on the day the return has, or this one.
    """
    since, until = when
    in_care = [stage for stage in stages if stage.stage == CARE_STAGE]
    same = next((stage for stage in in_care if stage.since == since), None)
    if same:
        return teller.settle(same, until=until)
    unended = next((stage for stage in in_care if stage.until is None), None)
    if unended and (unended.since > since or unended.source in HANDS):
        return teller.settle(unended, since=since, until=until)  # care began on another day
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
    episodes: Sequence[EpisodeRow]

    def keep(self, span: Span, into: OneReturn) -> Change:
        """Settle the row of this time, or add one.

        A span that had begun before the return's first line goes on from what is on record.
        """
        same = next((row for row in self.rows if row.since == span.since), None)
        if same is None and not span.whole:
            same = next((row for row in self.rows if self._goes_on(row, span)), None)
        if same:
            return into.at(self._line(span)).settle(
                same, **{"until": span.until, self.code: span.code}
            )
        for row in self.rows:
            if row.until is None and row.since < span.since and row.source == SOURCE:
                row.until = span.since
        new = self.table(self.person_id, span.since, span.until, span.code, SOURCE)
        self.rows.append(new)
        into.batch.add(new)
        return Change.ADDED

    def _line(self, span: Span) -> int:
        return next((row.line for row in self.episodes if row.started == span.since), 0)

    def _goes_on(self, row: Dated, span: Span) -> bool:
        """Whether a span may be the rest of one on record: the same, and not over before it."""
        same = getattr(row, self.code) == span.code and row.since < span.since
        return same and (row.until is None or row.until >= span.since)
