"""What tests of the outbox share: a gateway that does as it is told, and a text to send."""

from dataclasses import dataclass
from dataclasses import field
from datetime import datetime

from messaging.gateway import Accepted
from messaging.gateway import GatewayProblem
from messaging.gateway import Outbound
from messaging.gateway import Sightings
from tests.settings import StandingClock
from voice_app.db import db
from voice_app.db import writing
from voice_app.store import people
from voice_app.store import queue

PHONE = "+447700900417"
NOTHING = Sightings((), surely_this_number=True, complete=False)


@dataclass
class Says:
    """A gateway at which each call goes as it was told, then well; and so with look-ups."""

    name = "says"
    problems: list[Exception] = field(default_factory=list)
    sees: list[Sightings | GatewayProblem] = field(default_factory=list)
    texts: list[Outbound] = field(default_factory=list)
    looked_up: list[tuple[str, datetime]] = field(default_factory=list)

    def send(self, outbound: Outbound, *, callback: str) -> Accepted:
        self.texts.append(outbound)
        if self.problems:
            raise self.problems.pop(0)
        return Accepted(f"SM-{outbound.key}")

    def look_up(self, outbound: Outbound, *, since: datetime) -> Sightings:
        self.looked_up.append((outbound.key, since))
        seen = self.sees.pop(0) if self.sees else NOTHING
        if isinstance(seen, GatewayProblem):
            raise seen
        return seen


def put(key: str, clock: StandingClock, *, to: str = PHONE) -> int:
    """One text in the outbox."""
    with writing():
        text = queue.TextOut(key=key, to=to, to_index=people.phone_index(to), words="Hello")
        row = queue.put_text(text, now=clock())
        db.session.flush()
        return row.id
