"""Worries, and the words nobody has read yet."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC
from datetime import datetime
from datetime import timedelta

from sqlalchemy import ColumnElement
from sqlalchemy import Select
from sqlalchemy import case
from sqlalchemy import func
from sqlalchemy import select

from surveys.desk import acknowledge_by
from voice_app.clock import LONDON
from voice_app.clock import bank_holidays
from voice_app.db import db
from voice_app.models.conversations import Answer
from voice_app.models.conversations import Conversation
from voice_app.models.people import Person
from voice_app.models.worries import Worry
from voice_app.models.worries import WorryStep
from voice_app.store import without_name

WRITTEN = "written"  # the step that holds words of the Children in Care Council
REFERRED = "referred"  # the outcome: children's social care or the police look into it


@dataclass(frozen=True)
class Alarm:
    """What raises a worry: a structured answer, the screen of words, or a person."""

    answer_id: int | None
    person_id: int | None
    source: str
    tier: str
    families: tuple[str, ...]
    spans: tuple[tuple[int, int], ...] = ()


def raise_worry(alarm: Alarm, *, now: datetime) -> Worry:
    """Open a worry, or add to the one that this answer has already raised.

    A second alarm about the same answer never lowers the tier and never reopens what a person has
    closed with an outcome.
    """
    raised = select(Worry).where(Worry.answer_id == alarm.answer_id)
    worry = db.session.scalar(raised) if alarm.answer_id else None  # a person may raise many
    if worry is None and without_name.is_of_one(alarm.answer_id):
        worry = _open_without_name(alarm)
    elif worry is None:
        due = acknowledge_by(now.astimezone(LONDON), holidays=bank_holidays())
        worry = Worry(
            answer_id=alarm.answer_id,
            person_id=alarm.person_id,
            source=alarm.source,
            tier=alarm.tier,
            families=list(alarm.families),
            spans=[list(span) for span in alarm.spans],
            opened_at=now,
            due_at=due.astimezone(UTC),
        )
        db.session.add(worry)
        db.session.flush()
        db.session.add(WorryStep(worry_id=worry.id, did="opened", at=now))
    else:
        worry.tier = "red" if "red" in (worry.tier, alarm.tier) else "amber"
        worry.families = list(dict.fromkeys([*worry.families, *alarm.families]))
        worry.spans = worry.spans or [list(span) for span in alarm.spans]
    return worry


def _open_without_name(alarm: Alarm) -> Worry:
    """About words of an anonymous survey: it holds the day they were sent, and no hour.

    The hour it is due must not tell the hour they came, so it is the first one of the desk after
    that day (``_in_order`` puts it before what came later that day).
    """
    sent_at = select(Answer.at).where(Answer.id == alarm.answer_id)  # the words may be unreadable
    opened = without_name.only_the_day(db.session.execute(sent_at).scalar_one())
    over = opened + timedelta(days=1)
    worry = Worry(
        id=without_name.drawn_ids(Worry, 1)[0],
        answer_id=alarm.answer_id,
        person_id=None,
        source=alarm.source,
        tier=alarm.tier,
        families=list(alarm.families),
        spans=[list(span) for span in alarm.spans],
        opened_at=opened,
        due_at=acknowledge_by(over, holidays=bank_holidays()).astimezone(UTC),
    )
    step_id = without_name.drawn_ids(WorryStep, 1)[0]
    db.session.add(worry)
    db.session.flush()
    db.session.add(WorryStep(id=step_id, worry_id=worry.id, did="opened", at=opened))
    return worry


def not_closed() -> list[Worry]:
    """The queue: red before amber, then the longest waiting."""
    return list(db.session.scalars(_in_order(Worry.state != "closed")))


def open_on(answer_ids: Collection[int]) -> frozenset[int]:
    """Those of these answers that a person must still look at, or has taken on."""
    rows = select(Worry.answer_id).where(Worry.answer_id.in_(answer_ids), Worry.state != "closed")
    return frozenset(answer_id for answer_id in db.session.scalars(rows) if answer_id)


def set_apart(answer_ids: Collection[int]) -> frozenset[int]:
    """Those of these answers whose worry is not closed, or was passed on to those who look into it.

    They stand under no theme: a word that names fun may tell of harm.
    """
    rows = select(Worry.answer_id).where(
        Worry.answer_id.in_(answer_ids), (Worry.state != "closed") | (Worry.outcome == REFERRED)
    )
    return frozenset(answer_id for answer_id in db.session.scalars(rows) if answer_id)


def closed_since(moment: datetime) -> int:
    """How many were closed since then."""
    return db.session.scalar(select(func.count(Worry.id)).where(Worry.closed_at >= moment)) or 0


def open_about(person_id: int) -> list[Worry]:
    """The worries about one child that are not closed."""
    about = _in_order(Worry.state != "closed", Worry.person_id == person_id)
    return list(db.session.scalars(about))


def _in_order(*which: ColumnElement[bool]) -> Select[Worry]:
    urgent_first = case((Worry.tier == "red", 0), else_=1)
    return select(Worry).where(*which).order_by(urgent_first, Worry.opened_at, Worry.id)


def closed_about(person_id: int, *, since: datetime | None) -> int:
    """How many worries about one child were closed since then."""
    query = select(func.count(Worry.id)).where(
        Worry.person_id == person_id, Worry.state == "closed"
    )
    if since is not None:
        query = query.where(Worry.closed_at >= since)
    return db.session.scalar(query) or 0


def steps(worry_id: int) -> list[WorryStep]:
    """What was done about a worry, in order."""
    return list(
        db.session.scalars(
            select(WorryStep).where(WorryStep.worry_id == worry_id).order_by(WorryStep.id)
        )
    )


def written(worry_id: int) -> str:
    """The words of a worry that no answer holds, and who wrote them; empty where there are none."""
    first = select(WorryStep.note).where(WorryStep.worry_id == worry_id, WorryStep.did == WRITTEN)
    return db.session.scalar(first) or ""


def unread() -> list[Answer]:
    """Words that nobody has read, sealed records aside: flagged ones first, then the oldest.

    With those that were taken back unread: whoever holds the phone could else undo a cry for help.
    """
    sealed = select(Person.id).where(Person.record == "sealed")
    whose = func.coalesce(Conversation.about_id, Conversation.person_id, 0)
    order = case(
        (Answer.flag == "red", 0), (Answer.flag == "amber", 1), (Answer.flag == "unscreened", 2),
        else_=3,
    )  # fmt: skip
    return list(
        db.session.scalars(
            select(Answer)
            .join(Conversation, Conversation.id == Answer.conversation_id)
            .where(Answer.has_words.is_(True), Answer.read_at.is_(None), whose.not_in(sealed))
            .order_by(order, Answer.at, Answer.id)
        )
    )
