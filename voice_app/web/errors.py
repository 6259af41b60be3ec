"""When something is wrong: what happened, what is safe, what to do next."""

from http import HTTPStatus

import structlog
from flask import Flask
from flask import g
from flask import render_template
from flask import request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from voice_app.web.tongues import ask_nothing
from voice_app.web.tongues import for_respondent

log = structlog.get_logger()
WORDED = (400, 403, 404, 429, 500)


def register(app: Flask) -> None:
    """Give every error a page of its own."""
    app.register_error_handler(HTTPException, _expected)
    app.register_error_handler(CSRFError, _expired)
    app.register_error_handler(Exception, _unexpected)


def _expected(error: HTTPException) -> tuple[str, int] | HTTPException:
    code = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    if request.path.startswith("/hooks/"):
        return error  # a provider reads no pages
    if code < HTTPStatus.BAD_REQUEST:
        return error
    page = code if code in WORDED else HTTPStatus.BAD_REQUEST
    return _page(int(page)), int(code)


def nothing_there(_error: Exception) -> tuple[str, int]:
    """Somebody asked for a row that is not there, or not any more."""
    return _page(404), 404


def _expired(_error: CSRFError) -> tuple[str, int]:
    return _page(400), 400


def _unexpected(error: Exception) -> tuple[str, int]:
    """Never the error's own words: they might be a child's."""
    ask_nothing()
    g.signed_in = None  # the page that says sorry must not fail at what failed before
    log.error("page_failed", endpoint=request.endpoint, fault=type(error).__name__)
    return _page(500), 500


def _page(number: int) -> str:
    """Somebody who answers gets it on a page like theirs, in their language."""
    if for_respondent():
        return render_template("answering/error.html", page=None, number=number)
    return render_template(f"errors/{number}.html")
