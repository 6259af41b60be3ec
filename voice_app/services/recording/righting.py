"""Putting right what was written by hand: a day, a word, or an entry that should not be there.

Only what a person wrote is changed here: what came from a file is put right where the file comes
from. What stood there before is kept, with who put it right, when and why.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from typing import Any

from voice_app.clock import london_day
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.journey import Involvement
from voice_app.models.journey import LegalStatus
from voice_app.models.journey import Meeting
from voice_app.models.journey import Placement
from voice_app.models.journey import Plan
from voice_app.models.journey import PlanVersion
from voice_app.models.journey import StageEpisode
from voice_app.models.people import DoNotAsk
from voice_app.models.people import Relation
from voice_app.policy import Role
from voice_app.services.recording import people as relatives
from voice_app.services.recording.amending import Entry
from voice_app.services.recording.amending import Row
from voice_app.services.recording.amending import amend
from voice_app.services.recording.amending import take_out
from voice_app.services.recording.as_entry import as_entry
from voice_app.services.recording.before import CORRECTED
from voice_app.services.recording.before import MISTAKES
from voice_app.services.recording.before import OVER
from voice_app.services.recording.before import keep_before
from voice_app.services.recording.by_hand import NotYours
from voice_app.services.recording.by_hand import Writer
from voice_app.services.recording.by_hand import life_of
from voice_app.services.recording.by_hand import own
from voice_app.services.recording.by_hand import refuse_contradictions
from voice_app.services.recording.contradictions import Code
from voice_app.services.recording.contradictions import Contradicted
from voice_app.services.recording.contradictions import Contradiction
from voice_app.services.recording.entries import NewInvolvement
from voice_app.services.recording.entries import NewMeeting
from voice_app.services.recording.entries import NewPlan
from voice_app.services.recording.entries import check_key
from voice_app.store import accounts
from voice_app.store import record
from voice_app.store.journey.changes import BY_HAND
from voice_app.store.journey.expecting import expect_all
from voice_app.store.journey.reviews import STATUTORY_REVIEW

TABLES: Mapping[str, type[Row]] = {
    "plan": PlanVersion,
    "meeting": Meeting,
    "stage": StageEpisode,
    "placement": Placement,
    "legal": LegalStatus,
    "worker": Involvement,
    "relative": Relation,
    "not-now": DoNotAsk,
}
# What makes an entry another one, and is not put right.
FIXED: Mapping[type, tuple[str, ...]] = {
    NewPlan: ("kind",),
    NewMeeting: ("kind",),
    NewInvolvement: ("user_id", "role"),
}


class NoSuchEntry(LookupError):
    """This is not on this child's record, or not of a kind that is put right like this."""


@dataclass(frozen=True)
class Place:
    """One row of one child's record."""

    person_id: int
    what: str  # a key of ``TABLES``
    row_id: int


@dataclass(frozen=True)
class Written:
    """What stands there, and what may be done about it by hand."""

    name: str  # the child's
    entry: Entry | None  # as it could be written anew; None where it is only ended or removed
    by_hand: bool  # a person wrote it: it may be removed
    may_end: bool  # it lasts, and may be over


def written(place: Place, writer: Writer) -> Written:
    """What is on record there, which is a look; raises ``NotYours`` and ``NoSuchEntry``."""
    with writing():
        child, row = own(place.person_id, writer), _row(place)
        look = record.Deed(writer.user_id, "saw", f"{place.what}:{place.row_id}", child.id)
        record.note(look, now=writer.now)
        ours = is_by_hand(row)
        return Written(
            name=child.preferred_name,
            entry=as_entry(row) if ours else None,
            by_hand=ours,
            may_end=_may_end(row, london_day(writer.now)),
        )


def correct(place: Place, entry: Entry, writer: Writer) -> None:
    """Put right what somebody wrote; raises ``Contradicted`` with nothing changed."""
    row = _by_hand(place, writer)
    _refuse_another_kind(row, entry)
    life = life_of(place.person_id, writer, but=place.row_id)
    refuse_contradictions(entry, life, writer)
    with writing():
        _keep(row, place, CORRECTED, writer)
        amend(row, entry)
        db.session.flush()
        expect_all(place.person_id, writer.now)


def remove(place: Place, why: str, writer: Writer) -> None:
    """Remove what was entered by mistake from view; raises ``InUse`` where something hangs on it.

    ``why`` is one of ``MISTAKES``.
    """
    check_key(why, MISTAKES, "reason")
    row = _by_hand(place, writer)
    with writing():
        _keep(row, place, why, writer)
        take_out(row, writer.now)
        expect_all(place.person_id, writer.now)


def end_relative(place: Place, on: date, writer: Writer) -> None:
    """Somebody is not the child's carer, parent or sibling any more, as of a day that has come."""
    life = life_of(place.person_id, writer)
    row = _row(place)
    if not isinstance(row, Relation):
        raise NoSuchEntry
    if on > life.today:
        raise Contradicted((Contradiction("on", Code.NOT_YET, life.today),))
    if life.born and on < life.born:
        raise Contradicted((Contradiction("on", Code.BEFORE_BIRTH),))
    who, now = writer.user_id, writer.now
    relatives.end_relation(row.child_id, row.other_id, on=on, by=who, now=now)


def end_not_now(place: Place, writer: Writer) -> None:
    """The child may be asked again from today: the days before today stay as they were."""
    today = own_day(place, writer)
    row = _row(place)
    if not isinstance(row, DoNotAsk) or row.until < today:
        raise NoSuchEntry
    with writing():
        _keep(row, place, OVER, writer)
        if row.starts >= today:
            db.session.delete(row)
        else:
            row.until = today - timedelta(days=1)


def own_day(place: Place, writer: Writer) -> date:
    """Today, for somebody whose child this is; raises ``NotYours``."""
    own(place.person_id, writer)
    return london_day(writer.now)


def is_by_hand(row: Row) -> bool:
    """Whether a person wrote this. A review is moved or held, never taken back."""
    if isinstance(row, Meeting) and row.kind == STATUTORY_REVIEW:
        return False
    return isinstance(row, DoNotAsk) or row.source == BY_HAND


def _by_hand(place: Place, writer: Writer) -> Row:
    """A row of one's own child that a person wrote."""
    own(place.person_id, writer)
    row = _row(place)
    if not is_by_hand(row):
        raise NoSuchEntry
    officers = isinstance(row, Involvement) and row.role == Role.IRO
    if officers and Role.IRO not in accounts.roles(writer.user_id):
        raise NotYours
    return row


def _keep(row: Row, place: Place, why: str, writer: Writer) -> None:
    what = place.what, why
    keep_before(row, what, place.person_id, by=writer.user_id, now=writer.now)


def _row(place: Place) -> Row:
    table: type[Any] | None = TABLES.get(place.what)
    row: Row | None = db.session.get(table, place.row_id) if table else None
    if row is None or _whose(row) != place.person_id:
        raise NoSuchEntry
    return row


def _whose(row: Row) -> int:
    if isinstance(row, PlanVersion):
        return db.session.get_one(Plan, row.plan_id).person_id
    return row.child_id if isinstance(row, Relation) else row.person_id


def _may_end(row: Row, today: date) -> bool:
    if isinstance(row, Relation):
        return row.ended_on is None
    return isinstance(row, DoNotAsk) and row.until >= today


def _refuse_another_kind(row: Row, entry: Entry) -> None:
    """A plan that becomes another plan is not put right: it was entered by mistake."""
    stands = as_entry(row)
    field = "user" if isinstance(entry, NewInvolvement) else "kind"
    for name in FIXED.get(type(entry), ()):
        if getattr(stands, name, None) != getattr(entry, name):
            raise Contradicted((Contradiction(field, Code.ANOTHER_KIND),))
