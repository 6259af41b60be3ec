"""What every answer of ours says to the browser: no framing, nothing kept, no scripts but ours."""

import secrets

from flask import Flask
from flask import Response
from flask import current_app
from flask import g
from flask import request

from voice_app.config import Settings
from voice_app.web.scripts import version

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow",
}
POLICY = (
    "default-src 'none'; style-src 'self' {nonce}; img-src 'self' data:; media-src 'self';"
    " form-action 'self';"
    " frame-ancestors 'none'; base-uri 'none'"
)
SCRIPTS = "; script-src 'self'; connect-src 'self'; worker-src 'self'"  # where a page names one
A_YEAR = 31_536_000  # seconds
NOTHING_KEPT = "no-store"  # a shared phone keeps nothing


def nonce() -> str:
    """One use only: the style that stands inside a survey page is allowed by it."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(16)
    made: str = g.nonce
    return made


def may_keep(seconds: int) -> None:
    """This answer holds nothing of anybody: their own browser may keep it for so long."""
    g.keep = f"private, max-age={seconds}"


def register(app: Flask) -> None:
    """Add the headers to every answer."""
    app.after_request(_add)
    app.jinja_env.globals["nonce"] = nonce


def _add(response: Response) -> Response:
    allowed = f"'nonce-{g.nonce}'" if "nonce" in g else ""
    policy = POLICY.format(nonce=allowed) + (SCRIPTS if "scripts" in g else "")
    response.headers["Content-Security-Policy"] = policy
    for name, value in ALWAYS.items():
        response.headers[name] = value
    settings: Settings = current_app.extensions["voice.settings"]
    if settings.secure_cookies:
        response.headers["Strict-Transport-Security"] = f"max-age={A_YEAR}"
    if request.endpoint != "static":
        response.headers["Cache-Control"] = g.get("keep", NOTHING_KEPT)
    elif _is_this_version():
        response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    return response


def _is_this_version() -> bool:
    """Whether a file of ours was asked for by the very version it has now."""
    asked = request.args.get("v", "")
    return bool(asked) and asked == version((request.view_args or {})["filename"])
