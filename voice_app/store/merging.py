"""Making two records of one child into one: every row of the one that goes becomes the other's."""

from collections.abc import Iterator
from datetime import date
from datetime import datetime
from datetime import timedelta

from sqlalchemy import Column
from sqlalchemy import Table
from sqlalchemy import Update
from sqlalchemy import delete
from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from surveys.clocks import DueDate
from surveys.clocks import DueSource
from voice_app.db import Base
from voice_app.db import db
from voice_app.models.chats import Chat
from voice_app.models.journey import Involvement
from voice_app.models.journey import Meeting
from voice_app.models.journey import Plan
from voice_app.models.people import ContactPoint
from voice_app.models.people import Relation
from voice_app.models.reviews import BriefIssue
from voice_app.store import chats
from voice_app.store import kept as kept_from
from voice_app.store.journey import on_record
from voice_app.store.journey.changes import HELD_BY_ONE
from voice_app.store.journey.changes import settle
from voice_app.store.journey.reviews import settle_due
from voice_app.store.journey.whose_word import BLANK

TOLD_OF_A_MEETING = ("participation", "chair_id", "child_seen", "seen_alone")
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
    chat = chats.of_person(gone)
    said = [answer.words or "" for answer in chats.messages(chat.id)] if chat else []
    _end_involvements(kept, gone, today)
    for table, column in _owned():
        _move(table, column, kept, gone)
    if chat:
        _join_chat(kept, chat, said, now)


def _owned() -> Iterator[tuple[Table, Column[int]]]:
    """Every column that says whose a row is."""
    return (found for found in _pointing_at("person") if found[0].name not in STAYS)


def _pointing_at(name: str) -> Iterator[tuple[Table, Column[int]]]:
    """Every column that points at a row of this table."""
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if any(key.column.table.name == name for key in column.foreign_keys):
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
    """A meeting that both records have is one: what hangs on theirs is hung on ours.

    A child has one open meeting of each kind, and of one kind none twice on a day.
    """
    ours = on_record.rows(Meeting, of=kept)[kept]
    for row in on_record.rows(Meeting, of=gone)[gone]:
        same = next((other for other in ours if _same_meeting(row, other)), None)
        if same is None:
            row.person_id = kept
        else:
            _fold(row, same)
    db.session.flush()


def _same_meeting(one: Meeting, other: Meeting) -> bool:
    if one.kind != other.kind or one.held_on != other.held_on:
        return False
    return one.held_on is not None or not (one.cancelled_on or other.cancelled_on)


def _fold(theirs: Meeting, ours: Meeting) -> None:
    """Hang decisions, asks, talks, briefs and choices on the meeting that stays."""
    blank = [name for name in TOLD_OF_A_MEETING if getattr(ours, name) in BLANK]
    settle(ours, **{name: getattr(theirs, name) for name in blank})
    if theirs.held_on is None:
        if theirs.due_on and theirs.due_source not in ("", ours.due_source):
            due = DueDate(theirs.due_on, DueSource(theirs.due_source), theirs.due_rule)
            settle_due(ours, due, over=False)
        theirs.due_on = None
    db.session.flush()
    _renumber_briefs(theirs.id, ours.id)
    _hang_on("meeting", theirs.id, ours.id)


def _renumber_briefs(theirs: int, ours: int) -> None:
    """The briefs of theirs follow ours in number: each of a review has its own."""
    most = select(func.max(BriefIssue.number)).where(BriefIssue.review_id == ours)
    after = db.session.scalar(most) or 0
    query = select(BriefIssue).where(BriefIssue.review_id == theirs)
    for issue in db.session.scalars(query.order_by(BriefIssue.number)):
        issue.review_id, issue.number = ours, issue.number + after
    db.session.flush()


def _hang_on(table_name: str, theirs: int, ours: int) -> None:
    """Let every row that points at a row of this table point at the one that stays."""
    for table, column in _pointing_at(table_name):
        _move(table, column, ours, theirs)


def _join_chat(person_id: int, theirs: Chat, said: list[str], now: datetime) -> None:
    """Where both wrote to us their chats become one.

    What was written under the record that goes is kept from those it names on the one that stays.
    """
    ours = chats.of_person(person_id)
    if ours is None:
        return
    db.session.refresh(ours)  # its row may have moved under it
    if ours.id != theirs.id:
        chats.join(ours, theirs, now=now)
        _hang_on("chat", theirs.id, ours.id)
    for words in said:
        kept_from.look(ours, words, now=now)


def _move_versions(kept: int, gone: int) -> None:
    """The versions of a plan that both have become versions of one plan; of one day, one."""
    ours = {plan.kind: plan.id for plan in on_record.rows(Plan, of=kept)[kept]}
    for plan in on_record.rows(Plan, of=gone)[gone]:
        if plan.kind in ours:
            there = {row.made_on: row.id for row in on_record.versions_of(ours[plan.kind])}
            for version in on_record.versions_of(plan.id):
                if version.made_on in there:
                    _hang_on("plan_version", version.id, there[version.made_on])
                else:
                    version.plan_id = ours[plan.kind]
    db.session.flush()


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
