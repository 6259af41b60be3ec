"""The way back after a button, to a page of our own and nowhere else."""

from urllib.parse import urlsplit

from flask import redirect
from flask import request
from werkzeug.wrappers import Response


def back(otherwise: str) -> Response:
    """Go to the page the form named, if it is one of ours."""
    return redirect(safe(request.form.get("next", ""), otherwise), code=303)


def safe(target: str, otherwise: str) -> str:
    """A path on this site, or ``otherwise``: nobody is sent elsewhere by a link of ours.

    Browsers read a backslash as a slash and leave out control characters, so neither is let by.
    """
    parts = urlsplit(target)
    plain = target.isprintable() and "\\" not in target
    ours = plain and target.startswith("/") and not target.startswith("//")
    return target if ours and not parts.scheme and not parts.netloc else otherwise
