"""Twilio's calls: a text came in, or news of one that went out."""

from flask import Blueprint
from flask import Response
from flask import abort
from flask import current_app
from flask import request

from messaging.gateways.twilio import inbound as read
from messaging.gateways.twilio.signature import is_signed
from voice_app.config import Settings
from voice_app.jobs.callbacks import row_of
from voice_app.policy import Permission
from voice_app.services import conversations
from voice_app.services import sending

hook = Blueprint("twilio", __name__, url_prefix="/hooks/twilio")
NEEDS = {"twilio.inbound": Permission.PROVIDER, "twilio.status": Permission.PROVIDER}


@hook.before_request
def check_signature() -> None:
    """403 for a call that Twilio did not sign, before anything is looked at."""
    settings: Settings = current_app.extensions["voice.settings"]
    url = f"{settings.public_url}{request.full_path.removesuffix('?')}"
    form, headers = request.form.to_dict(), dict(request.headers)
    key = settings.twilio_shared_key
    if not is_signed(url, form, headers, settings.twilio_token, shared_key=key):
        abort(403)


@hook.post("/inbound")
def inbound() -> Response:
    """A text came in. The answer is empty: what we reply goes out by the outbox."""
    settings: Settings = current_app.extensions["voice.settings"]
    now = current_app.extensions["voice.clock"]()
    try:
        text = read.inbound(request.form, now)
    except read.FormFault:
        abort(400)
    conversations.receive_text(
        text, service=settings.service_name, public_url=settings.public_url, now=now
    )
    return Response(status=204)


@hook.post("/status")
def status() -> Response:
    """News of a text we sent; the address says which."""
    now = current_app.extensions["voice.clock"]()
    text_id = row_of(request.args.get("row", ""))
    if text_id is None:
        abort(403)
    try:
        receipt = read.receipt(request.form, now)
    except read.FormFault:
        abort(400)
    sending.receive_receipt(text_id, receipt, now=now)
    return Response(status=204)
