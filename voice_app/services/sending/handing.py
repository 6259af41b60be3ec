"""Handing one claimed text to the provider, and writing down what came of it."""

from datetime import datetime

from messaging.channels import Channel
from messaging.gateway import Accepted
from messaging.gateway import Gateway
from messaging.gateway import GatewayProblem
from messaging.gateway import InDoubt
from messaging.gateway import Outbound
from messaging.gateway import Trouble
from messaging.gateway import TryAgain
from voice_app.db import db
from voice_app.db import writing
from voice_app.models.messages import OutboundText
from voice_app.models.messages import PracticeText
from voice_app.services.sending.again import back_in_line
from voice_app.services.sending.channels import may_write_freely
from voice_app.services.sending.owners import give_id
from voice_app.services.sending.pace import USUAL
from voice_app.services.sending.pace import Pace
from voice_app.services.sending.passing_on import may_wait
from voice_app.services.sending.passing_on import pass_on
from voice_app.services.sending.remedies import carry_out
from voice_app.services.sending.remedies import pause
from voice_app.store import people


def send(  # noqa: PLR0913 - who else could take it decides what a refusal means
    text_id: int,
    gateway: Gateway,
    *,
    callback: str,
    now: datetime,
    pace: Pace = USUAL,
    others: tuple[str, ...] = (),
) -> None:
    """Hand one claimed text to the provider and write down what it said.

    What this one will not take for reasons of its own goes to one of the ``others``.
    """
    row = db.session.get_one(OutboundText, text_id)
    outbound = _outbound(row, now)
    ours = row.state == "sending"
    db.session.rollback()  # nothing is held open while the provider takes its time
    if not ours:
        return  # we were slower than our lease: it is in others' hands
    try:
        accepted = gateway.send(outbound, callback=callback)
    except GatewayProblem as problem:
        _went_wrong(text_id, problem, others, now=now, pace=pace)
        return
    _went(text_id, accepted, now)


def _outbound(row: OutboundText, now: datetime) -> Outbound:
    channel = Channel(row.channel)
    freely = channel is Channel.TEXT or may_write_freely(row.to_index, now=now)
    return Outbound(row.key, row.to, row.words, row.expires_at, channel=channel, freely=freely)


def practice_screen(outbound: Outbound, *, now: datetime) -> None:
    """The simulator's sink: the text appears on the pretend phone. A repeat changes nothing."""
    with writing():
        if db.session.get(PracticeText, outbound.key) is None:
            index = people.phone_index(outbound.to)
            db.session.add(
                PracticeText(key=outbound.key, to_index=index, words=outbound.words, at=now)
            )


def _went(text_id: int, accepted: Accepted, now: datetime) -> None:
    with writing():
        row = db.session.get_one(OutboundText, text_id, with_for_update=True)
        if row.state in {"sending", "parked"}:  # else a receipt came first
            row.state = "accepted"
            row.fault = ""
        give_id(row, accepted.provider_id)
        row.sent_at = row.sent_at or now


def _went_wrong(
    text_id: int, problem: GatewayProblem, others: tuple[str, ...], *, now: datetime, pace: Pace
) -> None:
    with writing():
        row = db.session.get_one(OutboundText, text_id, with_for_update=True)
        if row.state == "sending":  # else a receipt came first, and the provider has it
            _write_down(row, problem, others, now=now, pace=pace)


def _write_down(
    row: OutboundText,
    problem: GatewayProblem,
    others: tuple[str, ...],
    *,
    now: datetime,
    pace: Pace,
) -> None:
    row.fault = f"{problem.trouble} {problem.code}".strip()
    again = problem.remedy.again
    if isinstance(problem, InDoubt):
        row.state = "parked"
        row.lease_until = now + pace.receipt_wait
    elif problem.trouble is Trouble.ACCOUNT:  # nothing is wrong with the text: it waits
        back_in_line(row)
        row.attempts -= 1
        pause(row.provider, problem.trouble, now=now)
    elif isinstance(problem, TryAgain) and row.attempts <= again.times:
        back_in_line(row)
        row.due_at = now + pace.before_try(again, row.attempts)
    elif problem.trouble.is_the_providers and may_wait(row, problem.trouble, others):
        pass_on(row, problem, others, now=now, pace=pace)
    else:
        row.state = "expired" if problem.trouble is Trouble.EXPIRED else "failed"
        carry_out(problem.remedy.then, row, problem.trouble, now=now)
