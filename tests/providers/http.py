"""A small HTTP server for stand-ins: connections are kept, and any answer can go wrong."""

import threading
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import field
from http.server import BaseHTTPRequestHandler
from http.server import ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Call:
    """One request as it arrived."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes

    @property
    def fields(self) -> dict[str, str]:
        """The form."""
        return dict(parse_qsl(self.body.decode(), keep_blank_values=True))


@dataclass(frozen=True)
class Answer:
    """What is answered; ``hangs_up`` answers nothing, after ``silence`` seconds of waiting."""

    status: int = 200
    body: str = ""
    hangs_up: bool = False
    silence: float = 0.0
    kind: str = field(default="application/json")


@contextmanager
def serving(answer: Callable[[Call], Answer]) -> Iterator[str]:
    """Serve on a free port of this machine while the block lasts; gives the address."""
    over = threading.Event()

    class Serves(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"  # one connection for many calls, as the provider has it
        wbufsize = -1  # head and body in one piece
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            self._answer()

        def do_POST(self) -> None:
            self._answer()

        def do_DELETE(self) -> None:
            self._answer()

        def _answer(self) -> None:
            parts = urlsplit(self.path)
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            query = dict(parse_qsl(parts.query, keep_blank_values=True))
            given = answer(Call(self.command, parts.path, query, dict(self.headers), body))
            if given.silence:
                over.wait(given.silence)
            if given.hangs_up:
                self.close_connection = True
                return
            words = given.body.encode()
            self.send_response(given.status)
            self.send_header("Content-Type", given.kind)
            self.send_header("Content-Length", str(len(words)))
            self.end_headers()
            self.wfile.write(words)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - its own name
            """Say nothing."""

    with _Server(("127.0.0.1", 0), Serves) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            over.set()
            server.shutdown()
            thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False  # a caller that keeps its line open must not hold the test up

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that was killed in the middle is no news."""
