"""A telephone call through Twilio: our few verbs → TwiML, and its form fields → our values.

Light, for the web: it loads Twilio's writer of TwiML, not the client. Check the signature first.
"""

import re
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass

from twilio.twiml.voice_response import Gather as GatherVerb
from twilio.twiml.voice_response import VoiceResponse

from messaging.gateways.twilio.inbound import FormFault

LANGUAGE = "en-GB"
PATIENCE = 8  # seconds to find the key
QUIET = 6  # seconds of silence that end a recording
LONGEST = 300  # seconds of speech in one recording
KEYPAD = re.compile(r"[0-9*]{0,40}")
_SECONDS = re.compile(r"[0-9]{1,5}")
_ENDED = frozenset({"completed", "busy", "failed", "no-answer", "canceled"})


@dataclass(frozen=True)
class Say:
    """Words to be read out."""

    words: str


@dataclass(frozen=True)
class Gather:
    """Words to be read out while a key may be pressed; ``several`` keys are ended by hash.

    What was pressed, also nothing, is told to ``action`` (an address).
    """

    words: str
    action: str
    several: bool = False


@dataclass(frozen=True)
class Record:
    """Words to be read out, a tone, and then what they say is recorded, until hash or silence.

    ``action`` is told where the sound is; ``silent`` is called where nothing was said.
    """

    words: str
    action: str
    silent: str


@dataclass(frozen=True)
class Hangup:
    """The end of the call."""


Verb = Say | Gather | Record | Hangup


@dataclass(frozen=True)
class IncomingCall:
    """What every request about a call says."""

    call_id: str
    sender: str  # E.164, or nothing useful where the number is withheld
    keys: str = ""  # with no hash; a key that is none makes it "?"
    over: bool = False


@dataclass(frozen=True)
class Spoken:
    """A recording was made: it is kept at ``address``, Twilio's, until we have fetched it."""

    recording_id: str
    address: str
    seconds: int


def twiml(verbs: Iterable[Verb]) -> str:
    """What Twilio is to do, in order."""
    response = VoiceResponse()
    for verb in verbs:
        _add(response, verb)
    return str(response)


def call_in(form: Mapping[str, str]) -> IncomingCall:
    """The call in a webhook; raises ``FormFault``."""
    keys = form.get("Digits", "")
    return IncomingCall(
        call_id=_needed(form, "CallSid"),
        sender=_needed(form, "From"),
        keys=keys if KEYPAD.fullmatch(keys) else "?",
        over=form.get("CallStatus", "") in _ENDED,
    )


def spoken(form: Mapping[str, str]) -> Spoken:
    """The recording in a webhook; raises ``FormFault``."""
    length = form.get("RecordingDuration", "")
    return Spoken(
        recording_id=_needed(form, "RecordingSid"),
        address=_needed(form, "RecordingUrl"),
        seconds=int(length) if _SECONDS.fullmatch(length) else 0,
    )


def _add(response: VoiceResponse, verb: Verb) -> None:
    match verb:
        case Say(words):
            response.say(words, language=LANGUAGE)
        case Gather():
            response.append(_gather(verb))
        case Record(words, action, silent):
            response.say(words, language=LANGUAGE)
            response.record(
                action=action, timeout=QUIET, max_length=LONGEST, finish_on_key="#", play_beep=True
            )
            response.redirect(silent)
        case Hangup():
            response.hangup()


def _gather(verb: Gather) -> GatherVerb:
    """One key is taken at once, hash too, which is then a key that means nothing."""
    keys = {"finish_on_key": "#"} if verb.several else {"num_digits": 1, "finish_on_key": ""}
    gather = GatherVerb(
        input="dtmf", action=verb.action, timeout=PATIENCE, action_on_empty_result=True, **keys
    )
    gather.say(verb.words, language=LANGUAGE)
    return gather


def _needed(form: Mapping[str, str], name: str) -> str:
    value = form.get(name, "")
    if not value:
        raise FormFault(name)
    return value
