"""The address a provider's receipts come to. It carries the row's own key, signed.

So that any receipt names its row and proves that the provider took the text, even when the answer
to our own call was lost.
"""

from flask import current_app
from itsdangerous import BadSignature
from itsdangerous import URLSafeSerializer

SALT = "receipt"


def callback_address(text_id: int) -> str:
    """Where receipts for this text are to be sent."""
    settings = current_app.extensions["voice.settings"]
    return f"{settings.public_url}/hooks/twilio/status?row={_signer().dumps(text_id)}"


def row_of(signed: str) -> int | None:
    """The text a receipt is for; None when the key was not ours."""
    try:
        found = _signer().loads(signed)
    except BadSignature:
        return None
    return found if isinstance(found, int) else None


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt=SALT)
