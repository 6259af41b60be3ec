"""GOV.UK Notify's calls: a text came in, or news of one that went out."""

from flask import Blueprint
from flask import Response
from flask import abort
from flask import current_app
from flask import request

from messaging.gateways.notify import inbound as read
from voice_app.config import Settings
from voice_app.policy import Permission
from voice_app.services import conversations
from voice_app.services import sending

hook = Blueprint("notify", __name__, url_prefix="/hooks/notify")
NEEDS = {"notify.inbound": Permission.PROVIDER, "notify.status": Permission.PROVIDER}


@hook.before_request
def check_token() -> None:
    """403 for a call without the token that Notify was given, before anything is looked at."""
    settings: Settings = current_app.extensions["voice.settings"]
    if not read.is_theirs(request.headers.get("Authorization", ""), settings.notify_callback_token):
        abort(403)


@hook.post("/inbound")
def inbound() -> Response:
    """A text came in. The answer is empty: what we reply goes out by the outbox."""
    settings: Settings = current_app.extensions["voice.settings"]
    now = current_app.extensions["voice.clock"]()
    try:
        text = read.inbound(_told(), now)
    except read.FieldFault:
        abort(400)
    conversations.receive_text(
        text, service=settings.service_name, public_url=settings.public_url, now=now
    )
    return Response(status=204)


@hook.post("/status")
def status() -> Response:
    """News of a text we sent; its reference says which. News of others' texts changes nothing."""
    now = current_app.extensions["voice.clock"]()
    try:
        report = read.report(_told(), now)
    except read.FieldFault:
        abort(400)
    text_id = sending.text_of(report.key, provider="notify")
    if text_id is not None:
        sending.receive_receipt(text_id, report.receipt, now=now)
    return Response(status=204)


def _told() -> object:
    """The body; None for what is no JSON."""
    try:
        return request.get_json(force=True, silent=True)
    except RecursionError:
        return None
