"""Twilio's requests about a telephone call: it rings, keys are pressed, words are spoken, it ends.

Each is answered with what to say and do next. The addresses handed out carry where the call stands,
and are signed like all others.
"""

from datetime import datetime
from urllib.parse import urlencode

import structlog
from flask import Blueprint
from flask import Response
from flask import abort
from flask import current_app
from flask import request
from werkzeug.exceptions import HTTPException

from messaging import spoken
from messaging.gateways.twilio import calls
from messaging.gateways.twilio.inbound import FormFault
from messaging.prompts import Reader
from messaging.spoken import Want
from voice_app.clock import Clock
from voice_app.config import Settings
from voice_app.hooks.twilio import check_signature
from voice_app.pages.calls import SaidNext
from voice_app.policy import Permission
from voice_app.services import conversations
from voice_app.words import phrases

log = structlog.get_logger()
hook = Blueprint("twilio_calls", __name__, url_prefix="/hooks/twilio/call")
hook.before_request(check_signature)
NEEDS = {
    f"twilio_calls.{each}": Permission.PROVIDER
    for each in ("rings", "answer", "recorded", "status")
}


@hook.post("")
def rings() -> Response:
    """Somebody calls."""
    settings: Settings = current_app.extensions["voice.settings"]
    return _reply(conversations.receive_call(_pressed(), service=settings.service_name, now=_now()))


@hook.post("/answer")
def answer() -> Response:
    """Keys were pressed, or nothing was for a while."""
    return _reply(conversations.answer_call(_pressed(), now=_now()))


@hook.post("/recorded")
def recorded() -> Response:
    """Something was spoken."""
    try:
        found = calls.spoken(request.form)
    except FormFault:
        abort(400)
    sound = conversations.Recorded(found.recording_id, found.address, found.seconds)
    return _reply(conversations.record_call(_pressed(), sound, now=_now()))


@hook.post("/status")
def status() -> Response:
    """News of a call: only its end is of interest."""
    call = _call()
    if call.over:
        conversations.end_call(call.call_id, call.sender, now=_now())
    return Response(status=204)


@hook.errorhandler(Exception)
def sorry(fault: Exception) -> Response | HTTPException:
    """Whoever is on the line hears kind words and where help is, and not a tone."""
    if isinstance(fault, HTTPException):
        return fault
    log.error("call_failed", step=request.endpoint, fault=type(fault).__name__)
    words = spoken.problem(Reader(phrases("en")))
    return _twiml(calls.Say(words), calls.Hangup())


def _call() -> calls.IncomingCall:
    try:
        return calls.call_in(request.form)
    except FormFault:
        abort(400)


def _pressed() -> conversations.Pressed:
    call = _call()
    return conversations.Pressed(
        call_id=call.call_id,
        sender=call.sender,
        keys=call.keys,
        at=request.args.get("at", ""),
        again=request.args.get("again", 0, type=int),
    )


def _reply(said: SaidNext) -> Response:
    """What Twilio is to say, and what it is to wait for."""
    match said.want:
        case Want.NOTHING:
            return _twiml(calls.Say(said.words), calls.Hangup())
        case Want.SPEECH:
            silent = _address("answer", said)
            return _twiml(calls.Record(said.words, _address("recorded", said), silent))
        case _:
            several = said.want is Want.KEYS
            return _twiml(calls.Gather(said.words, _address("answer", said), several))


def _twiml(*verbs: calls.Verb) -> Response:
    return Response(calls.twiml(verbs), mimetype="text/xml")


def _address(step: str, said: SaidNext) -> str:
    settings: Settings = current_app.extensions["voice.settings"]
    where = urlencode({"at": said.at, "again": said.again})
    return f"{settings.public_url}/hooks/twilio/call/{step}?{where}"


def _now() -> datetime:
    clock: Clock = current_app.extensions["voice.clock"]
    return clock()
