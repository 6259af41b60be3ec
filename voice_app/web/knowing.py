"""The guard before words that were said earlier: a browser that has shown the sign is known.

It keeps a signed cookie for an hour of use, for one link. No cookie, and the words stay covered;
the survey itself, writing to us and help open by the link alone.
"""

from collections.abc import Callable
from datetime import datetime
from datetime import timedelta
from functools import wraps
from typing import Any
from typing import TypeVar

from flask import Flask
from flask import Response
from flask import current_app
from flask import g
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for
from itsdangerous import BadSignature
from itsdangerous import URLSafeSerializer
from werkzeug.wrappers import Response as BaseResponse

from voice_app.config import Settings
from voice_app.pages.answering import ClosedLink
from voice_app.pages.sign import SignPage
from voice_app.services import recognising
from voice_app.web.now import now
from voice_app.web.ways import safe

COOKIE = "sign"
KEPT = timedelta(hours=1)  # of use: each page that is opened begins it anew
View = TypeVar("View", bound=Callable[..., Any])


def register(app: Flask) -> None:
    """Renew the cookie of a browser in use, and tell the templates who is known."""
    app.after_request(_renew)
    app.jinja_env.globals["is_known"] = is_known


def look(code: str) -> SignPage | ClosedLink:
    """Where this browser stands with this link, looked up once a request."""
    if "sign" not in g or g.sign[0] != code:
        g.sign = (code, recognising.look(code, _kept(code), now=now()))
    page: SignPage | ClosedLink = g.sign[1]
    return page


def is_known(code: str) -> bool:
    """Whether this browser has shown the sign of this link's person."""
    page = look(code) if code else None
    return isinstance(page, SignPage) and page.known


def hidden_before(code: str) -> datetime | None:
    """What was said before then is not shown here; None: all of it is."""
    page = look(code)
    return page.hidden_before if isinstance(page, SignPage) else None


def own_words(view: View) -> View:
    """A page that shows what was said before: first the sign. Goes right above the function."""

    @wraps(view)
    def guarded(code: str, **rest: Any) -> Any:
        page = look(code)
        if isinstance(page, ClosedLink) or page.known:
            return view(code, **rest)
        if words := request.form.get("words", ""):  # their hour ran out while they wrote
            return render_template("my_voice/sign_first.html", page=page, words=words), 403
        return to_the_sign(code)

    return guarded  # type: ignore[return-value]


def glance(code: str) -> datetime | None:
    """The same, where a script asks and nobody opened a page: the hour does not begin anew."""
    hidden = hidden_before(code)
    g.pop("sign", None)
    return hidden


def is_covered(code: str, said_at: datetime) -> bool:
    """Whether something that was said then is not shown to this browser."""
    hidden = hidden_before(code)
    return hidden is not None and said_at < hidden


def to_the_sign(code: str) -> BaseResponse:
    """First the sign, then the page that was opened."""
    here = request.path if request.method == "GET" else None
    return redirect(url_for("sign.page", code=code, next=here), code=303)


def onward(code: str, wanted: str) -> str:
    """Where somebody was going: a page of this very link, or My voice."""
    otherwise = url_for("my_voice.page", code=code)
    ours = safe(wanted, "")
    return ours if ours == f"/s/{code}" or ours.startswith(f"/s/{code}/") else otherwise


def remember(response: BaseResponse, page: SignPage) -> None:
    """This browser has shown the sign."""
    until = int((now() + KEPT).timestamp())
    settings: Settings = current_app.extensions["voice.settings"]
    response.set_cookie(
        COOKIE,
        str(_signer().dumps([page.code, page.stamp, until])),
        max_age=KEPT,
        path=f"/s/{page.code}",
        secure=settings.secure_cookies,
        httponly=True,
        samesite="Lax",
    )


def forget(response: BaseResponse, code: str) -> None:
    """This browser is not known any more."""
    g.pop("sign", None)
    response.delete_cookie(COOKIE, path=f"/s/{code}")


def _renew(response: Response) -> Response:
    page = g.sign[1] if "sign" in g else None
    if isinstance(page, SignPage) and page.known:
        remember(response, page)
    return response


def _kept(code: str) -> str:
    """The stamp this browser kept for this link, while its hour lasts."""
    try:
        for_code, stamp, until = _signer().loads(request.cookies.get(COOKIE, ""))
    except (BadSignature, TypeError, ValueError):
        return ""
    return str(stamp) if for_code == code and now().timestamp() < until else ""


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="sign")
