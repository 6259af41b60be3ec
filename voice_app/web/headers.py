"""What every answer of ours says to the browser: no scripts, no framing, nothing kept."""

import secrets

from flask import Flask
from flask import Response
from flask import current_app
from flask import g
from flask import request

from voice_app.config import Settings

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
A_YEAR = 31_536_000  # seconds


def nonce() -> str:
    """One use only: the style that stands inside a survey page is allowed by it."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(16)
    made: str = g.nonce
    return made


def register(app: Flask) -> None:
    """Add the headers to every answer."""
    app.after_request(_add)
    app.jinja_env.globals["nonce"] = nonce


def _add(response: Response) -> Response:
    allowed = f"'nonce-{g.nonce}'" if "nonce" in g else ""
    response.headers["Content-Security-Policy"] = POLICY.format(nonce=allowed)
    for name, value in ALWAYS.items():
        response.headers[name] = value
    settings: Settings = current_app.extensions["voice.settings"]
    if settings.secure_cookies:
        response.headers["Strict-Transport-Security"] = f"max-age={A_YEAR}"
    if request.endpoint != "static":
        response.headers["Cache-Control"] = "no-store"  # a shared phone keeps nothing
    return response
