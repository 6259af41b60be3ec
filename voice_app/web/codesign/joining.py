"""Who is in the council: asked in by a worker, in by a link and a picture, or by code words."""

from collections.abc import Mapping

from flask import Blueprint
from flask import abort
from flask import current_app
from flask import flash
from flask import redirect
from flask import render_template
from flask import request
from flask import session
from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from voice_app.pages.council import PICTURES
from voice_app.pages.council import Opened
from voice_app.policy import Permission
from voice_app.services import codesigning
from voice_app.services.codesigning import CannotJoin
from voice_app.web.access import IDLE
from voice_app.web.access import me
from voice_app.web.access import needs
from voice_app.web.now import now
from voice_app.web.qr import drawn

pages = Blueprint("joining", __name__, url_prefix="/council")
Shown = str | Response | tuple[str, int]
FAULTS: Mapping[str, object] = {
    "no_name": lazy_gettext("Write a name first. Not your real one."),
    "long_name": lazy_gettext("That name is too long. Use 20 letters or fewer."),
    "taken": lazy_gettext("Somebody has that name. Pick another one."),
    "no_picture": lazy_gettext("Pick one picture."),
    "not_that": lazy_gettext("That does not fit. Have another try."),
    "wait": lazy_gettext("Too many tries. Ask your worker for a new link."),
}


@pages.get("/in/<code>")
@needs(Permission.LINK)
def door(code: str) -> Shown:
    """A personal link: join, or show your picture."""
    return _door(code, "")


@pages.post("/in/<code>")
@needs(Permission.LINK)
def open_door(code: str) -> Shown:
    """Join with a name and a picture, or come in with the picture."""
    found = codesigning.door(code)
    if found is None:
        return _door(code, "")
    picture = request.form.get("picture", "")
    if found.joined:
        opened, user_id = codesigning.come_in(code, picture, now=now())
        return _opened(opened, user_id) or _door(code, str(opened))
    try:
        joined = codesigning.join(code, request.form.get("nickname", ""), picture, now=now())
    except CannotJoin as fault:
        return _door(code, fault.why)
    _come_in(joined.user_id)
    return render_template("council/joined.html", joined=joined, picture=picture)


@pages.get("/in")
@needs(Permission.ANYONE)
def by_words() -> str:
    """Come in without the link."""
    return render_template("council/in.html", pictures=PICTURES, fault="", nickname="")


@pages.post("/in")
@needs(Permission.ANYONE)
def come_in() -> Shown:
    """Nickname, picture, code words."""
    nickname = request.form.get("nickname", "")
    picture, words = request.form.get("picture", ""), request.form.get("words", "")
    opened, user_id = codesigning.come_in_by_words(nickname, picture, words, now=now())
    fault = FAULTS.get(str(opened), FAULTS["not_that"])
    page = {"pictures": PICTURES, "fault": fault, "nickname": nickname}
    return _opened(opened, user_id) or (render_template("council/in.html", **page), 422)


@pages.get("/members")
@needs(Permission.HELP_COUNCIL)
def members() -> str:
    """Everybody in it, and a form to ask somebody in."""
    return _members()


@pages.post("/members")
@needs(Permission.HELP_COUNCIL)
def invite() -> Shown:
    """Ask somebody in: their link is shown to be handed over."""
    new = codesigning.Invite(
        request.form.get("nickname", ""), has_helper=request.form.get("has_helper") == "yes"
    )
    try:
        code = codesigning.invite(new, user_id=me(), now=now())
    except CannotJoin as fault:
        return _members(FAULTS[fault.why]), 422
    return _members(code=code)


@pages.post("/members/<int:member_id>/link")
@needs(Permission.HELP_COUNCIL)
def new_link(member_id: int) -> Shown:
    """A fresh link for somebody who lost theirs."""
    try:
        code = codesigning.new_link(member_id, user_id=me(), now=now())
    except CannotJoin:
        abort(404)
    return _members(code=code)


@pages.post("/members/<int:member_id>/leave")
@needs(Permission.HELP_COUNCIL)
def leave(member_id: int) -> Response:
    """Somebody left."""
    try:
        codesigning.leave(member_id, user_id=me(), now=now())
    except CannotJoin:
        abort(404)
    flash(_("They have left. What they did stays."))
    return redirect(url_for("joining.members"), code=303)


def _door(code: str, fault: str) -> Shown:
    found = codesigning.door(code)
    if found is None:
        return render_template("council/closed.html"), 410
    html = render_template(
        "council/door.html",
        door=found,
        pictures=PICTURES,
        fault=FAULTS.get(fault, ""),
        nickname=request.form.get("nickname", found.nickname),
    )
    return (html, 422) if fault else html


def _opened(opened: Opened, user_id: int | None) -> Response | None:
    if opened is not Opened.IN or user_id is None:
        return None
    _come_in(user_id)
    return redirect(url_for("ideas.home"), code=303)


def _come_in(user_id: int) -> None:
    """A phone may be shared: what stays open for half an hour without a press is shut."""
    session.clear()
    session["user_id"] = user_id
    session[IDLE] = now().timestamp()


def _members(fault: object = "", *, code: str = "") -> str:
    address = current_app.extensions["voice.settings"].public_url
    link = f"{address}{url_for('joining.door', code=code)}" if code else ""
    return render_template(
        "council/members.html",
        members=codesigning.members(),
        fault=fault,
        link=link,
        qr=drawn(link) if link else "",
    )
