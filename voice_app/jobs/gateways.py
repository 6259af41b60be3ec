"""Which ways out texts take, as the settings say."""

from collections.abc import Callable
from collections.abc import Mapping

from flask import Flask

from messaging.gateway import Gateway
from messaging.gateway import Outbound
from messaging.gateways.email import MailServer
from messaging.gateways.email import Post
from messaging.gateways.simulator import Simulator
from messaging.gateways.twilio.client import PATIENCE
from messaging.gateways.twilio.client import TWILIO
from messaging.gateways.twilio.client import TwilioAccount
from messaging.gateways.twilio.client import TwilioGateway
from messaging.gateways.twilio.recordings import Recordings
from voice_app.config import SettingMissing
from voice_app.config import Settings
from voice_app.services import sending

HAS_WHATSAPP = "twilio"
CALLS_IN_A_LEASE = 4  # a call must have ended long before its text's lease has


def chosen(app: Flask) -> tuple[Gateway, ...]:
    """The gateways of this installation, the one to be used first before the others."""
    settings: Settings = app.extensions["voice.settings"]
    return tuple(_MAKES[name](app) for name in settings.gateways)


def simulator(app: Flask) -> Gateway:
    """The pretend phones: each text appears on a screen of the demonstration."""

    def show(outbound: Outbound) -> None:
        with app.app_context():
            sending.practice_screen(outbound, now=app.extensions["voice.clock"]())

    return Simulator(show)


def _twilio(app: Flask) -> Gateway:
    settings: Settings = app.extensions["voice.settings"]
    account = TwilioAccount(
        account_sid=settings.twilio_account,
        auth_token=settings.twilio_token,
        messaging_service_sid=settings.twilio_service,
        whatsapp_sender=settings.whatsapp_sender,
        whatsapp_template=settings.whatsapp_template,
    )
    return TwilioGateway(
        account,
        now=app.extensions["voice.clock"],
        base_url=settings.twilio_url or TWILIO,
        patience=_patience(settings),
    )


def _notify(app: Flask) -> Gateway:
    settings: Settings = app.extensions["voice.settings"]
    try:  # an extra that only councils with Notify install
        from messaging.gateways.notify import client  # noqa: PLC0415
    except ModuleNotFoundError:
        raise SettingMissing(
            "VOICE_GATEWAY names notify, but its client is not installed. "
            "Install it: pip install '.[notify]'."
        ) from None
    account = client.NotifyAccount(
        settings.notify_key, settings.notify_template, settings.notify_sender
    )
    return client.NotifyGateway(
        account,
        now=app.extensions["voice.clock"],
        base_url=settings.notify_url or client.NOTIFY,
        patience=_patience(settings),
    )


def _patience(settings: Settings) -> float:
    return min(PATIENCE, settings.text_lease / CALLS_IN_A_LEASE)


_MAKES: Mapping[str, Callable[[Flask], Gateway]] = {
    "twilio": _twilio,
    "notify": _notify,
    "simulator": simulator,
}


def post(settings: Settings) -> Post | None:
    """Where e-mail to staff is handed in; None where this installation sends none."""
    if not settings.smtp_host:
        return None
    server = MailServer(
        host=settings.smtp_host,
        port=settings.smtp_port,
        sender=settings.smtp_from,
        user=settings.smtp_user,
        password=settings.smtp_password,
        starttls=settings.smtp_starttls,
    )
    return Post(server)


def recordings(settings: Settings) -> Recordings:
    """Where what was spoken in calls is kept until we have fetched it."""
    return Recordings(settings.twilio_account, settings.twilio_token, base_url=settings.twilio_url)
