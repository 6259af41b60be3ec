"""How often one address may try to sign in, or a code. An account has a lock of its own too.

Of codes only wrong ones count, and a letter's never: it is as long as a link's, which is no more to
be guessed here than at the link itself. So nobody who guesses from one place locks a child out; who
guesses from thousands can shut this one door for an hour, and links and letters open as ever.
"""

from collections.abc import Callable
from ipaddress import ip_network
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
CODES_IN_ALL = "6000 per hour"  # from anywhere: against many addresses that guess together
HOUSE = 64  # bits of an IPv6 address that one household or one guesser holds


def register(app: Flask) -> None:
    """Limit what can be guessed at. Counts are kept by each process: see decision 19."""
    limiter = Limiter(_house, app=app, storage_uri="memory://")
    limit: Callable[[Any], Any] = limiter.limit(SIGN_INS, methods=["POST"])
    for guessed in ("accounts.sign_in", "joining.come_in", "joining.open_door"):
        app.view_functions[guessed] = limit(app.view_functions[guessed])
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


def _house() -> str:
    """The address they come from; of IPv6 the part that one place has for all its devices."""
    address = get_remote_address()
    return str(ip_network(f"{address}/{HOUSE}", strict=False)) if ":" in address else address


def _cannot_be_guessed() -> bool:
    return conversations.is_letters_code(request.form.get("code", ""))


def _opened_nothing(response: Response) -> bool:
    return response.status_code == NOT_THERE
