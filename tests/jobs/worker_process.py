"""Workers in processes of their own, which a test may kill: the product's own ``voice worker``.

A fork server loads the program once, so that a new worker is there in a moment.
"""

import multiprocessing
import os
import signal
from collections.abc import Mapping
from multiprocessing.process import BaseProcess

from messaging.gateways.twilio.client import TwilioAccount
from messaging.gateways.twilio.client import TwilioGateway
from voice_app.clock import utc_now
from voice_app.commands.working import worker

# Twilio's client loads most of itself only when it is first made: once here, not in every worker.
TwilioGateway(TwilioAccount("AC", "none"), now=utc_now)

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload([__name__])


class Workers:
    """So many workers at once, each with this environment."""

    def __init__(self, environ: Mapping[str, str], many: int) -> None:
        self._environ = dict(environ)
        self._many = many
        self._running: list[BaseProcess] = []
        self.killed = 0

    def keep_up(self) -> None:
        """Start one for each that is gone."""
        self._running = [each for each in self._running if each.is_alive()]
        while len(self._running) < self._many:
            new = _FORKS.Process(target=_work, args=(self._environ,), daemon=True)
            new.start()
            self._running.append(new)

    def kill(self, which: int) -> None:
        """SIGKILL: no warning, no tidying up."""
        alive = [each.pid for each in self._running if each.pid and each.is_alive()]
        if alive:
            os.kill(alive[which % len(alive)], signal.SIGKILL)
            self.killed += 1

    def stop(self) -> None:
        """The test is over."""
        for each in self._running:
            each.kill()
            each.join()


def _work(environ: dict[str, str]) -> None:
    os.environ.update(environ)
    worker.main([], standalone_mode=False)
