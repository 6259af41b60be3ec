"""A stand-in for GOV.UK Notify: it keeps what it took, goes wrong as told, and calls us back.

The real client is pointed at it, and the token it signs is checked as Notify does. It fills the
template, lists by reference, and posts delivery reports and received texts with the bearer token.
"""

import json
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import contextmanager
from contextvars import Context
from dataclasses import dataclass
from dataclasses import field
from datetime import UTC
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Flask
from notifications_python_client.authentication import decode_jwt_token
from notifications_python_client.authentication import get_token_issuer
from notifications_python_client.errors import TokenError

from tests.providers.http import Answer
from tests.providers.http import Call
from tests.providers.http import serving
from tests.settings import NOTIFY_TOKEN

SERVICE = str(UUID(int=1))
SECRET = str(UUID(int=2))
KEY = f"northbeck-{SERVICE}-{SECRET}"
TEMPLATE = str(UUID(int=3))
LONGEST = 918

Post = Callable[[str, Any, str], int]


@dataclass(frozen=True)
class Fault:
    """How one call goes wrong. ``taken``: the text was accepted all the same."""

    status: int = 0
    kind: str = ""
    says: str = ""
    taken: bool = False
    hangs_up: bool = False
    silence: float = 0.0  # seconds
    body: str | None = None


TOO_MANY = Fault(429, "RateLimitError", "Exceeded rate limit for key type LIVE of 3000 requests")
USED_UP = Fault(429, "TooManyRequestsError", "Exceeded send limits (sms: 250000) for today")
NO_SIGN_IN = Fault(403, "AuthError", "Invalid token: API key not found")
DOWN = Fault(500, "Exception", "Internal server error")
DOWN_AFTER = Fault(500, "Exception", "Internal server error", taken=True)
SILENT_AFTER = Fault(taken=True, silence=30, hangs_up=True)
DROPPED_AFTER = Fault(taken=True, hangs_up=True)
DROPPED = Fault(hangs_up=True)
NONSENSE = Fault(201, taken=True, body="<html>Bad gateway</html>")


@dataclass
class Message:
    """A text that Notify took."""

    id: str
    fields: Mapping[str, Any]
    made_at: datetime
    status: str = "created"

    @property
    def words(self) -> str:
        """The template, filled."""
        return str(self.fields["personalisation"]["message"])

    def shown(self) -> dict[str, Any]:
        """The resource."""
        return {
            "id": self.id,
            "reference": self.fields.get("reference"),
            "phone_number": self.fields["phone_number"],
            "status": self.status,
            "type": "sms",
            "body": self.words,
            "created_at": self.made_at.isoformat(),
            "template": {"id": TEMPLATE, "version": 1},
        }


@dataclass
class FakeNotify:
    """What Notify was sent (``calls``), what it took (``taken``), and how it goes wrong next."""

    base_url: str = ""
    post: Post = field(default_factory=lambda: _nowhere)
    clock: Callable[[], datetime] = field(default_factory=lambda: _utc_now)
    calls: list[Call] = field(default_factory=list)
    taken: dict[str, Message] = field(default_factory=dict)
    script: list[Fault] = field(default_factory=list)  # the next calls go so

    def answer(self, call: Call) -> Answer:
        """Answer one request."""
        self.calls.append(call)
        if not _signed(call.headers.get("Authorization", "")):
            return _refusal(NO_SIGN_IN)
        if call.method == "GET":
            return self._list(call.query)
        fault = self.script.pop(0) if self.script else None
        if fault and not fault.taken:
            return _gone_wrong(fault)
        fields = json.loads(call.body)
        refused = _refuses(fields)
        if refused:
            return _refusal(refused)
        message = Message(str(UUID(int=1000 + len(self.taken))), fields, self.clock())
        self.taken[message.id] = message
        return _gone_wrong(fault) if fault else Answer(201, json.dumps(message.shown()))

    def report(self, message_id: str, status: str, *, token: str = NOTIFY_TOKEN) -> int:
        """Post news of a text; gives the HTTP status."""
        message = self.taken[message_id]
        message.status = status
        told = {
            "id": message.id,
            "reference": message.fields.get("reference"),
            "to": message.fields["phone_number"],
            "status": status,
            "created_at": message.made_at.isoformat(),
            "completed_at": self.clock().isoformat(),
            "sent_at": message.made_at.isoformat(),
            "notification_type": "sms",
            "template_id": TEMPLATE,
            "template_version": 1,
        }
        return self.post("/hooks/notify/status", told, token)

    def _list(self, query: Mapping[str, str]) -> Answer:
        if self.script:
            return _gone_wrong(self.script.pop(0))
        rows = [each for each in self.taken.values() if _is_asked(each, query)]
        links = {"current": f"{self.base_url}/v2/notifications"}
        return Answer(
            200, json.dumps({"notifications": [row.shown() for row in rows], "links": links})
        )


def posted_to(app: Flask) -> Post:
    """Calls of Notify that reach this app with no web server between them."""

    def post(path: str, told: Any, token: str) -> int:
        client = app.test_client()
        headers = {"Authorization": f"Bearer {token}"}
        answer = Context().run(lambda: client.post(path, json=told, headers=headers))
        return int(answer.status_code)

    return post


@contextmanager
def running(**more: Any) -> Iterator[FakeNotify]:
    """A fake on a free port of this machine, for as long as the block lasts."""
    fake = FakeNotify(**more)
    with serving(fake.answer) as address:
        fake.base_url = address
        yield fake


def _is_asked(message: Message, query: Mapping[str, str]) -> bool:
    return "reference" not in query or message.fields.get("reference") == query["reference"]


def _signed(authorization: str) -> bool:
    token = authorization.removeprefix("Bearer ")
    try:
        return get_token_issuer(token) == SERVICE and decode_jwt_token(token, SECRET)
    except TokenError:
        return False


def _refuses(fields: Mapping[str, Any]) -> Fault | None:
    number = str(fields.get("phone_number", ""))
    if not number.startswith("+447") or len(number) != len("+447700900417"):
        return Fault(400, "ValidationError", f"phone_number {number} is not a UK mobile number")
    if fields.get("template_id") != TEMPLATE:
        return Fault(400, "BadRequestError", "Template not found")
    words = fields.get("personalisation", {}).get("message")
    if words is None:
        return Fault(400, "BadRequestError", "Missing personalisation: message")
    if len(words) > LONGEST:
        return Fault(400, "BadRequestError", "Content has a character count greater than 918")
    return None


def _gone_wrong(fault: Fault) -> Answer:
    if fault.hangs_up:
        return Answer(hangs_up=True, silence=fault.silence)
    return Answer(fault.status, fault.body) if fault.body is not None else _refusal(fault)


def _refusal(fault: Fault) -> Answer:
    errors = [{"error": fault.kind, "message": fault.says}]
    return Answer(fault.status, json.dumps({"status_code": fault.status, "errors": errors}))


def _nowhere(_path: str, _told: Any, _token: str) -> int:
    raise AssertionError("nobody to call back")


def _utc_now() -> datetime:
    return datetime.now(UTC)
