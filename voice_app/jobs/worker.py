"""The loop that does the work: rows are claimed, done, and marked. Anybody may start another.

The table below is the one place where the name of a job meets the function that does it.
"""

from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from datetime import datetime
from datetime import timedelta

import structlog
from flask import Flask
from flask import current_app

from analysis.understanding import UnderstandingFault
from messaging.gateway import Gateway
from voice_app.clock import Clock
from voice_app.config import Settings
from voice_app.jobs import brief_pdf
from voice_app.jobs import gateways
from voice_app.jobs.callbacks import callback_address
from voice_app.services import approving
from voice_app.services import caseload
from voice_app.services import conversations
from voice_app.services import foreseeing
from voice_app.services import importing
from voice_app.services import inviting
from voice_app.services import promising
from voice_app.services import queue
from voice_app.services import reviewing
from voice_app.services import rounds
from voice_app.services import screening
from voice_app.services import sending
from voice_app.services import tagging

log = structlog.get_logger()

TEXTS_IN_A_ROW = 10
TIDY_EVERY = 100  # texts and jobs
MOST_IN_A_ROW = 10_000  # a drain that never ends would hide a job that queues itself


@dataclass(frozen=True)
class Workplace:
    """What a job may use beside its subject."""

    settings: Settings
    now: datetime
    job_id: int
    gateways: tuple[Gateway, ...]


def _open_by_text(subject: int, at: Workplace) -> None:
    conversations.open_by_text(
        subject,
        public_url=at.settings.public_url,
        service=at.settings.service_name,
        now=at.now,
    )


def _open_on_hello(subject: int, at: Workplace) -> None:
    conversations.open_by_text(
        subject,
        public_url=at.settings.public_url,
        service=at.settings.service_name,
        now=at.now,
        they_asked=True,
    )


def _send_digest(subject: int, at: Workplace) -> None:
    post = gateways.post(at.settings)
    if post is not None:
        caseload.send_digest(subject, post, public_url=at.settings.public_url, now=at.now)


def _screen_answer(subject: int, at: Workplace) -> None:
    screening.screen_answer(subject, now=at.now)


def _tag_answer(subject: int, at: Workplace) -> None:
    tagging.tag_answer(subject, now=at.now)


def _issue_brief(subject: int, at: Workplace) -> None:
    reviewing.issue_by_clock(subject, now=at.now)


def _make_brief_pdf(subject: int, at: Workplace) -> None:
    brief_pdf.make(subject, service=at.settings.service_name, now=at.now)


def _daily_round(_subject: int, at: Workplace) -> None:
    """Each part has a transaction of its own; the whole may run again."""
    rounds.around_reviews(now=at.now)
    rounds.about_plans(now=at.now)
    inviting.lapse_run_out(now=at.now)
    inviting.remind_rounds(now=at.now)
    promising.due(now=at.now)
    importing.forget_old(now=at.now)
    conversations.forget_sittings(now=at.now)
    foreseeing.foresee_today(now=at.now)
    if gateways.post(at.settings):
        caseload.digests_due(now=at.now)


def _ask_before_review(subject: int, at: Workplace) -> None:
    inviting.ask_before_review(subject, now=at.now)


def _ask_about_plan(subject: int, at: Workplace) -> None:
    inviting.ask_about_plan(subject, now=at.now)


def _ask_in_round(subject: int, at: Workplace) -> None:
    inviting.ask_in_round(subject, now=at.now)


def _ask_on_hello(subject: int, at: Workplace) -> None:
    inviting.ask_on_hello(subject, now=at.now)


def _remind_before_review(subject: int, at: Workplace) -> None:
    inviting.remind_before_review(subject, now=at.now)


def _remind_by_text(subject: int, at: Workplace) -> None:
    conversations.remind_by_text(subject, now=at.now)


def _let_others_go(at: Workplace) -> None:
    """In the middle of a long job: keep it ours, and do what must not stand behind it."""
    clock: Clock = current_app.extensions["voice.clock"]
    queue.keep_job(at.job_id, now=clock())
    drain(*at.gateways, before=queue.SLOW)


def _run_import(subject: int, at: Workplace) -> None:
    """Between two batches the worker does whatever else waits: no text stands behind a file."""

    def told(lines_done: int, lines_in_all: int) -> None:
        importing.progress(subject, lines_done, lines_in_all)
        _let_others_go(at)

    importing.run_upload(subject, practice=at.settings.practice, told=told, now=at.now)


def _foresee(_subject: int, at: Workplace) -> None:
    """Between two batches the worker does whatever else waits."""
    foreseeing.foresee(after_each=lambda: _let_others_go(at), now=at.now)


def _ask_promise(subject: int, at: Workplace) -> None:
    promising.ask_promise(subject, now=at.now)


def _offer_brief(subject: int, at: Workplace) -> None:
    approving.offer_brief(
        subject,
        public_url=at.settings.public_url,
        service=at.settings.service_name,
        now=at.now,
    )


def _screen_part(subject: int, at: Workplace) -> None:
    screening.screen_part(subject, now=at.now)


def _fetch_recording(subject: int, at: Workplace) -> None:
    conversations.fetch_recording(subject, gateways.recordings(at.settings))


JOBS: Mapping[str, Callable[[int, Workplace], None]] = {
    "ask_about_plan": _ask_about_plan,
    "ask_before_review": _ask_before_review,
    "ask_in_round": _ask_in_round,
    "ask_on_hello": _ask_on_hello,
    "ask_promise": _ask_promise,
    "daily_round": _daily_round,
    "fetch_recording": _fetch_recording,
    "foresee": _foresee,
    "issue_brief": _issue_brief,
    "make_brief_pdf": _make_brief_pdf,
    "offer_brief": _offer_brief,
    "open_by_text": _open_by_text,
    "open_on_hello": _open_on_hello,
    "remind_before_review": _remind_before_review,
    "remind_by_text": _remind_by_text,
    "run_import": _run_import,
    "screen_answer": _screen_answer,
    "screen_part": _screen_part,
    "send_digest": _send_digest,
    "tag_answer": _tag_answer,
}
WHEN_FAILED: Mapping[str, Callable[[int, Workplace], None]] = {
    "fetch_recording": lambda subject, _at: conversations.give_up_recording(subject),
    "screen_answer": lambda subject, at: screening.flag_unscreened(subject, now=at.now),
    "screen_part": lambda subject, at: screening.flag_unscreened_part(subject, now=at.now),
}


def drain(*ways: Gateway, before: int | None = None) -> int:
    """Do all that is due now; gives how many jobs and texts that was.

    A text goes by the first of the ``ways`` that is not paused and has not refused just this one.
    ``before`` leaves jobs of this priority, and of those behind it, alone.
    """
    done = tidied = 0
    while done < MOST_IN_A_ROW:
        if done >= tidied:
            sending.tidy(now=_now(), providers=tuple(each.name for each in ways), pace=_pace())
            tidied += TIDY_EVERY
        if _one_job(ways, before):
            done += 1
            continue
        texts = _some_texts(ways)
        if not texts and not _one_look_up(ways):
            break
        done += texts or 1
    return done


def _some_texts(ways: tuple[Gateway, ...]) -> int:
    """Send what is due, but look for jobs every now and then: they go before."""
    sent = 0
    while sent < TEXTS_IN_A_ROW and _one_text(ways):
        sent += 1
    return sent


def _one_job(ways: tuple[Gateway, ...], before: int | None) -> bool:
    clock: Clock = current_app.extensions["voice.clock"]
    claimed = queue.claim_job(now=clock(), before=before)
    if claimed is None:
        return False
    job_id, name, subject = claimed
    at = Workplace(current_app.extensions["voice.settings"], clock(), job_id, ways)
    try:
        JOBS[name](subject, at)
    except Exception as fault:  # noqa: BLE001 - whatever went wrong, the row must say so
        _failed(at, name, fault)
    else:
        queue.finish_job(job_id, now=at.now)
    return True


def _failed(at: Workplace, name: str, fault: Exception) -> None:
    """Put the job back, and where it has failed for good do what keeps people safe."""
    clock: Clock = current_app.extensions["voice.clock"]
    kind = type(fault).__name__
    log.error("job_failed", job=name, job_id=at.job_id, fault=kind)
    if isinstance(fault, UnderstandingFault):
        log.error("words_cannot_be_read", place=str(fault))
        screening.what_cannot_be_read(now=clock())
    subject = queue.put_back_job(at.job_id, kind, now=clock())
    if subject is not None and name in WHEN_FAILED:
        WHEN_FAILED[name](subject, replace(at, now=clock()))


def _one_text(ways: tuple[Gateway, ...]) -> bool:
    names = tuple(each.name for each in ways)
    for place, gateway in enumerate(ways):
        text_id = sending.claim_text(
            now=_now(), provider=gateway.name, before=names[:place], pace=_pace()
        )
        if text_id is not None:
            _hand_over(text_id, gateway, names[:place] + names[place + 1 :])
            return True
    return False


def _hand_over(text_id: int, gateway: Gateway, others: tuple[str, ...]) -> None:
    address = callback_address(text_id)
    try:
        _choose_channel(text_id, gateway.name)
        sending.send(text_id, gateway, callback=address, now=_now(), pace=_pace(), others=others)
    except Exception as fault:  # noqa: BLE001 - it may have gone: its lease runs out, it is parked
        log.error("text_failed", text_id=text_id, fault=type(fault).__name__)


def _choose_channel(text_id: int, provider: str) -> None:
    """Where there is WhatsApp, a phone has two ways to be reached."""
    settings: Settings = current_app.extensions["voice.settings"]
    if settings.whatsapp_sender:
        sending.choose_channel(
            text_id,
            offered=provider == gateways.HAS_WHATSAPP,
            template=bool(settings.whatsapp_template),
            now=_now(),
        )


def _one_look_up(ways: tuple[Gateway, ...]) -> bool:
    return any(_looked_up(each) for each in ways)


def _looked_up(gateway: Gateway) -> bool:
    text_id = sending.claim_look_up(now=_now(), provider=gateway.name, pace=_pace())
    if text_id is None:
        return False
    try:
        sending.look_up(text_id, gateway, now=_now(), pace=_pace())
    except Exception as fault:  # noqa: BLE001 - it is looked up again when its lease has run out
        log.error("look_up_failed", text_id=text_id, fault=type(fault).__name__)
    return True


def _now() -> datetime:
    clock: Clock = current_app.extensions["voice.clock"]
    return clock()


def _pace() -> sending.Pace:
    settings: Settings = current_app.extensions["voice.settings"]
    return sending.Pace(
        lease=timedelta(seconds=settings.text_lease),
        receipt_wait=timedelta(seconds=settings.text_receipt_wait),
        tempo=settings.text_tempo,
    )


def sweep(app: Flask, *ways: Gateway) -> None:
    """One round of work, with a sign of life."""
    with app.app_context():
        clock: Clock = app.extensions["voice.clock"]
        queue.beat("worker", now=clock())
        rounds.begin(now=clock())
        drain(*ways)
