"""How often one address may try to sign in. An account has a lock of its own beside this."""

from collections.abc import Callable
from typing import Any

from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

SIGN_INS = "30 per minute"


def register(app: Flask) -> None:
    """Limit what can be guessed at. Counts are kept by each process: see the decision record."""
    limiter = Limiter(get_remote_address, app=app, storage_uri="memory://")
    limit: Callable[[Any], Any] = limiter.limit(SIGN_INS, methods=["POST"])
    app.view_functions["accounts.sign_in"] = limit(app.view_functions["accounts.sign_in"])
