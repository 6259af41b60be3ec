"""Settings, read once from the environment when the app is made.

Every name begins with ``VOICE_``. ``VOICE_PRACTICE=1`` is the demonstration: its phone is the
simulator, its numbers are 07700 900000-900999, and its keys are made at the first start.
"""

import json
import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet

PRACTICE_NAME = "Northbeck voices"
PRACTICE_DUTY_PHONE = "0113 496 0999"  # a number that is kept free for pretend
PRACTICE = {
    "VOICE_PUBLIC_URL": "http://127.0.0.1:8000",
    "VOICE_SERVICE_NAME": PRACTICE_NAME,
    "VOICE_DUTY_PHONE": PRACTICE_DUTY_PHONE,
}
GATEWAYS = ("twilio", "notify", "simulator")
_UUID = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_PHONE = re.compile(r"\+[1-9][0-9]{7,14}")
_CONTENT = re.compile(r"HX[0-9a-fA-F]{32}")
_NOTIFY_KEY = re.compile(rf".*{_UUID}-{_UUID}", re.IGNORECASE)  # a name, the service, the secret


class SettingMissing(RuntimeError):
    """A setting that must be there is not; the message says which and how to give it."""


@dataclass(frozen=True)
class Settings:
    """What the app is told. Keys and tokens never appear in a log or an error."""

    database_url: str
    secret_key: str
    field_keys: tuple[str, ...]  # Fernet keys; the first writes, all read
    index_key: str  # for the keyed hash by which an encrypted number is found
    public_url: str  # how phones and the text provider reach us, without a closing slash
    practice: bool = False
    service_name: str = PRACTICE_NAME
    duty_phone: str = PRACTICE_DUTY_PHONE
    gateway: str = "simulator"  # or several with commas between: the first that works is used
    twilio_account: str = ""
    twilio_token: str = ""
    twilio_shared_key: str = ""  # signs Twilio's calls in its newer scheme (SHA-256)
    twilio_service: str = ""
    twilio_url: str = ""  # where Twilio is, for a rehearsal against a stand-in; empty: Twilio's own
    whatsapp_sender: str = ""  # E.164, through Twilio; empty: no WhatsApp
    whatsapp_template: str = ""  # ContentSid for the first words outside WhatsApp's day
    notify_key: str = ""
    notify_template: str = ""  # one that holds nothing but ((message))
    notify_sender: str = ""  # which of several senders; empty: the service's own first
    notify_callback_token: str = ""  # the bearer token that Notify's calls carry
    notify_url: str = ""  # where Notify is, for a rehearsal; empty: its own
    text_lease: float = 120.0  # seconds a worker has for handing one text over
    text_receipt_wait: float = 180.0  # seconds for a receipt, before the provider is asked
    text_tempo: float = 1.0  # waits before another try are so many times the usual ones
    sweep: float = 5.0  # seconds that work waits at most when every wake-up call was lost
    smtp_host: str = ""  # empty: no e-mail goes out
    smtp_port: int = 587
    smtp_from: str = ""
    smtp_user: str = ""
    smtp_password: str = ""
    smtp_starttls: bool = True
    queue_url: str = ""  # where huey keeps its wake-up calls; empty: a file beside the database
    secure_cookies: bool = True
    proxies: int = 0  # how many proxies of ours stand before us; their headers are believed

    @property
    def gateways(self) -> tuple[str, ...]:
        """The providers of text messages, in the order in which they are tried."""
        return tuple(each.strip() for each in self.gateway.split(","))


def from_environment(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings; raises ``SettingMissing``. Practice keys are made where there are none."""
    given = os.environ if environ is None else environ
    practice = given.get("VOICE_PRACTICE", "") == "1"
    instance = Path(given.get("VOICE_INSTANCE", "instance")).absolute()
    keys = _practice_keys(instance) if practice else {}
    made_up = PRACTICE if practice else {}
    gateway = _gateway(given.get("VOICE_GATEWAY", "simulator" if practice else "twilio"))
    return Settings(
        database_url=given.get("VOICE_DATABASE_URL", f"sqlite:///{instance / 'voice.db'}"),
        secret_key=_wanted(given, keys, "VOICE_SECRET_KEY"),
        field_keys=tuple(_wanted(given, keys, "VOICE_FIELD_KEYS").split(",")),
        index_key=_wanted(given, keys, "VOICE_INDEX_KEY"),
        public_url=_wanted(given, made_up, "VOICE_PUBLIC_URL").rstrip("/"),
        practice=practice,
        service_name=_wanted(given, made_up, "VOICE_SERVICE_NAME"),
        duty_phone=_wanted(given, made_up, "VOICE_DUTY_PHONE"),
        proxies=int(given.get("VOICE_PROXIES", "0")),
        gateway=gateway,
        twilio_account=given.get("VOICE_TWILIO_ACCOUNT", ""),
        twilio_token=_twilio_token(given, gateway),
        twilio_shared_key=given.get("VOICE_TWILIO_SHARED_KEY", ""),
        twilio_service=given.get("VOICE_TWILIO_SERVICE", ""),
        twilio_url=given.get("VOICE_TWILIO_URL", "").rstrip("/"),
        **_whatsapp(given, gateway),
        **_notify(given, gateway),
        **_waits(given),
        **_mail(given),
        queue_url=given.get("VOICE_QUEUE_URL", f"sqlite:///{instance / 'wake.db'}"),
        secure_cookies=given.get("VOICE_SECURE_COOKIES", "0" if practice else "1") == "1",
    )


def _wanted(given: Mapping[str, str], made: Mapping[str, str], name: str) -> str:
    value = given.get(name) or made.get(name)
    if not value:
        raise SettingMissing(
            f"{name} is not set. `voice keys new` prints new keys; see the README."
        )
    return value


def _gateway(given: str) -> str:
    """The providers as they are named, once each, with no spaces."""
    names = [each.strip() for each in given.split(",")]
    unknown = [each for each in names if each not in GATEWAYS]
    if unknown or len(set(names)) < len(names) or ("simulator" in names and len(names) > 1):
        raise SettingMissing(
            f"VOICE_GATEWAY={given} can't be used. Give twilio, notify, or both with a comma "
            "between them (the first that works is used), or simulator alone."
        )
    return ",".join(names)


def _twilio_token(given: Mapping[str, str], gateway: str) -> str:
    token = given.get("VOICE_TWILIO_TOKEN", "")
    if "twilio" in gateway and not token:
        raise SettingMissing(
            "VOICE_TWILIO_TOKEN is not set, so no inbound text could be trusted. "
            "Set it, or VOICE_GATEWAY=simulator."
        )
    for name in ("VOICE_TWILIO_ACCOUNT", "VOICE_TWILIO_SERVICE"):
        if "twilio" in gateway and not given.get(name):
            raise SettingMissing(
                f"{name} is not set, so Twilio would take no text. Copy it from Twilio's console: "
                "the account's SID begins with AC, the messaging service's with MG."
            )
    return token


def _whatsapp(given: Mapping[str, str], gateway: str) -> dict[str, Any]:
    """WhatsApp, which is Twilio's to carry."""
    sender = given.get("VOICE_WHATSAPP_SENDER", "").removeprefix("whatsapp:")
    template = given.get("VOICE_WHATSAPP_TEMPLATE", "")
    if not (sender or template):
        return {}
    if "twilio" not in gateway or not _PHONE.fullmatch(sender):
        raise SettingMissing(
            "VOICE_WHATSAPP_SENDER must be a number like +447700900001 that Twilio carries, "
            "and twilio must be in VOICE_GATEWAY. Without it there is no WhatsApp."
        )
    if template and not _CONTENT.fullmatch(template):
        raise SettingMissing(
            "VOICE_WHATSAPP_TEMPLATE is not a content SID: HX and 32 characters, from Twilio's "
            "content templates. Leave it out, and we only reply on WhatsApp."
        )
    return {"whatsapp_sender": sender, "whatsapp_template": template}


def _notify(given: Mapping[str, str], gateway: str) -> dict[str, Any]:
    """GOV.UK Notify, where it is one of the providers."""
    told = {
        "notify_key": given.get("VOICE_NOTIFY_KEY", ""),
        "notify_template": given.get("VOICE_NOTIFY_TEMPLATE", ""),
        "notify_sender": given.get("VOICE_NOTIFY_SENDER", ""),
        "notify_callback_token": given.get("VOICE_NOTIFY_CALLBACK_TOKEN", ""),
        "notify_url": given.get("VOICE_NOTIFY_URL", "").rstrip("/"),
    }
    if "notify" in gateway:
        _check_notify(told)
    return told


def _check_notify(told: Mapping[str, str]) -> None:
    if not _NOTIFY_KEY.fullmatch(told["notify_key"]):
        raise SettingMissing(
            "VOICE_NOTIFY_KEY is not a whole key of GOV.UK Notify. Copy it from API integration, "
            "API keys: it is a name, then two long codes."
        )
    if not re.fullmatch(_UUID, told["notify_template"], re.IGNORECASE):
        raise SettingMissing(
            "VOICE_NOTIFY_TEMPLATE is not a template ID of GOV.UK Notify. Make a text message "
            "template that holds ((message)) and nothing else, and copy its ID."
        )
    if not told["notify_callback_token"]:
        raise SettingMissing(
            "VOICE_NOTIFY_CALLBACK_TOKEN is not set, so nothing GOV.UK Notify tells us could be "
            "trusted. Make up a long one, and give it to Notify with the callback addresses."
        )


def _waits(given: Mapping[str, str]) -> dict[str, Any]:
    """How long the outbox waits, in seconds, where that is said; a rehearsal goes faster."""
    names = ("text_lease", "text_receipt_wait", "text_tempo", "sweep")
    said = {name: given.get(f"VOICE_{name.upper()}", "") for name in names}
    return {name: float(value) for name, value in said.items() if value}


def _mail(given: Mapping[str, str]) -> dict[str, Any]:
    """Where e-mail to staff is handed in. Without a host none goes out."""
    host = given.get("VOICE_SMTP_HOST", "")
    if not host:
        return {}
    return {
        "smtp_host": host,
        "smtp_port": int(given.get("VOICE_SMTP_PORT", "587")),
        "smtp_from": _wanted(given, {}, "VOICE_SMTP_FROM"),
        "smtp_user": given.get("VOICE_SMTP_USER", ""),
        "smtp_password": given.get("VOICE_SMTP_PASSWORD", ""),
        "smtp_starttls": given.get("VOICE_SMTP_STARTTLS", "1") == "1",
    }


def new_keys() -> dict[str, str]:
    """Fresh keys for one installation."""
    return {
        "VOICE_SECRET_KEY": secrets.token_urlsafe(32),
        "VOICE_FIELD_KEYS": Fernet.generate_key().decode(),
        "VOICE_INDEX_KEY": secrets.token_urlsafe(32),
    }


def _practice_keys(instance: Path) -> dict[str, str]:
    """The demonstration's keys, made once and kept beside its database."""
    kept = instance / "keys.json"
    if not kept.exists():
        instance.mkdir(parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(json.dumps(new_keys()), encoding="utf-8")
    keys: dict[str, str] = json.loads(kept.read_text(encoding="utf-8"))
    return keys
