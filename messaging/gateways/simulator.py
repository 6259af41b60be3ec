"""The demonstration's phone: each text goes to a sink and no further."""

from collections.abc import Callable
from datetime import datetime

from messaging.gateway import Accepted
from messaging.gateway import Outbound
from messaging.gateway import Sightings


class Simulator:
    """A gateway that hands each text to ``sink`` and takes every one."""

    name = "simulator"

    def __init__(self, sink: Callable[[Outbound], None]) -> None:
        self._sink = sink

    def send(self, outbound: Outbound, *, callback: str) -> Accepted:  # noqa: ARG002 - none comes
        """Hand the text to the sink."""
        self._sink(outbound)
        return Accepted(f"SIM-{outbound.key}")

    def look_up(self, outbound: Outbound, *, since: datetime) -> Sightings:  # noqa: ARG002 - as above
        """Nothing to be found: the sink shows a text once however often it is handed over."""
        return Sightings((), surely_this_number=True, complete=True)
