"""Whether a request really came from Twilio. Light: it loads the validator, not the client."""

from collections.abc import Mapping

from twilio.request_validator import SIGNATURE_HEADER
from twilio.request_validator import SIGNATURE_SETTINGS_HEADER
from twilio.request_validator import RequestValidator
from twilio.request_validator import get_signature_algorithm


def is_signed(url: str, params: Mapping[str, str], headers: Mapping[str, str], token: str) -> bool:
    """Whether the signature fits the address, the form and our secret ``token``.

    ``url`` is the public address exactly as Twilio called it (behind a proxy: the configured one).
    Both schemes are known: SHA-1 with the Auth Token, and SHA-256 with a shared key when the
    settings header says so.
    """
    given = {name.lower(): value for name, value in headers.items()}
    signature = given.get(SIGNATURE_HEADER.lower(), "")
    algorithm = get_signature_algorithm(given.get(SIGNATURE_SETTINGS_HEADER.lower(), ""))
    return bool(RequestValidator(token).validate(url, params, signature, algorithm))
