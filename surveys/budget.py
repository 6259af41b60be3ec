"""How often one person may be asked, over all surveys together.

The budget is about *our* asking. It never stops anyone from writing to us, and an answer or a
message that a person starts themselves is no ask.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from enum import StrEnum

from surveys.clocks import add_months

ASKS_A_MONTH = 2


class Reason(StrEnum):
    """Why a person is not asked today."""

    OPTED_OUT = "opted_out"
    DO_NOT_ASK_NOW = "do_not_ask_now"
    BUDGET_SPENT = "budget_spent"


@dataclass(frozen=True)
class DoNotAsk:
    """Leave this person in peace from ``start`` to ``until``, both days included.

    ``reason`` is a key such as bereavement, move or court. Raises ``ValueError`` where the flag
    ends before it starts.
    """

    reason: str
    start: date
    until: date

    def __post_init__(self) -> None:
        if self.until < self.start:
            raise ValueError(f"the flag ends on {self.until}, before it starts on {self.start}")

    def holds_on(self, day: date) -> bool:
        """Whether the person is left in peace on this day."""
        return self.start <= day <= self.until


@dataclass(frozen=True)
class Refusal:
    """Do not ask today. ``ask_from`` is the first day to look again.

    None: not until the person says so, or the council allows any asks at all.
    """

    reason: Reason
    ask_from: date | None = None


def may_ask(
    asks: Sequence[date],
    flags: Sequence[DoNotAsk],
    *,
    today: date,
    per_month: int = ASKS_A_MONTH,
    opted_out: bool = False,
) -> Refusal | None:
    """None where the person may be asked today, else why not.

    An ask counts for one month from its own day, so the turn of a month never allows twice as
    many. ``asks`` are the days of every ask, of all surveys, in any order; a reminder belongs to
    its ask and is none itself. Asks after ``today`` are not counted.
    """
    if opted_out:
        return Refusal(Reason.OPTED_OUT)
    holding = [flag.until for flag in flags if flag.holds_on(today)]
    if holding:
        return Refusal(Reason.DO_NOT_ASK_NOW, max(holding) + timedelta(days=1))
    counting = sorted(day for day in asks if day <= today < add_months(day, 1))
    if len(counting) < per_month:
        return None
    freed = add_months(counting[-per_month], 1) if per_month > 0 else None
    return Refusal(Reason.BUDGET_SPENT, freed)
