"""The demonstration's phone: each text goes to a sink and no further."""

from collections.abc import Callable

from messaging.gateway import Accepted
from messaging.gateway import Outbound


class Simulator:
    """A gateway that hands each text to ``sink`` and takes every one."""

    def __init__(self, sink: Callable[[Outbound], None]) -> None:
        self._sink = sink

    def send(self, outbound: Outbound, *, callback: str) -> Accepted:  # noqa: ARG002 - none comes
        """Hand the text to the sink."""
        self._sink(outbound)
        return Accepted(f"SIM-{outbound.key}")
