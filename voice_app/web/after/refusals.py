"""What is the same for every button here: how it is refused, and what a form says."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from flask import abort
from flask import current_app
from flask import flash
from flask import redirect
from flask import request
from flask import url_for
from werkzeug.wrappers import Response

from voice_app.services import concluding
from voice_app.services import disputing

View = Callable[..., str | Response]


def refused(view: View) -> View:
    """A view in which another's child is 403, no such review 404, and a fault is said in words."""

    @wraps(view)
    def wrapped(**of: Any) -> str | Response:
        try:
            return view(**of)
        except (concluding.NotYours, disputing.NotYours):
            abort(403)
        except concluding.NoSuchReview:
            abort(404)
        except (concluding.ConcludingFault, disputing.DisputeFault) as why:
            flash(str(why))
        if "review_id" not in of:
            return redirect(url_for("disputes.mine"), code=303)
        where = {"person_id": of["person_id"], "review_id": of["review_id"]}
        return redirect(url_for("after.review", **where), code=303)

    return wrapped


def a_day(field: str) -> date | None:
    """A day that a form names, or None."""
    try:
        return date.fromisoformat(request.form.get(field, ""))
    except ValueError:
        return None


def address() -> str:
    """The address that phones reach us on."""
    url: str = current_app.extensions["voice.settings"].public_url
    return url
