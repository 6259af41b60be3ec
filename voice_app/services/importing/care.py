"""A child's latest time in care, as a return tells it and as it is kept."""

from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from datetime import date

from voice_app.db import db
from voice_app.files.care_records import CareRecord
from voice_app.files.care_records import CareSpell as SpellRead
from voice_app.files.rows903 import EpisodeRow
from voice_app.models.journey import CareSpell
from voice_app.models.journey import Meeting
from voice_app.models.journey import StageEpisode
from voice_app.services.importing.outcome import Noted
from voice_app.store.journey.changes import Change
from voice_app.store.journey.changes import settle

CARE_STAGE = "care"  # a key of surveys.journey
SOURCE = "ssda903"
_STATUS_ONLY = "L"  # RNE: a new legal status, in the same placement


@dataclass
class Book:
    """What is on record of everybody, and what this return says of when and where."""

    care: dict[int, CareSpell]
    stages: defaultdict[int, list[StageEpisode]]
    reviews: defaultdict[int, list[Meeting]]
    episodes: defaultdict[str, list[EpisodeRow]]
    records_from: date
    no_day: int = field(default=0)  # children in care whose next review nobody can work out


def keep_care(record: CareRecord, person_id: int, book: Book) -> Iterator[Noted]:
    """Keep the latest time in care. Without an episode, what is on record stands."""
    spell = record.spell
    if spell is None:
        return
    row = book.care.get(person_id)
    since = spell.started or _start_on_record(row, spell)
    values = {
        "since": since,
        "until": spell.ended,
        "placement": record.placement,
        "placed_since": _placed_since(book.episodes[record.child.external_id]),
        "legal_status": record.legal_status,
    }
    if row:
        yield "Times in care", settle(row, **values)
    else:
        book.care[person_id] = row = CareSpell(person_id=person_id, **values)
        db.session.add(row)
        yield "Times in care", Change.ADDED
    if since:
        ended = _ended_before(since, book.episodes[record.child.external_id])
        stage = StageEpisode(
            person_id=person_id, stage=CARE_STAGE, since=since, until=spell.ended, source=SOURCE
        )
        yield "Stages of the journey", _keep_stage(stage, book.stages[person_id], ended)


def _start_on_record(row: CareSpell | None, spell: SpellRead) -> date | None:
    """When this time in care began, as an earlier return or a person told it.

    A yearly return often has no episode that says how care began.
    """
    if row is None or row.since is None or row.until not in (None, spell.ended):
        return None
    return None if spell.after and row.since <= spell.after else row.since


def _placed_since(episodes: Sequence[EpisodeRow]) -> date | None:
    """The day the last placement began; None where the return does not reach back so far."""
    began = (row for row in reversed(episodes) if row.reason_started != _STATUS_ONLY)
    first = next(began, None)
    return first.started if first and first.reason_started else None


def _ended_before(day: date, episodes: Sequence[EpisodeRow]) -> date | None:
    """The last day before this one on which care ended, where the return has it."""
    ends = (row.ended for row in episodes if row.ended and row.ends_care)
    return max((end for end in ends if end <= day), default=None)


def _keep_stage(new: StageEpisode, stages: list[StageEpisode], ended: date | None) -> Change:
    """Keep a time in care as a stage; one before it that is still open ends where it must.

    ``ended`` is the day on which care ended before, where the return has it.
    """
    in_care = [stage for stage in stages if stage.stage == CARE_STAGE]
    same = next((stage for stage in in_care if stage.since == new.since), None)
    if same:
        return settle(same, until=new.until)
    unended = next((stage for stage in in_care if stage.until is None), None)
    if unended and unended.since > new.since:  # care began earlier than we had been told
        return settle(unended, since=new.since, until=new.until)
    if unended:
        unended.until = ended if ended and ended >= unended.since else new.since
    stages.append(new)
    db.session.add(new)
    return Change.ADDED
