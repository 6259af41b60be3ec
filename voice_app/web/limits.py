"""How often one address may try to sign in, or a code. An account has a lock of its own too."""

from collections.abc import Callable
from typing import Any

from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

SIGN_INS = "30 per minute"
CODES = "10 per minute; 40 per hour"  # a care home may share one address
CODES_IN_ALL = "600 per hour"  # from anywhere: against many addresses that guess together


def register(app: Flask) -> None:
    """Limit what can be guessed at. Counts are kept by each process: see the decision record."""
    limiter = Limiter(get_remote_address, app=app, storage_uri="memory://")
    limit: Callable[[Any], Any] = limiter.limit(SIGN_INS, methods=["POST"])
    app.view_functions["accounts.sign_in"] = limit(app.view_functions["accounts.sign_in"])
    each: Callable[[Any], Any] = limiter.limit(CODES, methods=["POST"])
    together: Callable[[Any], Any] = limiter.limit(
        CODES_IN_ALL, methods=["POST"], key_func=lambda: "everybody"
    )
    take_over = app.view_functions["answering.take_over"]
    app.view_functions["answering.take_over"] = together(each(take_over))
