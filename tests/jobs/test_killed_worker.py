"""Workers are killed (SIGKILL) at random moments while 2,000 texts go out and the provider fails.

Afterwards each text was taken by the provider exactly once, or is parked with a reason, or was
refused for good: none is lost, none is doubled. Twilio is the stand-in, over real HTTP.
"""

import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path
from random import Random

import pytest
from flask import Flask
from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy import text as sql

from tests.jobs.worker_process import Workers
from tests.providers import twilio as provider
from tests.providers.http import Call
from tests.providers.twilio import FakeTwilio
from tests.providers.twilio import drawn
from tests.providers.twilio import posted_to
from tests.providers.twilio import running
from tests.rows import every
from tests.settings import environment_for
from voice_app.clock import utc_now
from voice_app.db import db
from voice_app.db import writing
from voice_app.jobs.callbacks import row_of
from voice_app.models.messages import OutboundText
from voice_app.store import people
from voice_app.store import queue

TEXTS = 2_000
PHONES = 1_000  # 07700 900000-900999: two texts each
KILLS = 12
CHANCES = {
    provider.TOO_MANY: 0.03,
    provider.DOWN: 0.005,
    provider.DOWN_AFTER: 0.015,
    provider.DROPPED: 0.005,
    provider.DROPPED_AFTER: 0.015,
    provider.NONSENSE: 0.015,
}
WAITS = {
    "VOICE_TEXT_LEASE": "2",
    "VOICE_TEXT_RECEIPT_WAIT": "0.5",
    "VOICE_TEXT_TEMPO": "0.01",
    "VOICE_SWEEP": "0.1",
}
STOPPED = {f"+447700900{number:03}" for number in range(0, 40, 4)}
LANDLINES = {f"+447700900{number:03}" for number in range(2, 40, 4)}


@dataclass
class Killer:
    """Kills a worker at a drawn stage of a drawn call: as it comes, once taken, once answered."""

    workers: Workers
    random: Random
    left: int = KILLS
    calls_left: int = 40
    stage: str = "came"
    lock: threading.Lock = field(default_factory=threading.Lock)

    def watch(self, stage: str, call: Call) -> None:
        with self.lock:
            if call.method != "POST" or stage != self.stage or not self.left:
                return
            self.calls_left -= 1
            if self.calls_left > 0:
                return
            self.left -= 1
            self.calls_left = self.random.randint(20, TEXTS // KILLS)
            self.stage = self.random.choice(["came", "taken", "done"])
            which, pause = self.random.randrange(2), self.random.choice([0.0, 0.002, 0.005, 0.01])
        if pause:
            threading.Timer(pause, self.workers.kill, [which]).start()
        else:
            self.workers.kill(which)


@pytest.fixture
def twilio() -> Iterator[FakeTwilio]:
    with running(chances=CHANCES, checks=False, random=drawn()) as fake:
        fake.stopped |= STOPPED
        fake.landlines |= LANDLINES
        yield fake


def test_workers_killed_again_and_again_lose_no_text_and_send_none_twice(
    app: Flask, twilio: FakeTwilio, tmp_path: Path
) -> None:
    queue_texts()
    workers = Workers(environment(app, twilio, tmp_path), many=2)
    killer = Killer(workers, drawn())
    twilio.watch = killer.watch
    twilio.post = posted_to(app)
    receipts = Receipts(twilio, drawn())
    try:
        while unsettled():
            workers.keep_up()
            receipts.bring_some()
            threading.Event().wait(0.1)
    finally:
        workers.stop()
    assert workers.killed > KILLS / 2  # some may have come when no worker was there
    every_text_is_accounted_for(twilio)


def queue_texts() -> None:
    with writing():
        now = utc_now()  # the workers have a real clock
        for number in range(TEXTS):
            to = f"+447700900{number % PHONES:03}"
            text = queue.TextOut(f"t{number}", to, people.phone_index(to), f"Text {number}")
            queue.put_text(text, now=now)
    with writing():  # as a server does by itself after a while: it plans by what is there
        db.session.execute(sql("ANALYZE outbound_text"))


def environment(app: Flask, twilio: FakeTwilio, folder: Path) -> dict[str, str]:
    return environment_for(
        str(app.config["SQLALCHEMY_DATABASE_URI"]),
        VOICE_INSTANCE=str(folder),
        VOICE_GATEWAY="twilio",
        VOICE_TWILIO_URL=twilio.base_url,
        VOICE_TWILIO_ACCOUNT=provider.ACCOUNT,
        VOICE_TWILIO_SERVICE=provider.SERVICE,
        **WAITS,
    )


def unsettled() -> int:
    """Texts that the workers have still to do with."""
    db.session.rollback()
    at_work = OutboundText.state.in_(("queued", "sending"))
    in_doubt = (OutboundText.state == "parked") & OutboundText.lease_until.is_not(None)
    return db.session.scalar(select(func.count()).where(at_work | in_doubt)) or 0


@dataclass
class Receipts:
    """Brings one in ten of the provider's receipts, some twice; the rest are lost on the way."""

    twilio: FakeTwilio
    random: Random
    seen: int = 0

    def bring_some(self) -> None:
        sids = list(self.twilio.taken)
        new, self.seen = sids[self.seen :], len(sids)
        for sid in new:
            if self.random.random() < 0.1:
                for _ in range(self.random.choice([1, 1, 2])):
                    self.twilio.report(sid, self.random.choice(["sent", "delivered"]))


def every_text_is_accounted_for(twilio: FakeTwilio) -> None:
    taken = Counter(
        row_of(each.fields["StatusCallback"].partition("row=")[2]) for each in twilio.taken.values()
    )
    rows = every(OutboundText)
    assert len(rows) == TEXTS
    assert max(taken.values()) == 1, "a text went twice"
    for row in rows:
        if row.state in {"accepted", "sent", "delivered"}:
            message = twilio.taken[row.provider_id or ""]
            assert (taken[row.id], message.fields["Body"]) == (1, row.words)
        elif row.state == "parked":
            assert row.fault
        else:
            assert row.state in {"failed", "expired"}  # expired: taken back once they said STOP
            assert (row.to in STOPPED | LANDLINES, taken[row.id]) == (True, 0)
    parked = [row for row in rows if row.state == "parked"]
    assert len(parked) < TEXTS / 20
