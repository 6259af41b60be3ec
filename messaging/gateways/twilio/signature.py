"""Whether a request really came from Twilio. Light: it loads the validator, not the client."""

from collections.abc import Mapping

from twilio.request_validator import HMAC_SHA1
from twilio.request_validator import SIGNATURE_HEADER
from twilio.request_validator import SIGNATURE_SETTINGS_HEADER
from twilio.request_validator import RequestValidator
from twilio.request_validator import get_signature_algorithm


def is_signed(
    url: str,
    params: Mapping[str, str],
    headers: Mapping[str, str],
    token: str,
    *,
    shared_key: str = "",
) -> bool:
    """Whether the signature fits the address, the form and our secret.

    ``url`` is the public address exactly as Twilio called it (behind a proxy: the configured one).
    Both schemes are known: SHA-1 with the Auth Token, and SHA-256 with a shared key when the
    settings header says so. A secret that is not set fits nothing.
    """
    given = {name.lower(): value for name, value in headers.items()}
    signature = given.get(SIGNATURE_HEADER.lower(), "")
    algorithm = get_signature_algorithm(given.get(SIGNATURE_SETTINGS_HEADER.lower(), ""))
    secret = token if algorithm.upper() == HMAC_SHA1 else shared_key
    return bool(secret) and bool(
        RequestValidator(secret).validate(url, params, signature, algorithm)
    )
