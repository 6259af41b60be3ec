"""Twilio's own description of its Messages resource, held against every request the fake gets.

The file lies beside the checkout (``../shared/data/twilio``) and is not part of the repository.
Without it the fake works as before, and only checks nothing here.
"""

import json
from functools import cache
from pathlib import Path

from openapi_core import OpenAPI
from openapi_core.testing import MockRequest

from tests.providers.http import Call

FILE = Path(__file__).parents[2].parent / "shared/data/twilio/messages_openapi.json"


def is_here() -> bool:
    """Whether there is anything to check against."""
    return FILE.exists()


@cache
def schema() -> OpenAPI:
    """Twilio's document."""
    return OpenAPI.from_dict(json.loads(FILE.read_text(encoding="utf-8")))


def check(call: Call) -> None:
    """Raise where a request is not one that Twilio describes, or has a field it does not know."""
    schema().validate_request(
        MockRequest(
            "https://api.twilio.com",
            call.method.lower(),
            call.path,
            args=call.query,
            headers=call.headers,
            data=call.body or None,
            content_type=call.headers.get("Content-Type", ""),
        )
    )
    unknown = set(call.fields) - _form_fields()
    if unknown:
        raise ValueError(f"fields Twilio does not know: {sorted(unknown)}")


@cache
def _form_fields() -> frozenset[str]:
    path = schema().spec / "paths" / "/2010-04-01/Accounts/{AccountSid}/Messages.json"
    form = path / "post" / "requestBody" / "content" / "application/x-www-form-urlencoded"
    return frozenset((form / "schema" / "properties").keys())
