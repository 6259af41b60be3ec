"""Rounds of asking: choose, look at who would be asked and what it costs, send, stop."""

from dataclasses import replace
from datetime import date

from flask import Blueprint
from flask import abort
from flask import flash
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from voice_app.policy import Permission
from voice_app.services import inviting
from voice_app.services import open_links
from voice_app.web.access import me
from voice_app.web.access import needs
from voice_app.web.form import WHOLE_NUMBER
from voice_app.web.now import now

pages = Blueprint("asking", __name__, url_prefix="/ask")

NUMBERS = ("from_age", "to_age", "review_within", "not_heard_for", "team", "in_care_within")
FILTERS = (*NUMBERS, "placement", "language")


@pages.get("/")
@needs(Permission.ASK)
def rounds() -> str:
    """What can be asked, and the rounds that were."""
    return render_template("asking/rounds.html", page=inviting.asking_page())


@pages.get("/look")
@needs(Permission.ASK)
def look() -> str:
    """Who would be asked now, who not and why, and what it would cost. Nothing is sent."""
    survey = request.args.get("survey", "")
    try:
        page = inviting.look(survey, _group(request.args), user_id=me(), now=now())
    except inviting.NoSuchSurvey:
        abort(404)
    chosen = {name: request.args.get(name, "") for name in FILTERS}
    return render_template("asking/look.html", page=page, chosen=chosen)


@pages.post("/")
@needs(Permission.ASK)
def send() -> Response:
    """Ask those who are ticked; a box that is not ticked is not sent, and means left out."""
    survey = request.form.get("survey", "")
    shown = frozenset(request.form.getlist("shown", type=int))
    ticked = frozenset(request.form.getlist("person", type=int))
    group = replace(_group(request.form), seen=shown, left_out=shown - ticked)
    try:
        round_id = inviting.send(survey, group, user_id=me(), now=now(), remind_after=_remind())
    except inviting.NoSuchSurvey:
        abort(404)
    flash(_("They are being asked. Texts go when quiet hours allow."))
    return redirect(url_for("asking.one", round_id=round_id), code=303)


@pages.get("/<int:round_id>")
@needs(Permission.ASK)
def one(round_id: int) -> str:
    """One round: how many were asked, began and finished. Never what they said."""
    return render_template("asking/round.html", round=inviting.round_page(round_id))


@pages.post("/<int:round_id>/stop")
@needs(Permission.ASK)
def stop(round_id: int) -> Response:
    """Ask nobody more."""
    inviting.stop(round_id, user_id=me(), now=now())
    flash(_("Stopped. Nobody more is asked, and texts that had not gone are taken back."))
    return redirect(url_for("asking.one", round_id=round_id), code=303)


@pages.get("/links")
@needs(Permission.ASK)
def links() -> str:
    """Open links to anonymous surveys, and a form to make one."""
    return _links({}, "")


@pages.post("/links")
@needs(Permission.ASK)
def make_link() -> str | Response | tuple[str, int]:
    """Make one for a place; what can't be taken is shown again."""
    given = {name: request.form.get(name, "") for name in ("survey", "place", "last_day")}
    new = open_links.NewLink(given["survey"], given["place"], _day(given["last_day"]))
    try:
        open_links.make(new, user_id=me(), now=now())
    except open_links.CannotMake as fault:
        return _links(given, str(fault)), 422
    flash(_("The link is made. It opens now."))
    return redirect(url_for("asking.links"), code=303)


@pages.post("/links/<int:link_id>/close")
@needs(Permission.ASK)
def close_link(link_id: int) -> Response:
    """From now on its page says that it is closed."""
    open_links.close(link_id, user_id=me(), now=now())
    flash(_("The link is closed. What was sent in is kept."))
    return redirect(url_for("asking.links"), code=303)


@pages.get("/links/<key>")
@needs(Permission.ASK)
def results(key: str) -> str:
    """What was picked in an anonymous survey, small numbers hidden; never what was written."""
    page = open_links.results(key, now=now())
    if page is None:
        abort(404)
    return render_template("asking/results.html", page=page)


def _links(typed: dict[str, str], fault: str) -> str:
    page = open_links.page(now=now())
    return render_template("asking/links.html", page=page, typed=typed, fault=fault)


def _day(given: str) -> date | None:
    try:
        return date.fromisoformat(given)
    except ValueError:
        return None


def _remind() -> int:
    """After how many working days; what is no whole number counts as not chosen."""
    days = request.form.get("remind_after", "").strip()
    return int(days) if WHOLE_NUMBER.fullmatch(days) else inviting.REMIND_AFTER


def _group(form: MultiDict[str, str]) -> inviting.Group:
    """What was chosen; what is no whole number counts as not chosen."""
    given = {name: form.get(name, "").strip() for name in FILTERS}
    numbers = {name: int(given[name]) for name in NUMBERS if WHOLE_NUMBER.fullmatch(given[name])}
    return inviting.Group(
        from_age=numbers.get("from_age", 0),
        to_age=numbers.get("to_age", inviting.OLDEST),
        review_within=numbers.get("review_within"),
        not_heard_for=numbers.get("not_heard_for"),
        placement=given["placement"],
        team=numbers.get("team"),
        language=given["language"],
        in_care_within=numbers.get("in_care_within"),
    )
