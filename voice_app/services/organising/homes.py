"""Independent visits to children's homes (Children's Homes (England) Regulations 2015 reg 44)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from datetime import datetime

from sqlalchemy import select

from surveys.clocks import DueDate
from surveys.time_limits import shipped
from voice_app.clock import bank_holidays
from voice_app.clock import london_day
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.organisation import Home
from voice_app.models.organisation import HomeVisit
from voice_app.pages.organisation import Homes
from voice_app.pages.organisation import HomeShown
from voice_app.pages.organisation import HomeVisitShown
from voice_app.store import record
from voice_app.store.journey.changes import BY_HAND

SHOWN = 12  # visits of a home; a year's


class VisitRefused(ValueError):
    """A visit that cannot have been: ``why`` is not_yet or there_already."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class NewVisit:
    """A visit that was held; ``visitor`` is the independent person."""

    home_id: int
    held_on: date
    visitor: str = ""


def homes(*, now: datetime) -> Homes:
    """The open homes, each with its next due visit and those that were held."""
    today = london_day(now)
    rows = db.session.scalars(select(Home).where(Home.ended_on.is_(None)).order_by(Home.name))
    shown = sorted((_home(row, today) for row in rows), key=lambda home: home.standing != "overdue")
    return Homes(tuple(shown), sum(home.standing == "overdue" for home in shown))


def record_visit(new: NewVisit, *, by: int | None, now: datetime) -> None:
    """Put a visit down that was held; raises ``VisitRefused``. The next due day follows from it."""
    if new.held_on > london_day(now):
        raise VisitRefused("not_yet")
    with writing():
        db.session.get_one(Home, new.home_id)
        visits = _visits(new.home_id)
        if any(visit.held_on == new.held_on for visit in visits):
            raise VisitRefused("there_already")
        before = [visit for visit in visits if visit.held_on and visit.held_on < new.held_on]
        db.session.add(
            HomeVisit(
                home_id=new.home_id,
                due_on=_due_after(before).on if before else None,
                held_on=new.held_on,
                visitor=new.visitor.strip(),
                source=BY_HAND,
            )
        )
        record.note(record.Deed(by, "changed", f"home:{new.home_id}", reason="visit"), now=now)


def _home(row: Home, today: date) -> HomeShown:
    visits = [visit for visit in _visits(row.id) if visit.held_on]
    due = _due_after(visits) if visits else _first_due(today)
    return HomeShown(
        home_id=row.id,
        name=row.name,
        due_on=due.on,
        due_rule=due.rule,
        standing="overdue" if due.on < today else "due",
        visits=tuple(_shown(visit) for visit in visits[:SHOWN]),
    )


def _shown(visit: HomeVisit) -> HomeVisitShown:
    return HomeVisitShown(visit.held_on or date.min, visit.due_on, visit.visitor)


def _visits(home_id: int) -> list[HomeVisit]:
    query = select(HomeVisit).where(HomeVisit.home_id == home_id)
    return list(db.session.scalars(query.order_by(HomeVisit.held_on.desc(), HomeVisit.id)))


def _due_after(visits: Sequence[HomeVisit]) -> DueDate:
    last = max(visit.held_on for visit in visits if visit.held_on)
    return shipped()["home_visit"].due_after(last, holidays=bank_holidays())


def _first_due(today: date) -> DueDate:
    """A home that was never visited, as far as we know: by the end of this month."""
    return shipped()["first_home_visit"].due_after(today, holidays=bank_holidays())
