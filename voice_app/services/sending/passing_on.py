"""A provider would not take a text for reasons of its own: the next one may, or it waits.

That a provider is down fails no text: it is tried by each in turn until its own time is over. Only
what none will take however long it waits (more words than any of them has room for) has failed.
"""

from datetime import datetime

from messaging.gateway import GatewayProblem
from messaging.gateway import Trouble
from voice_app.models.messages import OutboundText
from voice_app.services.sending.again import back_in_line
from voice_app.services.sending.pace import Pace
from voice_app.store import outbox


def may_wait(row: OutboundText, trouble: Trouble, others: tuple[str, ...]) -> bool:
    """Whether any provider may take this text yet, now or later."""
    return bool({row.provider, *others} - set(_for_good(_reasons(row, trouble))))


def pass_on(
    row: OutboundText,
    problem: GatewayProblem,
    others: tuple[str, ...],
    *,
    now: datetime,
    pace: Pace,
) -> None:
    """To a provider that has not been asked, at once; where there is none, to all of them later."""
    reasons = _reasons(row, problem.trouble)
    paused = {pause.provider for pause in outbox.pauses()}
    if set(others) - set(reasons) - paused:
        _remember(row, reasons)
        if row.attempts <= problem.remedy.again.times + 1:  # else it went round before
            row.attempts = 0
    else:
        _remember(row, _for_good(reasons))
        row.due_at = now + pace.while_down(row.attempts)
    back_in_line(row)


def _reasons(row: OutboundText, trouble: Trouble) -> dict[str, Trouble]:
    """Who would not take it, and why."""
    before = (each.partition(":") for each in row.not_by.split(",") if each)
    return {name: Trouble(why) for why, _, name in before} | {row.provider: trouble}


def _for_good(reasons: dict[str, Trouble]) -> dict[str, Trouble]:
    return {name: why for name, why in reasons.items() if not why.passes}


def _remember(row: OutboundText, reasons: dict[str, Trouble]) -> None:
    row.not_by = "".join(f"{why}:{name}," for name, why in reasons.items())
