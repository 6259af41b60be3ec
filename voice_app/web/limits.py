"""How often one address may try to sign in, or a code. An account has a lock of its own too.

Of codes only wrong ones count, and a letter's never: it is as long as a link's, which is no more to
be guessed here than at the link itself. So nobody who guesses locks a child out.
"""

from collections.abc import Callable
from typing import Any

from flask import Flask
from flask import Response
from flask import request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from voice_app.services import conversations

NOT_THERE = 404
SIGN_INS = "30 per minute"
CODES = "10 per minute; 40 per hour"  # a care home may share one address
CODES_IN_ALL = "600 per hour"  # from anywhere: against many addresses that guess together


def register(app: Flask) -> None:
    """Limit what can be guessed at. Counts are kept by each process: see the decision record."""
    limiter = Limiter(get_remote_address, app=app, storage_uri="memory://")
    limit: Callable[[Any], Any] = limiter.limit(SIGN_INS, methods=["POST"])
    app.view_functions["accounts.sign_in"] = limit(app.view_functions["accounts.sign_in"])
    wrong: dict[str, Any] = {
        "methods": ["POST"],
        "exempt_when": _cannot_be_guessed,
        "deduct_when": _opened_nothing,
    }
    each: Callable[[Any], Any] = limiter.limit(CODES, **wrong)
    together: Callable[[Any], Any] = limiter.limit(
        CODES_IN_ALL, key_func=lambda: "everybody", **wrong
    )
    take_over = app.view_functions["answering.take_over"]
    app.view_functions["answering.take_over"] = together(each(take_over))


def _cannot_be_guessed() -> bool:
    return conversations.is_letters_code(request.form.get("code", ""))


def _opened_nothing(response: Response) -> bool:
    return response.status_code == NOT_THERE
