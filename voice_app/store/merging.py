"""Making two records of one child into one: every row of the one that goes becomes the other's."""

from collections.abc import Iterator
from datetime import date
from datetime import datetime
from datetime import timedelta

from sqlalchemy import Column
from sqlalchemy import Table
from sqlalchemy import Update
from sqlalchemy import delete
from sqlalchemy import exists
from sqlalchemy import or_
from sqlalchemy import select
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import aliased

from voice_app.db import Base
from voice_app.db import db
from voice_app.models.conversations import Conversation
from voice_app.models.journey import Involvement
from voice_app.models.journey import Meeting
from voice_app.models.journey import Plan
from voice_app.models.journey import PlanVersion
from voice_app.models.people import ContactPoint
from voice_app.models.people import Relation
from voice_app.models.surveys import Invitation
from voice_app.store.journey import on_record
from voice_app.store.journey.changes import HELD_BY_ONE
from voice_app.store.journey.reviews import open_review

STAYS = frozenset({"access_log", "involvement", "meeting", "person"})  # moved otherwise, or never


def move_everything(kept: int, gone: int, *, today: date, now: datetime) -> None:
    """Give ``kept`` all rows of ``gone`` that it does not have the like of.

    What both have stays where it is: nothing is lost, and nothing there is shown any more.
    """
    both = Relation.child_id.in_((kept, gone)) & Relation.other_id.in_((kept, gone))
    db.session.execute(delete(Relation).where(both))
    if any(point.ended_at is None for point in on_record.rows(ContactPoint, of=kept)[kept]):
        theirs = (ContactPoint.person_id == gone) & ContactPoint.ended_at.is_(None)
        db.session.execute(update(ContactPoint).where(theirs).values(ended_at=now))
    _move_meetings(kept, gone)
    _move_versions(kept, gone)
    _end_involvements(kept, gone, today)
    for table, column in _owned():
        _move(table, column, kept, gone)


def _owned() -> Iterator[tuple[Table, Column[int]]]:
    """Every column that says whose a row is."""
    for table in Base.metadata.sorted_tables:
        if table.name not in STAYS:
            for column in table.columns:
                if any(key.column.table.name == "person" for key in column.foreign_keys):
                    yield table, column


def _move(table: Table, column: Column[int], kept: int, gone: int) -> None:
    """Row by row, since one that the other record has already must stay."""
    keys = list(table.primary_key.columns)
    for row in db.session.execute(select(*keys).where(column == gone)).all():
        same = [key == value for key, value in zip(keys, row, strict=True)]
        _unless_there(update(table).where(*same).values({column.key: kept}))


def _unless_there(statement: Update) -> None:
    try:
        with db.session.begin_nested():
            db.session.connection().execute(statement)
    except IntegrityError:
        return


def _move_meetings(kept: int, gone: int) -> None:
    """A child has one open review: what hangs on the second one is hung on the first."""
    ours = open_review(on_record.reviews(of=kept)[kept])
    theirs = open_review(on_record.reviews(of=gone)[gone])
    db.session.flush()
    move = update(Meeting).where(Meeting.person_id == gone)
    if ours and theirs:
        talks = update(Conversation).where(Conversation.review_id == theirs.id)
        db.session.execute(talks.values(review_id=ours.id))
        asks = update(Invitation).where(Invitation.meeting_id == theirs.id)
        db.session.execute(asks.values(meeting_id=ours.id))
        theirs.due_on = None
        db.session.flush()
        move = move.where(Meeting.id != theirs.id)
    same = aliased(Meeting)
    there = exists().where(
        same.person_id == kept, same.kind == Meeting.kind, same.held_on == Meeting.held_on
    )
    fresh = or_(Meeting.held_on.is_(None), ~there)
    db.session.execute(move.where(fresh).values(person_id=kept))


def _move_versions(kept: int, gone: int) -> None:
    """The versions of a plan that both have become versions of one plan."""
    ours = {plan.kind: plan.id for plan in on_record.rows(Plan, of=kept)[kept]}
    for plan in on_record.rows(Plan, of=gone)[gone]:
        if plan.kind in ours:
            for version in on_record.versions_of(plan.id):
                where = update(PlanVersion).where(PlanVersion.id == version.id)
                _unless_there(where.values(plan_id=ours[plan.kind]))


def _end_involvements(kept: int, gone: int, today: date) -> None:
    """Nobody gains a child by a merge whom another works with in their role: their access ends."""
    held = {
        row.role
        for row in on_record.rows(Involvement, of=kept)[kept]
        if row.until is None or row.until >= today
    }
    for row in on_record.rows(Involvement, of=gone)[gone]:
        if row.role in HELD_BY_ONE & held:
            if row.until is None or row.until >= today:
                row.until = max(row.since, today - timedelta(days=1))
        else:
            row.person_id = kept
    db.session.flush()
