"""The worker: every job has its function, failures wait and are told, nothing stops the rest."""

import ast
from pathlib import Path

from flask import Flask
from sqlalchemy import text

import voice_app
from messaging.gateway import Accepted
from messaging.gateway import Outbound
from tests.people import SmallCouncil
from tests.people import staff
from tests.phones import Keeps
from tests.phones import Phone
from tests.rows import current
from tests.rows import every
from tests.rows import outbox
from tests.rows import worries
from tests.settings import StandingClock
from voice_app.db import db
from voice_app.db import writing
from voice_app.jobs.worker import JOBS
from voice_app.jobs.worker import WHEN_FAILED
from voice_app.jobs.worker import drain
from voice_app.jobs.worker import sweep
from voice_app.models.insight import ThemeTag
from voice_app.models.jobs import Job
from voice_app.services import queue
from voice_app.services import screening
from voice_app.services import tagging
from voice_app.services import worrying
from voice_app.store.queue import put_job

PUTS = ("put_job", "put_job_once")
PACKAGE = Path(voice_app.__file__).parent


def names_put() -> set[str]:
    """The names of all jobs that our code queues, read from the code itself."""
    found = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(PUTS):
                (name, *_) = node.args
                assert isinstance(name, ast.Constant), f"{path.name}: a job without a plain name"
                found.add(str(name.value))
    return found


def test_every_job_that_is_queued_has_a_function_and_every_function_is_queued() -> None:
    assert names_put() == set(JOBS)
    assert set(WHEN_FAILED) <= set(JOBS)


def job(name: str) -> Job:
    (row,) = [row for row in every(Job) if row.name == name]
    return row


def spoil(answer_id: int) -> str:
    """Make the words of an answer unreadable; gives what they were at rest."""
    query = text("SELECT words FROM answer WHERE id = :id")
    sealed: str = db.session.execute(query, {"id": answer_id}).scalar_one()
    write(answer_id, "not ours")
    return sealed


def write(answer_id: int, sealed: str) -> None:
    db.session.execute(
        text("UPDATE answer SET words = :words WHERE id = :id"), {"words": sealed, "id": answer_id}
    )
    db.session.commit()


def say(words: str, phone: Phone) -> int:
    """A message of its own, before any worker has looked at it."""
    phone.text(words)
    with writing():
        answer_id = current("").id
        put_job("screen_answer", answer_id, now=phone.clock())
    return answer_id


def test_a_screen_that_fails_is_tried_again_later_and_later_and_ends_in_an_amber_worry(
    council: SmallCouncil, phone: Phone, clock: StandingClock
) -> None:
    answer_id = say("i like it here", phone)
    sealed = spoil(answer_id)
    waits = []
    for _ in range(queue.MOST_ATTEMPTS):
        assert worries() == []
        drain(Keeps())
        (row,) = [row for row in every(Job) if row.state != "done"]
        waits.append((row.due_at - clock()).total_seconds())
        clock.now = max(clock(), row.due_at)
    assert waits[:-1] == [5, 10, 20, 40, 80, 160, 320]
    assert (row.state, row.fault) == ("failed", "Unreadable")
    assert worries() == [("amber", ["unread_language"])]
    write(answer_id, sealed)
    assert current("").flag == "amber"
    page = worrying.reading_list(user_id=staff("rosa"), now=clock())
    assert [each.quote.words for each in page.rows] == ["i like it here"]


def test_a_failed_job_never_keeps_the_words_of_its_error(
    council: SmallCouncil, phone: Phone
) -> None:
    spoil(say("my secret words", phone))
    drain(Keeps())
    assert {row.fault for row in every(Job)} == {"", "Unreadable"}


def test_a_job_nobody_knows_fails_and_the_others_are_done(app: Flask, clock: StandingClock) -> None:
    with writing():
        put_job("no_such_job", 1, now=clock(), priority=1)
        put_job("tag_answer", 1, now=clock())
    drain(Keeps())
    assert (job("no_such_job").state, job("no_such_job").fault) == ("queued", "KeyError")
    assert job("tag_answer").state == "done"


def test_jobs_about_what_is_not_there_any_more_are_done(app: Flask, clock: StandingClock) -> None:
    with writing():
        for name in ("screen_answer", "tag_answer"):
            put_job(name, 4711, now=clock())
    drain(Keeps())
    assert {row.state for row in every(Job)} == {"done"}
    screening.flag_unscreened(4711, now=clock())
    assert worries() == []


def test_jobs_done_twice_change_nothing(
    council: SmallCouncil, phone: Phone, clock: StandingClock
) -> None:
    phone.text("i dont feel safe here and i want to see my sister")
    tags, raised = len(every(ThemeTag)), worries()
    assert tags
    assert raised
    screening.screen_answer(current("").id, now=clock())
    tagging.tag_answer(current("").id, now=clock())
    assert (len(every(ThemeTag)), worries()) == (tags, raised)


def test_a_screen_that_finds_less_never_lowers_what_an_answer_said_itself(
    asked: Phone, clock: StandingClock
) -> None:
    for reply in ("2", "more", "4", "no but its fine really"):
        asked.text(reply)
    assert [tier for tier, _ in worries()] == ["red"]


def test_words_that_frighten_are_a_worry_and_calm_ones_are_read_all_the_same(
    council: SmallCouncil, phone: Phone, clock: StandingClock
) -> None:
    phone.text("i want to kill myself")
    phone.text("had pancakes")
    assert [tier for tier, _ in worries()] == ["red"]
    page = worrying.reading_list(user_id=staff("rosa"), now=clock())
    assert [row.quote.words for row in page.rows] == ["i want to kill myself", "had pancakes"]


class Broken(Keeps):
    """A gateway that breaks in a way nobody foresaw."""

    def send(self, outbound: Outbound, *, callback: str) -> Accepted:
        raise ZeroDivisionError


def test_a_sweep_survives_a_gateway_that_breaks(asked: Phone, app: Flask) -> None:
    asked.text("2")
    asked.text("STOP")
    with writing():
        put_job("tag_answer", 1, now=asked.clock())
    sweep(app, Broken())
    assert queue.last_beat() == asked.clock()
    assert outbox("queued") == []
