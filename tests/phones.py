"""A phone in a test: it sends texts through the one door, and keeps what it gets."""

from dataclasses import dataclass
from dataclasses import field
from datetime import datetime

from flask import Flask

from messaging.gateway import Accepted
from messaging.gateway import Inbound
from messaging.gateway import Outbound
from messaging.gateway import Sightings
from tests.people import PHONE
from tests.settings import StandingClock
from voice_app.jobs.worker import drain
from voice_app.services import conversations

SERVICE = "Northbeck voices"


@dataclass
class Keeps:
    """A gateway that accepts everything and remembers it."""

    name = "keeps"
    texts: list[Outbound] = field(default_factory=list)

    def send(self, outbound: Outbound, *, callback: str) -> Accepted:
        self.texts.append(outbound)
        return Accepted(f"KEPT-{outbound.key}")

    def look_up(self, outbound: Outbound, *, since: datetime) -> Sightings:
        return Sightings((), surely_this_number=True, complete=False)


@dataclass
class Phone:
    """One number. ``text`` sends, lets the worker work, and gives what came back."""

    app: Flask
    clock: StandingClock
    number: str = PHONE
    gateway: Keeps = field(default_factory=Keeps)
    sent: int = 0

    def text(self, words: str, *, times: int = 1) -> list[str]:
        """Send one text, delivered ``times`` times by the provider."""
        self.clock.forward(seconds=20)
        self.sent += 1
        before = len(self.gateway.texts)
        for _ in range(times):
            inbound = Inbound(f"SM{self.number[-3:]}{self.sent:04d}", self.number, words)
            conversations.receive_text(inbound, service=SERVICE, now=self.clock())
            self.work()
        return [text.words for text in self.gateway.texts[before:]]

    def work(self) -> None:
        """Let the worker do all that is due."""
        self.clock.forward(seconds=5)
        drain(self.gateway)

    @property
    def screen(self) -> list[str]:
        """Every text this phone was sent."""
        return [text.words for text in self.gateway.texts if text.to == self.number]
