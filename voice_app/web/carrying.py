"""Carrying on when the signal drops: what our script is told, and what it tells us.

A form is sent by the script where there is one, so that the words stay on their page until they
have arrived. It cannot see where a redirect leads: it is told in a header instead.
"""

from flask import Flask
from flask import Response
from flask import request
from flask import url_for

from voice_app.vault import vault
from voice_app.web.scripts import version
from voice_app.web.tongues import RESPONDENTS
from voice_app.web.tongues import page_language


def register(app: Flask) -> None:
    """Answer the script, and tell the templates."""
    app.after_request(_tell_where)
    app.jinja_env.globals.update(kept_name=kept_name, worker=worker)


def kept_name(code: str) -> str:
    """What things are kept under on a phone: who finds it there cannot make a link of it."""
    return vault().index("kept", code)[:16]


def worker() -> str:
    """The address of the service worker: in another language, or another version, another one."""
    return url_for("answering.worker", language=page_language(), v=version("carry.js"))


def _tell_where(response: Response) -> Response:
    carried = "X-Carry" in request.headers and request.blueprint in RESPONDENTS
    if not carried or response.location is None:
        return response
    response.headers["X-Next"] = response.headers.pop("Location")
    response.status_code = 204
    response.data = b""
    return response
