"""Withdrawing: ask me no more, take it all back, use my words no more. One decision a page."""

from flask import Blueprint
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for
from werkzeug.wrappers import Response

from voice_app.pages.answering import ClosedLink
from voice_app.policy import Permission
from voice_app.services import conversations
from voice_app.web import knowing
from voice_app.web.access import needs
from voice_app.web.now import now

pages = Blueprint("withdrawing", __name__, url_prefix="/s/<code>/withdraw")
Shown = str | Response | tuple[str, int]


@pages.get("")
@needs(Permission.LINK)
def ways(code: str) -> Shown:
    """What they can withdraw."""
    return _show(code, "my_voice/withdraw.html")


@pages.get("/stop")
@needs(Permission.LINK)
def stop(code: str) -> Shown:
    """No more questions: what it does. The link is enough, as a phone is for STOP."""
    return _show(code, "my_voice/stop_asking.html")


@pages.post("/stop")
@needs(Permission.LINK)
def stop_or_not(code: str) -> Shown:
    """Stop asking me; or ask me again."""
    if request.form.get("go") == "again":
        conversations.ask_me_again(code, now=now())
    elif request.form.get("go") == "stop":
        conversations.stop_asking(code, now=now())
    return redirect(url_for("withdrawing.stop", code=code), code=303)


@pages.get("/back")
@needs(Permission.LINK)
@knowing.own_words
def back(code: str) -> Shown:
    """How much it is, and what stays."""
    return _show(code, "my_voice/take_all_back.html")


@pages.post("/back")
@needs(Permission.LINK)
@knowing.own_words
def take_back(code: str) -> Shown:
    """All of it."""
    conversations.take_all_back(code, now=now())
    return redirect(url_for("withdrawing.back", code=code, done=1), code=303)


@pages.get("/words")
@needs(Permission.LINK)
@knowing.own_words
def words(code: str) -> Shown:
    """What it means that nobody uses their words."""
    return _show(code, "my_voice/use_no_more.html")


@pages.post("/words")
@needs(Permission.LINK)
@knowing.own_words
def use_no_more(code: str) -> Shown:
    """From now on."""
    conversations.use_no_more(code, now=now())
    return redirect(url_for("withdrawing.words", code=code, done=1), code=303)


def _show(code: str, template: str) -> Shown:
    page = conversations.withdrawing(code, now=now())
    if isinstance(page, ClosedLink):
        return render_template("answering/closed.html", page=page), 410
    return render_template(template, page=page, done=request.args.get("done") == "1")
