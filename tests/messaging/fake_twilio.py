"""A stand-in for Twilio's Messages resource: it keeps what it was sent and fails as it is told."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import field
from http.server import BaseHTTPRequestHandler
from http.server import ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl


@dataclass(frozen=True)
class Call:
    """One request as it arrived."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def fields(self) -> dict[str, str]:
        return dict(parse_qsl(self.body.decode(), keep_blank_values=True))


@dataclass
class FakeTwilio:
    """What Twilio has been sent (``calls``), what it took (``taken``), how it fails next."""

    base_url: str = ""
    calls: list[Call] = field(default_factory=list)
    taken: dict[str, dict[str, str]] = field(default_factory=dict)
    stopped: set[str] = field(default_factory=set)  # phones that said STOP
    fails: list[tuple[int, int]] = field(default_factory=list)  # HTTP status and error code
    goes_silent: threading.Event | None = None  # takes the text; answers once this is set
    hangs_up: bool = False  # takes the text and never answers
    garbles: str = ""  # takes the text and answers with this

    def take(self, call: Call) -> tuple[int, str]:
        """The status and body of an answer."""
        self.calls.append(call)
        to = call.fields["To"]
        if self.fails:
            return refusal(*self.fails.pop(0), to)
        if to in self.stopped:
            return refusal(400, 21610, to)
        sid = f"SM{len(self.taken):032x}"
        self.taken[sid] = call.fields
        return 201, self.garbles or json.dumps({"sid": sid, "status": "accepted", "to": to})


def refusal(status: int, code: int, to: str) -> tuple[int, str]:
    """Twilio's own messages name the number: they must go no further."""
    return status, json.dumps({"code": code, "message": f"Refused for {to}", "status": status})


@contextmanager
def running() -> Iterator[FakeTwilio]:
    """A fake on a free port of this machine, for as long as the block lasts."""
    fake = FakeTwilio()

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status, document = fake.take(Call(self.path, dict(self.headers), body))
            if fake.goes_silent:
                fake.goes_silent.wait()
            if fake.hangs_up or fake.goes_silent:
                return
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(document.encode())

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - its own name
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        fake.base_url = f"http://127.0.0.1:{server.server_port}"
        serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        serving.start()
        try:
            yield fake
        finally:
            if fake.goes_silent:
                fake.goes_silent.set()
            server.shutdown()
            serving.join()
