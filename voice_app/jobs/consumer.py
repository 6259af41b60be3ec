"""The worker process: huey wakes it at once and it sweeps every few seconds; the rows are truth."""

import signal
import threading

import structlog
from flask import Flask
from huey.consumer import Consumer

from messaging.gateway import Gateway
from voice_app.config import Settings
from voice_app.jobs import gateways
from voice_app.jobs import wake
from voice_app.jobs.worker import sweep

log = structlog.get_logger()

LOOK_SECONDS = 0.1  # how often huey looks for a wake-up call, at first
LOOK_SELDOM_SECONDS = 1.0  # and after a quiet while


def run(app: Flask) -> None:
    """Work until SIGTERM or SIGINT; what is in hand is finished first."""
    settings: Settings = app.extensions["voice.settings"]
    ways = gateways.chosen(app)
    queue = wake.huey_at(settings.queue_url)
    wake.listen(queue, lambda: _round(app, ways))
    consumer = Consumer(
        queue,
        workers=1,
        periodic=False,
        initial_delay=LOOK_SECONDS,
        max_delay=LOOK_SELDOM_SECONDS,
    )
    consumer.start()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: stop.set())
    log.info("worker_started")
    _round(app, ways)
    while not stop.wait(settings.sweep):
        _round(app, ways)
    consumer.stop(graceful=True)
    log.info("worker_stopped")


def _round(app: Flask, ways: tuple[Gateway, ...]) -> None:
    """One sweep. A database that is away for a minute must not end the worker."""
    try:
        sweep(app, *ways)
    except Exception as fault:  # noqa: BLE001 - whatever it was, the next round tries again
        log.error("sweep_failed", fault=type(fault).__name__)
