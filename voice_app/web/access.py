"""The doors: who is signed in, and what each page needs. A page that names no need is shut."""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from flask import abort
from flask import current_app
from flask import g
from flask import redirect
from flask import request
from flask import session
from flask import url_for
from werkzeug.wrappers import Response

from voice_app.config import Settings
from voice_app.pages.accounts import SignedIn
from voice_app.policy import OPEN_DOORS
from voice_app.policy import Permission
from voice_app.services import accounts
from voice_app.web.now import now

View = TypeVar("View", bound=Callable[..., object])

NEEDS: dict[str, Permission] = {"static": Permission.ANYONE}  # by endpoint, for the guard and us


def needs(permission: Permission) -> Callable[[View], View]:
    """Say what a page needs. Goes right above the function, below the route."""

    def mark(view: View) -> View:
        view.__dict__["needs"] = permission
        return view

    return mark


def need_of(endpoint: str) -> Permission | None:
    """What an endpoint needs, or None when nobody has said."""
    if endpoint in NEEDS:
        return NEEDS[endpoint]
    view = current_app.view_functions.get(endpoint)
    found: Permission | None = getattr(view, "needs", None)
    return found


IDLE = "idle_since"  # in the session of a council member, whose phone may be shared
IDLE_FOR = timedelta(minutes=30)


def check() -> Response | None:
    """Before each request: open the door, ask for a sign-in, or say no."""
    if request.endpoint is None:
        return None  # no such page: 404 follows
    need = need_of(request.endpoint)
    if need is None:
        abort(403)
    _shut_what_rests()
    settings: Settings = current_app.extensions["voice.settings"]
    if need is Permission.PRACTICE and not settings.practice:
        abort(404)
    if need in OPEN_DOORS:
        return None
    person = signed_in()
    if person is None:
        onward = request.path if request.method == "GET" else None  # a button is pressed again
        return redirect(url_for("accounts.sign_in", next=onward))
    if need not in person.permissions:
        abort(403)
    return None


def _shut_what_rests() -> None:
    """A council member's phone may be shared: what nobody pressed for half an hour is shut."""
    since = session.get(IDLE)
    if since is None:
        return
    if now().timestamp() - since > IDLE_FOR.total_seconds():
        session.clear()
    else:
        session[IDLE] = now().timestamp()


def signed_in() -> SignedIn | None:
    """Who is at the desk, looked up once a request; an account that was closed is nobody."""
    if "signed_in" not in g:
        user_id = session.get("user_id")
        g.signed_in = accounts.at_the_desk(user_id) if user_id else None
    person: SignedIn | None = g.signed_in
    return person


def me() -> int:
    """The id of the signed-in account; 403 for nobody."""
    person = signed_in()
    if person is None:
        abort(403)
    return person.user_id
