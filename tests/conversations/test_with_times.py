"""Whole conversations by text with their times, written so that a young person could read them.

A script says when who texts what. ``we`` is a text of ours that must come by then: each piece
between dots stands in it, in that order, and no other text may come. ``they`` is a text of theirs.
Times are local: the hour that comes twice in October is told apart by ``summer`` or ``winter``.
"""

import json
import re
from dataclasses import dataclass
from dataclasses import field
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import time
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from messaging.gateway import Inbound
from tests.people import PHONE
from tests.people import SmallCouncil
from tests.people import make_council
from tests.phones import SERVICE
from tests.phones import Keeps
from tests.rows import every
from tests.settings import StandingClock
from voice_app.clock import LONDON
from voice_app.jobs.worker import drain
from voice_app.models.conversations import Answer
from voice_app.models.people import ContactPoint
from voice_app.services import conversations
from voice_app.services import inviting
from voice_app.services import publishing
from voice_app.services import worrying

HERE = Path(__file__).parent / "with_times"
SCRIPTS = sorted(HERE.glob("*.txt"))
LINE = re.compile(r"(?:(\d\d):(\d\d)(?: (summer|winter))? )?(we|they|web): (.+)")
URL = "https://voices.example"


@dataclass
class Play:
    """One script as it is played."""

    council: SmallCouncil
    clock: StandingClock
    gateway: Keeps = field(default_factory=Keeps)
    day: date = date(2026, 11, 23)
    seen: int = 0  # texts of ours that the script has named
    sent: int = 0
    code: str = ""

    def at(self, hour: str | None, minute: str | None, fold: str | None) -> None:
        """Let the clock go on to a time, with the worker looking in on every minute that counts."""
        if hour and minute:
            local = datetime.combine(self.day, time(int(hour), int(minute)), LONDON)
            self.clock.now = local.replace(fold=int(fold == "winter")).astimezone(UTC)
        drain(self.gateway)

    def they(self, words: str) -> None:
        """A text of theirs, which the provider delivers twice."""
        assert self.texts() == [], "we texted something that the script does not say"
        self.sent += 1
        inbound = Inbound(f"SM{self.sent:032d}", PHONE, words)
        for _ in range(2):
            conversations.receive_text(inbound, service=SERVICE, public_url=URL, now=self.clock())
        drain(self.gateway)

    def we(self, words: str) -> None:
        """The next text of ours, in pieces."""
        new = self.texts()
        assert new, f"no text came that says: {words}"
        self.seen += 1
        place = 0
        for piece in filter(None, (part.strip() for part in words.split("..."))):
            place = new[0].find(piece, place)
            assert place >= 0, f"{piece!r} is not in {new[0]!r}"

    def texts(self) -> list[str]:
        """Our texts that the script has not come to."""
        return [text.words for text in self.gateway.texts[self.seen :]]


def fact(play: Play, name: str, value: str) -> None:
    """A line of the script that is no text."""
    if name == "day":
        play.day = date.fromisoformat(value)
    elif name == "later":
        play.clock.now = datetime.fromisoformat(value).replace(tzinfo=LONDON).astimezone(UTC)
        play.day = play.clock.now.date()
    elif name == "asked":
        survey, reason = value.split()
        ask = inviting.Ask(play.council.child, survey, "text", reason)
        invited = inviting.invite(ask, now=play.clock())
        assert isinstance(invited, inviting.Invited), invited
        play.code = invited.code
        drain(play.gateway)
    elif name == "kept":
        question, _, words = value.partition(" = ")
        (row,) = (a for a in every(Answer) if a.question == question and a.replaced_at is None)
        assert str(row.value if row.state == "answered" else row.state) == words.replace("/", "\n")
    elif name == "read":
        listed = worrying.reading_list(user_id=play.council.duty, now=play.clock())
        assert value in {row.quote.words for row in listed.rows}
    elif name == "remind":
        inviting.remind_before_review(play.council.review, now=play.clock())
        drain(play.gateway)
    elif name == "number":
        (point,) = every(ContactPoint)
        assert (point.ended_at is None) is (value == "theirs")


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_a_conversation_goes_as_it_is_written(path: Path, app: Flask, clock: StandingClock) -> None:
    """Each text of ours comes when it should, once; nothing comes that the script does not say."""
    rows = [row.strip() for row in path.read_text(encoding="utf-8").splitlines()[1:] if row.strip()]
    first = dict(row.split(maxsplit=1) for row in rows if row.startswith(("born", "started")))
    began = datetime.fromisoformat(first["started"]).replace(tzinfo=LONDON)
    clock.now = began.astimezone(UTC)
    council = make_council(clock, age=int(first["born"].removesuffix("-years-ago")))
    play = Play(council, clock, day=began.date())
    in_two_languages(play)
    for row in rows:
        line = LINE.fullmatch(row)
        if line is None:
            fact(play, *(row.split(maxsplit=1) if " " in row else (row, "")))
            continue
        play.at(*line.group(1, 2, 3))
        getattr(play, line[4])(line[5].replace("/", "\n") if line[4] == "they" else line[5])
    drain(play.gateway)
    clock.forward(minutes=5)
    drain(play.gateway)
    assert play.texts() == []


def in_two_languages(play: Play) -> None:
    """One survey that the council wrote in English and Polish."""
    document: dict[str, Any] = json.loads((HERE / "two_languages.json").read_text("utf-8"))
    petra = play.council.participation
    version = publishing.add_version(document, by=petra, now=play.clock())
    agreed = publishing.Agreed(version, play.council.member)
    publishing.record_sign_off(agreed, by=petra, now=play.clock())
    publishing.publish(version, by=petra, now=play.clock())


def test_the_scripts_hold_what_goes_wrong_most() -> None:
    """Those that the field's complaints name are all there."""
    told = {path.stem for path in SCRIPTS}
    assert {"stop", "help", "mistaken", "language", "midnight", "october", "two_pieces"} <= told
