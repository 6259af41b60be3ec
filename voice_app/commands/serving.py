"""Serving pages, with a worker beside them."""

import os
import signal
import subprocess
import sys
from typing import Any

import click
from gunicorn.app.base import BaseApplication

from voice_app.commands.app import opened


class _Server(BaseApplication):
    """gunicorn, told by us rather than by a file."""

    def __init__(self, options: dict[str, Any]) -> None:
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        """Hand over our settings."""
        for key, value in self._options.items():
            self.cfg.set(key, value)

    def load(self) -> Any:
        """The app, made in each worker process."""
        with opened() as app:
            return app


@click.command()
@click.option("--port", default=8000, envvar="PORT", show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--processes", default=2, show_default=True, help="Processes that serve pages.")
@click.option("--with-worker/--without-worker", default=True, show_default=True)
def serve(port: int, host: str, processes: int, with_worker: bool) -> None:
    """Serve pages on this machine, and work through the queue beside it.

    Example: voice serve --port 8000
    """
    if os.environ.get("VOICE_PRACTICE") == "1":
        os.environ.setdefault("VOICE_PUBLIC_URL", f"http://{host}:{port}")
    worker = _start_worker() if with_worker else None
    options = {
        "bind": f"{host}:{port}",
        "workers": processes,
        "loglevel": "warning",
    }
    try:
        _Server(options).run()
    finally:
        if worker:
            worker.send_signal(signal.SIGTERM)
            worker.wait()


def _start_worker() -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-c", "from voice_app.commands import main; main()", "worker"]
    return subprocess.Popen(command)  # noqa: S603 - our own command
