"""How long the outbox waits for what, and the chance that spreads its tries."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from random import SystemRandom

from messaging.gateway import SOON
from messaging.gateway import Again

MOST_DOUBLED = 10  # waits; from then on the longest
LONGEST_WAIT = timedelta(minutes=5)  # between two tries, a fifth more or less
MOST_LOOK_UPS = 3  # each after twice the wait before
_RANDOM = SystemRandom()


@dataclass(frozen=True)
class Pace:
    """The waits. ``chance`` gives the jitter, 0 to 1; tests pass their own."""

    lease: timedelta = timedelta(minutes=2)  # longer than any provider takes to answer
    receipt_wait: timedelta = timedelta(minutes=3)  # for a receipt, before the provider is asked
    tempo: float = 1.0  # every wait before another try is so many times the usual one
    chance: Callable[[], float] = _RANDOM.random

    def before_try(self, again: Again, tried: int) -> timedelta:
        """How long to wait after ``tried`` tries."""
        return again.wait(tried, self.chance()) * self.tempo

    def while_down(self, tried: int) -> timedelta:
        """How long to wait for a provider that is down: longer each time, up to a limit."""
        chance = self.chance()
        longest = LONGEST_WAIT * (0.8 + 0.4 * chance)
        return min(SOON.wait(min(tried, MOST_DOUBLED), chance), longest) * self.tempo


USUAL = Pace()
