"""Is it you? Choosing a sign of three pictures, and showing it again."""

from flask import Blueprint
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for
from werkzeug.wrappers import Response

from voice_app.pages.answering import ClosedLink
from voice_app.pages.sign import IN_A_SIGN
from voice_app.pages.sign import PICTURES
from voice_app.pages.sign import Outcome
from voice_app.pages.sign import SignPage
from voice_app.pages.sign import picked
from voice_app.policy import Permission
from voice_app.services import recognising
from voice_app.web import knowing
from voice_app.web.access import needs
from voice_app.web.now import now

pages = Blueprint("sign", __name__)
Shown = str | Response | tuple[str, int]


@pages.get("/s/<code>/sign")
@needs(Permission.LINK)
def page(code: str) -> Shown:
    """Choose a sign, or show it; on to where they were going once it was right."""
    shown = knowing.look(code)
    if isinstance(shown, SignPage) and shown.known:
        return redirect(knowing.onward(code, request.args.get("next", "")), code=303)
    return _show(shown, was=request.args.get("was", ""))


@pages.post("/s/<code>/sign")
@needs(Permission.LINK)
def show(code: str) -> Shown:
    """Three pictures were picked."""
    shown = knowing.look(code)
    pictures = picked(request.form.getlist("picture"))
    if isinstance(shown, ClosedLink) or len(pictures) != IN_A_SIGN:
        return _show(shown, was=Outcome.COUNT, pictures=pictures)
    if shown.chosen:
        was = recognising.check(code, pictures, now=now())
        return _in(code) if was == Outcome.RIGHT else _again(code, was)
    if request.form.get("go") != "keep":
        return _show(shown, was="look", pictures=pictures)
    return _in(code) if recognising.choose(code, pictures, now=now()) else _again(code, "")


@pages.get("/s/<code>/sign/forgot")
@needs(Permission.LINK)
def forgot(code: str) -> Shown:
    """They can't remember it: what happens when a person is asked."""
    shown = knowing.look(code)
    if isinstance(shown, ClosedLink):
        return _closed(shown)
    return render_template("my_voice/forgot.html", page=shown)


@pages.post("/s/<code>/sign/forgot")
@needs(Permission.LINK)
def ask(code: str) -> Shown:
    """Ask a person."""
    recognising.cannot_remember(code, now=now())
    return redirect(url_for("sign.forgot", code=code), code=303)


@pages.post("/s/<code>/close")
@needs(Permission.LINK)
def close(code: str) -> Shown:
    """Close it, on a phone that others use too."""
    recognising.close(code, now=now())
    response = redirect(url_for("sign.page", code=code, was="closed"), code=303)
    knowing.forget(response, code)
    response.headers["Clear-Site-Data"] = '"storage"'  # drafts that were kept on this phone
    return response


def _in(code: str) -> Response:
    """The right three: the browser is known, if it keeps cookies; the page they go to will see."""
    wanted = knowing.onward(code, request.form.get("next", ""))
    response = redirect(url_for("sign.page", code=code, next=wanted, was="right"), code=303)
    shown = recognising.look(code, "", now=now())
    if isinstance(shown, SignPage):
        knowing.remember(response, shown)
    return response


def _again(code: str, was: str) -> Shown:
    return _show(recognising.look(code, "", now=now()), was=was)


def _show(
    shown: SignPage | ClosedLink, *, was: str, pictures: tuple[str, ...] = ()
) -> str | tuple[str, int]:
    if isinstance(shown, ClosedLink):
        return _closed(shown)
    html = render_template(
        "my_voice/sign.html",
        page=shown,
        was=was,
        pictures=PICTURES,
        picked=pictures,
        next=knowing.onward(shown.code, request.values.get("next", "")),
    )
    return (html, 422) if was in set(Outcome) - {Outcome.RIGHT} else html


def _closed(shown: ClosedLink) -> tuple[str, int]:
    return render_template("answering/closed.html", page=shown), 410
