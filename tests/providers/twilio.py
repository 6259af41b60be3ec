"""A stand-in for Twilio: it keeps what it took, goes wrong as told, and calls us back, signed.

The real client is pointed at it. It takes texts, gives one or lists them, masks the recipients
and drops the words (the retention we ask for), knows who said STOP, and posts delivery reports and
inbound texts with Twilio's own algorithm. Every request is held against Twilio's OpenAPI document
where that is there (``tests.providers.contract``).
"""

import base64
import json
import re
import threading
import urllib.request
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import contextmanager
from contextvars import Context
from dataclasses import dataclass
from dataclasses import field
from datetime import UTC
from datetime import datetime
from email.utils import format_datetime
from random import Random
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.parse import urlsplit

from flask import Flask
from twilio.request_validator import HMAC_SHA1
from twilio.request_validator import HMAC_SHA256
from twilio.request_validator import SIGNATURE_HEADER
from twilio.request_validator import SIGNATURE_SETTINGS_HEADER
from twilio.request_validator import RequestValidator

from tests.providers import contract
from tests.providers.http import Answer
from tests.providers.http import Call
from tests.providers.http import serving
from tests.settings import TWILIO_SHARED_KEY as SHARED_KEY
from tests.settings import TWILIO_TOKEN as TOKEN

ACCOUNT = "AC" + "a" * 32
SERVICE = "MG" + "b" * 32
SENDER = "+447700900001"
MASKED = 4  # digits at the end of a number that retention hides
STOP_WORDS = {"STOP", "UNSUBSCRIBE", "END", "QUIT", "STOPALL", "REVOKE", "OPTOUT", "CANCEL"}
START_WORDS = {"START", "YES", "UNSTOP"}
HELP_WORDS = {"HELP", "INFO"}
_PHONE = re.compile(r"(whatsapp:)?\+[1-9][0-9]{7,14}")

Post = Callable[[str, Mapping[str, str], Mapping[str, str]], int]


def drawn(seed: int = 20121121) -> Random:
    """Chance that falls the same way each time."""
    return Random(seed)  # noqa: S311 - nothing secret hangs on it


@dataclass(frozen=True)
class Fault:
    """How one call goes wrong. ``taken``: the text was accepted all the same."""

    status: int = 0
    code: int = 0
    taken: bool = False
    hangs_up: bool = False
    silence: float = 0.0  # seconds
    body: str | None = None  # answered in place of what is true


TOO_MANY = Fault(429, 20429)
DOWN = Fault(500, 20500)
DOWN_AFTER = Fault(500, 20500, taken=True)
SILENT_AFTER = Fault(taken=True, silence=30, hangs_up=True)
DROPPED_AFTER = Fault(taken=True, hangs_up=True)
DROPPED = Fault(hangs_up=True)
NONSENSE = Fault(200, taken=True, body="<html>Bad gateway</html>")
NO_SIGN_IN = Fault(401, 20003)


@dataclass
class Message:
    """A text that Twilio took."""

    sid: str
    fields: Mapping[str, str]
    made_at: datetime
    status: str = "accepted"
    error_code: int | None = None
    sent_at: datetime | None = None

    def shown(self) -> dict[str, Any]:
        """The resource, as much as retention leaves of it."""
        to = self.fields["To"]
        masks = self.fields.get("AddressRetention") == "obfuscate"
        drops = self.fields.get("ContentRetention") == "discard"
        return {
            "sid": self.sid,
            "account_sid": ACCOUNT,
            "messaging_service_sid": self.fields.get("MessagingServiceSid"),
            "to": to[:-MASKED] + "X" * MASKED if masks else to,
            "from": self.fields.get("From"),
            "body": "" if drops else self.fields.get("Body"),
            "status": self.status,
            "error_code": self.error_code,
            "direction": "outbound-api",
            "date_created": format_datetime(self.made_at),
            "date_updated": format_datetime(self.made_at),
            "date_sent": format_datetime(self.sent_at) if self.sent_at else None,
        }


@dataclass
class FakeTwilio:
    """What Twilio was sent (``calls``), what it took (``taken``), and how it goes wrong next."""

    base_url: str = ""
    post: Post = field(default_factory=lambda: post_over_http)
    clock: Callable[[], datetime] = field(default_factory=lambda: _utc_now)
    calls: list[Call] = field(default_factory=list)
    taken: dict[str, Message] = field(default_factory=dict)
    stopped: set[str] = field(default_factory=set)  # phones that said STOP
    landlines: set[str] = field(default_factory=set)
    script: list[Fault] = field(default_factory=list)  # the next calls go so
    chances: Mapping[Fault, float] = field(default_factory=dict)  # and all others by chance
    random: Random = field(default_factory=drawn)
    finds_masked: bool = True  # whether a list by number finds those whose number is masked
    lists: bool = True  # whether the list shows anything at all yet
    broken: list[str] = field(default_factory=list)  # requests that are not Twilio's contract
    watch: Callable[[str, Call], None] = field(default_factory=lambda: lambda _stage, _call: None)
    checks: bool = True
    lock: threading.RLock = field(default_factory=threading.RLock)

    def answer(self, call: Call) -> Answer:
        """Answer one request."""
        self.watch("came", call)
        with self.lock:
            self.calls.append(call)
            self._hold_to_contract(call)
            if call.headers.get("Authorization") != _basic():
                return _refusal(401, 20003)
            if call.method == "POST":
                given = self._create(call)
            elif call.path.endswith("/Messages.json"):
                given = self._list(call.query)
            else:
                given = self._one(call.path)
        self.watch("done", call)
        return given

    def report(
        self, sid: str, status: str, code: int | None = None, *, shared_key: bool = False
    ) -> int:
        """Post news of a text to its status callback, signed; gives the HTTP status."""
        message = self.taken[sid]
        message.status = status
        message.error_code = code
        if status not in {"accepted", "queued", "sending"}:
            message.sent_at = message.sent_at or self.clock()
        form = {
            "AccountSid": ACCOUNT,
            "ApiVersion": "2010-04-01",
            "From": SENDER,
            "MessageSid": sid,
            "MessageStatus": status,
            "SmsSid": sid,
            "SmsStatus": status,
            "To": message.fields["To"],
            **({"ErrorCode": str(code)} if code else {}),
        }
        return self._call_back(message.fields["StatusCallback"], form, shared_key=shared_key)

    def text_in(self, url: str, sender: str, words: str, **more: str) -> int:
        """Post a text of a phone to the app, signed, as Advanced Opt-Out has it."""
        kind = _kind(words)
        if kind == "STOP":
            self.stopped.add(sender)
        elif kind == "START":
            self.stopped.discard(sender)
        form = {
            "AccountSid": ACCOUNT,
            "MessagingServiceSid": SERVICE,
            "MessageSid": f"SM{self.random.getrandbits(128):032x}",
            "SmsStatus": "received",
            "From": sender,
            "To": SENDER,
            "Body": words,
            "NumMedia": "0",
            "NumSegments": "1",
            **({"OptOutType": kind} if kind else {}),
            **more,
        }
        return self._call_back(url, form)

    def to(self, number: str) -> list[Message]:
        """What was taken for one phone."""
        return [each for each in self.taken.values() if each.fields["To"] == number]

    def _call_back(self, url: str, form: Mapping[str, str], *, shared_key: bool = False) -> int:
        return self.post(url, form, signed(url, form, shared_key=shared_key))

    def _hold_to_contract(self, call: Call) -> None:
        if not self.checks or not contract.is_here():
            return
        try:
            contract.check(call)
        except Exception as fault:  # noqa: BLE001 - whatever it is, the test must see it
            self.broken.append(f"{call.method} {call.path}: {fault!r}")

    def _create(self, call: Call) -> Answer:
        fault = self._next_fault()
        if fault and not fault.taken:
            return _gone_wrong(fault)
        refused = self._refuses(call.fields)
        if refused:
            return refused
        message = Message(f"SM{len(self.taken):032x}", call.fields, self.clock())
        message.sent_at = message.made_at
        self.taken[message.sid] = message
        self.watch("taken", call)
        if fault:
            return _gone_wrong(fault)
        return Answer(201, json.dumps(message.shown()))

    def _next_fault(self) -> Fault | None:
        if self.script:
            return self.script.pop(0)
        drawn = self.random.random()
        for fault, chance in self.chances.items():
            drawn -= chance
            if drawn < 0:
                return fault
        return None

    def _refuses(self, fields: Mapping[str, str]) -> Answer | None:
        to = fields.get("To", "")
        if not _PHONE.fullmatch(to):
            return _refusal(400, 21211, to)
        if to in self.landlines:
            return _refusal(400, 21614, to)
        return _refusal(400, 21610, to) if to in self.stopped else None

    def _one(self, path: str) -> Answer:
        sid = path.rsplit("/", 1)[-1].removesuffix(".json")
        if sid not in self.taken:
            return _refusal(404, 20404)
        return Answer(200, json.dumps(self.taken[sid].shown()))

    def _list(self, query: Mapping[str, str]) -> Answer:
        fault = self._next_fault() if self.script else None
        if fault:
            return _gone_wrong(fault)
        found = [each for each in self._newest_first() if self._fits(each, query)]
        size, page = int(query.get("PageSize", "50")), int(query.get("Page", "0"))
        here = found[page * size : (page + 1) * size]
        more = len(found) > (page + 1) * size
        path = f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json"
        after = f"{path}?{urlencode({**query, 'Page': page + 1})}" if more else None
        rows = [each.shown() for each in here]
        return Answer(200, json.dumps({"messages": rows, "page": page, "next_page_uri": after}))

    def _newest_first(self) -> list[Message]:
        return list(self.taken.values())[::-1] if self.lists else []

    def _fits(self, message: Message, query: Mapping[str, str]) -> bool:
        """By number (masked ones perhaps not), and by when it was sent."""
        to = query.get("To")
        masked = message.fields.get("AddressRetention") == "obfuscate"
        if to and (message.fields["To"] != to or (masked and not self.finds_masked)):
            return False
        since = query.get("DateSent>")
        if since is None:
            return True
        return message.sent_at is not None and message.sent_at >= datetime.fromisoformat(since)


def signed(url: str, form: Mapping[str, str], *, shared_key: bool = False) -> dict[str, str]:
    """The headers by which Twilio proves itself: by the token, or by a shared key."""
    algorithm = HMAC_SHA256 if shared_key else HMAC_SHA1
    secret = SHARED_KEY if shared_key else TOKEN
    signature = RequestValidator(secret).compute_signature(url, dict(form), algorithm)
    if not shared_key:
        return {SIGNATURE_HEADER: signature}
    return {SIGNATURE_HEADER: signature, SIGNATURE_SETTINGS_HEADER: f"key=1,algorithm={algorithm}"}


def post_over_http(url: str, form: Mapping[str, str], headers: Mapping[str, str]) -> int:
    """One POST of a form; gives the HTTP status."""
    request = urllib.request.Request(  # noqa: S310 - an address of the test's own
        url, data=urlencode(form).encode(), headers=dict(headers)
    )
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310 - as above
            return int(answer.status)
    except HTTPError as refusal:
        return refusal.code


def posted_to(app: Flask, *, outer: str = "") -> Post:
    """Calls of Twilio that reach this app with no web server between them.

    ``outer`` is the part of the path that a proxy before the app takes away.
    """

    def post(url: str, form: Mapping[str, str], headers: Mapping[str, str]) -> int:
        parts = urlsplit(url)
        inner = parts.path.removeprefix(outer)
        path = f"{inner}?{parts.query}" if parts.query else inner
        client = app.test_client()
        answer = Context().run(lambda: client.post(path, data=dict(form), headers=dict(headers)))
        return int(answer.status_code)

    return post


@contextmanager
def running(**more: Any) -> Iterator[FakeTwilio]:
    """A fake on a free port of this machine, for as long as the block lasts."""
    fake = FakeTwilio(**more)
    with serving(fake.answer) as address:
        fake.base_url = address
        yield fake


def _gone_wrong(fault: Fault) -> Answer:
    if fault.hangs_up:
        return Answer(hangs_up=True, silence=fault.silence)
    if fault.body is not None:
        return Answer(fault.status, fault.body)
    return _refusal(fault.status, fault.code)


def _refusal(status: int, code: int, to: str = "") -> Answer:
    """Twilio's own messages name the number: they must go no further."""
    words = {"code": code, "message": f"Refused for {to}", "status": status}
    return Answer(status, json.dumps(words))


def _kind(words: str) -> str:
    """What Advanced Opt-Out takes a text for: only a single word counts."""
    word = words.strip().upper()
    if word in STOP_WORDS:
        return "STOP"
    if word in START_WORDS:
        return "START"
    return "HELP" if word in HELP_WORDS else ""


def _basic() -> str:
    return "Basic " + base64.b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()


def _utc_now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
