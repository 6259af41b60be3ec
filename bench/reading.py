"""``python -m bench.reading``: what a caseload and a brief cost as a database fills.

Two databases of each kind are filled with voices that look like real ones (40 answers a child, a
theme tag on each that has words), 10,000 answers and 1,000,000. Ratios of one run are worth
quoting; the milliseconds are those of this machine on this day.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from importlib import import_module
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

from flask import Flask
from sqlalchemy import Table
from sqlalchemy import insert
from sqlalchemy import select
from sqlalchemy import text

from tests.databases import Databases
from tests.databases import SqliteDatabases
from tests.databases import leave
from tests.people import make_council
from tests.settings import StandingClock
from tests.settings import settings_for
from tests.web.browser import Browser
from voice_app.db import db
from voice_app.factory import create_app
from voice_app.models.conversations import Answer
from voice_app.models.conversations import Conversation
from voice_app.models.insight import ThemeTag
from voice_app.models.journey import Involvement
from voice_app.models.journey import Meeting
from voice_app.models.journey import Plan
from voice_app.models.journey import PlanVersion
from voice_app.models.people import Person
from voice_app.models.surveys import Survey
from voice_app.models.surveys import SurveyVersion
from voice_app.services import reviewing

FEW, MANY = 10_000, 1_000_000
A_CHILD = 40  # answers
A_SITTING = 8  # answers
AN_IRO = 70  # children
ROUNDS = 9
BATCH = 5_000  # rows
SLOWEST = 0.2  # seconds: the bar for a page
DEAREST = 3.0  # times: the bar for a brief at a million answers
WORDS = "ask me before u change the plan for the weekend, i wanna see kit more {}"
CHOICES = {"know_plan": "a_bit", "see_family": "more", "listened": "mostly", "safe": "yes"}
WRITTEN = {"change": WORDS, "good": "miss obi is sound {}", "school": "its ok {}", "": WORDS}

Rows = Iterable[dict[str, Any]]


@dataclass(frozen=True)
class Filled:
    """A database with voices in it, and the one child and IRO whose pages are opened."""

    app: Flask
    child: int
    review: int
    iro: int


def fill(url: str, answers: int) -> Filled:
    """Put so many answers into a fresh database; the IRO of the pages has 70 children."""
    clock = StandingClock()
    app = create_app(settings_for(url), clock=clock)
    with app.app_context():
        council = make_council(clock)
        children = max(answers // A_CHILD, AN_IRO)
        first = council.child + 1
        ids = range(first, first + children)
        now, version = clock(), _version()
        for table, rows in (
            (Person, _people(ids, now)),
            (Involvement, _involved(ids, council.iro, council.duty, now)),
            (Meeting, _reviews(ids, now)),
            (Plan, _plans(ids)),
            (PlanVersion, _versions(len(ids), now)),
            (Conversation, _sittings(ids, version, now)),
            (Answer, _answers(len(ids), now)),
            (ThemeTag, _tags(len(ids), now)),
        ):
            _insert(table.__table__, rows)
        db.session.execute(text("ANALYZE"))
        db.session.commit()
        review = db.session.scalar(
            select(Meeting.id).where(Meeting.person_id == first, Meeting.held_on.is_(None))
        )
        db.session.remove()
        return Filled(app, first, review or 0, council.iro)


def _insert(table: Any, rows: Rows) -> None:
    if not isinstance(table, Table):
        raise TypeError(table)
    waiting = iter(rows)
    while batch := list(islice(waiting, BATCH)):
        db.session.execute(insert(table), batch)
        db.session.commit()


def _version() -> int:
    query = (
        select(SurveyVersion.id)
        .join(Survey, Survey.id == SurveyVersion.survey_id)
        .where(Survey.key == "before-my-review")
    )
    return db.session.execute(query).scalar_one()


def _people(ids: range, now: datetime) -> Rows:
    for n in ids:
        yield {
            "id": n,
            "kind": "child",
            "record_number": f"B-{n}",
            "record_index": f"bench-{n}",
            "preferred_name": f"Bench {n}",
            "surname": "Invented",
            "born": (now - timedelta(days=13 * 365)).date(),
            "created_at": now,
        }


def _involved(ids: range, iro: int, other: int, now: datetime) -> Rows:
    """The first 70 have the IRO whose pages are opened; the rest have somebody else."""
    for place, n in enumerate(ids):
        whose = iro if place < AN_IRO else other
        since = (now - timedelta(days=400)).date()
        yield {"person_id": n, "user_id": whose, "role": "iro", "since": since, "until": None}


def _reviews(ids: range, now: datetime) -> Rows:
    for n in ids:
        held, due = now.date() - timedelta(days=170), now.date() + timedelta(days=n % 60)
        both = {"person_id": n, "kind": "statutory_review"}
        yield {**both, "held_on": held, "due_on": held, "due_source": "computed"}
        yield {**both, "held_on": None, "due_on": due, "due_source": "computed"}


def _plans(ids: range) -> Rows:
    for n in ids:
        for kind in ("care", "placement", "health", "pep"):
            yield {"person_id": n, "kind": kind}


def _versions(children: int, now: datetime) -> Rows:
    for plan in range(1, children * 4 + 1):
        for age in (400, 200):
            made = now.date() - timedelta(days=age)
            yield {"plan_id": plan, "made_on": made, "next_review": made + timedelta(days=180)}


def _sittings(ids: range, version: int, now: datetime) -> Rows:
    number = 0
    for n in ids:
        for sitting in range(A_CHILD // A_SITTING):
            number += 1
            at = now - timedelta(days=20 + 90 * sitting)
            yield {
                "id": number,
                "kind": "survey",
                "person_id": n,
                "survey_version_id": version,
                "began_on": "text",
                "language": "en",
                "band": "12-17",
                "state": "finished",
                "began": True,
                "started_at": at,
                "last_at": at,
                "version": 1,
            }


def _answers(children: int, now: datetime) -> Rows:
    """Half picked, half written; the newest sitting is of this round of review."""
    number = 0
    for sitting in range(children * A_CHILD // A_SITTING):
        at = now - timedelta(days=20 + 90 * (sitting % (A_CHILD // A_SITTING)))
        for question, value in [*CHOICES.items(), *WRITTEN.items()]:
            number += 1
            written = question in WRITTEN
            words = value.format(number) if written else None
            yield {
                "id": number,
                "conversation_id": sitting + 1,
                "question": question,
                "state": "answered",
                "value": words or value,
                "words": words,
                "has_words": written,
                "channel": "text",
                "at": at,
                "who_sees": "iro",
                "flag": "grey" if written else "",
            }


def _tags(children: int, now: datetime) -> Rows:
    for number in range(1, children * A_CHILD + 1):
        if (number - 1) % A_SITTING >= len(CHOICES):
            yield {
                "answer_id": number,
                "theme": "understanding" if number % 2 else "siblings",
                "stage": "care",
                "spans": [[0, 3]],
                "strength": 0.8,
                "rule": "lexicon",
                "rules": "bench",
                "at": now,
            }


@dataclass(frozen=True)
class Cost:
    """Medians, in seconds: of CPU for the brief itself, of the clock for the pages."""

    brief: float
    brief_page: float
    caseload_page: float


def cost(filled: Filled) -> Cost:
    """What the brief and the two pages cost in a filled database."""
    clock = StandingClock()
    with filled.app.app_context():
        browser = Browser(filled.app)
        browser.be(filled.iro)
        page = f"/children/{filled.child}/brief/{filled.review}"
        return Cost(
            brief=_median(lambda: _brief(filled, clock()), time.process_time),
            brief_page=_median(lambda: _opened(browser, page), time.perf_counter),
            caseload_page=_median(
                lambda: _opened(browser, "/children/?words=show"), time.perf_counter
            ),
        )


def _brief(filled: Filled, now: datetime) -> None:
    reviewing.brief(filled.child, filled.review, user_id=filled.iro, now=now)
    db.session.remove()


def _opened(browser: Browser, page: str) -> None:
    answer = browser.get(page)
    if answer.status_code != 200:  # noqa: PLR2004 - OK
        raise RuntimeError(f"{page}: {answer.status}")


def _median(act: Callable[[], object], clock: Callable[[], float]) -> float:
    act()
    return median(_once(act, clock) for _ in range(ROUNDS))


def _once(act: Callable[[], object], clock: Callable[[], float]) -> float:
    began = clock()
    act()
    return clock() - began


def databases(folder: Path) -> Iterator[tuple[str, Databases]]:
    """Both kinds, one after the other."""
    yield "SQLite", SqliteDatabases(folder)
    server = import_module("tests.postgresql").PostgresqlDatabases(folder)
    yield "PostgreSQL", server
    server.stop()


def report(name: str, few: Cost, many: Cost) -> None:
    """One database's rows, each with its bar."""
    dearer = many.brief / few.brief
    for what, seconds in (("brief", many.brief_page), ("caseload of 70", many.caseload_page)):
        met = "met" if seconds < SLOWEST else "NOT MET"
        sys.stdout.write(
            f"{name}: {what}, opened at {MANY:,} answers {seconds * 1000:>8.1f} ms"
            f"   (bar {SLOWEST * 1000:.0f} ms: {met})\n"
        )
    met = "met" if dearer <= DEAREST else "NOT MET"
    sys.stdout.write(
        f"{name}: brief, CPU at {MANY:,} of that at {FEW:,} {dearer:>13.2f} times"
        f"   ({few.brief * 1000:.1f} ms and {many.brief * 1000:.1f} ms; bar {DEAREST}: {met})\n"
    )


def main() -> None:
    """Fill, measure, report."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for name, kind in databases(folder):
            costs = []
            for answers in (FEW, MANY):
                kind.fresh()
                filled = fill(kind.url, answers)
                costs.append(cost(filled))
                with filled.app.app_context():
                    leave()
            report(name, *costs)


if __name__ == "__main__":
    main()
