"""Only Twilio can sign; and checking a signature never loads Twilio's heavy client."""

import base64
import hashlib
import hmac
import subprocess
import sys

import pytest

from messaging.gateways.twilio.signature import is_signed

TOKEN = "12345"  # noqa: S105 - the published example
SHARED_KEY = "67890"
URL = "https://mycompany.com/myapp.php?foo=1&bar=2"
PARAMS = {
    "CallSid": "CA1234567890ABCDE",
    "Caller": "+12349013030",
    "Digits": "1234",
    "From": "+12349013030",
    "To": "+18005551212",
}
SIGNATURE = "0/KCTR6DLpKmkAf8muzZqo1nDgQ="
SIGNED = {"X-Twilio-Signature": SIGNATURE}


def test_twilios_own_example_is_signed() -> None:
    assert is_signed(URL, PARAMS, SIGNED, TOKEN)


def test_the_names_of_headers_may_be_in_any_case() -> None:
    assert is_signed(URL, PARAMS, {"x-twilio-signature": SIGNATURE}, TOKEN)


@pytest.mark.parametrize(
    ("url", "params", "headers", "token"),
    [
        (URL.replace("foo=1", "foo=2"), PARAMS, SIGNED, TOKEN),
        (URL, {**PARAMS, "Digits": "1235"}, SIGNED, TOKEN),
        (URL, {**PARAMS, "Extra": "1"}, SIGNED, TOKEN),
        (URL, PARAMS, SIGNED, "12346"),
        (URL, PARAMS, {"X-Twilio-Signature": ""}, TOKEN),
        (URL, PARAMS, {}, TOKEN),
        (URL, PARAMS, SIGNED, ""),
    ],
)
def test_anything_changed_is_not_signed(
    url: str, params: dict[str, str], headers: dict[str, str], token: str
) -> None:
    assert not is_signed(url, params, headers, token)


def sha_256() -> str:
    """Twilio's newer scheme, worked out here by hand."""
    signed = URL + "".join(name + PARAMS[name] for name in sorted(PARAMS))
    digest = hmac.new(SHARED_KEY.encode(), signed.encode(), hashlib.sha256).digest()
    return base64.b64encode(digest).decode()


def test_the_newer_scheme_is_known_when_the_request_names_it() -> None:
    headers = {
        "X-Twilio-Signature": sha_256(),
        "X-Twilio-Webhooks-Signature-Settings": "key=webhooks_sharedkey_1,algorithm=HMAC_SHA256",
    }
    assert is_signed(URL, PARAMS, headers, TOKEN, shared_key=SHARED_KEY)
    assert not is_signed(URL, PARAMS, headers, SHARED_KEY, shared_key=TOKEN)
    assert not is_signed(URL, PARAMS, headers, TOKEN)
    unnamed = {"X-Twilio-Signature": sha_256()}
    assert not is_signed(URL, PARAMS, unnamed, TOKEN, shared_key=SHARED_KEY)


def test_a_scheme_we_do_not_know_is_not_signed() -> None:
    settings = {"X-Twilio-Webhooks-Signature-Settings": "key=k,algorithm=HMAC_MD5"}
    assert not is_signed(URL, PARAMS, {**SIGNED, **settings}, TOKEN, shared_key=SHARED_KEY)


def test_checking_a_signature_does_not_load_the_client() -> None:
    look = (
        "import sys, messaging.gateways.twilio.signature, messaging.gateways.twilio.inbound;"
        "sys.exit(bool({'twilio.rest', 'requests'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", look], check=False).returncode == 0  # noqa: S603
